/* The note of a citation: kept inside the window, described to screen readers, closed by Escape. Shown by CSS. */
(() => {
  "use strict";
  let number = 0;

  function partsOf(root) {
    return { link: root.querySelector(".st-can-cu__lien"), note: root.querySelector(".st-can-cu__ghi-chu") };
  }

  /** Show the note by its link; fixed, so that no scrolling box around the citation cuts it off. */
  function show(root) {
    const { link, note } = partsOf(root);
    root.removeAttribute("data-dong");
    note.style.position = "fixed";
    note.style.bottom = "auto";
    SoTay.place(note, link);
  }

  function shown() {
    return [...document.querySelectorAll(".st-can-cu:hover, .st-can-cu:focus-within")];
  }

  SoTay.component("can-cu", (root) => {
    const { link, note } = partsOf(root);
    number += 1;
    note.id = `ghi-chu-${number}`;
    link.setAttribute("aria-describedby", note.id);
    root.addEventListener("mouseenter", () => show(root));
    root.addEventListener("focusin", () => show(root));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const root of shown()) root.setAttribute("data-dong", "");
  });
  const follow = () => {
    for (const root of shown()) if (!root.hasAttribute("data-dong")) show(root);
  };
  window.addEventListener("scroll", follow, { passive: true });
})();
