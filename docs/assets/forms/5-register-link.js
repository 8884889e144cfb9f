/* A draft and the register of outgoing documents of its unit: the next number from there, the finished document into it. */
(() => {
  "use strict";
  const REGISTERS = "/assets/registers/so-van-ban.js";

  class RegisterLink {
    /** `columns`: {di: [id, …], den: [id, …]} of the registers. */
    constructor(template, columns, unitId) {
      Object.assign(this, { template, columns, unitId });
    }

    get isOffered() {
      return Boolean(this.template.the_loai && this.columns);
    }

    /** Whether the unit has a register with anything in it on this device. */
    get isKept() {
      const saved = SoTay.storage.read(`so-van-ban:${this.unitId || "may"}`, null);
      return this.isOffered && Array.isArray(saved?.di?.dong) && saved.di.dong.length > 0;
    }

    load(done) {
      SoTay.load(REGISTERS, (error) => {
        if (error) SoTay.announce("Không mở được sổ văn bản. Tải lại trang rồi thử lần nữa.");
        else done(new SoTay.registerStore.Store(this.unitId, this.columns));
      });
    }

    /** What stands for the document in the register, but for its number. */
    facts(values) {
      const { ten, ky_hieu: symbol } = this.template.the_loai;
      const context = SoTay.templateValues(this.template.form, values);
      return { ten, symbol, body: context.bh.ky_hieu, receivers: context.noi_nhan_muc };
    }

    /** `done("23")`: the next number of this kind. */
    nextNumber(values, done) {
      this.load((store) => {
        const { ten, symbol, body } = this.facts(values);
        const { di } = store.read();
        done(SoTay.numbering.nextOutgoing(di.dong, ten, symbol, body, di.mo_so).split("-")[0]);
      });
    }

    entryOf(values) {
      const { ten, symbol, body, receivers } = this.facts(values);
      const number = SoTay.numbering.written(Number(values.so));
      return {
        ten_loai: ten,
        so: `${number}-${symbol}/${body}`,
        ngay: values.ngay_ky,
        trich_yeu: SoTay.templateDocuments.subject(this.template, values),
        nguoi_ky: (values.nguoi_ky || "").trim(),
        noi_nhan: receivers.join("; "),
      };
    }

    /** Whether the document can be entered: it has a number and a real day. */
    canEnter(values) {
      return this.isOffered && /^\d{1,5}$/.test((values.so || "").trim()) && /^\d{4}-\d\d-\d\d$/.test(values.ngay_ky || "");
    }

    /** Offer to enter a finished document that is not there yet: `offer(text, enter)`. */
    offer(values, offer) {
      if (!this.canEnter(values)) return;
      this.load((store) => {
        const entry = this.entryOf(values);
        if (SoTay.numbering.holds(store.read().di, entry)) return;
        offer(`${entry.ten_loai} số ${entry.so}.`, () =>
          store.change((state) => state.di.dong.push({ ...entry, id: SoTay.registerStore.newId(state.di.dong) })),
        );
      });
    }
  }

  SoTay.RegisterLink = RegisterLink;
})();
