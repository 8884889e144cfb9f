/* What was asked before, kept on this device only: the last questions, and those that the handbook could not answer. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const RECENT = "tim-kiem:gan-day";
  const UNANSWERED = "tim-kiem:chua-thay";
  const MOST_RECENT = 8;
  const MOST_UNANSWERED = 200;

  /** Questions asked before, the latest first. */
  search.recent = {
    all: () => SoTay.storage.readList(RECENT).filter((question) => typeof question === "string"),
    add(text) {
      const question = text.trim().slice(0, 120);
      if (question.length < 2) return;
      const others = search.recent.all().filter((other) => other !== question);
      SoTay.storage.write(RECENT, [question, ...others].slice(0, MOST_RECENT));
    },
    clear: () => SoTay.storage.remove(RECENT),
  };

  /** Questions without an answer: [{cau: the question, lan: how often, ngay: first on which day}]. */
  search.unanswered = {
    all: () => SoTay.storage.readList(UNANSWERED),
    add(text) {
      const question = text.trim().slice(0, 200);
      if (question.length < 3) return;
      const rows = search.unanswered.all();
      const known = rows.find((row) => row?.cau === question);
      if (known) known.lan += 1;
      else rows.unshift({ cau: question, lan: 1, ngay: SoTay.dates.text(SoTay.dates.today()) });
      SoTay.storage.write(UNANSWERED, rows.slice(0, MOST_UNANSWERED));
    },
    clear: () => SoTay.storage.remove(UNANSWERED),
  };
})();
