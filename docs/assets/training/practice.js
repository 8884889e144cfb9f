/* The questions of a lesson, practised with immediate explanations. Without this script question and answer stand in the page. */
(() => {
  "use strict";
  const { el } = SoTay;

  SoTay.component("cau-hoi", (root) => {
    const saved = SoTay.practice.results();
    const sections = [...root.querySelectorAll(".st-cau-hoi")];
    const questions = sections.map((section) => JSON.parse(section.querySelector("script").textContent));
    const progress = el("p", "st-luyen__tien-do");
    const built = new Set();
    root.prepend(progress);

    /** The saved result of a question, unless the question has changed since. */
    function resultOf(question, results) {
      const result = results[question.id];
      return result && result.b === question.bam ? result : null;
    }

    function count() {
      const now = SoTay.practice.results();
      const done = questions.map((question) => resultOf(question, now)).filter(Boolean);
      const right = done.filter((result) => result.d);
      progress.textContent = `Đã làm ${done.length}/${questions.length} câu, đúng ${right.length}.`;
    }

    function build(i) {
      if (built.has(i)) return;
      built.add(i);
      const body = sections[i].querySelector(".st-cau-hoi__than");
      const situation = sections[i].querySelector(":scope > .st-cau-hoi__tinh-huong");
      body.textContent = "";
      SoTay.practice.build(body, questions[i], resultOf(questions[i], saved), count);
      if (situation) situation.hidden = true;
      sections[i].querySelector(".st-cau-hoi__dap").hidden = true;
    }

    if (sections.length > 1) SoTay.practiceTurns(root, sections, build);
    else if (sections.length) build(0);
    count();
  });
})();
