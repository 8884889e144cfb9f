/* A journey step by step: a rail of numbered steps that open, each with its tasks to tick. The first step
   that is not done stands open. Without this script the page is plain prose. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const STEP = /^(Bước|Chặng|Tuần) \d+\. /;

  /** Two tasks of a page seldom have one mark; a task that is worded anew is a new task. */
  function markOf(text) {
    let mark = 5381;
    for (const letter of text.replace(/\s+/g, " ").trim()) mark = (mark * 33 + letter.codePointAt(0)) | 0;
    return String(mark);
  }

  /** The tasks of a part of the page: the items of its own lists, each with a box to tick. */
  function tasksIn(part) {
    return [...part.querySelectorAll(":scope > ul > li, :scope > ol > li")].map((item) => {
      const text = item.textContent;
      const name = text.replace(/\s+/g, " ").trim().slice(0, 120);
      const box = el("input", "st-tich", [], { type: "checkbox", "aria-label": `Đã xong: ${name}` });
      item.classList.add("st-viec-tich");
      item.prepend(box);
      return { box, mark: markOf(text) };
    });
  }

  /** A heading and what follows it as a step that opens. */
  function stepOf(heading) {
    const parts = [];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) parts.push(next);
    const note = el("span", "st-phu");
    const summary = el("summary", "st-nhom__dau");
    const step = el("details", "st-nhom st-chang", summary);
    heading.before(step);
    heading.querySelector(".headerlink")?.remove(); // a link within what opens would be two things at once
    summary.append(heading, note);
    step.append(...parts);
    return { step, note, tasks: tasksIn(step) };
  }

  SoTay.component("hanh-trinh", (root) => {
    const article = root.querySelector("article");
    const headings = [...article.querySelectorAll(":scope > h2")].filter((heading) => STEP.test(heading.textContent));
    const page = location.pathname.split("/").pop().replace(".html", "");
    const kept = SoTay.ticks.ofJourney(page);
    const steps = headings.map(stepOf);
    const tasks = steps.flatMap((step) => step.tasks);
    if (!tasks.length) return;
    SoTay.walkJourney(page);
    let dropped = null;
    const count = el("span", "", "", { role: "status" });
    const again = button("Bỏ hết dấu", "st-nut st-nut--phu st-nut--nho", () => {
      const before = kept.read();
      kept.replace(dropped || { run: "", items: {} });
      dropped = dropped ? null : before;
      draw();
    });

    function draw() {
      const { items } = kept.read();
      for (const task of tasks) task.box.checked = Boolean(items[task.mark]);
      for (const { step, note, tasks: own } of steps) {
        const done = own.filter((task) => task.box.checked).length;
        note.textContent = own.length ? `${done}/${own.length} việc` : "";
        step.classList.toggle("st-chang--xong", own.length > 0 && done === own.length);
      }
      count.textContent = `Đã xong ${tasks.filter((task) => task.box.checked).length}/${tasks.length} việc`;
      again.textContent = dropped ? "Hoàn lại" : "Bỏ hết dấu";
      again.hidden = !dropped && !tasks.some((task) => task.box.checked);
    }

    function tick(task) {
      dropped = null;
      kept.tick(task.mark, task.box.checked);
      draw();
    }

    /** The step that the address names, or the first that is not done. */
    function openStep() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const named = target && steps.find(({ step }) => step.contains(target));
      const next = named || steps.find(({ step }) => !step.classList.contains("st-chang--xong")) || steps[0];
      if (next) next.step.open = true;
      if (named) target.scrollIntoView();
    }

    for (const task of tasks) task.box.addEventListener("change", () => tick(task));
    steps[0].step.before(el("p", "st-chang-thanh", [count, again]));
    draw();
    openStep();
    window.addEventListener("hashchange", openStep);
    kept.watch(draw);
  });
})();
