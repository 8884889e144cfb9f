/* The drafts of one template: open, rename, duplicate, delete, and take a deletion back. */
(() => {
  "use strict";
  const { el, button, drafts } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  /** "Đảng bộ Sở Tài chính · lưu 27/11 14:02" */
  function note(draft) {
    const time = drafts.timeOf(draft);
    return [draft.don_vi?.ten || "chưa ghi đơn vị", time ? `lưu ${time}` : "lưu từ trước"].join(" · ");
  }

  class DraftList {
    /**
     * @param {string} template
     * @param {{onOpen: (draft: object) => void, onChange: (draft: object|null, gone: boolean) => void}} told `onChange`: the reader has renamed
     *   `draft`, or deleted it, or (null) has made or brought back another
     */
    constructor(template, told) {
      this.template = template;
      this.told = told;
      this.deleted = null; // {draft, after: id of the row before it}
      this.element = el("ul", "st-nhap__ds");
      this.draw();
    }

    draw() {
      const all = drafts.all().filter((draft) => draft.mau === this.template);
      const rows = all.map((draft) => this.row(draft));
      if (this.deleted) rows.splice(Math.min(this.deleted.at, rows.length), 0, this.undoRow());
      this.element.replaceChildren(...rows);
      this.number = all.length;
    }

    row(draft) {
      const name = drafts.nameOf(draft);
      const open = button(name, "st-nhap__ten", () => this.told.onOpen(draft));
      const act = (text, run) => {
        const one = button(text, SMALL, run);
        one.setAttribute("aria-label", `${text}: ${name}`);
        return one;
      };
      const row = el("li", "st-nhap__dong");
      const actions = [
        act("Đổi tên", () => this.askName(row, draft)),
        act("Nhân bản", () => this.duplicate(draft)),
        act("Xóa", () => this.remove(draft)),
      ];
      row.append(el("div", "st-nhap__chu", [open, el("span", "st-phu", note(draft))]), el("div", "st-nhap__nut", actions));
      return row;
    }

    askName(row, draft) {
      const input = el("input", "st-nhap__o", [], { type: "text", maxlength: 120, "aria-label": "Tên bản nháp" });
      input.value = drafts.nameOf(draft);
      const done = () => {
        this.draw();
        this.buttonOf(drafts.get(draft.mau, draft.id))?.focus();
      };
      const form = el("form", "st-nhap__doi", [input, el("button", SMALL, "Lưu tên", { type: "submit" }), button("Hủy", SMALL, done)]);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const result = drafts.rename(draft, input.value);
        this.told.onChange(result.draft, false);
        done();
      });
      form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") done();
      });
      row.replaceChildren(form);
      input.focus();
      input.select();
    }

    buttonOf(draft) {
      const all = [...this.element.querySelectorAll(".st-nhap__ten")];
      return draft && all.find((one) => one.textContent === drafts.nameOf(draft));
    }

    duplicate(draft) {
      const kept = drafts.get(draft.mau, draft.id) || draft;
      const copy = drafts.copy(kept, `${drafts.nameOf(kept)} (bản sao)`);
      drafts.save(copy);
      this.told.onChange(null, false);
      this.draw();
      this.buttonOf(copy)?.focus();
      SoTay.announce("Đã nhân bản.");
    }

    remove(draft) {
      const all = drafts.all().filter((one) => one.mau === this.template);
      this.deleted = { draft: drafts.get(draft.mau, draft.id) || draft, at: all.findIndex((one) => one.id === draft.id) };
      drafts.remove(draft);
      this.told.onChange(draft, true);
      this.draw();
      this.element.querySelector(".st-nhap__hoan")?.focus();
      SoTay.announce("Đã xóa bản nháp. Bấm «Hoàn lại» để khôi phục.");
    }

    /** No deletion can be taken back any more. */
    forget() {
      this.deleted = null;
    }

    undoRow() {
      const { draft } = this.deleted;
      const back = button("Hoàn lại", `${SMALL} st-nhap__hoan`, () => {
        this.deleted = null;
        drafts.put(draft);
        this.told.onChange(null, false);
        this.draw();
        this.buttonOf(draft)?.focus();
      });
      return el("li", "st-nhap__dong", [el("span", "st-phu", `Đã xóa «${drafts.nameOf(draft)}».`), back]);
    }
  }

  SoTay.DraftList = DraftList;
})();
