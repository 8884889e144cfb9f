/* The fill form of a template: fields, a sheet that follows what is typed, and the .docx, all on this device.
   What is typed belongs to a draft, or to nothing when the example is shown. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const FILES = "/assets/files/lay-tep.js"; // keeps a file for another page
  const CHECKER = "/soan-thao/kiem-tra.html";
  const PAUSE = 120; // ms without typing after which the sheet follows
  // The groups of fields that data/ names and that are treated in a way of their own.
  const UNIT = "Đơn vị";
  const OF_ISSUER = "Thông tin riêng của cơ quan ban hành";
  const OF_COPY = "Bản sao";
  const OPTIONS = "Tùy chọn";
  // What the document is about comes first; options last and folded.
  const ORDER = [UNIT, OF_ISSUER, "Nội dung", "Số và ngày", "Ký", "Biên bản", "Xác nhận", OPTIONS, OF_COPY];
  const UNKNOWN_GROUP = 2;

  function rank(group) {
    const at = ORDER.indexOf(group);
    return at < 0 ? UNKNOWN_GROUP : at;
  }

  class TemplateForm {
    /**
     * @param {object} template what the build says of it
     * @param {object} frame the parts that all documents share
     * @param {object} values what stands in the fields at first
     * @param {{head: Node, prefix: string, saved: string, onTyped: (values: object) => void,
     *   keptOf?: (values: object) => Object<string, string>, sameIn?: (values: object) => string[],
     *   onIssuer?: (values: object) => object,
     *   register?: RegisterLink, draftOf?: () => object}} options `head` stands above the fields;
     *   `onTyped` runs on every key; `keptOf(values)` tells which fields, `sameIn(values)`
     *   which sentences stand as they stood in an earlier document; `onIssuer(values)` gives the values once another body issues;
     *   `draftOf()` is the draft that is filled, null for an example
     */
    constructor(
      template,
      frame,
      values,
      { head, prefix, saved, onTyped, keptOf = () => ({}), sameIn = () => [], onIssuer = (v) => v, register = null, draftOf = () => null },
    ) {
      Object.assign(this, { template, frame, values, onTyped, keptOf, sameIn, onIssuer, register, draftOf });
      this.timer = 0;
      this.column = el("form", "st-dien__cot", [], { autocomplete: "off" });
      this.fieldsPlace = el("div", "st-dien__cac-o");
      this.paper = this.makePaper();
      this.bar = new SoTay.FormBar(saved, this.file);
      this.fields = new SoTay.templateFields.Fields(this.column, prefix, () => this.removedRow());
      this.slips = new SoTay.SlipList(
        (id) => this.fieldOf(id)?.nhan || id,
        (id) => this.goTo(id),
      );
      const check = button("Kiểm tra thể thức bản này", "st-nut st-nut--phu st-nut--nho", () => this.checkFile());
      this.column.append(this.fieldsPlace, this.slips.element, ...(this.isChecked ? [check] : []), this.bar.element);
      this.element = el("section", "st-dien", [head, this.column, this.paper.element], { "aria-label": "Điền mẫu" });
      this.column.addEventListener("input", () => this.onInput());
      // A text area that gets the focus is scrolled to its caret alone, and may lie half under the bar.
      this.column.addEventListener("focusin", ({ target }) => {
        if (target.tagName === "TEXTAREA") target.scrollIntoView({ block: "nearest" });
      });
      for (const moved of ["focusin", "click", "keyup"]) {
        this.column.addEventListener(moved, ({ target }) => this.paper.showPlace(this.placeOf(target)));
      }
      this.column.addEventListener("paste", (event) => this.onPaste(event));
      this.column.addEventListener("submit", (event) => this.onSubmit(event));
      this.show(values);
    }

    /** What the button at the foot makes. */
    get file() {
      return { what: " văn bản", kind: " (.docx)" };
    }

    /** Whether what the button makes is one document, which the checker may look at. */
    get isChecked() {
      return true;
    }

    get issuerId() {
      return this.values.co_quan || Object.keys(this.template.form.co_quan)[0];
    }

    /** [[value, text], …] of the offices that sign for the body that issues. */
    offices() {
      const all = this.template.form.co_quan;
      const { chuc_vu: offices } = all[this.values.co_quan] || all[Object.keys(all)[0]];
      return (offices.length ? offices : [""]).map((office) => [office, office]);
    }

    /** Whether a field has a meaning for the body and the kind of copy chosen. */
    isAsked(field) {
      if (field.nhom === OF_COPY) return Boolean(this.values.hinh_thuc_sao);
      if (field.nhom !== OF_ISSUER) return true;
      const body = this.template.form.co_quan[this.issuerId] || {};
      return JSON.stringify(body).includes(`"${field.id}"`);
    }

    /** Whether there is anything to choose in a field that is asked. */
    hasChoice(field) {
      if (field.id === "co_quan") return field.lua_chon.length > 1;
      return field.id !== "chuc_vu" || this.offices()[0][0] !== "";
    }

    drawField(field) {
      let choices = field.loai === "chon" ? field.lua_chon : null;
      if (field.id === "chuc_vu") choices = this.offices();
      const drawn = this.fields.draw(field, SoTay.templateFields.get(this.values, field.id), choices);
      if (this.registerOf(field)?.isKept) {
        drawn.append(button("Lấy số kế tiếp trong sổ", "st-nut st-nut--phu st-nut--nho", () => this.takeNumber(field)));
      }
      if (field.id === this.template.han_theo_lich?.bang && SoTay.unit()?.cap_tren) {
        drawn.append(button("Thêm việc đến hạn trong kỳ, theo lịch cấp trên", "st-nut st-nut--phu st-nut--nho", () => this.addDueRows()));
      }
      return drawn;
    }

    addDueRows() {
      SoTay.dueRows.fill(this.template, this.read(), SoTay.unit(), (values, count) => {
        if (count) this.replace(values, `Đã thêm ${count} việc.`);
        else SoTay.announce("Kỳ này không còn việc nào chưa có trong bảng.");
      });
    }

    /** What the draft keeps beside the values. */
    alsoKept() {
      return {};
    }

    /** Where a field that is the number of a document takes it from. */
    registerOf(field) {
      return field.id === "so" ? this.register : null;
    }

    nextNumber(_field, done) {
      this.register.nextNumber(this.values, done);
    }

    takeNumber(field) {
      this.nextNumber(field, (number) => {
        this.fields.elementOf(field).value = number;
        this.onInput();
        SoTay.announce(`Số ${number}`);
      });
    }

    drawGroup(name, fields) {
      if (name === UNIT) return this.foldUnit(name, fields);
      const drawn = fields.map((field) => this.drawField(field));
      const isNamed = fields[0].nhan === name; // its first field says the same words
      if (name !== OPTIONS) return el("fieldset", "", [el("legend", isNamed ? "st-chi-doc" : "", name), ...drawn]);
      return el("details", "", [el("summary", "", "Tùy chọn: độ khẩn, dự thảo, in hai mặt …"), ...drawn], { "data-nhom": name });
    }

    /** The fields of the unit as one line, once all of them are known; what is chosen among bodies stays in sight. */
    foldUnit(name, fields) {
      const known = fields.filter(({ id, loai }) => loai === "chu" && id.includes("."));
      const isKnown = known.length && known.every(({ id }) => String(SoTay.templateFields.get(this.values, id) ?? "").trim());
      const rest = fields.filter((field) => !known.includes(field)).map((field) => this.drawField(field));
      const inner = known.map((field) => this.drawField(field));
      if (!isKnown) {
        const take = SoTay.unit()
          ? []
          : [el("p", "", button("Lấy theo đơn vị của tôi", "st-nut st-nut--phu st-nut--nho", SoTay.chooseUnit))];
        return el("fieldset", "", [el("legend", "", name), ...rest, ...take, ...inner]);
      }
      const unit = this.values.don_vi?.ten || "";
      const line = el("summary", "", [`${name}: ${unit} – `, el("span", "st-dien__sua", "sửa")]);
      return el("fieldset", "", [el("legend", "st-chi-doc", name), el("details", "", [line, ...inner], { "data-nhom": name }), ...rest]);
    }

    drawFields() {
      const groups = new Map();
      for (const field of this.template.nhan) {
        if (!this.isAsked(field) || !this.hasChoice(field)) continue;
        groups.set(field.nhom, [...(groups.get(field.nhom) || []), field]);
      }
      const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b));
      this.fieldsPlace.replaceChildren(...sorted.map(([name, fields]) => this.drawGroup(name, fields)));
    }

    /** What stands beside the fields: {element, show(values, same), showPlace(at)}. */
    makePaper() {
      return new SoTay.Paper(this.template, (place) => this.goTo(place.id, place));
    }

    findSlips() {
      return SoTay.templateDocuments.slips(this.template, this.values);
    }

    drawSheet() {
      this.paper.show(this.values, this.sameIn(this.values));
      const empty = this.template.nhan.filter((field) => this.isAsked(field) && SoTay.templateFields.isEmpty(field, this.values));
      this.bar.tellMissing(empty.map((field) => field.nhan));
      const slips = [...this.findSlips(), ...SoTay.renewal.openPlaces(this.template, this.values)];
      this.slips.show(slips);
      this.bar.countSlips(slips.length);
      this.fields.markKept(this.keptOf(this.values));
    }

    fieldOf(id) {
      return this.template.nhan.find((field) => field.id === id);
    }

    /** The field that an element belongs to, with the row and column of a table, or the line of a text: {id, row, column}, or null. */
    placeOf(element) {
      const field = this.template.nhan.find((one) => this.fields.elementOf(one)?.contains(element));
      if (!field) return null;
      if (element.tagName === "TEXTAREA")
        return { id: field.id, row: element.value.slice(0, element.selectionStart).split("\n").length - 1, column: 0 };
      const rows = [...this.fields.elementOf(field).querySelectorAll(".st-dien__dong")];
      const row = Math.max(
        0,
        rows.findIndex((one) => one.contains(element)),
      );
      const columns = (field.cot || []).map(({ id }) => id);
      return { id: field.id, row, column: Math.max(0, columns.indexOf(element.dataset.cot)) };
    }

    /** Bring the reader to a field, also when its group is folded; to a cell of a table, or a line of a text, where `place` names one. */
    goTo(id, place = null) {
      const field = this.fieldOf(id);
      const element = field && this.fields.elementOf(field);
      if (!element) return;
      const folded = element.closest("details");
      if (folded) folded.open = true;
      const cells =
        place && element.matches("fieldset") && element.querySelectorAll(".st-dien__dong")[place.row]?.querySelectorAll("input");
      const target = cells?.[place.column] || (element.matches("fieldset") ? element.querySelector("input, button") : element);
      target.focus();
      if (!place || target.tagName !== "TEXTAREA") return;
      const start = target.value.split("\n").slice(0, place.row).join("\n").length + (place.row ? 1 : 0);
      target.setSelectionRange(start, start);
      this.paper.showPlace(place);
    }

    /** Put other values in; the reader stays in the field where they were. */
    show(values) {
      clearTimeout(this.timer);
      this.values = values;
      this.redrawFields();
      this.drawSheet();
    }

    read() {
      return this.fields.read(this.template.nhan, this.values);
    }

    onInput() {
      this.bar.forgetUndo();
      this.take();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.drawSheet(), PAUSE);
    }

    /** Take over what is typed, at once; other fields come where other ones are asked for now. */
    take() {
      const earlier = this.values;
      this.values = this.read();
      const otherIssuer = earlier.co_quan !== this.values.co_quan;
      const otherCopy = (earlier.hinh_thuc_sao || "") !== (this.values.hinh_thuc_sao || "");
      if (otherIssuer) {
        delete this.values.chuc_vu;
        this.values = this.onIssuer(this.values);
      }
      if (otherIssuer || otherCopy) this.redrawFields();
      else this.reckon(earlier);
      this.onTyped(this.values);
    }

    /** Put what follows from what was typed into its places. */
    reckon(earlier, rounds = 3) {
      const changes = SoTay.reckoning.changes(this.template, earlier, this.values);
      for (const [{ id, row, column }, text] of changes) {
        const element = this.fields.elementOf(this.fieldOf(id));
        const rows = element?.querySelectorAll(".st-dien__dong");
        const input = column ? rows?.[row]?.querySelector(`[data-cot="${CSS.escape(column)}"]`) : element;
        if (input) input.value = text;
      }
      if (!changes.length || !rounds) return;
      const before = this.values;
      this.values = this.read();
      this.reckon(before, rounds - 1); // a total may follow from a sum
    }

    redrawFields() {
      const id = this.column.contains(document.activeElement) && document.activeElement.id;
      const opened = [...this.fieldsPlace.querySelectorAll("details[open]")].map(({ dataset }) => dataset.nhom);
      this.drawFields();
      const same = id && this.column.querySelector(`#${CSS.escape(id)}`);
      for (const folded of this.fieldsPlace.querySelectorAll("details")) {
        folded.open = opened.includes(folded.dataset.nhom) || folded.contains(same || null);
      }
      if (same) same.focus();
    }

    /** Replace the values, and offer to take that back; `onUndo` runs before the earlier ones are saved again. */
    replace(values, told, onUndo = () => {}) {
      const earlier = this.read();
      this.show(values);
      this.onTyped(this.values);
      this.offerUndo(told, earlier, onUndo);
    }

    offerUndo(told, earlier, onUndo = () => {}) {
      this.bar.offerUndo(told, () => {
        onUndo();
        this.show(earlier);
        this.onTyped(this.values);
      });
    }

    removedRow() {
      const earlier = this.values;
      this.take();
      this.drawSheet();
      this.offerUndo("Đã bỏ một dòng.", earlier);
    }

    /** Cells of a spreadsheet spread over the table, from the cell in which they are pasted. */
    pasteTable(input, text) {
      const field = this.template.nhan.find((one) => this.fields.elementOf(one)?.contains(input));
      const rows = [...this.fields.elementOf(field).querySelectorAll(".st-dien__dong")];
      const at = rows.findIndex((row) => row.contains(input));
      const columns = field.cot.map(({ id }) => id);
      const values = this.read();
      const { get, set } = SoTay.templateFields;
      set(values, field.id, SoTay.pastedTable.spread(get(values, field.id), columns, at, input.dataset.cot, text));
      this.replace(values, "Đã dán bảng.");
    }

    /** What a paste has written over can be had back. */
    onPaste(event) {
      const text = event.clipboardData?.getData("text/plain") || "";
      if (event.target.dataset.cot && SoTay.pastedTable.isTable(text)) {
        event.preventDefault();
        this.pasteTable(event.target, text);
        return;
      }
      const { selectionStart: start, selectionEnd: end, value } = event.target;
      if (!value || start === end) return;
      const earlier = this.read();
      setTimeout(() => this.offerUndo("Đã dán thay nội dung cũ.", earlier), 0);
    }

    onSubmit(event) {
      event.preventDefault();
      clearTimeout(this.timer);
      this.take();
      this.drawSheet(); // the file is made from what the sheet shows
      this.makeFile();
    }

    /** The document as it stands, kept until the page that checks has read it. */
    checkFile() {
      this.take();
      const { bytes, name } = SoTay.documentFile(this.template, this.frame, this.values);
      SoTay.load(FILES, (error) => {
        if (!error && SoTay.keptFile.keep("kiem-van-ban", name, bytes)) location.href = SoTay.address(CHECKER);
        else SoTay.announce("Không chuyển được văn bản sang trang kiểm tra. Tải tệp về rồi thả vào trang đó.");
      });
    }

    makeFile() {
      SoTay.downloadDocument(this.template, this.frame, this.values);
      SoTay.announce("Đã tạo văn bản trên máy này.");
      this.register?.offer(this.values, (text, enter) => {
        this.bar.offer(text, "Ghi vào sổ văn bản đi", "Đã ghi vào sổ văn bản đi.", enter);
      });
    }
  }

  /** The preview's HTML with every place that is missing marked. */
  SoTay.markMissing = (html) => html.replace(/……/g, "<mark>……</mark>");

  /** The .docx of a template, with its name. */
  SoTay.documentFile = (template, frame, values) => ({
    bytes: SoTay.templateDocuments.docx(template, frame, values),
    name: SoTay.fileName(template, values),
  });

  /** Make the .docx of a template and offer it to be saved. */
  SoTay.downloadDocument = (template, frame, values) => {
    const { bytes, name } = SoTay.documentFile(template, frame, values);
    SoTay.download(new Blob([bytes], { type: DOCX }), name);
  };

  SoTay.TemplateForm = TemplateForm;
})();
