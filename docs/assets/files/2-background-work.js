/* Translated Python in a worker, so that no file holds up the page. A page opened from a file may load no script into a worker: it is
   given the text. Where a browser lets no worker begin, the same functions run here. */
(() => {
  "use strict";

  /** A worker's manners without a worker. */
  function within(run) {
    const here = { postMessage: (data) => setTimeout(() => there.onmessage({ data }), 0) };
    const there = { postMessage: (data) => setTimeout(() => here.onmessage({ data }), 0), terminate() {} };
    setTimeout(() => run(here), 0);
    return there;
  }

  /** Answers one question after another; one that takes too long is given up and the worker begun anew. */
  class BackgroundWork {
    /**
     * @param {(scope: object, tools: object, data: object) => void} serve stands alone: the worker gets its text. It posts
     *   {ready: true, …} once, and {number, answer} for each question.
     * @param {() => object} code makes the tools: translated functions
     * @param {object} data
     * @param {number} wait ms that a question may take
     * @param {(told: object) => void} ready
     */
    constructor(serve, code, data, wait, ready) {
      Object.assign(this, { serve, code, data, wait, ready });
      this.waiting = []; // [question, what to do with the answer, what to answer when it takes too long]
      this.asked = 0;
      this.start();
    }

    begin() {
      const text = `"use strict";(${this.serve})(self, (${this.code})(), ${JSON.stringify(this.data)});`;
      try {
        const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        const worker = new Worker(address);
        URL.revokeObjectURL(address);
        return worker;
      } catch {
        return within((scope) => this.serve(scope, this.code(), this.data));
      }
    }

    start() {
      this.busy = null;
      this.worker = this.begin();
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
      const { done, watch, otherwise } = this.busy;
      this.worker.terminate();
      this.start();
      clearTimeout(watch);
      done(otherwise);
      this.next();
    }

    next() {
      if (this.busy || !this.waiting.length) return;
      const [question, done, otherwise] = this.waiting.shift();
      this.busy = { number: ++this.asked, done, otherwise };
      this.busy.watch = setTimeout(() => this.giveUp(), this.wait);
      this.worker.postMessage({ ...question, number: this.asked });
    }

    /** The answer to `question`, or `otherwise` when it takes too long. Today's date goes along. */
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

  SoTay.BackgroundWork = BackgroundWork;
})();
