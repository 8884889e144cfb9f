/* Steps of a way that a newcomer goes, ticked one by one on this device: each `ol` of the sections in `root` is a way.

   Kept as the ticks of a checklist are; a step is known by its way and the words that it begins with. */
(() => {
  "use strict";
  const { el } = SoTay;
  const WORDS = 60; // signs that name a step

  SoTay.component("buoc-da-lam", (root) => {
    const title = document.querySelector("h1").firstChild.textContent.trim();

    const ways = [...root.querySelectorAll("section > ol")].map((list) => {
      const way = list.parentElement.querySelector("h2").id;
      const count = el("p", "st-buoc__dem st-phu", "", { role: "status" });
      const steps = [...list.children].map((step) => {
        const words = step.textContent.replace(/\s+/g, " ").trim();
        const box = el("input", "", [], { type: "checkbox" });
        const id = `${way}|${SoTay.text.foldToWords(words).slice(0, WORDS)}`;
        box.addEventListener("change", () => {
          kept.tick(id, box.checked);
          draw();
        });
        step.append(el("label", "st-buoc__xong", [box, "Xong", el("span", "st-chi-doc", `: ${words.slice(0, WORDS)}`)]));
        return { step, box, id };
      });
      list.before(count);
      return { count, steps };
    });

    const ids = ways.flatMap(({ steps }) => steps.map(({ id }) => id));
    const run = SoTay.ticks.runOf("moi_lan", SoTay.dates.today());
    const kept = SoTay.ticks.ofList({ id: root.getAttribute("data-ma"), title, ids, reset: "moi_lan", run });

    function draw() {
      const { items } = kept.read();
      for (const { count, steps } of ways) {
        for (const { step, box, id } of steps) {
          box.checked = Boolean(items[id]);
          step.classList.toggle("st-buoc--xong", box.checked);
        }
        const done = steps.filter(({ box }) => box.checked).length;
        const text = done ? `Đã xong ${done}/${steps.length} bước.` : "";
        if (count.textContent !== text) count.textContent = text;
      }
    }

    kept.watch(draw);
    draw();
  });
})();
