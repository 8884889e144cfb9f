/* What the checks of filled values have found: a list under the fields. Nothing is stopped, and nothing of it is printed. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  class SlipList {
    /** `labelOf(id)`: how the form calls a field; `goTo(id)`: bring the reader to it. */
    constructor(labelOf, goTo) {
      Object.assign(this, { labelOf, goTo, shown: "" });
      this.element = el("section", "st-dien__can-xem", [], { "aria-label": "Chỗ cần xem", hidden: "" });
    }

    /** Draw anew only when something has changed, so that the focus stays. */
    show(slips) {
      const now = JSON.stringify(slips);
      if (now === this.shown) return;
      this.shown = now;
      this.element.hidden = slips.length === 0;
      const items = slips.map((slip) => el("li", "", this.itemOf(slip)));
      this.element.replaceChildren(el("p", "st-dien__nhan", "Chỗ cần xem trước khi tải"), el("ul", "", items));
    }

    itemOf({ o: fields, co: stands, dung: right, quy_tac: rule }) {
      const names = fields.map((id) => button(this.labelOf(id), "st-dien__den-o", () => this.goTo(id)));
      const text = `${names.length ? ": " : ""}đang ghi «${stands}»; cần: ${right} (${rule}).`;
      return [...names.flatMap((name, at) => (at ? [", ", name] : [name])), text];
    }
  }

  SoTay.SlipList = SlipList;
})();
