/* The checklist of a thing due, in the file of its month: the same ticks as on the list's own page. */
(() => {
  "use strict";
  const { el, button, ticks } = SoTay;

  /** The ticks of the list and the run of `month`: {kept, run}. */
  function ticksOf(list, month) {
    const run = ticks.runOf(list.lai, list.lai === "moi_lan" ? SoTay.dates.today() : month);
    const ids = list.muc.map(([id]) => id);
    return { kept: ticks.ofList({ id: list.id, title: list.ten, ids, reset: list.lai, run }), run };
  }

  /** The run of the ticks that are kept, when it is another than `run`. */
  function otherRun(list, state, run) {
    return list.lai !== "moi_lan" && state.run !== run ? state.run : null;
  }

  /** How many items are ticked in the run of `month`. */
  function count(list, month) {
    const { kept, run } = ticksOf(list, month);
    const state = kept.read();
    return otherRun(list, state, run) ? 0 : list.muc.filter(([id]) => state.items[id]).length;
  }

  /** The list as boxes; `changed()` runs after each tick. */
  function draw(list, month, name, changed) {
    const { kept, run } = ticksOf(list, month);
    const state = kept.read();
    const other = otherRun(list, state, run);
    const rows = list.muc.map(([id, text]) => {
      const box = el("input", "st-ho-so__o", [], { type: "checkbox", "data-giu": `${name}|${list.id}|${id}` });
      box.checked = !other && Boolean(state.items[id]);
      box.disabled = Boolean(other);
      box.addEventListener("change", () => {
        kept.tick(id, box.checked);
        changed();
      });
      return el("li", "", el("label", "st-ho-so__dong", [box, el("span", "", text)]));
    });
    const items = el("ol", "st-ho-so__muc", rows);
    if (!other) return [items];
    const begin = button(`Bắt đầu ${ticks.runText(list.lai, run)}`, "st-nut st-nut--phu st-nut--nho", () => {
      kept.replace({ run, items: {} });
      changed();
    });
    const told = `Bảng kiểm này đang giữ dấu của ${ticks.runText(list.lai, other)}. Bắt đầu lượt mới thì các dấu đó được xóa. `;
    return [el("p", "st-phu", [told, begin]), items];
  }

  SoTay.monthChecklist = { count, draw };
})();
