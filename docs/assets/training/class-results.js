/* Results of a class: what a machine exports, and how the files of many machines become one list.
   macros/training/results.py reads and merges the same files in the same way; one golden file binds the two. */
(() => {
  "use strict";
  const FORMAT = "so-tay-ket-qua";
  const FINAL = "cuoi-khoa"; // the exam at the end of the course: certificates are given for it alone
  const REMEDY = "Xuất lại từ máy đó.";

  /** What one learner has done on this machine. */
  function resultsOf(id) {
    const practised = Object.values(SoTay.storage.readRecord(SoTay.learners.key("luyen", id)));
    return {
      luyen: { lam: practised.length, dung: practised.filter((result) => result.d).length },
      thi: SoTay.storage.readList(SoTay.learners.key("ket-qua", id)),
    };
  }

  /** The export of this machine. */
  function exportText() {
    const all = SoTay.learners.list();
    const people = Object.keys(all).map((id) => ({ ten: all[id].ten, donVi: all[id].donVi, ketQua: resultsOf(id) }));
    return JSON.stringify({ loai: FORMAT, ban: 1, ngay: SoTay.dates.text(SoTay.dates.today()), nguoi: people }, null, 1);
  }

  /** The people of an export's text, or null when it is none. */
  function readExport(text) {
    try {
      const content = JSON.parse(text.replace(/^\ufeff/, ""));
      return content.loai === FORMAT && Array.isArray(content.nguoi) ? content.nguoi : null;
    } catch {
      return null;
    }
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function isName(value) {
    return typeof value === "string" && value.trim() !== "";
  }

  function isCount(value) {
    return Number.isInteger(value) && value >= 0;
  }

  /** What is wrong with a learner's record, or "". */
  function faultOfPerson(person) {
    if (!isObject(person)) return "không phải một bản ghi";
    if (!isName(person.ten)) return "thiếu họ và tên (ten)";
    if (typeof person.donVi !== "string") return "thiếu đơn vị (donVi)";
    return isObject(person.ketQua) && Array.isArray(person.ketQua.thi) ? "" : "thiếu kết quả thi (ketQua.thi)";
  }

  /** What is wrong with a sitting of an exam, or "". */
  function faultOfSitting(sitting) {
    if (!isObject(sitting) || !isName(sitting.de)) return "thiếu tên đề (de)";
    if (!isCount(sitting.soCau) || sitting.soCau === 0) return "số câu (soCau) không phải số từ 1 trở lên";
    if (!isCount(sitting.dung) || sitting.dung > sitting.soCau) return "số câu đúng (dung) không nằm trong số câu";
    return typeof sitting.ngay === "string" ? "" : "thiếu ngày thi (ngay)";
  }

  class Merger {
    constructor() {
      this.people = new Map();
      this.exams = Object.create(null);
      this.problems = [];
    }

    addFile({ name, text }) {
      const people = readExport(text);
      if (!people) {
        this.problems.push(`${name}: không phải tệp kết quả của sổ tay. ${REMEDY}`);
        return;
      }
      people.forEach((person, i) => {
        const who = `${name} › người thứ ${i + 1}${isObject(person) && isName(person.ten) ? ` «${person.ten}»` : ""}`;
        const fault = faultOfPerson(person);
        if (fault) this.problems.push(`${who}: ${fault}; không gộp người này. ${REMEDY}`);
        else this.addPerson(person, who);
      });
    }

    addPerson(person, who) {
      const key = `${person.ten.trim().toLowerCase()}|${person.donVi.trim().toLowerCase()}`;
      if (!this.people.has(key)) {
        const empty = { practised: 0, right: 0, best: Object.create(null), times: Object.create(null), seen: new Set() };
        this.people.set(key, { name: person.ten, unit: person.donVi, ...empty });
      }
      const merged = this.people.get(key);
      const practice = isObject(person.ketQua.luyen) ? person.ketQua.luyen : {};
      merged.practised = Math.max(merged.practised, Number(practice.lam) || 0);
      merged.right = Math.max(merged.right, Number(practice.dung) || 0);
      person.ketQua.thi.forEach((sitting, i) => {
        const fault = faultOfSitting(sitting);
        if (fault) this.problems.push(`${who} › lần thi thứ ${i + 1}: ${fault}; không tính lần này. ${REMEDY}`);
        else this.addSitting(merged, sitting);
      });
    }

    addSitting(merged, sitting) {
      const { de: exam, ngay, giay, dung, soCau } = sitting;
      const mark = [exam, ngay, giay, dung].join("|");
      if (merged.seen.has(mark)) return;
      merged.seen.add(mark);
      this.exams[exam] = sitting.ten || exam;
      merged.times[exam] = (merged.times[exam] || 0) + 1;
      const best = merged.best[exam];
      if (!best || dung / soCau > best.dung / best.soCau) merged.best[exam] = sitting;
    }

    /** By unit, then by name, as Vietnamese sorts. */
    sorted() {
      return [...this.people.values()].sort((a, b) => a.unit.localeCompare(b.unit, "vi") || a.name.localeCompare(b.name, "vi"));
    }
  }

  /**
   * One entry a person (name and unit); of every exam the best sitting and how many there were, a file read twice counted once.
   * What is damaged is left out and named in `problems`.
   * @param {{name: string, text: string}[]} files
   * @returns {{people: object[], problems: string[], exams: Object<string, string>}} `exams`: names of those that were sat, by id
   */
  function merge(files) {
    const merger = new Merger();
    for (const file of files) merger.addFile(file);
    return { people: merger.sorted(), problems: merger.problems, exams: merger.exams };
  }

  /** Per cent right, to one place; half a tenth counts up. */
  function score(sitting) {
    return Math.round((sitting.dung * 1000) / sitting.soCau) / 10;
  }

  /** The people as one exam shows them: {name, unit, practised, right, times, sitting (best, or null), score, passed}. */
  function ofExam(people, exam) {
    return people.map(({ name, unit, practised, right, times, best }) => {
      const sitting = best[exam] || null;
      return {
        name,
        unit,
        practised,
        right,
        times: times[exam] || 0,
        sitting,
        score: sitting ? score(sitting) : 0,
        passed: Boolean(sitting?.dat),
      };
    });
  }

  SoTay.classResults = { FINAL, resultsOf, exportText, merge, ofExam };
})();
