/* The tasks that meetings entered on this machine have given, as things due: {date, task, name, dayKey, rest}, the shape that rows of the
   home page and of the month show. A meeting's draft keeps them ready as `viec_giao`: [{viec, nguoi, han: yyyy-mm-dd}]. That one is done
   stands among the marks of SoTay.dueMarks. */
(() => {
  "use strict";
  const { drafts, dates } = SoTay;

  function entryOf(draft, { viec, nguoi, han }) {
    const place = `/soan-thao/cuoc-hop/${draft.mau.slice(drafts.MEETING.length)}.html#nhap=${draft.id}`;
    return {
      date: dates.parse(han),
      name: `${viec}, hạn ${dates.text(dates.parse(han))}`,
      dayKey: `giao.${draft.id}.${viec}.${han}`,
      single: false,
      rest: nguoi,
      task: { ten: viec, lienKet: [["quy-trinh", "Cuộc họp", place]] },
    };
  }

  function isSound(task) {
    return typeof task?.viec === "string" && typeof task.nguoi === "string" && /^\d{4}-\d\d-\d\d$/.test(task.han);
  }

  /** The tasks due from one day to another, of meetings of the unit or of none, the nearest first. */
  function between(from, to, unitId) {
    const meetings = drafts.all().filter(({ mau, don_vi: unit }) => mau.startsWith(drafts.MEETING) && (!unit?.id || unit.id === unitId));
    const given = meetings.flatMap((draft) => {
      const tasks = Array.isArray(draft.viec_giao) ? draft.viec_giao.filter(isSound) : [];
      return tasks.map((task) => entryOf(draft, task));
    });
    return given.filter(({ date }) => date >= from && date <= to).sort((a, b) => a.date - b.date);
  }

  /** «Việc cuộc họp đã giao» as rows that can be marked as done; `changed(entry)` runs after each mark. */
  function rows(entries, changed) {
    const mark = (done) => (entry) => {
      SoTay.dueMarks.setSent([entry], done);
      SoTay.announce((done ? "Đã xong: " : "Đã bỏ dấu: ") + entry.name);
      changed(entry);
    };
    return SoTay.dueList(entries, dates.today(), { done: mark(true), undo: mark(false) }, "Cuộc họp");
  }

  SoTay.givenTasks = { between, rows };
})();
