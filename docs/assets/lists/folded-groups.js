/* A long list in groups (details.st-nhom): the page brings all of them open, and folds them here, so that without this script, on paper
   and for «find in page» where the browser opens what it finds, the whole list is there. A filter opens the groups in which something
   is left; an address that leads into a group opens it; the window keeps what was open. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  SoTay.component("gap-nhom", (root) => {
    const groups = [...root.querySelectorAll("details.st-nhom")];
    const place = [...document.querySelectorAll("[data-so-tay~='gap-nhom']")].indexOf(root);
    const key = `nhom:${location.pathname}:${place}`;
    const all = button("Mở tất cả", "st-nut st-nut--phu st-nut--nho", () => {
      const isOpen = groups.every((group) => group.open);
      for (const group of groups) group.open = !isOpen;
    });
    const shortcuts = [...root.querySelectorAll(":scope > nav")]; // past the list: of no use once it is filtered
    let isFiltered = false;
    const nameOf = (group) => group.querySelector("summary h2, summary h3").id;
    const atFirst = root.hasAttribute("data-mo-dau") ? [nameOf(groups[0])] : [];
    let kept = SoTay.storage.readWindow(key, atFirst);
    if (!Array.isArray(kept)) kept = atFirst;

    function restore() {
      for (const group of groups) {
        group.hidden = false;
        group.open = kept.includes(nameOf(group));
      }
    }

    /** Opens what holds the place that the address leads to. */
    function reveal() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const group = target && groups.find((one) => one.contains(target));
      if (!group) return;
      group.open = true;
      if (target.tagName === "DETAILS") target.open = true;
      target.scrollIntoView();
    }

    function label() {
      all.textContent = groups.every((group) => group.open) ? "Thu gọn tất cả" : "Mở tất cả";
    }

    root.addEventListener("so-tay:loc", (event) => {
      isFiltered = event.detail.active;
      for (const shortcut of shortcuts) shortcut.hidden = isFiltered;
      if (!isFiltered) {
        restore();
        return;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector("[data-loc-the]:not([hidden])");
        group.open = true;
      }
    });
    root.addEventListener(
      "toggle",
      (event) => {
        if (!groups.includes(event.target)) return;
        label();
        if (isFiltered) return;
        kept = groups.filter((group) => group.open).map(nameOf);
        SoTay.storage.writeWindow(key, kept.length ? kept : null);
      },
      true, // the event does not rise
    );

    if (groups.length > 1) {
      const bar = el("p", "st-nhom__tat-ca", all);
      shortcuts.push(bar);
      groups[0].before(bar);
    }
    restore();
    reveal();
    label();
    window.addEventListener("hashchange", reveal);
  });
})();
