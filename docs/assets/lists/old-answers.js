/* The front of questions and answers, where all of them once stood: an address that leads to one of them opens the page of its group
   there. The cards hold the anchors; without this script the card that the address leads to tells that it is the one. */
(() => {
  "use strict";

  SoTay.component("cau-cu", (root) => {
    function lead() {
      const place = document.getElementById(location.hash.slice(1));
      if (place?.tagName !== "I" || !root.contains(place)) return;
      location.replace(place.parentElement.querySelector("a").href + location.hash);
    }

    lead();
    window.addEventListener("hashchange", lead);
  });
})();
