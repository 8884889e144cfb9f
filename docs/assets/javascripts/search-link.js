/* A link to the results page that opens the search box in place. */
(() => {
  "use strict";

  SoTay.component("mo-tim", (link) => {
    link.addEventListener("click", (event) => {
      const toggle = document.getElementById("__search");
      if (!toggle || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (!toggle.checked) toggle.click();
    });
  });
})();
