/* The fields of a template's form: drawn, filled, read. A field keeps the names that Python gives it:
   {id, nhan, nhom, loai, bat_buoc, mac_dinh, goi_y, lua_chon, cot}. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  /** The value at a path: "don_vi.ten" → values.don_vi.ten, or undefined. */
  function get(values, path) {
    return path.split(".").reduce((value, key) => (value && typeof value === "object" ? value[key] : undefined), values);
  }

  function set(values, path, value) {
    const keys = path.split(".");
    const last = keys.pop();
    let target = values;
    for (const key of keys) {
      if (!target[key] || typeof target[key] !== "object") target[key] = {};
      target = target[key];
    }
    target[last] = value;
  }

  /** What was typed for a day → yyyy-mm-dd; what is no day stays as it was typed, so that the checks can tell it. */
  function dayOf(text) {
    return SoTay.typedDays.read(text, SoTay.dates.today().getFullYear()) || text.trim();
  }

  /** "2026-11-05" → "ngày 05 tháng 11 năm 2026"; "" for what is no day. */
  function printedDay(day) {
    const [, year, month, number] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) || [];
    return year ? `ngày ${number} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}` : "";
  }

  /** What helps beside the label: nothing where the hint repeats it, «Ví dụ» where it is a sample. */
  function hintOf({ nhan: label, goi_y: hint, loai }) {
    const words = (text) => SoTay.text.foldToWords(text);
    if (!hint || ` ${words(label)} `.includes(` ${words(hint)} `)) return loai === "doan" ? "Mỗi dòng là một đoạn." : "";
    const shown = /^\d/.test(hint) ? `Ví dụ: ${hint}` : hint;
    return loai === "doan" && !/một dòng/i.test(shown) ? `${shown}. Mỗi dòng là một đoạn.` : shown;
  }

  /** The fields in `root`, whose elements carry ids that begin with `prefix`; `onRemoveRow()` runs when a row of a table is gone. */
  class Fields {
    constructor(root, prefix, onRemoveRow) {
      this.root = root;
      this.prefix = prefix;
      this.marks = {}; // id of a field → what is said of it beside its label
      this.kept = {}; // the same of what stands as it stood in an earlier document
      this.onRemoveRow = onRemoveRow;
    }

    idOf(field) {
      return this.prefix + field.id.replace(".", "-");
    }

    /** The element of a field; found in the form itself, for another form may stand on the page. */
    elementOf(field) {
      return this.root.querySelector(`#${CSS.escape(this.idOf(field))}`);
    }

    labelOf(field, text = field.nhan) {
      const said = this.marks[field.id] || this.kept[field.id];
      return said ? [text, " ", el("span", "st-dien__moi", said)] : text;
    }

    /** Say what still stands as it stood before, without drawing the fields anew. */
    markKept(kept) {
      const ids = new Set([...Object.keys(this.kept), ...Object.keys(kept)]);
      this.kept = kept;
      for (const id of ids) {
        const element = this.elementOf({ id });
        const label = element?.querySelector("legend") || element?.closest(".st-dien__o")?.querySelector("label");
        label?.querySelector(".st-dien__moi")?.remove();
        const said = this.marks[id] || kept[id];
        if (said) label?.append(" ", el("span", "st-dien__moi", said));
      }
    }

    /** A field with its label, filled with `value`. `choices`: [[value, text], …] for what is chosen from a list. */
    draw(field, value, choices) {
      if (field.loai === "bang") return this.drawTable(field, value);
      if (field.loai === "co") return this.drawCheckbox(field, value);
      if (field.loai === "ngay") return this.drawDay(field, value);
      const id = this.idOf(field);
      const input = choices ? this.selectOf(field, value, choices) : this.inputOf(field, value);
      input.id = id;
      const label = el("label", "", this.labelOf(field, field.nhan + (field.bat_buoc ? "" : " (không bắt buộc)")), { for: id });
      const shown = input.tagName === "TEXTAREA" ? this.growing(input) : input;
      const hint = hintOf(field);
      if (!hint) return el("div", "st-dien__o", [label, shown]);
      input.setAttribute("aria-describedby", `${id}-y`);
      return el("div", "st-dien__o", [label, shown, el("span", "st-dien__goi-y", hint, { id: `${id}-y` })]);
    }

    /** A text area as high as its text: a hidden copy of the text beside it gives the height. */
    growing(area) {
      const box = el("div", "st-dien__lon", area, { "data-chu": area.value });
      area.addEventListener("input", () => box.setAttribute("data-chu", area.value));
      return box;
    }

    drawCheckbox(field, value) {
      const box = el("input", "", [], { type: "checkbox", id: this.idOf(field) });
      box.checked = value === true;
      return el("div", "st-dien__o st-dien__o--co", [box, el("label", "", this.labelOf(field), { for: box.id })]);
    }

    selectOf(field, value, choices) {
      const options = choices.map(([key, text]) => new Option(text || "(không)", key));
      const select = el("select", "", options);
      select.value = value === undefined ? field.mac_dinh || choices[0][0] : value;
      if (select.selectedIndex < 0) select.selectedIndex = 0;
      return select;
    }

    inputOf(field, value) {
      if (field.loai === "doan") {
        const area = el("textarea");
        area.value = Array.isArray(value) ? value.join("\n") : value || "";
        return area;
      }
      const input = el("input", "", [], { type: "text" });
      input.value = value === undefined ? field.mac_dinh || "" : value;
      return input;
    }

    /** A day is typed as an office writes it, 27/11 or 27/11/2026; under it stands how the document will print it. */
    drawDay(field, value) {
      const id = this.idOf(field);
      const input = el("input", "", [], {
        id,
        type: "text",
        inputmode: "numeric",
        placeholder: "ngày/tháng/năm",
        "aria-describedby": `${id}-y`,
      });
      input.value = SoTay.typedDays.show(typeof value === "string" ? value : "");
      const shown = el("span", "st-dien__goi-y", "", { id: `${id}-y` });
      const today = button("Hôm nay", SMALL, () => {
        input.value = SoTay.typedDays.show(SoTay.dates.iso(SoTay.dates.today()));
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.focus();
      });
      today.setAttribute("aria-describedby", `${id}-nhan`);
      const tell = () => {
        const day = dayOf(input.value);
        shown.textContent = input.value.trim() ? printedDay(day) || "Không có ngày này; nhập như 05/11/2026." : field.goi_y;
      };
      input.addEventListener("input", tell);
      input.addEventListener("change", () => {
        input.value = SoTay.typedDays.show(dayOf(input.value));
      });
      tell();
      const label = el("label", "", this.labelOf(field, field.nhan + (field.bat_buoc ? "" : " (không bắt buộc)")), {
        for: id,
        id: `${id}-nhan`,
      });
      return el("div", "st-dien__o", [label, el("div", "st-dien__ngay", [input, today]), shown]);
    }

    drawTable(field, rows) {
      const add = button("Thêm dòng", SMALL, () => {
        const row = this.rowOf(field, {}, number++, add);
        add.before(row);
        row.querySelector("input").focus();
      });
      const filled = Array.isArray(rows) && rows.length ? rows : [{}];
      let number = 0;
      const drawn = filled.map((row) => this.rowOf(field, row, number++, add));
      return el("fieldset", "", [el("legend", "st-dien__nhan", this.labelOf(field)), ...drawn, add], { id: this.idOf(field) });
    }

    rowOf(field, values, number, add) {
      const cells = field.cot.map((column) => {
        const id = `${this.idOf(field)}-${number}-${column.id}`;
        const input = el("input", "", [], { id, type: "text", "data-cot": column.id });
        input.value = values?.[column.id] || "";
        return el("div", "", [el("label", "", column.nhan, { for: id }), input]);
      });
      const remove = button("Bỏ dòng này", SMALL, () => {
        row.remove();
        this.onRemoveRow();
        add.focus();
      });
      const row = el("div", "st-dien__dong", [...cells, remove]);
      return row;
    }

    /** What stands in the fields; one that is not asked now keeps its value of `earlier`. */
    read(fields, earlier) {
      const values = {};
      for (const field of fields) {
        const element = this.elementOf(field);
        const value = element ? this.valueOf(field, element) : get(earlier, field.id);
        if (value !== undefined) set(values, field.id, value);
      }
      return values;
    }

    valueOf(field, element) {
      if (field.loai === "bang") {
        const rows = [...element.querySelectorAll(".st-dien__dong")];
        return rows.map((row) => {
          const inputs = [...row.querySelectorAll("input")];
          return Object.fromEntries(inputs.map((input) => [input.dataset.cot, input.value]));
        });
      }
      if (field.loai === "co") return element.checked;
      if (field.loai === "ngay") return dayOf(element.value);
      return field.loai === "doan" ? element.value.split("\n") : element.value;
    }
  }

  /** Has nothing been typed for a field that must be filled in by the reader? */
  function isEmpty(field, values) {
    if (!field.bat_buoc || field.mac_dinh || field.loai === "bang" || field.loai === "co") return false;
    const value = get(values, field.id);
    return !(Array.isArray(value) ? value.join("") : value || "").trim();
  }

  SoTay.templateFields = { Fields, get, set, isEmpty };
})();
