/* How far who is learning has come: beside each lesson what of its questions is done, and on top the lesson to go on with.
   A lesson is done when all its questions have been answered. */
(() => {
  "use strict";
  const { el } = SoTay;

  /** {link, done, all} of the lesson in a line of a list. */
  function lessonOf(line, results) {
    const ids = line.dataset.cau.split(" ").filter(Boolean);
    const done = ids.filter((id) => results[id]).length;
    return { line, link: line.querySelector("a"), done, all: ids.length };
  }

  const isDone = ({ done, all }) => done >= all;

  function drawLine(lesson) {
    if (!lesson.done) return;
    const text = isDone(lesson) ? "✓ đã học" : `đã làm ${lesson.done}/${lesson.all} câu`;
    lesson.line.append(el("span", "st-hoc-tiep__bai", text));
  }

  function drawHead(head, lessons, name) {
    const finished = lessons.filter(isDone).length;
    const next = lessons.find((lesson) => lesson.done && !isDone(lesson)) || lessons.find((lesson) => !isDone(lesson));
    const begun = lessons.some(({ done }) => done);
    if (!begun && !name) return;
    const bar = el("progress", "", [], { max: lessons.length, value: finished, "aria-label": "Số bài đã học" });
    const link = next && el("a", "st-nut", next.link.textContent, { href: next.link.href });
    const lead = next ? `${begun ? "Học tiếp" : "Bắt đầu"}: ` : "Đã học hết các bài. ";
    const count = el("span", "st-phu", [`${name ? `${name} · ` : ""}${finished}/${lessons.length} bài `, bar]);
    head.replaceChildren(lead, ...(link ? [link, " "] : []), count);
  }

  SoTay.component("hoc-tiep", (root) => {
    const results = SoTay.practice.results();
    const name = SoTay.learners.currentName();
    for (const head of root.querySelectorAll(".st-hoc-tiep")) {
      // A head speaks of the lists in its own part of the page.
      const lessons = [...head.parentNode.querySelectorAll("li[data-cau]")].map((line) => lessonOf(line, results));
      for (const lesson of lessons) drawLine(lesson);
      drawHead(head, lessons, name);
    }
  });
})();
