/* Returned forms read and merged, in the background. */
(() => {
  "use strict";
  const LONGEST_WAIT = 60000; // ms; files that take longer are given up
  const MOST_FORM = 5_000_000; // bytes; what is larger is refused by its size alone
  const MOST_ARCHIVE = 100_000_000;
  const LOOKED_AT = 5; // forms that are asked for their period

  /** What runs in the worker: answers one question after another. */
  function serve(scope, tools, data) {
    const { python, collector } = tools;
    const own = python.made(data.toChuc, collector.classes);
    const codes = [...own.indicators.keys()];
    own.figures = Object.entries(data.so).flatMap(([period, units]) =>
      Object.entries(units).flatMap(([unit, values]) =>
        codes.flatMap((indicator, i) => (values[i] === null ? [] : [{ unit, period, indicator, value: values[i] }])),
      ),
    );

    /** All files, those of archives too; what cannot be read is told. */
    function opened(files, problems) {
      const found = [];
      for (const { name, content, size } of files) {
        const most = /\.zip$/i.test(name) ? data.mostArchive : data.mostForm;
        if (!content) problems.error(name, "không mở được tệp này", "Đóng tệp ở các chương trình khác, xem lại quyền đọc, rồi chạy lại.");
        else if (!collector.too_heavy(name, size, most, problems)) found.push(...collector.files_of(name, content, problems));
      }
      return found;
    }

    /** The period that most of the first forms say they are of. */
    function likelyPeriod(files) {
      const told = files.slice(0, data.lookedAt).map(([, content]) => collector.period_of(content));
      const known = told.filter((period) => /^\d{4}(?:-\d\d|-Q[1-4]|-N[12])?$/.test(period));
      const count = (period) => known.filter((other) => other === period).length;
      return known.reduce((best, period) => (count(period) > count(best) ? period : best), known[0] || "");
    }

    function merge({ files, period }) {
      const problems = new collector.Problems();
      const found = opened(files, problems);
      const asked = period || likelyPeriod(found);
      if (!asked) return { period: "", count: found.length, lines: [...problems].map((problem) => python.str(problem)) };
      const merged = collector.merge_forms(found, own, asked, problems);
      const shown = collector.overview(merged, own, asked, problems);
      const figures = merged.figures.map(({ unit, indicator, value }) => [unit, indicator, value]);
      return { period: asked, count: found.length, overview: python.give(shown), figures, received: merged.received };
    }

    /** The parts of the dropped workbook with the merged figures in it, or why it is not the one to put them in. */
    function putIn({ book, merged: { figures, received }, period, today }) {
      try {
        const other = collector.not_the_same(book.content, own, period);
        if (other)
          return { fault: `${book.name}: ${other}. Tạo lại sổ tay từ tệp này rồi thu lại, hoặc thả đúng tệp đã dùng để tạo sổ tay.` };
        const rows = figures.map(([unit, indicator, value]) => new collector.Counted(unit, indicator, value));
        const merged = new collector.Merged(rows, received, [], [], new Map());
        return { parts: collector.put_figures(book.content, own, merged, period, python.date(...today)) };
      } catch (error) {
        if (!(error instanceof collector.Unreadable)) throw error;
        return { fault: `${book.name}: ${error.reason}. ${error.remedy}` };
      }
    }

    const forms = ({ blanks: [first, later], period }) => collector.all_form_parts(first, later, own, period);
    const letters = ({ units, period, today }) => python.give(collector.letters(own, units, period, python.date(...today)));
    const kinds = { merge, putIn, forms, letters };
    scope.onmessage = ({ data: asked }) => scope.postMessage({ number: asked.number, answer: kinds[asked.what](asked) });
    scope.postMessage({ ready: true });
  }

  class Collector {
    constructor() {
      const data = { ...SoTay.duLieu["thu-bao-cao"], mostForm: MOST_FORM, mostArchive: MOST_ARCHIVE, lookedAt: LOOKED_AT };
      this.work = new SoTay.BackgroundWork(serve, SoTay.collectorCode, data, LONGEST_WAIT, () => {});
    }

    /**
     * The merge of `files`; null when they take too long.
     * @param {{path: string, file: File}[]} files
     * @param {string} period nothing: what the forms say themselves
     */
    async merge(files, period) {
      const asked = [];
      for (const { path, file } of files) {
        const most = /\.zip$/i.test(path) ? MOST_ARCHIVE : MOST_FORM;
        // What is too large is told by its size and need not be read.
        const content = file.size > most ? new Uint8Array(0) : await SoTay.droppedFiles.bytesOf(file, most);
        asked.push({ name: path, content, size: file.size });
      }
      return this.work.ask({ what: "merge", files: asked, period }, null);
    }

    /** [[name, parts], …] of the forms of all units, made of the `blanks`. */
    forms(blanks, period) {
      return this.work.ask({ what: "forms", blanks, period }, []);
    }

    /** [[unit, file name, what the template is filled with], …] for units that have not sent. */
    letters(units, period) {
      return this.work.ask({ what: "letters", units, period }, []);
    }

    /** {parts} of the workbook `file` with the merged figures in it, or {fault}. */
    async putIn(file, merged, period) {
      const content = await SoTay.droppedFiles.bytesOf(file, MOST_ARCHIVE);
      if (!content) return { fault: `${file.name}: không mở được tệp này. Đóng tệp ở các chương trình khác rồi thử lại.` };
      const slow = { fault: `${file.name}: máy này không đọc hết được tệp trong một phút.` };
      return this.work.ask({ what: "putIn", book: { name: file.name, content }, merged, period }, slow);
    }
  }

  SoTay.collecting = { serve, Collector };
})();
