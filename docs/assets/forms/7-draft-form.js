/* A template's form with the draft that it fills: saved on every key, never stale about its unit, open about what it keeps. */
(() => {
  "use strict";
  const { el, button, drafts, draftUnit } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const NEW = "Tự lưu trên máy này";
  const NOT_SAVED = "Chưa lưu được";
  const REFUSED =
    "Trình duyệt này không lưu được: đóng trang thì mất nội dung đã điền. Tải tệp Word khi xong; cần điền tiếp sau này thì tải bản nháp.";

  function clock(time) {
    const at = new Date(time);
    return `${SoTay.dates.twoDigits(at.getHours())}:${SoTay.dates.twoDigits(at.getMinutes())}`;
  }

  class DraftForm {
    /** `desk`: {template, frame, title, makeForm(values, options), open(draft), openNew(), showExample(), close(), onSaved()} */
    constructor(desk, draft) {
      this.desk = desk;
      this.template = desk.template;
      this.notices = new SoTay.Notices();
      this.session = new SoTay.DraftSession(draft, (what, theirs) => this.onTold(what, theirs));
      const changes = this.takeChanges(draft);
      this.name = el("input", "st-dien__ten", [], { type: "text", maxlength: 120, autocomplete: "off" });
      this.unit = el("span", "st-phu");
      this.name.addEventListener("input", () => this.save({ ten: this.name.value.trim() }));
      this.form = desk.makeForm(draft.gia_tri, {
        head: this.head(),
        prefix: `dien-${desk.template.id}-`,
        saved: draft.lan && draft.luu ? `Đã lưu ${drafts.timeOf(draft)}` : NEW,
        onTyped: (values) => this.save({ gia_tri: values }),
        register: new SoTay.RegisterLink(desk.template, desk.frame.so_van_ban, draft.don_vi?.id),
        draftOf: () => this.session.draft,
        sameIn: (values) => SoTay.renewal.sameSentences(this.session.draft.tu_ban, values),
        keptOf: (values) => ({
          ...SoTay.renewal.keptMarks(desk.template, this.session.draft.tu_ban, values),
          ...SoTay.unitFigures.marks(desk.template, values, this.ownUnit),
        }),
        onIssuer: (values) => SoTay.unitFigures.filled(desk.template, values, this.ownUnit),
      });
      this.element = this.form.element;
      this.nameAgain();
      if (changes) this.tellChanges(changes);
      this.checkUnit();
      if (!SoTay.storage.works()) this.onTold("refused");
    }

    /** The chosen unit, while the draft is of it. */
    get ownUnit() {
      const unit = SoTay.unit();
      return unit && this.session.draft.don_vi?.id === unit.id ? unit : null;
    }

    head() {
      const buttons = [
        button("Điền thử bằng ví dụ", SMALL, () => this.desk.showExample()),
        button("Xóa hết, điền lại", SMALL, () => this.clear()),
        button("Đóng", SMALL, () => this.desk.close()),
      ];
      const name = el("label", "st-dien__ten-nhan", ["Tên bản nháp", this.name]);
      return el("div", "st-dien__dau", [
        el("div", "st-dien__dau-hang", [name, el("div", "st-dien__dau-nut", buttons)]),
        this.unit,
        this.notices.element,
      ]);
    }

    nameAgain() {
      const { draft } = this.session;
      if (document.activeElement !== this.name) this.name.value = draft.ten;
      this.name.placeholder = draft.goi || "tự đặt theo ô thứ nhất";
      const from = typeof draft.tu_ban?.ky === "string" ? `, làm mới từ bản ${draft.tu_ban.ky}` : "";
      this.unit.textContent = draft.don_vi || from ? `Làm cho ${draft.don_vi?.ten || "đơn vị chưa ghi"}${from}` : "";
      const meeting = drafts.meetingOf(draft);
      if (meeting)
        this.unit.append(
          this.unit.textContent && " · ",
          el("a", "", `Văn bản của cuộc họp «${drafts.nameOf(meeting)}»`, { href: drafts.addressOf(meeting) }),
        );
    }

    /** Save `changes`, and say so where it shows. */
    save(changes) {
      const { draft } = this.session;
      const values = changes.gia_tri || draft.gia_tri;
      const telling = this.template.nhan.filter((field) => this.template.goi_theo.includes(field.id));
      const isMeeting = draft.mau.startsWith(drafts.MEETING);
      const goi = isMeeting ? drafts.meetingName(this.desk.title, telling, values) : drafts.nameFrom(telling, values);
      const first = !this.session.isSaved;
      this.isTouched = true;
      const saved = this.session.save({ goi, tenMau: this.desk.title, ...this.form?.alsoKept(), ...changes });
      this.nameAgain();
      if (!saved) {
        this.form.bar.tellSaved(NOT_SAVED);
        return;
      }
      this.notices.hide("refused");
      this.form.bar.tellSaved(`Đã lưu ${clock(this.session.draft.luu)}`);
      if (first) SoTay.announce("Bản nháp được tự lưu trên máy này.");
      if (first || "ten" in changes) this.desk.onSaved();
    }

    clear() {
      const unit = SoTay.unit();
      const own = this.session.draft.don_vi;
      const same = !own || own.id === unit?.id;
      const empty = this.desk.emptyValues(same ? unit : null);
      this.form.replace(same ? empty : { ...empty, ...own.dien, co_quan: this.form.values.co_quan }, "Đã xóa hết các ô.");
    }

    onTold(what, theirs) {
      const take = ["Dùng bản ở thẻ khác", () => this.desk.open(theirs)];
      const told = {
        changed: ["Bản nháp này vừa được sửa ở thẻ khác.", [take, ["Giữ bản của tôi thành bản riêng", () => this.branch(theirs)]]],
        branched: [
          "Bản nháp này vừa được sửa ở thẻ khác. Nội dung điền ở thẻ này đang được lưu thành bản riêng.",
          [take, ["Giữ cả hai bản", () => {}]],
        ],
        gone: ["Bản nháp này đã bị xóa ở nơi khác nên không lưu nữa.", [["Lưu lại thành bản mới", () => this.restart()]]],
        wiped: ["Mọi nội dung đã điền trên máy này vừa bị xóa. Biểu mẫu này không lưu nữa.", [["Đóng biểu mẫu", () => this.desk.close()]]],
        refused: [REFUSED, [["Tải bản nháp (.json)", () => SoTay.keptData.downloadDraft(this.session.draft)]]],
      }[what];
      if (what === "wiped") for (const kind of ["gone", "otherWindow", "unit", "refused"]) this.notices.hide(kind);
      if (what === "refused" && this.notices.shown.refused) return;
      this.notices.show(what === "branched" || what === "changed" ? "otherWindow" : what, ...told);
      const bar = { branched: "Đang lưu thành bản riêng", wiped: "Không lưu nữa", gone: "Không lưu nữa", refused: NOT_SAVED }[what];
      if (bar) this.form?.bar.tellSaved(bar);
      this.nameAgain();
      if (what === "branched") this.desk.onSaved();
    }

    branch(theirs) {
      const saved = this.session.branch(theirs, true);
      this.form.bar.tellSaved(saved ? "Đã lưu thành bản riêng" : NOT_SAVED);
      this.nameAgain();
      this.desk.onSaved();
    }

    restart() {
      if (this.session.restart()) this.form.bar.tellSaved(`Đã lưu ${clock(this.session.draft.luu)}`);
      this.desk.onSaved();
    }

    /** The chosen unit and the draft's are compared; a form in which nothing was typed simply follows. */
    checkUnit() {
      const unit = SoTay.unit();
      const { draft } = this.session;
      const difference = draftUnit.difference(draft, unit);
      this.notices.hide("unit");
      if (!difference) return;
      if (!this.session.isSaved && !this.isTouched) {
        draft.don_vi = draftUnit.of(unit);
        this.form.register.unitId = unit.id;
        this.form.show(draftUnit.withUnit(this.template.form, this.form.read(), unit));
        this.session.draft.gia_tri = this.form.values;
        this.nameAgain();
        return;
      }
      const keep = () => this.save({ giu: draftUnit.stamp(unit) });
      const change = () => this.changeUnit(unit);
      const told = {
        none: [
          `Bản nháp này chưa ghi đơn vị; đơn vị đang chọn là ${unit.ten}.`,
          [
            [`Điền ${unit.ten}`, change],
            ["Để như vậy", keep],
          ],
        ],
        renewed: [
          `Thông tin của ${unit.ten} đã đổi sau khi làm bản nháp này.`,
          [
            ["Dùng thông tin mới", change],
            ["Giữ như bản nháp", keep],
          ],
        ],
        other: [
          `Bản nháp này làm cho ${draft.don_vi?.ten}; đơn vị đang chọn là ${unit.ten}.`,
          [
            [`Chuyển sang ${unit.ten}`, change],
            [`Giữ ${draft.don_vi?.ten}`, keep],
            [`Bản mới cho ${unit.ten}`, () => this.desk.openNew()],
          ],
        ],
      }[difference];
      this.notices.show("unit", ...told);
    }

    changeUnit(unit) {
      const earlier = this.session.draft.don_vi;
      this.session.draft.don_vi = draftUnit.of(unit);
      this.form.register.unitId = unit.id;
      this.form.replace(draftUnit.withUnit(this.template.form, this.form.read(), unit), `Đã chuyển sang ${unit.ten}.`, () => {
        this.session.draft.don_vi = earlier;
        this.form.register.unitId = earlier?.id;
        this.checkUnit();
      });
    }

    /** What the template has changed since the draft was made; values of fields that are gone are kept to be read. */
    takeChanges(draft) {
      const { template } = this;
      const changes = SoTay.templateChanges.since(draft, template);
      if (!changes) {
        Object.assign(draft, { ban: template.phien_ban, o: SoTay.templateChanges.signatures(template.nhan) });
        return null;
      }
      draft.da_bo = draft.da_bo || SoTay.templateChanges.lost(changes, draft.gia_tri);
      return changes;
    }

    tellChanges({ added, changed, gone }) {
      const marks = {
        ...Object.fromEntries(added.map((id) => [id, "ô mới"])),
        ...Object.fromEntries(changed.map((id) => [id, "ô đã đổi"])),
      };
      const numbers = [
        [added, "ô mới"],
        [changed, "ô đã đổi"],
        [gone, "ô đã bỏ"],
      ].filter(([all]) => all.length);
      const text = `Mẫu đã đổi sau khi bản nháp này được làm: ${numbers.map(([all, what]) => `${all.length} ${what}`).join(", ")}.`;
      const lost = (this.session.draft.da_bo || []).map(([label, value]) => el("li", "", value ? `${label}: ${value}` : label));
      const content = lost.length ? [text, el("p", "", "Ô đã bỏ, với chữ đã điền:"), el("ul", "", lost)] : text;
      const mark = (all) => {
        this.form.fields.marks = all;
        this.form.redrawFields();
      };
      mark(marks);
      const seen = () => {
        mark({});
        this.save({ ban: this.template.phien_ban, o: SoTay.templateChanges.signatures(this.template.nhan), da_bo: undefined });
      };
      this.notices.show("changes", content, [["Đã xem", seen]]);
    }

    close() {
      this.session.close();
    }
  }

  SoTay.DraftForm = DraftForm;
})();
