/* The workbook read, checked and compared, in the background. */
(() => {
  "use strict";
  const LONGEST_WAIT = 60000; // ms; a file that takes longer is given up
  const MOST = 100_000_000; // bytes; what is larger is refused by its size alone

  /** What runs in the worker: answers one question after another. */
  function serve(scope, tools, data) {
    const { python, workbook } = tools;
    const rules = python.made(data.quyTac, workbook.classes);
    const tasks = new Map(data.viec.map(([id, title]) => [id, { title }]));

    /** The model called `name`, of its fields. */
    const make = (name, fields) => Object.assign(Object.create((workbook.classes[name] || Object).prototype), Object.fromEntries(fields));

    function read({ name, content, size }, today) {
      const problems = new workbook.Problems();
      let organisation = null;
      if (!content) problems.error(name, "không mở được tệp này", "Đóng tệp ở các chương trình khác, xem lại quyền đọc, rồi chạy lại.");
      else if (!workbook.too_heavy(name, size, data.most, problems))
        organisation = workbook.organisation_of(content, name, problems, rules, today, [...tasks.keys()], make);
      // The last line may tell how many more there are, and is then no problem's own.
      const lines = workbook.told(problems).map((line, i) => {
        const problem = i < problems.length && python.str(problems[i]) === line ? problems[i] : null;
        return { line, text: problem ? problem.text : line, warns: problem?.severity === "warning" };
      });
      const usable = organisation ? workbook.usable(name, organisation) : "";
      return { organisation, told: { lines, faults: problems.stopping().length, usable } };
    }

    function check({ now, before, today }) {
      const day = python.date(...today);
      const [mine, theirs] = [read(now, day), before ? read(before, day) : null];
      const both = mine.organisation && theirs?.organisation;
      return {
        now: mine.told,
        before: theirs?.told || null,
        changes: both ? workbook.changes(theirs.organisation, mine.organisation, tasks) : null,
      };
    }

    scope.onmessage = ({ data: asked }) => scope.postMessage({ number: asked.number, answer: check(asked) });
    scope.postMessage({ ready: true });
  }

  class WorkbookCheck {
    constructor() {
      const data = { ...SoTay.duLieu["kiem-du-lieu"], most: MOST };
      this.work = new SoTay.BackgroundWork(serve, SoTay.workbookCode, data, LONGEST_WAIT, () => {});
    }

    /** What is told of the file `now`, and of its changes since `before` when there is one; null when they take too long. */
    check(now, before) {
      return this.work.ask({ what: "check", now, before }, null);
    }
  }

  SoTay.workbookChecking = { serve, WorkbookCheck, MOST };
})();
