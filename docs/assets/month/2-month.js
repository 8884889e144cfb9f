/* What belongs to a month, and what can be told of a thing due: the days of its steps, how it ended, the message that goes with it. */
(() => {
  "use strict";
  const { dates } = SoTay;

  function sameMonth(date, month) {
    return dates.monthStart(date).getTime() === month.getTime();
  }

  /**
   * The entries of a month: {left, due}. `left`: what is not sent of the month before, once that month has begun.
   * @param {object[]} entries
   * @param {Date} month its first day
   * @param {Date} today
   * @param {Set<string>} [kept] the dayKeys that stay where they were although they are sent, for the reader has just marked them
   */
  function entriesOf(entries, month, today, kept = new Set()) {
    const before = dates.monthStart(month, -1);
    const isOpen = (entry) => kept.has(entry.dayKey) || !SoTay.dueMarks.isSent(entry);
    const left = before > today ? [] : entries.filter((entry) => sameMonth(entry.date, before) && isOpen(entry));
    const due = entries.filter((entry) => sameMonth(entry.date, month));
    // Within a month, too, what is still to be sent stands first.
    const open = due.filter(isOpen);
    return { left, due: [...open, ...due.filter((entry) => !open.includes(entry))] };
  }

  /** «T-7 = 18/12»; the day of the deadline is «T». */
  function stepLabel(deadline, daysBefore) {
    const day = dates.text(SoTay.due.stepDay(deadline, daysBefore)).slice(0, 5);
    return `${daysBefore ? `T-${daysBefore}` : "T"} = ${day}`;
  }

  /** «đúng hạn», «muộn 2 ngày»; nothing where the day is not told. */
  function punctuality(entry, sentOn) {
    if (!sentOn) return "";
    const days = dates.daysBetween(entry.date, dates.parse(sentOn));
    return days > 0 ? `muộn ${days} ngày` : "đúng hạn";
  }

  /** How a thing due ended, in words. */
  function outcome(entry, work, today) {
    if (!SoTay.dueMarks.isSent(entry)) return entry.date < today ? "chưa gửi, đã quá hạn" : "chưa gửi";
    return [punctuality(entry, work.ngay_gui) || "đã gửi, chưa ghi ngày", work.ket_qua].filter(Boolean).join("; ");
  }

  function show(iso) {
    return SoTay.typedDays.show(iso);
  }

  /** Whom the reader's document goes to: from a cell to its committee, from a committee to the superior. */
  function receiver(unit, entry) {
    return SoTay.inCell(unit) ? unit.cap_uy : entry.superior.cap_uy;
  }

  /** The message that goes with a document, for Zalo or e-mail; it holds only what is known. A cell's own deadline is not. */
  function message(unit, entry, work) {
    const cell = SoTay.inCell(unit);
    const signed = work.ngay_ky ? `, ngày ${show(work.ngay_ky)}` : "";
    const kept = cell ? "" : `, ${punctuality(entry, work.ngay_gui)}`;
    const deadline = cell ? "" : `Hạn của cấp trên: ${dates.text(entry.date)}.`;
    const sent = work.ngay_gui ? `Gửi ngày ${show(work.ngay_gui)}${kept}.` : "";
    return [
      `Kính gửi ${receiver(unit, entry)}.`,
      `${cell ? "Chi bộ" : unit.cap_uy} gửi: ${entry.name}.`,
      work.so ? `Văn bản số ${work.so}${signed}.` : "",
      [deadline, sent].filter(Boolean).join(" "),
      "Đề nghị xác nhận đã nhận. Trân trọng cảm ơn.",
    ]
      .filter(Boolean)
      .join("\n");
  }

  /** The rows of the evidence of a month, by day: [work, deadline, day sent, number, outcome]. */
  function evidence(entries, workOf, today) {
    const byDay = [...entries].sort((a, b) => a.date - b.date);
    return byDay.map((entry) => {
      const work = workOf(entry);
      const sent = SoTay.dueMarks.isSent(entry);
      return [entry.name, dates.text(entry.date), sent ? show(work.ngay_gui) : "", work.so, outcome(entry, work, today)];
    });
  }

  SoTay.monthFile = { entriesOf, stepLabel, punctuality, outcome, receiver, message, evidence };
})();
