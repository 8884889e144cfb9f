/* Steps of a way that a newcomer goes, ticked one by one on this device: each `ol` of the sections in `root` is a way.

   Saved as a checklist is, under "bang-kiem:<data-ma>"; a step is known by its way and the words that it begins with. */
(() => {
  "use strict";
  const { el } = SoTay;
  const WORDS = 60; // signs that name a step

  SoTay.component("buoc-da-lam", (root) => {
    const key = `bang-kiem:${root.getAttribute("data-ma")}`;
    const title = document.querySelector("h1").firstChild.textContent.trim();
    let state = read();

    function read() {
      return SoTay.checklists.readState(key, "moi_lan", SoTay.dates.iso(SoTay.dates.today()));
    }

    function tick(id, ticked) {
      state = read(); // another window may have ticked meanwhile
      const items = { ...state.muc };
      if (ticked) items[id] = true;
      else delete items[id];
      state = { ky: state.ky, muc: items };
      SoTay.storage.write(key, { ...state, ten: title });
    }

    const ways = [...root.querySelectorAll("section > ol")].map((list) => {
      const way = list.parentElement.querySelector("h2").id;
      const count = el("p", "st-buoc__dem st-phu", "", { role: "status" });
      const steps = [...list.children].map((step) => {
        const words = step.textContent.replace(/\s+/g, " ").trim();
        const box = el("input", "", [], { type: "checkbox" });
        const id = `${way}|${SoTay.text.foldToWords(words).slice(0, WORDS)}`;
        box.addEventListener("change", () => {
          tick(id, box.checked);
          draw();
        });
        step.append(el("label", "st-buoc__xong", [box, "Xong", el("span", "st-chi-doc", `: ${words.slice(0, WORDS)}`)]));
        return { step, box, id };
      });
      list.before(count);
      return { count, steps };
    });

    function draw() {
      for (const { count, steps } of ways) {
        for (const { step, box, id } of steps) {
          box.checked = Boolean(state.muc[id]);
          step.classList.toggle("st-buoc--xong", box.checked);
        }
        const done = steps.filter(({ box }) => box.checked).length;
        const text = done ? `Đã xong ${done}/${steps.length} bước.` : "";
        if (count.textContent !== text) count.textContent = text;
      }
    }

    const again = () => {
      state = read();
      draw();
    };
    SoTay.storage.watch(key, again);
    for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) document.addEventListener(told, again);
    draw();
  });
})();
