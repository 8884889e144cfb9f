/* The home page's cards «Quá hạn», «Trong 7 ngày», «Tháng này». Without this script the plain list of the build stays. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { dates, due } = SoTay;
  const DAYS_BACK = 31; // for so many days what is overdue is still shown
  const SHOWN = 3; // entries of a card shown at once

  SoTay.component("viec-sap-den", (root) => {
    const plain = root.querySelector(".st-sap-den__tinh");
    const live = root.appendChild(el("div", "st-sap-den__song"));
    const unfolded = {}; // card's title → whether the reader has unfolded it

    function card(title, className, entries, emptyText, onTick) {
      const today = dates.today();
      const list = (some) =>
        el(
          "ol",
          "st-han-ds",
          some.map((entry) => due.item(entry, today, onTick)),
        );
      const head = el("h2", "st-sap-den__dau", [`${title} `, el("span", "st-sap-den__so", String(entries.length))]);
      const section = el("section", `st-sap-den__the ${className}`, head);
      section.append(entries.length ? list(entries.slice(0, SHOWN)) : el("p", "st-phu", emptyText));
      const rest = entries.slice(SHOWN);
      if (!rest.length) return section;
      const more = el("details", "st-sap-den__them", [el("summary", "", `Thêm ${rest.length} việc`), list(rest)]);
      more.open = Boolean(unfolded[title]);
      more.addEventListener("toggle", () => {
        unfolded[title] = more.open;
      });
      section.append(more);
      return section;
    }

    /** After a tick the cards are drawn anew; the keyboard goes on in the same card. */
    function redraw() {
      const focused = document.activeElement.closest(".st-sap-den__the");
      draw();
      const same = focused && live.querySelector(`.${focused.className.split(" ").join(".")}`);
      if (!same) return;
      const target = same.querySelector("input") || same.querySelector("h2");
      if (target.tagName === "H2") target.tabIndex = -1;
      target.focus();
    }

    function cards(entries) {
      const today = dates.today();
      const monthEnd = new Date(today.getFullYear(), today.getMonth() + 1, 0);
      const within = (from, to) =>
        entries.filter((entry) => {
          const days = dates.daysBetween(today, entry.date);
          return days >= from && days <= to;
        });
      const month = within(8, dates.daysBetween(today, monthEnd));
      const onTick = SoTay.unit() ? redraw : null;
      const week = card("Trong 7 ngày", "st-sap-den__the--tuan", within(0, 7), "Không có việc nào đến hạn trong 7 ngày tới.", onTick);
      const rest = card("Tháng này", "st-sap-den__the--thang", month, "Từ nay đến cuối tháng không còn hạn nào khác.", onTick);
      // Whose deadline has passed is known only when it is known who reads. What is late comes before what is due.
      if (!SoTay.unit()) return [week, rest];
      const late = within(-DAYS_BACK, -1).reverse();
      const unsent = late.filter((entry) => !due.isSent(entry));
      const overdue = card("Quá hạn", "st-sap-den__the--qua", unsent, "Không có việc nào quá hạn.", onTick);
      return unsent.length ? [overdue, week, rest] : [week, overdue, rest];
    }

    function draw() {
      due.load(root, (error, entries) => {
        if (error) return;
        const last = entries.length ? entries[entries.length - 1].date : dates.today();
        plain.hidden = true;
        live.textContent = "";
        if (dates.today() > last) {
          const text = `Lịch của bản sổ tay này chỉ đến ${dates.text(last)}. Xin bản mới ở văn phòng cấp trên.`;
          live.append(el("p", "st-du-lieu-mau", text));
        }
        if (!SoTay.unit()) {
          const choose = button("Chọn đơn vị của tôi", "st-nut st-nut--phu st-nut--nho", SoTay.chooseUnit);
          live.append(el("p", "st-sap-den__moi", ["Đang hiện hạn của mọi cấp trên. ", choose]));
        }
        live.append(el("div", "st-sap-den__luoi", cards(entries)));
      });
    }

    SoTay.followUnit(draw);
  });
})();
