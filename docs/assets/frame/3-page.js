/* What the theme's parts need to work: its labels as buttons, its two drawers, wide tables, what is folded, the ring of focus. */
(() => {
  "use strict";
  const AFTER = 125; // ms; the browser has gone to the place by then
  const SETTLED = { true: 400, false: 100 }; // ms until the search on a phone has opened or closed
  const root = document.documentElement;
  const toggles = [...document.querySelectorAll("[data-md-toggle]")];
  const narrow = matchMedia("(max-width: 59.984375em)");
  root.classList.replace("no-js", "js");

  for (const table of document.querySelectorAll(".md-content table:not([class])")) {
    const frame = document.createElement("div");
    const box = document.createElement("div");
    frame.className = "md-typeset__scrollwrap";
    box.className = "md-typeset__table";
    table.replaceWith(frame);
    frame.append(box);
    box.append(table);
  }

  // The place that an address names is shown, also within what is folded.
  function target() {
    const id = location.hash.slice(1);
    try {
      return id ? document.getElementById(id) || document.getElementById(decodeURIComponent(id)) : null;
    } catch {
      return null; // an address that somebody cut in the middle of a letter, «#m%E1»
    }
  }
  function reveal() {
    const place = target();
    if (!place) return;
    const around = place.closest("details:not([open])");
    // A heading whose text is folded, and a list folded under its own title, are opened too.
    const below = place.matches("h2") ? place.nextElementSibling : place.firstElementChild;
    const folded = [around, below].filter((one) => one?.matches("details:not([open])"));
    for (const one of folded) one.open = true;
    if (folded.length) place.scrollIntoView();
    setTimeout(() => {
      for (const toggle of toggles) if (toggle.checked) toggle.click();
    }, AFTER);
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", reveal);

  // Paper shows what is folded.
  const folds = [...document.querySelectorAll(".md-content details")];
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = folds.filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
  });

  // On a phone the search lies over the whole page, which must not scroll below it.
  const search = document.getElementById("__search");
  search?.addEventListener("change", () => {
    const locks = search.checked && narrow.matches;
    const { body } = document;
    setTimeout(() => {
      if (locks) {
        body.style.top = `-${window.scrollY}px`;
        body.setAttribute("data-md-scrolllock", "");
      } else if (body.hasAttribute("data-md-scrolllock")) {
        const y = -Number.parseInt(body.style.top, 10);
        body.removeAttribute("data-md-scrolllock");
        body.style.top = "";
        if (y) window.scrollTo(0, y);
      }
    }, SETTLED[locks]);
  });

  // A label that the keyboard reaches is pressed by Enter, and a list that it folds tells whether it is open.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLLabelElement && !event.ctrlKey && !event.metaKey) event.target.click();
  });
  for (const label of document.querySelectorAll(".md-sidebar label[tabindex]")) {
    label.addEventListener("click", () =>
      setTimeout(() => {
        const list = document.querySelector(`[aria-labelledby="${label.id}"]`);
        list?.setAttribute("aria-expanded", String(document.getElementById(label.htmlFor).checked));
      }),
    );
  }

  // Code that scrolls is reached by the keyboard; the theme marks its own focus by a class.
  for (const code of document.querySelectorAll(".md-content pre > code")) if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  document.addEventListener("focusin", ({ target: now }) => {
    if (now.matches(":focus-visible")) now.classList.add("focus-visible");
  });
  document.addEventListener("focusout", ({ target: before }) => before.classList.remove("focus-visible"));

  // A name cut short is told whole.
  document.addEventListener("pointerover", ({ target: over }) => {
    const name = over instanceof Element ? over.closest(".md-ellipsis") : null;
    if (name && name.offsetWidth < name.scrollWidth) (name.closest("a") || name).title = name.innerText;
  });
})();
