/* The heads of a table as buttons that sort its rows. A cell says what it is sorted by in data-xep, or by its text; a second press turns
   the order round. Without this script the order of the build stands. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  const keyOf = (cell) => cell.getAttribute("data-xep") ?? cell.textContent.trim();

  /** Numbers by their worth, words as a Vietnamese dictionary has them; what is empty comes last. */
  function compare(one, two) {
    if (!one || !two) return one ? -1 : Number(Boolean(two));
    return one.localeCompare(two, "vi", { numeric: true });
  }

  SoTay.component("xep-bang", (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];

    function sort(place) {
      const isUp = heads[place].getAttribute("aria-sort") === "ascending";
      const order = isUp ? -1 : 1;
      const rows = [...body.rows].map((row) => [keyOf(row.cells[place]), row]);
      rows.sort((a, b) => (a[0] && b[0] ? order * compare(a[0], b[0]) : compare(a[0], b[0])));
      body.append(...rows.map(([, row]) => row));
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[place].setAttribute("aria-sort", isUp ? "descending" : "ascending");
      table.dispatchEvent(new Event("so-tay:xep", { bubbles: true }));
      SoTay.announce(`Đã xếp theo ${heads[place].textContent.trim()}, ${isUp ? "từ lớn đến nhỏ" : "từ nhỏ đến lớn"}.`);
    }

    heads.forEach((head, place) => {
      const press = button([...head.childNodes], "st-xep", () => sort(place));
      press.append(el("span", "st-xep__dau", "", { "aria-hidden": "true" }));
      head.replaceChildren(press);
    });
  });
})();
