/* The page of the two registers: what comes next, what to look at, the entries, the way in and out as a spreadsheet. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const FIRST = 50; // entries shown before «Hiện thêm»
  const PARTS = {
    di: { title: "Văn bản đi", required: ["ten_loai", "so", "ngay", "trich_yeu"], identity: ["ten_loai", "so", "ngay"] },
    den: { title: "Văn bản đến", required: ["so_den", "ngay_den", "noi_gui", "trich_yeu"], identity: ["so_den", "ngay_den", "so_ky_hieu"] },
  };
  const NUMBER = { di: "so", den: "so_den" };

  class Page {
    constructor(root, data) {
      this.root = root;
      this.data = data;
      this.part = "di";
      this.windows = {};
      this.shown = FIRST;
      this.switch = el("div", "st-so__doi", [], { role: "group", "aria-label": "Chọn sổ" });
      this.head = el("div", "st-so__dau");
      this.notice = el("p", "st-so__bao", [], { role: "status" });
      this.faults = el("div", "st-so__xem");
      this.search = el("input", "", [], {
        type: "search",
        placeholder: "Lọc: số, trích yếu, người ký, nơi nhận …",
        "aria-label": "Lọc sổ",
      });
      this.search.addEventListener("input", () => this.drawList());
      this.list = el("ol", "st-so__ds");
      this.more = button("Hiện thêm", SMALL, () => {
        this.shown += FIRST;
        this.drawList();
      });
      this.file = el("input", "st-so__tep", [], { type: "file", accept: ".xlsx", "aria-label": "Chọn tệp sổ .xlsx" });
      this.file.addEventListener("change", () => this.takeIn(this.file.files[0]));
      root.replaceChildren(this.switch, this.head, this.notice, this.faults, this.search, this.list, this.more, this.file);
      root.addEventListener("dragover", (event) => event.preventDefault());
      root.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files[0]) this.takeIn(event.dataTransfer.files[0]);
      });
      SoTay.followUnit(() => this.openUnit());
    }

    openUnit() {
      const columns = { di: this.data.di.cot.map(({ id }) => id), den: this.data.den.cot.map(({ id }) => id) };
      this.unit = SoTay.unit();
      this.store = new SoTay.registerStore.Store(this.unit?.id, columns);
      const key = this.store.key;
      SoTay.storage.watch(key, () => this.store.key === key && this.draw());
      this.notice.textContent = "";
      this.draw();
    }

    get form() {
      return this.data[this.part];
    }

    get today() {
      return SoTay.dates.iso(SoTay.dates.today());
    }

    /** A kind's symbol; the unit's, or what the last entry was signed with. */
    nextNumber(state, kind) {
      const used = SoTay.numbering.parse(state.di.dong[state.di.dong.length - 1]?.so)?.body;
      const body = this.unit?.ky_hieu || used || "ĐU";
      return SoTay.numbering.nextOutgoing(state.di.dong, kind, this.data.ky_hieu[kind] || "", body, state.di.mo_so);
    }

    /** `told` is what to say of it, or a function that gives it afterwards. */
    change(edit, told) {
      const kept = this.store.change(edit);
      this.draw();
      const text = typeof told === "function" ? told() : told;
      this.tell(kept ? text : `${text} Trình duyệt này không cho lưu: xuất sổ ra tệp .xlsx trước khi đóng trang.`);
    }

    /** Say what was done, with the way back. */
    tell(text) {
      const undo = button("Hoàn lại", SMALL, () => {
        const done = this.store.undo();
        this.draw();
        this.notice.textContent = done ? "Đã hoàn lại." : "Không hoàn lại được: sổ vừa được sửa ở cửa sổ khác.";
      });
      this.notice.replaceChildren(text, " ", undo);
    }

    draw() {
      const state = this.store.read();
      this.switch.replaceChildren(
        ...Object.keys(PARTS).map((name) => {
          const pick = button(`${PARTS[name].title} (${state[name].dong.length})`, "st-so__chon", () => {
            this.part = name;
            this.shown = FIRST;
            this.notice.textContent = "";
            this.draw();
          });
          pick.setAttribute("aria-pressed", String(name === this.part));
          return pick;
        }),
      );
      this.drawHead(state);
      this.drawFaults(state);
      this.drawList(state);
    }

    drawHead(state) {
      this.head.replaceChildren(...SoTay.registerHead(this, state));
    }

    nextArrival(state) {
      return SoTay.numbering.nextArrival(state.den.dong, this.today, state.den.dem === "nhiem-ky", state.den.mo_so);
    }

    drawFaults(state) {
      const { di, den } = state;
      const found =
        this.part === "di"
          ? SoTay.numbering.outgoingFaults(di.dong, this.data.ky_hieu, di.mo_so, this.today)
          : SoTay.numbering.arrivalFaults(den.dong, den.dem === "nhiem-ky", den.mo_so, this.today);
      const items = found.map(({ text, ids }) => {
        const go = button("Mở dòng", SMALL, () => this.edit(ids[ids.length - 1]));
        return el("li", "", ids.length ? [text, " ", go] : text);
      });
      this.faults.replaceChildren();
      if (items.length) this.faults.append(el("p", "st-so__nhan", `Cần xem lại: ${items.length} chỗ`), el("ul", "", items));
    }

    drawList(state = this.store.read()) {
      const words = SoTay.text.words(this.search.value);
      const entries = [...state[this.part].dong].reverse();
      const fitting = entries.filter((entry) => {
        const text = SoTay.text.fold(Object.values(entry).map(SoTay.typedDays.show).join(" "));
        return words.every((word) => text.includes(word));
      });
      this.search.hidden = entries.length < 2;
      this.list.replaceChildren(...fitting.slice(0, this.shown).map((entry) => SoTay.registerRow(this, entry)));
      this.more.hidden = fitting.length <= this.shown;
      if (!entries.length)
        this.list.append(el("li", "st-so__trong", `Sổ chưa có dòng nào. Bấm nút ở trên để ghi, hoặc thả tệp sổ .xlsx đang dùng vào đây.`));
      else if (!fitting.length) this.list.append(el("li", "st-so__trong", "Không có dòng nào khớp."));
    }

    window() {
      const name = this.part;
      if (!this.windows[name]) {
        this.windows[name] = new SoTay.EntryWindow(this.form.cot, PARTS[name].required);
        if (name === "di") this.fillNumberWithKind(this.windows.di);
      }
      return this.windows[name];
    }

    /** Another kind brings its own next number, unless the reader has typed one. */
    fillNumberWithKind({ inputs }) {
      inputs.ten_loai.addEventListener("change", () => {
        if (inputs.so.value && inputs.so.value !== this.proposed) return;
        this.proposed = inputs.ten_loai.value ? this.nextNumber(this.store.read(), inputs.ten_loai.value) : "";
        inputs.so.value = this.proposed;
      });
    }

    add() {
      const state = this.store.read();
      const last = state[this.part].dong[state[this.part].dong.length - 1];
      const values =
        this.part === "di" ? { ngay: this.today, nguoi_ky: last?.nguoi_ky } : { so_den: this.nextArrival(state), ngay_den: this.today };
      this.proposed = "";
      this.window().ask(PARTS[this.part].title, values, (entry) => this.put(entry, null));
    }

    edit(id) {
      const entry = this.store.read()[this.part].dong.find((one) => one.id === id);
      if (!entry) return;
      this.proposed = null;
      this.window().ask(PARTS[this.part].title, entry, (changed) => this.put(changed, id));
    }

    put(entry, id) {
      const part = this.part;
      const number = entry[NUMBER[part]];
      this.change((state) => {
        const entries = state[part].dong;
        const at = entries.findIndex((one) => one.id === id);
        if (at >= 0) entries[at] = { ...entry, id };
        else entries.push({ ...entry, id: SoTay.registerStore.newId(entries) });
      }, `Đã ghi ${number}.`);
    }

    remove(entry) {
      const part = this.part;
      this.change(
        (state) => {
          state[part].dong = state[part].dong.filter((one) => one.id !== entry.id);
        },
        `Đã xóa dòng ${entry[NUMBER[part]] || ""}.`,
      );
    }

    /** On paper stands the whole register, not only what is shown. */
    print() {
      this.shown = Number.POSITIVE_INFINITY;
      this.drawList();
      SoTay.printAlone(this.root);
    }

    save() {
      const part = this.store.read()[this.part];
      const rows = part.dong.map((entry) => this.form.cot.map(({ id, ngay }) => (ngay ? SoTay.typedDays.show(entry[id]) : entry[id])));
      const note = [this.unit?.ten, part.mo_so && `nhiệm kỳ từ ${SoTay.typedDays.show(part.mo_so)}`].filter(Boolean).join(", ");
      const unit = this.unit ? `-${this.unit.id}` : "";
      SoTay.download(SoTay.writtenRegister(this.form, note || this.form.ghi_chu, rows), `${this.form.tep}${unit}-${this.today}.xlsx`);
      SoTay.announce("Đã xuất sổ ra tệp.");
    }

    async takeIn(file) {
      this.file.value = "";
      if (!file) return;
      const { part, form, store } = this; // while the file is read the reader may turn to the other book, or to another unit's
      try {
        const sheets = await SoTay.openedBook.read(file);
        const found = SoTay.registerTakingIn.entriesOf(sheets, form.cot, form.ten);
        if (!found) throw new SoTay.openedBook.BookError(`không thấy hàng tên cột như «${form.cot[0].nhan}», «${form.cot[1].nhan}»`);
        if (store !== this.store) throw new SoTay.openedBook.BookError("đang đọc thì sổ đã đổi sang đơn vị khác. Chọn lại tệp");
        this.takeEntries(part, file.name, found);
      } catch (error) {
        if (!(error instanceof SoTay.openedBook.BookError)) throw error;
        this.notice.textContent = `${file.name}: ${error.message}. Sổ trên máy này giữ nguyên.`;
      }
    }

    takeEntries(part, name, { entries, missing }) {
      let added = 0;
      const lacking = missing.length ? ` Tệp không có cột ${missing.join(", ")}.` : "";
      this.change(
        (state) => {
          const present = state[part].dong;
          const fresh = SoTay.registerTakingIn.additions(present, entries, PARTS[part].identity);
          added = fresh.length;
          for (const entry of fresh) present.push({ ...entry, id: SoTay.registerStore.newId(present) });
        },
        () => `${name}: thêm ${added} dòng, bỏ qua ${entries.length - added} dòng đã có.${lacking}`,
      );
    }
  }

  SoTay.openRegisters = (root, data) => new Page(root, data);
})();
