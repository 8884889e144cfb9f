/* The fill form of a template: fields, a sheet that follows what is typed, and the .docx, all on this device.
   What is typed is saved under "dien:<template>". */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SECONDARY = "st-nut st-nut--phu";
  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const PAUSE = 120; // ms without typing after which the sheet follows
  // The groups of fields that data/ names and that are treated in a way of their own.
  const OF_ISSUER = "Riêng cơ quan";
  const OF_COPY = "Bản sao";
  const OPTIONS = "Tùy chọn";
  // What the document is about comes first; options last and folded.
  const ORDER = ["Đơn vị", OF_ISSUER, "Nội dung", "Số và ngày", "Ký", "Biên bản", "Xác nhận", OPTIONS, OF_COPY];
  const UNKNOWN_GROUP = 2;

  /** Facts of the reader's own unit, under the names that templates use; null when no unit is chosen. */
  function unitFacts() {
    const unit = SoTay.unit();
    if (!unit?.cap_tren) return null;
    return {
      don_vi: { ten: unit.ten, cap_uy: unit.cap_uy, dia_danh: unit.dia_danh },
      cap_tren: { ten_dang_bo: unit.cap_tren.ten_dang_bo, cap_uy: unit.cap_tren.cap_uy },
    };
  }

  /** The first body of the template whose symbol is the unit's: a «CB» unit issues as a chi bộ. */
  function issuerOfUnit(form) {
    const symbol = SoTay.unit()?.ky_hieu;
    return symbol && Object.keys(form.co_quan).find((id) => form.co_quan[id].ky_hieu === symbol);
  }

  function rank(group) {
    const at = ORDER.indexOf(group);
    return at < 0 ? UNKNOWN_GROUP : at;
  }

  class TemplateForm {
    constructor(template, frame) {
      this.template = template;
      this.frame = frame;
      this.key = `dien:${template.id}`;
      this.timer = 0;
      this.fields = new SoTay.templateFields.Fields(`dien-${template.id}-`, () => this.follow());
      this.values = SoTay.storage.read(this.key, null) || this.initialValues();
      this.column = el("form", "st-dien__cot", [], { autocomplete: "off" });
      this.sheet = el("div", "st-dien__xem", [], { "aria-label": "Xem trước văn bản", role: "region", tabindex: 0 });
      this.missing = el("p", "st-dien__thieu");
      const submit = el("button", "st-nut", "Tải văn bản (.docx)", { type: "submit" });
      const example = button("Điền thử bằng ví dụ", SECONDARY, () => this.show(JSON.parse(JSON.stringify(template.vi_du))));
      const clear = button("Xóa hết, làm lại", SECONDARY, () => this.clear());
      this.bar = el("div", "st-dien__thanh", [this.missing, submit, example, clear]);
      this.element = el("section", "st-dien", [this.column, this.sheet], { "aria-label": "Điền mẫu" });
      this.column.addEventListener("input", () => this.followSoon());
      this.column.addEventListener("submit", (event) => this.onSubmit(event));
      document.addEventListener("so-tay:don-vi", () => this.takeUnit());
      this.show(this.values);
    }

    initialValues() {
      const values = { don_vi: {}, cap_tren: {}, ...unitFacts() };
      const issuer = issuerOfUnit(this.template.form);
      if (issuer) values.co_quan = issuer;
      return values;
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
      return JSON.stringify(this.template.form.co_quan[this.issuerId]).includes(`"${field.id}"`);
    }

    /** Whether there is anything to choose in a field that is asked. */
    hasChoice(field) {
      if (field.id === "co_quan") return field.lua_chon.length > 1;
      return field.id !== "chuc_vu" || this.offices()[0][0] !== "";
    }

    drawField(field) {
      let choices = field.loai === "chon" ? field.lua_chon : null;
      if (field.id === "chuc_vu") choices = this.offices();
      return this.fields.draw(field, SoTay.templateFields.get(this.values, field.id), choices);
    }

    drawGroup(name, fields) {
      const drawn = fields.map((field) => this.drawField(field));
      if (name !== OPTIONS) return el("fieldset", "", [el("legend", "", name), ...drawn]);
      return el("details", "", [el("summary", "", "Tùy chọn: độ khẩn, dự thảo, in hai mặt …"), ...drawn]);
    }

    drawFields() {
      const groups = new Map();
      for (const field of this.template.nhan) {
        if (!this.isAsked(field) || !this.hasChoice(field)) continue;
        groups.set(field.nhom, [...(groups.get(field.nhom) || []), field]);
      }
      const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b));
      this.column.replaceChildren(...sorted.map(([name, fields]) => this.drawGroup(name, fields)), this.bar);
    }

    drawSheet() {
      const html = SoTay.templateDocuments.preview(this.template, this.values);
      this.sheet.innerHTML = html.replace(/……/g, "<mark>……</mark>");
      const empty = this.template.nhan.filter((field) => this.isAsked(field) && SoTay.templateFields.isEmpty(field, this.values));
      const names = empty.slice(0, 4).map((field) => field.nhan);
      const more = empty.length > 4 ? " …" : "";
      this.missing.textContent = empty.length ? `Còn ${empty.length} ô chưa điền: ${names.join("; ")}${more}` : "";
    }

    show(values) {
      this.values = values;
      this.drawFields();
      this.drawSheet();
    }

    read() {
      return this.fields.read(this.template.nhan, this.values);
    }

    followSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.follow(), PAUSE);
    }

    /** Take over and save what is typed; the sheet follows, and the fields where other ones are asked for now. */
    follow() {
      const earlier = this.values;
      this.values = this.read();
      SoTay.storage.write(this.key, this.values);
      const otherIssuer = earlier.co_quan !== this.values.co_quan;
      const otherCopy = (earlier.hinh_thuc_sao || "") !== (this.values.hinh_thuc_sao || "");
      if (otherIssuer) delete this.values.chuc_vu;
      if (otherIssuer || otherCopy) this.redrawFields();
      this.drawSheet();
    }

    /** The reader stays in the field where they were. */
    redrawFields() {
      const id = document.activeElement?.id;
      this.drawFields();
      const same = id && document.getElementById(id);
      if (!same) return;
      const folded = same.closest("details");
      if (folded) folded.open = true;
      same.focus();
    }

    /** Another unit chosen while the form is open: its facts replace the old ones, the rest stays. */
    takeUnit() {
      const facts = unitFacts();
      if (!facts) return;
      const values = { ...this.read(), ...facts };
      const issuer = issuerOfUnit(this.template.form);
      if (issuer) values.co_quan = issuer;
      SoTay.storage.write(this.key, values);
      this.show(values);
    }

    clear() {
      SoTay.storage.remove(this.key);
      this.show(this.initialValues());
      SoTay.announce("Đã xóa các ô.");
    }

    onSubmit(event) {
      event.preventDefault();
      clearTimeout(this.timer);
      this.follow();
      const bytes = SoTay.templateDocuments.docx(this.template, this.frame, this.values);
      SoTay.download(new Blob([bytes], { type: DOCX }), `${this.template.id}.docx`);
      SoTay.announce("Đã tạo văn bản trên máy này.");
    }
  }

  /** Load the template's data, then the frame that all templates share; `done` runs when both are here. */
  function loadTemplate(id, done) {
    SoTay.load("/assets/du-lieu/mau/khung.js", (frameError) => {
      if (frameError) return;
      SoTay.load(`/assets/du-lieu/mau/${id}.js`, (error) => {
        if (!error) done(SoTay.duLieu[`mau/${id}`], SoTay.duLieu["mau/khung"]);
      });
    });
  }

  SoTay.component("dien-mau", (opener) => {
    const place = document.getElementById("dien");

    function show() {
      place.scrollIntoView();
      place.querySelector("input, textarea, select").focus();
    }

    opener.hidden = false;
    opener.addEventListener("click", () => {
      if (place.firstChild) {
        show();
        return;
      }
      loadTemplate(opener.dataset.mau, (template, frame) => {
        // A second press while the data were coming.
        if (!place.firstChild) place.append(new TemplateForm(template, frame).element);
        show();
      });
    });
  });
})();
