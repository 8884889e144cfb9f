/* The year's table by the reader's clock: this month's column is marked, days that have passed step back. */
(() => {
  "use strict";

  SoTay.component("lich-nam", (table) => {
    const today = SoTay.dates.iso(SoTay.dates.today());
    for (const head of table.querySelectorAll("thead [data-thang]")) {
      if (head.getAttribute("data-thang") !== today.slice(0, 7)) continue;
      head.setAttribute("aria-current", "date");
      const column = [...head.parentNode.children].indexOf(head);
      for (const row of table.tBodies[0].rows) row.children[column].classList.add("st-bang__nay");
    }
    for (const day of table.querySelectorAll("time")) day.classList.toggle("st-bang__qua", day.getAttribute("datetime") < today);
  });
})();
