/* One exercise: answer, check, explanation; and what it leaves behind for «Ôn lại».

   Saved under the learner's key "luyen":
   {question: {b: fingerprint, t: answer, d: 1|0, h: box, n: due day, s: times missed, hp: module}} */
(() => {
  "use strict";
  const { el, button } = SoTay;
  // Days until a missed question comes back, by how many times running it was answered right since.
  const INTERVALS = [0, 1, 3, 7, 16, 35];

  /** Results of who is learning now. */
  function results() {
    return SoTay.storage.readRecord(SoTay.learners.key("luyen"));
  }

  /** What is kept of something that was known or missed just now: {d, h, n, s}; `earlier` is what was kept before. */
  function step(earlier, right) {
    const { h, s } = earlier || { h: 0, s: 0 };
    const box = right ? Math.min(h + 1, INTERVALS.length - 1) : 0;
    return { d: right ? 1 : 0, h: box, n: SoTay.dates.todayNumber() + INTERVALS[box], s: s + (right ? 0 : 1) };
  }

  /** Keep the learner's answers: [[question, answer, right], …]. */
  function save(answers) {
    const all = results();
    for (const [question, answer, right] of answers) {
      all[question.id] = { b: question.bam, t: answer, ...step(all[question.id], right), hp: question.hp };
    }
    SoTay.storage.write(SoTay.learners.key("luyen"), all);
  }

  /**
   * Turn `place` into an exercise on a question.
   * @param {Element} place
   * @param {object} question
   * @param {object|null} earlier what was saved of it
   * @param {() => void} onCheck runs after each check
   */
  function build(place, question, earlier, onCheck) {
    const form = SoTay.questions.draw(question, earlier ? earlier.t : "");
    const reply = el("div", "st-cau-hoi__tra-loi");
    const explain = (answer, right) => {
      SoTay.questions.mark(form.element, question, answer);
      reply.replaceChildren(SoTay.questions.explain(question, answer, right));
    };
    // The marks belong to what was checked, not to what is chosen afterwards.
    form.element.addEventListener("change", () => SoTay.questions.mark(form.element, question, ""));

    const check = button("Kiểm tra", "st-nut", () => {
      const answer = form.read();
      if (!SoTay.questions.isComplete(answer)) {
        SoTay.announce("Trả lời đủ các ý rồi kiểm tra.");
        reply.textContent = "Trả lời đủ các ý rồi kiểm tra.";
        return;
      }
      const right = SoTay.questions.isRight(question, answer);
      save([[question, answer, right]]);
      explain(answer, right);
      SoTay.announce(right ? "Đúng." : "Chưa đúng. Xem giải thích bên dưới.");
      onCheck();
    });
    const again = button("Làm lại", "st-nut st-nut--phu", () => {
      place.textContent = "";
      build(place, question, null, onCheck);
      place.querySelector("input, select, button").focus();
    });
    place.append(form.element, el("p", "st-cau-hoi__nut", [check, again]), reply);
    if (earlier) explain(earlier.t, earlier.d === 1);
  }

  SoTay.practice = { results, save, step, build };
})();
