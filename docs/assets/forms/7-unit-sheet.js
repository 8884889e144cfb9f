/* The example on a template's page with the reader's own unit in its head, once one is chosen. */
(() => {
  "use strict";
  const { el } = SoTay;

  class UnitSheet {
    /** `desk` loads the template; `place` holds the caption and the sheets of the example. */
    constructor(desk, place) {
      this.desk = desk;
      this.caption = place?.querySelector(".st-mau__chu-thich");
      if (!this.caption) return;
      this.place = place;
      this.original = [...place.childNodes];
      SoTay.followUnit(() => this.draw());
    }

    draw() {
      const unit = SoTay.unit();
      if (!unit?.cap_tren) {
        this.place.replaceChildren(...this.original);
        return;
      }
      this.desk.load(() => {
        if (SoTay.unit() !== unit) return;
        const { template } = this.desk;
        const sheets = el("div");
        const example = JSON.parse(JSON.stringify(template.vi_du));
        sheets.innerHTML = SoTay.templateDocuments.preview(template, SoTay.draftUnit.withUnit(template.form, example, unit));
        const caption = el("p", "st-mau__chu-thich", `Ví dụ đã điền, đầu văn bản ghi ${unit.ten}; người và việc là hư cấu`);
        this.place.replaceChildren(caption, ...sheets.childNodes);
      });
    }
  }

  SoTay.UnitSheet = UnitSheet;
})();
