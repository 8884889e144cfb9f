/* The checklist of a thing due, in the file of its month: the same ticks as on the list's own page, under "bang-kiem:<list>". */
(() => {
  "use strict";
  const { el, button, checklists } = SoTay;

  /** The state of the list for the run of `month`: {state, run, other}; `other`: the ticks that are kept are of another run. */
  function stateOf(list, month) {
    const each = list.lai === "moi_lan";
    const run = checklists.runOf(list.lai, each ? SoTay.dates.today() : month);
    const state = checklists.readState(`bang-kiem:${list.id}`, list.lai, run);
    const ticked = Object.keys(state.muc).length;
    return { state: ticked ? state : { ky: run, muc: {} }, run, other: !each && ticked > 0 && state.ky !== run };
  }

  /** How many items are ticked in the run of `month`. */
  function count(list, month) {
    const { state, other } = stateOf(list, month);
    return other ? 0 : list.muc.filter(([id]) => state.muc[id]).length;
  }

  function save(list, state) {
    return SoTay.storage.write(`bang-kiem:${list.id}`, { ...state, ten: list.ten });
  }

  /** Tick or untick in what is saved now. */
  function tick(list, month, id, ticked) {
    const { state } = stateOf(list, month);
    const items = { ...state.muc };
    if (ticked) items[id] = true;
    else delete items[id];
    return save(list, { ky: state.ky, muc: items });
  }

  /** The list as boxes; `changed()` runs after each tick. */
  function draw(list, month, name, changed) {
    const { state, run, other } = stateOf(list, month);
    const rows = list.muc.map(([id, text]) => {
      const box = el("input", "st-ho-so__o", [], { type: "checkbox", "data-giu": `${name}|${list.id}|${id}` });
      box.checked = !other && Boolean(state.muc[id]);
      box.disabled = other;
      box.addEventListener("change", () => {
        tick(list, month, id, box.checked);
        changed();
      });
      return el("li", "", el("label", "st-ho-so__dong", [box, el("span", "", text)]));
    });
    const items = el("ol", "st-ho-so__muc", rows);
    if (!other) return [items];
    const begin = button(`Bắt đầu ${checklists.runText(list.lai, run)}`, "st-nut st-nut--phu st-nut--nho", () => {
      save(list, { ky: run, muc: {} });
      changed();
    });
    const told = `Bảng kiểm này đang giữ dấu của ${checklists.runText(list.lai, state.ky)}. Bắt đầu lượt mới thì các dấu ấy bỏ đi. `;
    return [el("p", "st-phu", [told, begin]), items];
  }

  SoTay.monthChecklist = { count, tick, draw };
})();
