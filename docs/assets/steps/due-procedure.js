/* The reader's own deadline on a procedure: a day in «Thời điểm», and one beside every step that counts back from it. Without a unit
   the words of the build stay. */
(() => {
  "use strict";
  const { el } = SoTay;
  const { comingDeadlines, stepDay } = SoTay.due;
  const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

  /** «thứ Sáu, 18/12/2026» */
  function dayText(date) {
    return `${WEEKDAYS[date.getDay()]}, ${SoTay.dates.text(date)}`;
  }

  /** The day of a step, and whether it has passed. */
  function stepText(deadline, daysBefore, today) {
    const day = stepDay(deadline, daysBefore);
    return `: ${dayText(day)}${day < today ? ", đã qua" : ""}`;
  }

  SoTay.component("han-cua-toi", (root) => {
    const plain = [...root.childNodes];
    const tasks = root.getAttribute("data-viec").split(" ");
    const steps = [...document.querySelectorAll(".st-buoc__han[data-truoc-han]")];
    const places = steps.map((step) => step.appendChild(el("span", "st-buoc__ngay")));

    function draw() {
      const unit = SoTay.unit();
      const today = SoTay.dates.today();
      const show = (deadlines) => {
        for (const [i, step] of steps.entries()) {
          places[i].textContent = deadlines.length ? stepText(deadlines[0].date, Number(step.getAttribute("data-truoc-han")), today) : "";
        }
        const whose = SoTay.inCell(unit) ? "Thời hạn của đảng ủy cơ sở" : "Thời hạn của tôi";
        const lines = deadlines.map((entry, i) => {
          const left = SoTay.due.whenText(SoTay.dates.daysBetween(today, entry.date));
          const day = el("time", "", dayText(entry.date), { datetime: SoTay.dates.iso(entry.date) });
          const words = deadlines.length > 1 ? `${entry.name}, ${left}` : `${entry.period}, ${left}`;
          return el("span", "st-han-toi__dong", [i ? "" : `${whose}: `, day, ` (${words})`]);
        });
        root.replaceChildren(...(lines.length ? lines : plain));
      };
      if (!unit) {
        show([]);
        return;
      }
      SoTay.due.load(root, (error, entries) => show(error ? [] : comingDeadlines(entries, tasks, today)));
    }

    SoTay.followUnit(draw);
    document.addEventListener("so-tay:vai-tro", draw);
  });

  SoTay.due.stepText = stepText;
})();
