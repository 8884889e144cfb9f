/* The month view of the calendar: a grid and the list of what is due. Without this script the plain tables of the build stay. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { dates, due } = SoTay;
  const WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  function isOff(date, dayOff) {
    if (dayOff?.[2] === "nghỉ") return true;
    return date.getDay() % 6 === 0 && dayOff?.[2] !== "làm bù";
  }

  function cell(date, month, entries, dayOff) {
    const box = el("td", "st-lich__o");
    if (date.getMonth() !== month.getMonth()) return box;
    box.append(el("span", "st-lich__so", String(date.getDate())));
    if (isOff(date, dayOff)) box.classList.add("st-lich__o--nghi");
    if (dayOff) box.append(el("span", "st-lich__le", dayOff[1]));
    if (dates.daysBetween(dates.today(), date) === 0) {
      box.classList.add("st-lich__o--nay");
      box.setAttribute("aria-current", "date");
    }
    for (const entry of entries) box.append(el("span", "st-lich__viec", entry.task.ten));
    if (entries.length) box.classList.add("st-lich__o--han");
    return box;
  }

  /** The weeks that hold the month, Monday first. */
  function grid(month, entries, daysOff) {
    const head = WEEKDAYS.map((name) => el("th", "", name, { scope: "col" }));
    const body = el("tbody");
    const dayAt = (start, i) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + i);
    let monday = dayAt(month, -((month.getDay() + 6) % 7));
    do {
      const week = WEEKDAYS.map((_, i) => dayAt(monday, i));
      const cells = week.map((date) => {
        const own = entries.filter((entry) => dates.daysBetween(entry.date, date) === 0);
        return cell(date, month, own, daysOff[dates.iso(date)]);
      });
      body.append(el("tr", "", cells));
      monday = dayAt(monday, 7);
    } while (monday.getMonth() === month.getMonth());
    const caption = el("caption", "st-chi-doc", "Các ngày trong tháng; ngày có hạn ghi số việc");
    return el("table", "st-lich__bang", [caption, el("thead", "", el("tr", "", head)), body]);
  }

  SoTay.component("lich-thang", (root) => {
    const plain = root.querySelector(".st-lich__tinh");
    let month = dates.monthStart(dates.today());

    // The buttons stay while the month below them changes, so that the keyboard keeps its place.
    const previous = button("‹ Trước", SMALL, () => move(dates.monthStart(month, -1)));
    const next = button("Sau ›", SMALL, () => move(dates.monthStart(month, 1)));
    const now = button("Hôm nay", SMALL, () => move(dates.monthStart(dates.today())));
    const title = el("h2", "st-lich__ten");
    const body = el("div");
    previous.setAttribute("aria-label", "Tháng trước");
    next.setAttribute("aria-label", "Tháng sau");
    const live = root.appendChild(el("div", "st-lich__song", [el("div", "st-lich__dau", [previous, title, next, now]), body]));
    live.hidden = true;

    function move(to) {
      month = to;
      draw(true);
    }

    function list(entries) {
      if (!entries.length) return el("p", "st-phu", "Tháng này không có hạn nào trong dữ liệu.");
      const today = dates.today();
      return el(
        "ol",
        "st-han-ds",
        entries.map((entry) => due.item(entry, today, () => draw(false))),
      );
    }

    function draw(spoken) {
      due.load(root, (error, all, daysOff) => {
        if (error) return;
        const entries = all.filter((entry) => dates.monthStart(entry.date).getTime() === month.getTime());
        plain.hidden = true;
        live.hidden = false;
        title.textContent = `Tháng ${month.getMonth() + 1}/${month.getFullYear()}`;
        if (spoken) SoTay.announce(`${title.textContent}, ${entries.length} hạn`);
        body.replaceChildren(grid(month, entries, daysOff), list(entries));
      });
    }

    SoTay.followUnit(() => draw(false));
  });
})();
