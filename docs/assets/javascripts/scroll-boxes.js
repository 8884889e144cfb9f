/* A table or a picture wider than its column scrolls in its own box: the keyboard must reach that box, and it needs a name. */
(() => {
  "use strict";
  const ADDED = ["tabindex", "role", "aria-label", "data-cuon"];

  function update(box) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible";
    if (scrolls && !box.hasAttribute("tabindex")) {
      const caption = box.querySelector("caption, figcaption");
      box.setAttribute("tabindex", "0");
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", caption ? caption.textContent : "Phần rộng, cuộn ngang để xem hết");
      box.setAttribute("data-cuon", "");
    } else if (!scrolls && box.hasAttribute("data-cuon")) {
      for (const name of ADDED) box.removeAttribute(name);
    }
  }

  function updateAll() {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset figure")) update(box);
  }

  window.addEventListener("load", updateAll);
  window.addEventListener("resize", updateAll);
})();
