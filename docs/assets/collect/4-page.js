/* «Bàn thu báo cáo»: returned forms are dropped, read and merged; the last result stays on this device under "thu-bao-cao". */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const KEY = "thu-bao-cao";
  const SLOW = "Máy này không đọc hết được các tệp trong một phút. Thả làm nhiều lần, mỗi lần vài chục tệp.";
  const BOOK = /^to-chuc.*\.xlsx$/i; // the office's own workbook, not a form
  const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const FAILED = "Không soạn được. Tải lại trang rồi thử lần nữa.";
  const NO_PERIOD = "Chưa biết các biểu thuộc kỳ nào. Chọn kỳ ở trên rồi thả lại.";
  const wanted = (name) => !/^(?:~\$|\.)/.test(name) && !/^(?:thumbs\.db|desktop\.ini)$/i.test(name);

  /** [[id, words], …] of the periods of a year, the longest last. */
  function periodsOf(year) {
    const months = Array.from({ length: 12 }, (_, i) => [`${year}-${String(i + 1).padStart(2, "0")}`, `tháng ${i + 1}/${year}`]);
    const quarters = ["I", "II", "III", "IV"].map((name, i) => [`${year}-Q${i + 1}`, `quý ${name}/${year}`]);
    const halves = ["đầu", "cuối"].map((name, i) => [`${year}-N${i + 1}`, `6 tháng ${name} năm ${year}`]);
    return [...months, ...quarters, ...halves, [`${year}`, `năm ${year}`]];
  }

  class Page {
    constructor(root) {
      this.root = root;
      this.files = new Map(); // path → {path, file}; a file dropped again takes the place of the earlier one
      this.book = null; // the dropped workbook of the office
      this.round = 0;
      this.shown = null; // the overview that is being drawn, or stands there
      this.said = el("p", "st-kt__bao", "", { role: "status" });
      this.result = el("div", "st-thu");
      this.period = this.periods();
      const place = el("div", "st-kt__tha", [
        el("p", "st-kt__moi", "Thả biểu do các đơn vị gửi về vào đây"),
        el(
          "p",
          "st-phu",
          "Thả được nhiều tệp, cả thư mục hoặc tệp .zip; thư mục con cũng được đọc. Tệp chỉ được đọc trên máy này, không gửi đi nơi khác.",
        ),
        el("div", "st-kt__nut", [
          this.input("Chọn tệp", { multiple: "", accept: ".xlsx,.zip" }),
          this.input("Chọn cả thư mục", { webkitdirectory: "" }),
        ]),
      ]);
      const choice = el("div", "st-thu__dau", [
        el("label", "st-kt__chon st-thu__ky", ["Kỳ báo cáo", this.period]),
        button("Tải biểu trống cho mọi đơn vị", SMALL, () => this.giveForms()),
      ]);
      root.replaceChildren(choice, place, this.said, this.result);
      this.collector = new SoTay.collecting.Collector();
      SoTay.droppedFiles.listen(root, "st-kt--tren", wanted, (files) => this.take(files));
      this.showKept();
    }

    periods() {
      const year = SoTay.dates.today().getFullYear();
      const groups = [year, year - 1].map((each) =>
        el(
          "optgroup",
          "",
          periodsOf(each).map(([id, words]) => el("option", "", words, { value: id })),
          { label: `Năm ${each}` },
        ),
      );
      const select = el("select", "", [el("option", "", "Tự xác định theo biểu", { value: "" }), ...groups]);
      select.addEventListener("change", () => this.files.size && this.merge());
      return select;
    }

    input(text, attributes, take = (files) => this.take(files)) {
      const input = el("input", "st-kt__tep", [], { type: "file", ...attributes });
      input.addEventListener("change", () => {
        take(SoTay.droppedFiles.chosen(input, wanted));
        input.value = ""; // so that the same file may be chosen again once it is mended
      });
      return el("label", "st-nut", [text, input]);
    }

    take(files) {
      if (!files.length) {
        this.say("Không thấy tệp nào ở đây.");
        return;
      }
      for (const each of files) {
        if (BOOK.test(each.file.name)) this.book = each.file;
        else this.files.set(each.path, each);
      }
      if (this.files.size) this.merge();
      else this.putIn();
    }

    say(text) {
      this.said.textContent = text;
    }

    async merge() {
      const round = ++this.round;
      this.shown = null;
      this.collector.work.clear();
      this.say(`Đang đọc ${this.files.size} tệp …`);
      const files = [...this.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      const answer = await this.collector.merge(files, this.period.value);
      if (round !== this.round) return;
      if (!answer) {
        this.say(SLOW);
      } else if (!answer.overview) {
        this.say(NO_PERIOD);
        this.result.replaceChildren(
          el(
            "ol",
            "st-thu__loi",
            answer.lines.map((line) => el("li", "", line)),
          ),
        );
      } else {
        this.keep(answer);
        await SoTay.pause(); // what a merge says is much to keep and much to show
        if (round !== this.round) return;
        await this.show(answer.overview, `Đã đọc ${answer.count} tệp.`);
      }
    }

    keep(answer) {
      const { period: ky, overview: xem, figures: so, received: nhan } = answer;
      this.kept = { ky, ngay: SoTay.dates.iso(SoTay.dates.today()), xem, so, nhan };
      SoTay.storage.write(KEY, this.kept);
    }

    /** What the last time gave, until something is dropped. */
    async showKept() {
      this.kept = SoTay.storage.readRecord(KEY);
      const { xem, ngay } = this.kept;
      if (!xem || !Array.isArray(xem.units)) return;
      try {
        const day = ngay.split("-").reverse().join("/");
        await this.show(xem, `Kết quả lần trước, ngày ${day}. Thả lại các biểu thì tính lại từ đầu.`);
      } catch {
        SoTay.storage.remove(KEY); // of an earlier edition, or damaged
      }
    }

    /** The overview, drawn in short steps; what is shown later ends it. */
    async show(overview, told) {
      this.shown = overview;
      const actions = [
        ...(this.kept.nhan.length
          ? [this.input("Chọn to-chuc.xlsx để đưa số vào", { accept: ".xlsx" }, (files) => this.chooseBook(files))]
          : []),
        ...this.letterButton(overview),
        button("In bảng tổng hợp", SMALL, () => this.print(overview)),
        button("Xóa kết quả", SMALL, () => this.clear()),
      ];
      this.result.replaceChildren(
        el("h2", "", `Biểu số liệu ${overview.period}`),
        el("p", "st-thu__tong", overview.summary),
        el("div", "st-kt__nut", actions),
      );
      const steps = SoTay.collected.fill(this.result, overview);
      const turn = SoTay.turns();
      while (!steps.next().done) {
        await turn();
        if (this.shown !== overview) return;
      }
      this.say(told);
    }

    print(overview) {
      this.sheet?.remove();
      this.sheet = SoTay.collected.sheet(overview);
      this.result.append(this.sheet);
      SoTay.printAlone(this.sheet);
    }

    async giveForms() {
      const period = this.period.value;
      if (!period) {
        this.say("Chọn kỳ báo cáo trước, rồi tải biểu trống.");
        this.period.focus();
        return;
      }
      this.say("Đang viết biểu …");
      const count = await SoTay.collectorFiles.forms(this.collector, period);
      this.say(count ? `Đã tải bieu-${period}.zip: ${count} biểu trống, mỗi đơn vị một tệp.` : FAILED);
    }

    letterButton(overview) {
      const late = overview.units.filter(({ state }) => state === SoTay.collected.MISSING).map(({ id }) => id);
      return late.length ? [button(`Tải công văn đôn đốc (${late.length})`, SMALL, () => this.giveLetters(late))] : [];
    }

    async giveLetters(late) {
      const { ky } = this.kept;
      this.say("Đang soạn công văn …");
      const count = await SoTay.collectorFiles.letters(this.collector, late, ky);
      this.say(count ? `Đã tải don-doc-${ky}.zip: ${count} công văn. Điền số, căn cứ, hạn gửi, người ký rồi kiểm tra thể thức.` : FAILED);
    }

    chooseBook([chosen]) {
      if (!chosen) return;
      this.book = chosen.file;
      this.putIn();
    }

    /** The merged figures in the dropped workbook, to be saved. */
    async putIn() {
      const { ky, so, nhan } = this.kept;
      if (!this.book) return;
      if (!nhan?.length) {
        this.say(`Đã nhận ${this.book.name}. Thả biểu các đơn vị gửi về, rồi thả lại tệp này để đưa số vào.`);
        return;
      }
      this.say(`Đang đưa số vào ${this.book.name} …`);
      const { parts, fault } = await this.collector.putIn(this.book, { figures: so, received: nhan }, ky);
      if (parts) SoTay.download(new Blob([SoTay.zip(parts)], { type: XLSX }), `to-chuc-${ky}.xlsx`);
      this.say(
        fault || `Đã tải to-chuc-${ky}.xlsx: số của ${nhan.length} đơn vị nằm trong đó, các ô khác giữ nguyên. Xem lại rồi thay tệp cũ.`,
      );
    }

    clear() {
      this.round++;
      this.files.clear();
      this.kept = {};
      this.shown = null;
      SoTay.storage.remove(KEY);
      this.result.replaceChildren();
      this.say("Đã xóa kết quả trên máy này.");
    }
  }

  SoTay.openCollector = (root) => new Page(root);
})();
