/* The makers of elements that all components share. */
(() => {
  "use strict";
  const MARGIN = 8; // px between a note and the window's edge
  const HEADER = 60; // px that the header covers
  let escapes = 0; // how often Escape has been pressed

  /**
   * Make an element.
   * @param {string} tag
   * @param {string} [className]
   * @param {string|Node|(string|Node)[]} [content]
   * @param {Object<string, string|number>} [attributes]
   * @returns {HTMLElement}
   */
  function el(tag, className = "", content = [], attributes = {}) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
    element.append(...[content].flat());
    return element;
  }

  /** A button that does something here; it submits no form. */
  function button(text, className, onPress) {
    const element = el("button", className, text, { type: "button" });
    element.addEventListener("click", onPress);
    return element;
  }

  /** A text field in its label: {label, input}. */
  function field(text, name) {
    const input = el("input", "", [], { name, autocomplete: "off", maxlength: 80 });
    return { input, label: el("label", "", [text, input]) };
  }

  /** Offer `blob` to be saved under `name`. */
  function download(blob, name) {
    const link = el("a", "", [], { href: URL.createObjectURL(blob), download: name });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** For what opens only when its scripts are here: tells then whether it is still wanted. Who presses Escape meanwhile wants it no more. */
  function untilEscape() {
    const before = escapes;
    return () => escapes === before;
  }

  /** Print one part of the page alone. */
  function printAlone(part) {
    document.body.classList.add("st-in-rieng");
    part.classList.add("st-in-rieng__phan");
    const restore = () => {
      document.body.classList.remove("st-in-rieng");
      part.classList.remove("st-in-rieng__phan");
    };
    window.addEventListener("afterprint", restore, { once: true });
    window.print();
  }

  /** Place a fixed `note` by `link`: above it, or below where the header would cover it, and inside the window. */
  function place(note, link) {
    const spot = link.getClientRects()[0] || link.getBoundingClientRect();
    const rightmost = document.documentElement.clientWidth - note.offsetWidth - MARGIN;
    const above = spot.top - note.offsetHeight - MARGIN;
    note.style.left = `${Math.max(MARGIN, Math.min(spot.left, rightmost))}px`;
    note.style.top = `${above > HEADER ? above : spot.bottom + MARGIN}px`;
  }

  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape") escapes += 1;
    },
    true,
  );

  Object.assign(SoTay, { el, button, field, download, untilEscape, printAlone, place });
})();
