/* A template's page: begin a document, go on with a draft, and look at the example beside it. */
(() => {
  "use strict";
  const { el, button, drafts, draftUnit } = SoTay;

  class DraftDesk {
    /** `opener`: the button «Điền ngay», whose neighbours we are; `place`: where the form stands. */
    constructor(opener, place) {
      this.opener = opener;
      this.place = place;
      this.id = opener.dataset.mau;
      this.title = opener.dataset.ten;
      this.current = null; // the DraftForm on the page
      this.resume = button("", "st-nut", () => this.open(drafts.all().find((draft) => draft.mau === this.id)));
      this.list = new SoTay.DraftList(this.id, {
        onOpen: (draft) => this.open(draft),
        onChange: (draft, gone) => this.onListChange(draft, gone),
      });
      this.summary = el("summary");
      this.folded = el("details", "st-nhap", [this.summary, this.list.element]);
      opener.before(this.resume);
      const [period, , field] = (opener.dataset.theoKy || "").split(" ");
      this.rule = period ? { period, field } : null; // of a template that follows the calendar
      this.renew = button("", "st-nut st-nut--phu", () => this.openRenewed());
      opener.after(this.renew);
      new SoTay.UnitSheet(this, document.querySelector(".st-mau__to"));
      opener.parentElement.append(this.folded);
      opener.addEventListener("click", () => this.openNew());
      document.addEventListener("so-tay:don-vi", () => this.current?.checkUnit());
      document.addEventListener("so-tay:may-nay", () => this.draw());
      document.addEventListener("so-tay:da-xoa", () => {
        this.list.forget(); // what was wiped must not come back by «Hoàn lại»
        this.draw();
      });
      SoTay.storage.watchAll((key) => {
        if (key.startsWith(`${drafts.PREFIX}${this.id}:`)) this.draw();
      });
      this.draw();
      this.openFromAddress();
    }

    /** A link of the home page names the draft to open, or asks for a new one; where drafts are kept, the reader chooses among them. */
    openFromAddress() {
      const [, id] = /^#nhap=([\w-]+)$/.exec(location.hash) || [];
      const draft = id && drafts.get(this.id, id);
      if (draft) this.open(draft);
      else if (location.hash === "#dien" && this.folded.hidden) this.openNew();
    }

    draw() {
      // A name that is just being typed must not be drawn over.
      if (!this.list.element.querySelector("form")) this.list.draw();
      const [latest] = drafts.all().filter((draft) => draft.mau === this.id);
      this.resume.hidden = !latest;
      this.opener.classList.toggle("st-nut--phu", Boolean(latest));
      this.opener.lastChild.textContent = latest ? "Điền bản mới" : "Điền ngay";
      this.drawRenew();
      this.folded.hidden = !this.list.number && !this.list.deleted;
      if (this.folded.hidden) return;
      const time = latest ? drafts.timeOf(latest) : "";
      this.resume.textContent = `Tiếp tục bản nháp${time ? `, ${time}` : ""}`;
      this.summary.textContent = `Bản nháp trên máy này: ${this.list.number}`;
    }

    /** The draft that the next document can be made from, or nothing. */
    get former() {
      const all = this.rule ? drafts.all().filter((draft) => draft.mau === this.id) : [];
      return this.rule && SoTay.renewal.latest(this.rule.period, this.rule.field, all);
    }

    drawRenew() {
      const { former } = this;
      this.renew.hidden = !former;
      if (former) this.renew.textContent = `Làm mới từ bản ${SoTay.periods.name(former.period)}`;
    }

    /** A new draft for the next period, from the last one. */
    openRenewed() {
      this.load(() => {
        const { draft } = this.former;
        const { values, tu_ban } = SoTay.renewal.renewed(this.template, draft.gia_tri);
        this.open({ ...drafts.fresh(this.id, values, draft.don_vi), tu_ban });
        this.current.save({});
        const { nhan: fields } = this.template;
        const first = fields.find((field) => SoTay.renewal.isOpen(field, values)) || fields.find(({ id }) => id === "ngay_ky");
        if (first) this.current.form.goTo(first.id);
        SoTay.announce("Đã tạo bản mới; bản cũ được giữ nguyên.");
      });
    }

    makeForm(values, options) {
      return new SoTay.TemplateForm(this.template, this.frame, values, options);
    }

    /** The values of an empty form: what the unit, the calendar and the template know. */
    emptyValues(unit) {
      const { form } = this.template;
      const values = { ...draftUnit.initialValues(form, unit), ...SoTay.renewal.readyValues(this.template, SoTay.dates.today()) };
      const signed = draftUnit.withSigner(this.template, values, unit, drafts.all());
      return SoTay.unitFigures.filled(this.template, signed, unit);
    }

    get dataName() {
      return `mau/${this.id}`;
    }

    /** `done()` when the template's data and the frame that all templates share are here. */
    load(done) {
      if (this.template) {
        done();
        return;
      }
      SoTay.load("/assets/du-lieu/mau/khung.js", (frameError) => {
        SoTay.load(`/assets/du-lieu/${this.dataName}.js`, (error) => {
          if (frameError || error) {
            const text = "Không mở được dữ liệu của mẫu. Tải lại trang rồi thử lần nữa.";
            this.place.replaceChildren(el("p", "st-dien__bao", text, { role: "alert" }));
            return;
          }
          this.template = SoTay.duLieu[this.dataName];
          this.frame = SoTay.duLieu["mau/khung"];
          done();
        });
      });
    }

    openNew() {
      this.load(() => {
        const unit = SoTay.unit();
        SoTay.dueRows.fill(this.template, this.emptyValues(unit), unit, (values) => {
          this.open(drafts.fresh(this.id, values, draftUnit.of(unit)));
        });
      });
    }

    open(draft) {
      this.load(() => {
        this.current?.close();
        // What the list shows may be older than what was saved since.
        this.current = new SoTay.DraftForm(this, drafts.get(draft.mau, draft.id) || draft);
        this.show(this.current.element);
        this.keepAddress();
      });
    }

    /** The address names the draft that is open, so that «back» and a reload open it again. */
    keepAddress() {
      const { session } = this.current || {};
      const place = session?.isSaved ? `#nhap=${session.draft.id}` : "";
      if (place !== location.hash && (place || location.hash.startsWith("#nhap="))) {
        history.replaceState(history.state, "", place || location.pathname + location.search);
      }
    }

    show(element) {
      this.place.replaceChildren(element);
      document.body.classList.add("st-dang-dien");
      this.place.scrollIntoView();
      const controls = [...element.querySelectorAll(".st-dien__cot :is(input, textarea, select)")];
      controls.find((one) => !one.closest("details:not([open])")).focus({ preventScroll: true });
    }

    close() {
      this.current?.close();
      this.current = null;
      this.place.replaceChildren();
      document.body.classList.remove("st-dang-dien");
      this.keepAddress();
      this.draw();
      this.opener.focus();
    }

    onSaved() {
      this.keepAddress();
      this.draw();
    }

    /** The reader has changed a draft in the list; the form that has it open follows. */
    onListChange(draft, gone) {
      const session = this.current?.session;
      if (draft && session?.draft.id === draft.id) {
        if (gone) this.close();
        else Object.assign(session.draft, { ten: draft.ten, lan: draft.lan, the: draft.the, luu: draft.luu });
        this.current?.nameAgain();
      }
      this.draw();
    }

    /** The filled example stands beside the draft, never in it. */
    showExample() {
      const values = () => JSON.parse(JSON.stringify(this.template.vi_du));
      const back = button("Quay lại bản nháp", "st-nut st-nut--nho", () => this.show(this.current.element));
      const use = button("Dùng ví dụ làm bản nháp mới", "st-nut st-nut--phu st-nut--nho", () => {
        const unit = { id: "", ten: values().don_vi?.ten || "", dien: null };
        this.open(drafts.fresh(this.id, form.read(), unit.ten ? unit : null));
        this.current.save({});
        this.current.checkUnit();
      });
      const text = el("p", "", "Đây là ví dụ đã điền, đơn vị hư cấu. Nội dung sửa ở đây không được lưu; bản nháp được giữ nguyên.");
      const head = el("div", "st-dien__dau", el("div", "st-dien__bao", [text, el("div", "st-dien__bao-nut", [back, use])]));
      const options = { head, prefix: `vi-du-${this.id}-`, saved: "Ví dụ, không lưu", onTyped: () => {} };
      const form = this.makeForm(values(), options);
      this.place.replaceChildren(form.element);
      this.place.scrollIntoView();
      back.focus({ preventScroll: true });
    }
  }

  SoTay.DraftDesk = DraftDesk;
  SoTay.openDraftDesk = (opener) => new DraftDesk(opener, document.getElementById("dien"));
})();
