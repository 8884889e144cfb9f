/* The checker, which works in the background. */
(() => {
  "use strict";
  const LONGEST_WAIT = 20000; // ms; a file that takes longer is given up
  const MOST = 20_000_000 + 1; // bytes; the checker refuses what is larger, so nothing beyond is read

  /** What runs in the worker: answers one question after another. */
  function serve(scope, tools, data) {
    const { python, checker } = tools;
    const documents = python.made(data, checker.classes);
    const judge = ({ content, file, kind, ruleset, today }) => {
      const report = checker.report_on(content, file, documents, python.date(...today), kind || null, ruleset || null);
      return { ...python.give(report.as_json()), names: report.findings.map(({ name }) => name) };
    };
    const shown = ({ content }) => {
      try {
        return python.give(checker.picture(content));
      } catch {
        return []; // what is refused has no picture
      }
    };
    // All files of the corrected copy, and what was changed; none where nothing could be mended, or the file is refused.
    const mended = ({ content, kind, ruleset, today }) => {
      try {
        const made = checker.mend(content, documents, python.date(...today), kind || null, ruleset || null);
        const changes = made.changes.map((change) => python.give(change.as_json()));
        const files = changes.length ? [...new Map([...new checker.Package(content).everything(), ...made.parts])] : [];
        return { changes, files };
      } catch {
        return { changes: [], files: [] };
      }
    };
    const kinds = { judge, picture: shown, mend: mended };
    scope.onmessage = ({ data: asked }) => scope.postMessage({ number: asked.number, answer: kinds[asked.what](asked) });
    scope.postMessage({
      ready: true,
      kinds: documents.authority.kinds.map(({ id, name }) => [id, name]),
      rulesets: [...documents.rulesets.values()].filter(({ party }) => party).map(({ id, name }) => [id, name]),
    });
  }

  const tooSlow = (file) => ({
    file,
    kind: null,
    ruleset: null,
    checked: 0,
    names: ["Không kiểm tra được"],
    findings: [
      {
        id: "tu-choi-qua-lau",
        severity: "error",
        clause: "",
        place: "cả tệp",
        found: "Tệp cần quá nhiều thời gian, máy này không kiểm tra hết được.",
        expected: "tệp .docx đọc được",
        mend: "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại; nếu vẫn vậy, tách thành nhiều tệp.",
      },
    ],
  });

  class Checker {
    constructor(ready) {
      const data = SoTay.duLieu["kiem-van-ban"];
      this.work = new SoTay.BackgroundWork(serve, SoTay.checkerCode, data, LONGEST_WAIT, ready);
    }

    /** The report on `content` (bytes), as `run.py check --json` gives it, with the `names` of its findings beside. */
    judge(file, content, forced = {}) {
      return this.work.ask({ what: "judge", content, file, ...forced }, tooSlow(file));
    }

    /** The lines of `content` as they are printed; none for what is refused. */
    picture(content) {
      return this.work.ask({ what: "picture", content }, []);
    }

    /** {changes, files}: what was mended, and the files of the corrected copy. */
    mend(content, forced = {}) {
      return this.work.ask({ what: "mend", content, ...forced }, { changes: [], files: [] });
    }

    /** Forget the questions that wait. */
    clear() {
      this.work.clear();
    }
  }

  /** The bytes of a chosen file, never more than the checker takes; null when the machine cannot read it. */
  const bytesOf = (file) => SoTay.droppedFiles.bytesOf(file, MOST);

  SoTay.checking = { Checker, bytesOf };
})();
