/* Message and «đã gửi» of one thing due: what is typed is kept at once; the mark itself is the one of the home page and the calendar. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const FIELDS = [
    { id: "so", label: "Số, ký hiệu", hint: "như 22-BC/ĐU" },
    { id: "ngay_ky", label: "Ngày ký", hint: "ngày/tháng/năm", day: true },
    { id: "ngay_gui", label: "Ngày gửi", hint: "ngày/tháng/năm", day: true },
    { id: "ket_qua", label: "Xác nhận của nơi nhận", hint: "như đã nhận, không ghi tên người" },
  ];

  /** What was typed as it is kept: "" for nothing, null for a day that is none. */
  function typedValue({ day }, text) {
    const clean = text.replace(/\s+/g, " ").trim().normalize("NFC");
    if (!day || !clean) return clean;
    return SoTay.typedDays.read(clean, SoTay.dates.today().getFullYear()) || null;
  }

  class Sending {
    /** `page` knows unit, data, registers and how to draw again; `name` names the entry for the keyboard's place. */
    constructor(page, entry, name) {
      Object.assign(this, { page, entry, name });
      this.told = el("p", "st-ho-so__bao", "", { role: "status" });
      this.inputs = {};
      this.message = el("textarea", "st-ho-so__tin", "", { rows: 5, "aria-label": `Tin nhắn: ${entry.name}`, "data-giu": `${name}|tin` });
      this.message.addEventListener("input", () => this.keep({ loi_nhan: this.message.value }));
      this.again = button("Soạn lại từ dữ liệu", SMALL, () => {
        this.keep({ loi_nhan: "" });
        this.fillMessage();
        this.message.focus();
      });
      this.fillMessage();
    }

    get work() {
      return SoTay.monthRecord.workOf(this.page.unit.id, this.entry);
    }

    keep(changed) {
      SoTay.monthRecord.change(this.page.unit.id, this.entry, (work) => Object.assign(work, changed));
      this.again.hidden = !this.work.loi_nhan;
    }

    /** The reader's own words stay; else the message follows number and days. */
    fillMessage() {
      const { work } = this;
      this.message.value = work.loi_nhan || SoTay.monthFile.message(this.page.unit, this.entry, work);
      this.again.hidden = !work.loi_nhan;
    }

    messagePart() {
      const copy = button("Sao chép tin", SMALL, () => {
        SoTay.copyText(this.message, (copied) => {
          this.tell(
            copied
              ? "Đã sao chép. Dán vào ứng dụng nhắn tin được phép sử dụng hoặc thư điện tử."
              : "Trình duyệt không cho sao chép. Tin đã được chọn sẵn: bấm Ctrl + C.",
          );
        });
      });
      return el("section", "st-ho-so__phan", [
        el("h4", "", "Tin nhắn, thư điện tử"),
        this.message,
        el("p", "st-ho-so__nut", [copy, this.again]),
      ]);
    }

    tell(text) {
      this.told.textContent = text;
    }

    field(field, value) {
      const { id, label, hint, day } = field;
      const input = el("input", "", [], { type: "text", placeholder: hint, maxlength: 120, "data-giu": `${this.name}|${id}` });
      if (day) input.inputMode = "numeric";
      input.value = day ? SoTay.typedDays.show(value) : value;
      input.addEventListener("change", () => this.take(field));
      this.inputs[id] = input;
      return el("label", "st-ho-so__truong", [el("span", "", label), input]);
    }

    /** Keep what a field holds; false, and told, where it is no day. */
    take(field) {
      const value = typedValue(field, this.inputs[field.id].value);
      this.inputs[field.id].toggleAttribute("aria-invalid", value === null);
      if (value === null) {
        this.tell(`${field.label}: không có ngày này. Nhập như 05/11/2026.`);
        return false;
      }
      if (value !== this.work[field.id]) this.keep({ [field.id]: value });
      this.tell("");
      this.fillMessage();
      this.drawOffers();
      return true;
    }

    send() {
      const today = SoTay.dates.iso(SoTay.dates.today());
      if (!this.inputs.ngay_gui.value.trim()) this.inputs.ngay_gui.value = SoTay.typedDays.show(today);
      const wrong = FIELDS.find((field) => !this.take(field));
      if (wrong) {
        this.inputs[wrong.id].focus();
        return;
      }
      if (this.work.ngay_gui > today) {
        this.tell("Ngày gửi nằm sau hôm nay.");
        this.inputs.ngay_gui.focus();
        return;
      }
      SoTay.dueMarks.setSent([this.entry], true);
      this.page.mark(this.entry, `Đã gửi: ${this.entry.name}`);
    }

    takeBack() {
      SoTay.dueMarks.setSent([this.entry], false);
      this.page.mark(this.entry, `Đã bỏ dấu: ${this.entry.name}`);
    }

    /** What the number may be, while none is typed; the way into the register, while it does not hold the document. */
    drawOffers() {
      const { page, work } = this;
      const facts = page.data.viec[this.entry.id];
      const offers = work.so || !facts ? [] : this.ofDrafts(facts);
      if (page.registers) offers.push(...this.ofRegister(offers.map(({ so }) => so)));
      // A press that has begun on one of them must find it again.
      const drawn = offers.map((offer) => (offer.so ? this.offered(offer) : offer));
      const words = drawn.map((offer) => offer.textContent).join("|");
      if (words !== this.shown) this.offers.replaceChildren(...drawn);
      this.shown = words;
    }

    /** The numbers that finished drafts bear; no register is needed. */
    ofDrafts(facts) {
      const found = SoTay.monthDrafts.numbered(this.page.unit, facts, this.entry.date, this.page.data.co_quan);
      return found.map(({ so, ngay, ten }) => ({ so, ngay, text: `Lấy từ bản nháp: ${so}, ${ten}` }));
    }

    /** `known`: numbers that are offered already. */
    ofRegister(known) {
      const { page, work } = this;
      const { ky_hieu: symbols } = page.data.so;
      const part = page.registers.read().di;
      const kind = SoTay.monthRegister.kindOf(work.so, symbols, page.data.viec[this.entry.id]?.ten_loai || "");
      const rows = work.so ? [] : SoTay.monthRegister.candidates(part, kind, this.entry.date);
      const offers = rows
        .filter(({ so }) => !known.includes(so))
        .map(({ so, ngay, trich_yeu: subject }) => ({ so, ngay, text: `Lấy từ sổ: ${so}, ${subject}` }));
      if (!work.so && symbols[kind] && page.unit.ky_hieu && !SoTay.inCell(page.unit)) {
        const next = SoTay.numbering.nextOutgoing(part.dong, kind, symbols[kind], page.unit.ky_hieu, part.mo_so);
        offers.push(
          button(`Lấy số kế tiếp trong sổ: ${next}`, SMALL, () => {
            this.inputs.so.value = next;
            this.take(FIELDS[0]);
            this.inputs.so.focus();
          }),
        );
      }
      if (work.so && SoTay.numbering.holds(part, { ten_loai: kind, so: work.so, ngay: work.ngay_ky }))
        offers.push(el("span", "st-phu", "Đã có trong sổ văn bản đi."));
      else if (work.so && work.ngay_ky && kind) {
        offers.push(
          button("Ghi vào sổ văn bản đi", SMALL, () => {
            const kept = SoTay.monthRegister.add(page.registers, this.entry, work, kind, SoTay.monthFile.receiver(page.unit, this.entry));
            this.tell(kept ? `Đã ghi ${work.so} vào sổ văn bản đi.` : "Trình duyệt này không cho lưu: chưa ghi được vào sổ.");
            this.drawOffers();
            this.inputs.so.focus();
          }),
        );
      } else if (work.so) {
        const lacking = work.ngay_ky ? "Số này chưa rõ tên loại" : "Ghi ngày ký thì đưa được vào sổ";
        const register = el("a", "", "mở sổ văn bản", { href: SoTay.address("/soan-thao/so-van-ban.html") });
        offers.push(el("span", "st-phu", [`${lacking}, hoặc `, register, "."]));
      }
      return offers;
    }

    /** A known document as the one that was sent. */
    offered({ so, ngay, text }) {
      return button(text, SMALL, () => {
        this.inputs.so.value = so;
        this.inputs.ngay_ky.value = SoTay.typedDays.show(ngay);
        for (const field of FIELDS.slice(0, 2)) this.take(field);
        this.inputs.ngay_gui.focus();
      });
    }

    sentPart() {
      const sent = SoTay.dueMarks.isSent(this.entry);
      const { work } = this;
      const press = sent ? button("Bỏ dấu đã gửi", SMALL, () => this.takeBack()) : button("Đã gửi", "st-nut", () => this.send());
      press.setAttribute("data-giu", `${this.name}|gui`);
      press.append(el("span", "st-chi-doc", `: ${this.entry.name}`));
      this.offers = el("p", "st-ho-so__nut");
      this.shown = "";
      const part = el("section", "st-ho-so__phan", [
        el("h4", "", sent ? "Đã gửi" : "Gửi xong thì ghi"),
        el(
          "div",
          "st-ho-so__truong-ds",
          FIELDS.map((field) => this.field(field, work[field.id])),
        ),
        this.offers,
        el("p", "st-ho-so__nut", press),
        this.told,
      ]);
      this.drawOffers();
      return part;
    }
  }

  SoTay.MonthSending = Sending;
})();
