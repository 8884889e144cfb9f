/* The file of a month: what is left of the month before, what is due, the way to the next month, one page of evidence. */
(() => {
  "use strict";
  const { el, button, dates } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const HEADS = ["Công việc", "Thời hạn", "Ngày gửi", "Số văn bản", "Kết quả"];
  const PRESS = 250; // ms that a press on a button may take, before the button is drawn anew
  const FOLLOWED = [/^viec-/, /^ho-so-thang:/, /^bang-kiem:/, /^nhap:/, /^so-van-ban:/, /^vai-tro$/];

  function monthText(month) {
    return `tháng ${month.getMonth() + 1}/${month.getFullYear()}`;
  }

  /** The month that the address names, else this one. */
  function monthOfAddress() {
    const [, named] = /^#thang=(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(location.hash) || [];
    return named ? dates.parse(`${named}-01`) : dates.monthStart(dates.today());
  }

  class Page {
    constructor(root, data) {
      this.root = root;
      this.data = data;
      this.month = monthOfAddress();
      this.entries = [];
      this.kept = new Set(); // dayKeys that the reader has just marked as sent: they stay in their place
      this.body = root.querySelector(".st-ho-so__song");
      this.sheet = root.appendChild(el("div", "st-ho-so__to"));
      SoTay.followUnit(() => this.load());
      SoTay.storage.watchAll((key) => FOLLOWED.some((one) => one.test(key)) && this.drawWhenFree());
      document.addEventListener("so-tay:vai-tro", () => this.draw());
      for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) {
        document.addEventListener(told, () => {
          SoTay.monthRecord.forget();
          this.draw();
        });
      }
      window.addEventListener("hashchange", () => {
        this.month = monthOfAddress();
        this.begin();
        this.draw();
      });
    }

    /** Another month, or another unit: nothing was done or unfolded there yet. */
    begin() {
      this.fresh = true;
      this.told = null;
      this.kept.clear();
    }

    load() {
      this.unit = SoTay.unit();
      this.begin();
      this.loaded = false;
      if (!this.unit) {
        const choose = button("Chọn đơn vị của tôi", SMALL, SoTay.chooseUnit);
        this.body.replaceChildren(el("p", "st-ho-so__nut", ["Hồ sơ tháng theo thời hạn của cấp trên trực tiếp. ", choose]));
        this.sheet.replaceChildren();
        return;
      }
      // An office may have struck the spreadsheets out that the registers have their columns from.
      this.registers = this.data.so.cot ? new SoTay.registerStore.Store(this.unit.id, this.data.so.cot) : null;
      SoTay.due.load(this.root, (error, entries) => {
        this.entries = entries;
        this.loaded = !error;
        if (error) this.body.replaceChildren(el("p", "", "Không mở được lịch của bản sổ tay này. Tải lại trang."));
        else this.draw();
      });
    }

    /** Another window has changed something: never draw over what is being typed here. */
    drawWhenFree() {
      const typing = this.body.contains(document.activeElement) && document.activeElement.matches("textarea, input[type=text]");
      if (!typing) this.draw();
      else document.activeElement.addEventListener("blur", () => setTimeout(() => this.draw(), PRESS), { once: true });
    }

    go(months) {
      const to = dates.monthStart(this.month, months);
      location.hash = `thang=${dates.iso(to).slice(0, 7)}`; // the way back is the browser's own
    }

    /** One thing due was marked as sent, or is not any more. */
    mark(entry, spoken) {
      this.kept.add(entry.dayKey);
      this.draw();
      SoTay.announce(spoken);
      const place = [...this.body.querySelectorAll("[data-mo]")].find((one) => one.getAttribute("data-mo") === entry.dayKey);
      if (place) place.querySelector("summary").focus();
    }

    parts() {
      const isMine = SoTay.ownEntry(this.entries, this.unit);
      const today = dates.today();
      const mine = this.entries.filter(isMine);
      const { left, due } = SoTay.monthFile.entriesOf(mine, this.month, today, this.kept);
      const others = SoTay.monthFile.entriesOf(
        this.entries.filter((entry) => !isMine(entry)),
        this.month,
        today,
      ).due;
      return { left, due, others };
    }

    head({ due }) {
      const named = (text, label, months) => {
        const made = button(text, SMALL, () => this.go(months));
        made.setAttribute("aria-label", label);
        made.setAttribute("data-giu", label);
        return made;
      };
      const title = el("h2", "st-lich__ten", `Tháng ${monthText(this.month).slice(6)}`);
      const sent = due.filter((entry) => SoTay.dueMarks.isSent(entry)).length;
      const print = button("In bảng xác nhận kết quả tháng", SMALL, () => this.print());
      return [
        el("div", "st-lich__dau", [named("‹ Trước", "Tháng trước", -1), title, named("Sau ›", "Tháng sau", 1)]),
        el("p", "st-ho-so__dau", [
          el("span", "", due.length ? `Đã gửi ${sent}/${due.length} việc.` : "Tháng này không có thời hạn nào."),
          print,
        ]),
      ];
    }

    /** What is left of the month before, marked as sent at once. */
    sendAll(open) {
      SoTay.dueMarks.setSent(open, true);
      this.told = { text: `Đã đánh dấu đã gửi ${open.length} việc.`, undo: () => SoTay.dueMarks.setSent(open, false) };
      this.draw();
      SoTay.announce(this.told.text);
      this.body.querySelector(".st-ho-so__bao button").focus();
    }

    /** What was just done to many, and the way back. */
    notice() {
      if (!this.told) return [];
      const { text, undo } = this.told;
      const back = button("Hoàn lại", SMALL, () => {
        undo();
        this.told = null;
        this.fresh = true;
        this.draw();
        SoTay.announce("Đã hoàn lại.");
        this.body.querySelector("summary")?.focus();
      });
      return [el("p", "st-ho-so__bao", [`${text} `, back])];
    }

    /** In a cell, the days are those of its committee. */
    cellNote() {
      return SoTay.inCell(this.unit)
        ? [el("p", "st-phu", "Đây là thời hạn của đảng ủy cơ sở. Chi bộ nộp sớm hơn, theo thời hạn của đảng ủy.")]
        : [];
    }

    group(title, entries, opened) {
      if (!entries.length) return [];
      const works = entries.map((entry) => SoTay.monthWork(this, entry, entry === opened));
      return [...title, ...works];
    }

    draw() {
      if (!this.loaded) return;
      const found = this.parts();
      const { left, due, others } = found;
      const opened = [...left, ...due].find((entry) => !SoTay.dueMarks.isSent(entry));
      const next = dates.monthStart(this.month, 1);
      const before = monthText(dates.monthStart(this.month, -1));
      const open = left.filter((entry) => !SoTay.dueMarks.isSent(entry));
      const all = open.length > 1 ? [button(`Đã gửi hết việc ${before}`, SMALL, () => this.sendAll(open))] : [];
      const parts = [
        ...this.head(found),
        ...this.notice(),
        ...this.cellNote(),
        ...this.group([el("div", "st-ho-so__dau", [el("h3", "", `Chưa gửi của ${before}`), ...all])], left, opened),
        ...this.group(left.length ? [el("h3", "", `Hạn trong ${monthText(this.month)}`)] : [], due, opened),
      ];
      parts.push(...this.givenTasks());
      if (others.length) {
        const title = el("summary", "", `Việc của người khác, hoặc đã ẩn (${others.length})`);
        parts.push(el("details", "st-sap-den__gap", [title, SoTay.dueList(others, dates.today(), null)], { "data-mo": "khac" }));
      }
      const onward = button(`Mở hồ sơ ${monthText(next)}`, SMALL, () => this.go(1));
      this.keepingPlace(() => this.body.replaceChildren(...parts, el("p", "st-ho-so__nut", onward)));
      this.drawSheet(due);
    }

    /** What meetings entered here have given for this month. */
    givenTasks() {
      const last = new Date(this.month.getFullYear(), this.month.getMonth() + 1, 0);
      const found = SoTay.givenTasks.between(this.month, last, this.unit.id);
      return found.length ? [el("h3", "", "Nhiệm vụ giao tại cuộc họp"), SoTay.givenTasks.rows(found, () => this.draw())] : [];
    }

    /** What stands unfolded stays so, and the keyboard goes on where it was. */
    keepingPlace(change) {
      const folded = (one) => one.getAttribute("data-mo");
      const was = this.fresh ? [] : [...this.body.querySelectorAll("[data-mo]")].map((one) => [folded(one), one.open]);
      const at = document.activeElement?.getAttribute("data-giu");
      this.fresh = false;
      change();
      const states = Object.fromEntries(was);
      for (const one of this.body.querySelectorAll("[data-mo]")) if (folded(one) in states) one.open = states[folded(one)];
      const place = at && [...this.body.querySelectorAll("[data-giu]")].find((one) => one.getAttribute("data-giu") === at);
      if (place) place.focus({ preventScroll: true });
    }

    /** One page for the office of the superior: no name of a member. */
    drawSheet(entries) {
      const workOf = (entry) => SoTay.monthRecord.workOf(this.unit.id, entry);
      const rows = SoTay.monthFile.evidence(entries, workOf, dates.today());
      const body = rows.map((row) =>
        el(
          "tr",
          "",
          row.map((text) => el("td", "", text)),
        ),
      );
      const head = HEADS.map((name) => el("th", "", name, { scope: "col" }));
      const sample = this.unit.mau ? [el("p", "", "Dữ liệu mẫu, hư cấu.")] : [];
      this.sheet.replaceChildren(
        el("p", "st-ho-so__to-ai", this.unit.ten),
        el("p", "st-ho-so__to-ten", `Bảng xác nhận kết quả ${monthText(this.month)}`),
        ...sample,
        ...this.cellNote(),
        el(
          "p",
          "",
          `Nơi nhận: ${SoTay.inCell(this.unit) ? this.unit.cap_uy : this.unit.cap_tren.cap_uy}. Lập ngày ${dates.text(dates.today())}.`,
        ),
        el("table", "", [el("thead", "", el("tr", "", head)), el("tbody", "", body)]),
        el("p", "st-ho-so__to-ky", "Văn phòng cấp ủy"),
      );
    }

    print() {
      const { due } = this.parts();
      this.drawSheet(due);
      SoTay.printAlone(this.sheet);
    }
  }

  SoTay.openMonth = (root, data) => new Page(root, data);
})();
