/* The month view of the calendar: a grid and the list of what is due. Without this script the plain tables of the build stay. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { dates } = SoTay;
  const WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const NEXT = 3; // rows that are told of what comes after a month in which nothing more is due

  function isOff(date, dayOff) {
    if (dayOff?.[2] === "nghỉ") return true;
    return date.getDay() % 6 === 0 && dayOff?.[2] !== "làm bù";
  }

  /** A task as a link to its procedure; a dot with a name where the column is narrow. */
  function workLink(entry) {
    const page = entry.task.lienKet.find(([kind]) => kind === "quy-trinh");
    const className = `st-lich__viec${SoTay.dueMarks.isSent(entry) ? " st-lich__viec--xong" : ""}`;
    return page
      ? el("a", className, entry.task.ten, { href: SoTay.address(page[2]), title: entry.name })
      : el("span", className, entry.task.ten);
  }

  function cell(date, month, entries, dayOff) {
    const box = el("td", "st-lich__o");
    if (date.getMonth() !== month.getMonth()) return box;
    box.append(el("span", "st-lich__so", String(date.getDate())));
    if (isOff(date, dayOff)) box.classList.add("st-lich__o--nghi");
    if (dayOff) box.append(el("span", "st-lich__le", dayOff[1]));
    const passed = dates.daysBetween(date, dates.today());
    if (passed > 0) box.classList.add("st-lich__o--qua");
    if (passed === 0) {
      box.classList.add("st-lich__o--nay");
      box.setAttribute("aria-current", "date");
    }
    for (const entry of entries) box.append(workLink(entry));
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
    const caption = el("caption", "st-chi-doc", "Các ngày trong tháng; ngày đến hạn ghi việc đến hạn");
    return el("table", "st-lich__bang", [caption, el("thead", "", el("tr", "", head)), body]);
  }

  SoTay.component("lich-thang", (root) => {
    const plain = root.querySelector(".st-lich__tinh");
    let month = dates.monthStart(dates.today());
    const marked = new Set(); // rows that the reader marked while this month is shown: they stay where they are

    // The buttons stay while the month below them changes, so that the keyboard keeps its place.
    const previous = button("‹ Trước", SMALL, () => move(dates.monthStart(month, -1)));
    const next = button("Sau ›", SMALL, () => move(dates.monthStart(month, 1)));
    const now = button("Hôm nay", SMALL, () => move(dates.monthStart(dates.today())));
    const print = button("In tháng này", SMALL, () => SoTay.printAlone(live));
    const title = el("h2", "st-lich__ten");
    const body = el("div");
    previous.setAttribute("aria-label", "Tháng trước");
    next.setAttribute("aria-label", "Tháng sau");
    const live = root.appendChild(el("div", "st-lich__song", [el("div", "st-lich__dau", [previous, title, next, now, print]), body]));
    live.hidden = true;

    function move(to) {
      month = to;
      marked.clear();
      draw(true);
    }

    /** What runs when the reader marks a row; the keyboard stays with the row. */
    function mark(entry, sent) {
      marked.add(entry.dayKey);
      SoTay.dueMarks.setSent([entry], sent);
      draw(false);
      SoTay.announce((sent ? "Đã xong: " : "Đã bỏ dấu: ") + entry.name);
      const row = [...body.querySelectorAll("[data-han]")].find((one) => one.getAttribute("data-han") === entry.dayKey);
      if (row) row.querySelector(".st-han__lam .st-nut").focus();
    }

    /** Whether a row of this month asks for nothing more: its day is over, and it is sent, or nobody's while no unit is chosen. */
    function isOver(entry) {
      if (month < dates.monthStart(dates.today()) || dates.daysBetween(entry.date, dates.today()) <= 0) return false;
      return !SoTay.unit() || (SoTay.dueMarks.isSent(entry) && !marked.has(entry.dayKey));
    }

    /** What is due comes first, or where nothing is, what is due next; then, folded, what is over and what is not the reader's. */
    function list(mine, others, coming) {
      const today = dates.today();
      const acts = SoTay.unit() && { done: (entry) => mark(entry, true), undo: (entry) => mark(entry, false) };
      const rows = (entries) => SoTay.dueList(entries, today, acts);
      const folded = (title, entries) =>
        entries.length ? [el("details", "st-sap-den__gap", [el("summary", "", `${title} (${entries.length})`), rows(entries)])] : [];
      const over = mine.filter(isOver);
      const open = mine.filter((entry) => !over.includes(entry));
      const none = mine.length ? "Từ nay đến hết tháng không còn thời hạn nào" : "Tháng này không có thời hạn nào trong dữ liệu";
      const next = over.length ? coming.slice(0, NEXT) : [];
      const shown = open.length
        ? [rows(open)]
        : [el("p", "st-phu", next.length ? `${none}. Thời hạn tiếp theo:` : `${none}.`), ...(next.length ? [rows(next)] : [])];
      return [...shown, ...folded("Đã qua", over), ...folded("Việc của người khác, hoặc đã ẩn", others)];
    }

    /** The way to the file of the month that is shown. */
    function fileLink() {
      if (!SoTay.unit()) return [];
      const address = SoTay.address(`/lich/ho-so-thang.html#thang=${dates.iso(month).slice(0, 7)}`);
      return [el("p", "", el("a", "", `Mở hồ sơ ${title.textContent.toLowerCase()}`, { href: address }))];
    }

    function draw(spoken) {
      SoTay.due.load(root, (error, all, daysOff) => {
        if (error) return;
        const inMonth = all.filter((entry) => dates.monthStart(entry.date).getTime() === month.getTime());
        const isMine = SoTay.ownEntry(all, SoTay.unit());
        const entries = inMonth.filter(isMine);
        plain.hidden = true;
        live.hidden = false;
        title.textContent = `Tháng ${month.getMonth() + 1}/${month.getFullYear()}`;
        if (spoken) SoTay.announce(`${title.textContent}, ${entries.length} hạn`);
        const others = inMonth.filter((entry) => !entries.includes(entry));
        const coming = all.filter((entry) => entry.date > dates.today() && isMine(entry));
        body.replaceChildren(grid(month, entries, daysOff), ...fileLink(), ...list(entries, others, coming));
      });
    }

    SoTay.followUnit(() => draw(false));
    document.addEventListener("so-tay:vai-tro", () => draw(false));
  });
})();
