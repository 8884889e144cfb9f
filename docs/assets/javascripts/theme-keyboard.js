/* Aids around the theme's own parts: keyboard for its label buttons, names for the parts of the contents. */
(() => {
  "use strict";

  // The drawer and the search box open by a <label>; make each a button for the keyboard. Enter is the theme's own.
  for (const label of document.querySelectorAll(".md-header__button[for]:not([hidden])")) {
    if (label.closest("form")) continue;
    label.setAttribute("role", "button");
    label.setAttribute("tabindex", "0");
    label.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  }

  // A section of the contents that has a page of its own is folded by a bare arrow: give the arrow and the list its name.
  for (const container of document.querySelectorAll(".md-nav__container")) {
    const link = container.querySelector("a");
    const arrow = container.querySelector("label");
    const list = container.parentNode.querySelector(".md-nav");
    if (!link || !list) continue;
    const name = link.textContent.trim();
    list.removeAttribute("aria-labelledby");
    list.setAttribute("aria-label", name);
    // As hidden words: a label may carry no name of its own.
    if (arrow) arrow.append(SoTay.el("span", "st-chi-doc", `Mở hoặc thu gọn mục ${name}`));
  }
})();
