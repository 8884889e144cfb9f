/* The checker in a worker, so that no file holds up the page. A page opened from a file may load no script into a worker: it is given
   the text. Where a browser lets no worker begin, the same functions run here. */
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
        const files = changes.length ? [...new checker.Package(content).everything()] : [];
        return { changes, files: files.map(([name, bytes]) => [name, made.parts.has(name) ? made.parts.get(name) : bytes]) };
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

  /** A worker's manners without a worker. */
  function within(run) {
    const here = { postMessage: (data) => setTimeout(() => there.onmessage({ data }), 0) };
    const there = { postMessage: (data) => setTimeout(() => here.onmessage({ data }), 0), terminate() {} };
    setTimeout(() => run(here), 0);
    return there;
  }

  function begin() {
    const data = SoTay.duLieu["kiem-van-ban"];
    const text = `"use strict";(${serve})(self, (${SoTay.checkerCode})(), ${JSON.stringify(data)});`;
    try {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      const worker = new Worker(address);
      URL.revokeObjectURL(address);
      return worker;
    } catch {
      return within((scope) => serve(scope, SoTay.checkerCode(), data));
    }
  }

  const tooSlow = (file) => ({
    file,
    kind: null,
    ruleset: null,
    checked: 0,
    names: ["Không kiểm được"],
    findings: [
      {
        id: "tu-choi-qua-lau",
        severity: "error",
        clause: "",
        place: "cả tệp",
        found: "Tệp cần quá nhiều thời gian, máy này không kiểm hết được.",
        expected: "tệp .docx đọc được",
        mend: "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại; nếu vẫn vậy, tách thành nhiều tệp.",
      },
    ],
  });

  class Checker {
    constructor(ready) {
      this.ready = ready;
      this.waiting = []; // [question, what to do with the answer, what to answer when it takes too long]
      this.asked = 0;
      this.start();
    }

    start() {
      this.busy = null;
      this.worker = begin();
      this.worker.onmessage = ({ data }) => {
        if (data.ready) this.ready(data);
        else if (this.busy && data.number === this.busy.number) this.finish(data.answer);
      };
      this.worker.onerror = () => this.busy && this.giveUp();
    }

    finish(answer) {
      const { done, watch } = this.busy;
      clearTimeout(watch);
      this.busy = null;
      done(answer);
      this.next();
    }

    giveUp() {
      const { otherwise } = this.busy;
      this.worker.terminate();
      const done = this.busy;
      this.start();
      clearTimeout(done.watch);
      done.done(otherwise);
      this.next();
    }

    next() {
      if (this.busy || !this.waiting.length) return;
      const [question, done, otherwise] = this.waiting.shift();
      this.busy = { number: ++this.asked, done, otherwise };
      this.busy.watch = setTimeout(() => this.giveUp(), LONGEST_WAIT);
      this.worker.postMessage({ ...question, number: this.asked });
    }

    /** The report on `content` (bytes), as `run.py check --json` gives it, with the `names` of its findings beside. */
    judge(file, content, forced = {}) {
      return this.ask({ what: "judge", content, file, ...forced }, tooSlow(file));
    }

    /** The lines of `content` as they are printed; none for what is refused. */
    picture(content) {
      return this.ask({ what: "picture", content }, []);
    }

    /** {changes, files}: what was mended, and the files of the corrected copy. */
    mend(content, forced = {}) {
      return this.ask({ what: "mend", content, ...forced }, { changes: [], files: [] });
    }

    ask(question, otherwise) {
      const day = SoTay.dates.today();
      const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
      return new Promise((done) => {
        this.waiting.push([{ ...question, today }, done, otherwise]);
        this.next();
      });
    }

    /** Forget the questions that wait. */
    clear() {
      this.waiting = [];
    }
  }

  /** The bytes of a chosen file, never more than the checker takes; null when the machine cannot read it. */
  async function bytesOf(file) {
    try {
      return new Uint8Array(await file.slice(0, MOST).arrayBuffer());
    } catch {
      return null;
    }
  }

  SoTay.checking = { Checker, bytesOf };
})();
