/* One entry of a register, typed in a window over the page. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const LONG = new Set(["trich_yeu", "noi_nhan", "ket_qua", "ghi_chu", "noi_gui"]);

  class EntryWindow {
    /**
     * @param {{id: string, nhan: string, ngay: boolean, goi_y: string, lua_chon: string[]}[]} columns
     * @param {string[]} required ids
     */
    constructor(columns, required) {
      this.columns = columns;
      this.required = new Set(required);
      this.inputs = {};
      this.title = el("h2", "st-so__ten", "", { id: "so-van-ban-muc" });
      this.told = el("p", "st-so__loi", "", { role: "alert" });
      const save = el("button", "st-nut", "Ghi vào sổ", { type: "submit" });
      const cancel = button("Hủy", "st-nut st-nut--phu", () => this.dialog.close());
      this.form = el(
        "form",
        "st-so__o",
        columns.map((column) => this.field(column)),
        { novalidate: "", autocomplete: "off" },
      );
      this.form.append(this.told, el("div", "st-so__nut", [save, cancel]));
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.dialog = el("dialog", "st-so__cua md-typeset", [this.title, this.form], { "aria-labelledby": "so-van-ban-muc" });
      document.body.append(this.dialog);
    }

    field(column) {
      const id = `so-van-ban-${column.id}`;
      const options = () => ["", ...column.lua_chon].map((text) => new Option(text || "(chọn)", text));
      const input = column.lua_chon.length ? el("select", "", options(), { id }) : el("input", "", [], { id, type: "text" });
      if (column.ngay) Object.assign(input, { inputMode: "numeric", placeholder: "ngày/tháng/năm" });
      else if (column.goi_y) input.placeholder = column.goi_y;
      this.inputs[column.id] = input;
      const optional = this.required.has(column.id) ? "" : " (không bắt buộc)";
      const wide = LONG.has(column.id) ? " st-so__truong--rong" : "";
      return el("div", `st-so__truong${wide}`, [el("label", "", column.nhan + optional, { for: id }), input]);
    }

    /** Ask for an entry that begins as `values`; `done(entry)` runs when it is right. Returns nothing. */
    ask(title, values, done) {
      this.title.textContent = title;
      this.done = done;
      this.told.textContent = "";
      for (const { id, ngay, lua_chon: choices } of this.columns) {
        const value = values[id] || "";
        const input = this.inputs[id];
        // A value of an older or a foreign list is kept.
        if (choices.length && value && !choices.includes(value) && ![...input.options].some((one) => one.value === value))
          input.add(new Option(value, value));
        input.value = ngay ? SoTay.typedDays.show(value) : value;
        input.removeAttribute("aria-invalid");
      }
      this.dialog.showModal();
      this.inputs[this.columns[0].id].focus();
    }

    /** What is typed; a day that is none is undefined. */
    read() {
      const entry = {};
      for (const { id, ngay } of this.columns) {
        const text = this.inputs[id].value.replace(/\s+/g, " ").trim().normalize("NFC");
        entry[id] = ngay && text ? SoTay.typedDays.read(text, SoTay.dates.today().getFullYear()) || undefined : text;
      }
      return entry;
    }

    submit(event) {
      event.preventDefault();
      const entry = this.read();
      const wrong = this.columns.find(({ id }) => entry[id] === undefined || (this.required.has(id) && !entry[id]));
      for (const { id } of this.columns) this.inputs[id].toggleAttribute("aria-invalid", id === wrong?.id);
      if (wrong) {
        this.told.textContent =
          entry[wrong.id] === undefined ? `${wrong.nhan}: không có ngày này. Nhập như 05/11/2026.` : `${wrong.nhan}: chưa ghi.`;
        this.inputs[wrong.id].focus();
        return;
      }
      this.dialog.close();
      this.done(entry);
    }
  }

  SoTay.EntryWindow = EntryWindow;
})();
