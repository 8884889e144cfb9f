/* The meaning of a term beside its first use. Without this script the link leads to the glossary. */
(() => {
  "use strict";
  SoTay.component("thuat-ngu", () => {
    SoTay.notes({
      className: "st-tu-nghia",
      tapTells: true,
      linkAt: (target) => target.closest(".st-tu"),
      tell: (link, show) => {
        // Screen readers hear the same words by the link's aria-describedby.
        const meaning = document.getElementById(link.getAttribute("aria-describedby"));
        if (meaning) show([SoTay.el("b", "", meaning.previousElementSibling.textContent), meaning.textContent]);
      },
    });
  });
})();
