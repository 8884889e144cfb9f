/* Filter the rows of a table, or a list of folded answers, by words (without accents) and by the facets in its rows' data attributes.
   «data-loc-them» of a row: words that find it and are not shown.
   «data-loc-dau» of the root: how many rows a long table shows until it is filtered or asked for whole; paper has them all.
   The window keeps what a list is filtered by: who comes back from a page of the list finds it as it was left. */
(() => {
  "use strict";

  SoTay.component("loc", (root) => {
    const input = root.querySelector("[data-loc-chu]");
    const facets = [...root.querySelectorAll("select[data-loc]")];
    const count = root.querySelector("[data-loc-dem]");
    const rows = [...root.querySelectorAll("tbody tr, [data-loc-the]")].map((element) => ({
      element,
      text: SoTay.text.fold(`${element.textContent} ${element.getAttribute("data-loc-them") || ""}`),
    }));
    const fields = input ? [input, ...facets] : facets;
    const place = [...document.querySelectorAll("[data-so-tay='loc']")].indexOf(root);
    const key = `loc:${location.pathname}:${place}`;
    root.querySelector(".st-loc__hang").hidden = false;

    const first = Number(root.getAttribute("data-loc-dau")) || rows.length;
    let isWhole = rows.length <= first;
    const whole = isWhole ? null : SoTay.button(`Hiện cả ${rows.length} mục`, "st-nut st-nut--phu", showAll);
    if (whole) root.append(whole);

    function showAll() {
      isWhole = true;
      shorten(false);
      root.querySelector(`tbody tr:nth-child(${first + 1}) a`)?.focus();
    }

    /** An address that leads to a row which waits brings all of them. */
    function reveal() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target?.closest(".st-loc__sau")) return;
      isWhole = true;
      shorten(false);
      target.scrollIntoView();
    }

    /** Keep to the first rows, in the order in which they stand now. */
    function shorten(active) {
      if (!whole) return;
      const isShort = !isWhole && !active;
      for (const [i, row] of [...root.querySelectorAll("tbody tr")].entries()) row.classList.toggle("st-loc__sau", isShort && i >= first);
      whole.hidden = !isShort;
    }

    function hasFacet(row, facet) {
      const values = (row.element.getAttribute(`data-${facet.getAttribute("data-loc")}`) || "").split("|");
      return !facet.value || values.includes(facet.value);
    }

    function filter() {
      const words = SoTay.text.words(input ? input.value : "");
      let left = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.text.includes(word)) && facets.every((facet) => hasFacet(row, facet));
        row.element.hidden = !fits;
        if (fits) left += 1;
      }
      const active = fields.some((field) => field.value.trim());
      shorten(active);
      root.dispatchEvent(new CustomEvent("so-tay:loc", { detail: { active } }));
      if (left === rows.length) count.textContent = "";
      else if (left) count.textContent = `Còn ${left} trong ${rows.length} mục.`;
      else count.textContent = "Không có mục nào khớp.";
    }

    function changed() {
      const values = fields.map((field) => field.value);
      SoTay.storage.writeWindow(key, values.some(Boolean) ? values : null);
      filter();
    }

    /** Filter as when the list was left; an address that leads to one entry shows the whole list instead. */
    function restore() {
      const kept = location.hash ? null : SoTay.storage.readWindow(key, null);
      if (!Array.isArray(kept)) return;
      fields.forEach((field, i) => {
        const known = field === input || [...field.options].some((option) => option.value === kept[i]);
        if (known && typeof kept[i] === "string") field.value = kept[i];
      });
      filter();
    }

    if (input) input.addEventListener("input", changed);
    for (const facet of facets) facet.addEventListener("change", changed);
    root.addEventListener("so-tay:xep", () => shorten(fields.some((field) => field.value.trim())));
    shorten(false);
    restore();
    reveal();
    window.addEventListener("hashchange", reveal);
  });
})();
