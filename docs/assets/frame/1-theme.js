/* Light or dark: what the reader chose, else what the system asks for. Kept where the theme's lines in the head of every page look
   for it (__md_get, __md_set), so that the next page is painted right at once. */
(() => {
  "use strict";
  const KEY = "__palette";
  const PARTS = ["media", "scheme", "primary", "accent"];
  const box = document.querySelector('[data-md-component="palette"]');
  if (!box) return;
  const inputs = [...box.querySelectorAll("input")];
  const colour = document.createElement("meta"); // of the browser's own bar on a phone
  colour.name = "theme-color";
  document.head.append(colour);

  function kept() {
    try {
      return __md_get(KEY);
    } catch {
      return null; // this browser keeps nothing, or another program has written there
    }
  }

  function keep(choice) {
    try {
      __md_set(KEY, choice);
    } catch {
      // The colours change all the same; what follows on the page must not die of it.
    }
  }

  function show(index) {
    const { body } = document;
    const color = Object.fromEntries(PARTS.map((part) => [part, inputs[index].getAttribute(`data-md-color-${part}`)]));
    body.setAttribute("data-md-color-switching", ""); // nothing fades while the colours change
    for (const part of PARTS) body.setAttribute(`data-md-color-${part}`, color[part]);
    inputs.forEach((input, i) => {
      input.nextElementSibling.hidden = i !== index;
    });
    keep({ index, color });
    const style = getComputedStyle(document.querySelector(".md-header"));
    colour.content = style.backgroundColor;
    document.querySelector('meta[name="color-scheme"]').content = style.colorScheme;
    setTimeout(() => body.removeAttribute("data-md-color-switching"));
  }

  function showKept() {
    const index = kept()?.index ?? inputs.findIndex((input) => matchMedia(input.getAttribute("data-md-color-media")).matches);
    show(Math.max(0, Math.min(index, inputs.length - 1)));
  }

  inputs.forEach((input, i) => {
    input.addEventListener("change", () => show(i));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const shown = inputs.findIndex((input) => !input.nextElementSibling.hidden);
    const next = inputs[(shown + 1) % inputs.length];
    next.click();
    next.focus();
  });
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", showKept);
  showKept();
})();
