/* What a form tells above its fields, each notice with what can be done about it. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  class Notices {
    constructor() {
      this.element = el("div", "st-dien__cac-bao", [], { tabindex: -1 });
      this.shown = {}; // kind → element
    }

    /**
     * Show a notice in the place of an earlier one of its kind.
     * @param {string} kind
     * @param {string|Node|(string|Node)[]} content
     * @param {[string, () => void][]} actions what the buttons say and do; each takes the notice away
     */
    show(kind, content, actions) {
      const buttons = actions.map(([text, act]) =>
        button(text, SMALL, () => {
          this.hide(kind);
          act();
          if (document.activeElement === document.body) this.element.focus({ preventScroll: true }); // the pressed button is gone
        }),
      );
      const text = el("div", "st-dien__bao-chu", content);
      const notice = el("div", "st-dien__bao", [text, el("div", "st-dien__bao-nut", buttons)], { role: "group", "aria-label": "Cần xem" });
      this.hide(kind);
      this.shown[kind] = notice;
      this.element.append(notice);
      SoTay.announce(text.textContent);
    }

    hide(kind) {
      this.shown[kind]?.remove();
      delete this.shown[kind];
    }
  }

  SoTay.Notices = Notices;
})();
