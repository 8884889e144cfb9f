/* The slim bar at the foot of a form: what is saved, what is missing, what can be undone, and the button that makes the file. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const NAMES = 3; // so many empty fields are named

  class FormBar {
    /** `file`: what the button makes, {what: " văn bản", kind: " (.docx)"} */
    constructor(saved, file) {
      this.kind = file.kind;
      this.saved = el("span", "st-dien__luu", saved);
      this.missing = el("span", "st-dien__thieu");
      this.text = el("p", "st-dien__tinh-trang", [this.saved, this.missing]);
      this.what = el("span", "", file.what);
      this.ending = el("span", "st-dien__duoi", file.kind);
      const submit = el("button", "st-nut", [el("span", "", ["Tải", this.what, this.ending])], { type: "submit" });
      this.element = el("div", "st-dien__thanh", [this.text, submit]);
    }

    /** What becomes of what is typed. It is no live region: on every key it would be too much. */
    tellSaved(text) {
      if (this.saved.textContent !== text) this.saved.replaceChildren(text);
    }

    /** Offer to take back what has just been wiped, until something else is typed. */
    offerUndo(text, undo) {
      this.offer(text, "Hoàn lại", "Đã hoàn lại.", undo);
      SoTay.announce(`${text} Bấm «Hoàn lại» để khôi phục.`);
    }

    /** Offer to do something, until something else is typed. */
    offer(text, label, done, act) {
      const press = button(label, "st-dien__hoan", () => {
        this.forgetUndo();
        act();
        SoTay.announce(done);
      });
      this.undo = el("span", "st-dien__da-xoa", [`${text} `, press]);
      this.text.replaceChildren(this.undo);
      if (document.activeElement === document.body) press.focus({ preventScroll: true }); // what was pressed is gone
    }

    forgetUndo() {
      if (!this.undo) return;
      this.undo = null;
      this.text.replaceChildren(this.saved, this.missing);
    }

    /** How many places are to be looked at before the file is taken. */
    countSlips(count) {
      const text = count ? ` – còn ${count} chỗ cần xem` : this.kind;
      if (this.ending.textContent === text) return;
      this.ending.textContent = text;
      // On a narrow screen the count is what must be read.
      this.what.className = count ? "st-dien__duoi" : "";
      this.ending.className = count ? "" : "st-dien__duoi";
    }

    tellMissing(labels) {
      const more = labels.length > NAMES ? " …" : "";
      const text = labels.length ? `Còn ${labels.length} ô trống: ${labels.slice(0, NAMES).join("; ")}${more}` : "";
      if (this.missing.textContent !== text) this.missing.textContent = text;
    }
  }

  SoTay.FormBar = FormBar;
})();
