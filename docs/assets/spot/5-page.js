/* «Tìm lỗi văn bản»: choose a level or type a code, mark the mistakes, have them judged, read why. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { python, spotting, spotRecord } = SoTay;
  const SECONDARY = "st-nut st-nut--phu";
  const FILES = "/assets/du-lieu/bat-loi-tep.js";
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const NUMBERS = 10000; // papers a level
  const HASH = /^#de-(\d-\d{4})$/;
  const REVIEW = "#on";
  const IDLE = "Bấm vào một dòng để xem cỡ chữ, kiểu chữ.";

  const stars = (count) =>
    el("span", "st-bl__sao", "★".repeat(count) + "☆".repeat(3 - count), { role: "img", "aria-label": `${count} trên 3 sao` });

  /** Mistakes that were missed and are due again. */
  function due() {
    const { loi } = spotRecord.all();
    const today = SoTay.dates.todayNumber();
    return Object.keys(loi).filter((id) => loi[id].s > 0 && loi[id].n <= today);
  }

  class Game {
    constructor(root) {
      this.data = SoTay.duLieu["bat-loi"];
      this.game = python.take({ ...this.data, giai: {} });
      this.head = el("div", "st-bl__dau");
      this.body = el("div", "st-bl__than");
      this.paperForPrint = el("div", "st-bl__de-in");
      root.replaceChildren(this.head, this.body, this.paperForPrint);
      this.drawHead();
      window.addEventListener("hashchange", () => this.fromAddress());
      this.fromAddress();
    }

    /** The paper that the address names, else a new one. */
    fromAddress() {
      const code = HASH.exec(location.hash)?.[1];
      const known = code && spotting.read_code(code, this.data.muc.length);
      if (known && known === this.paper?.ma) return;
      const missed = location.hash === REVIEW ? due().filter((id) => this.data.giai[id]) : [];
      if (known) this.open(known);
      else this.open(this.newCode(1), missed);
    }

    newCode(level) {
      return `${level}-${String(Math.floor(Math.random() * NUMBERS)).padStart(4, "0")}`;
    }

    drawHead() {
      this.levels = this.data.muc.map(({ ten, so_loi: [least, most] }, at) => {
        const count = el("span", "st-bl__muc-so", `${least}–${most} lỗi`);
        const best = el("span", "st-bl__muc-sao");
        return button([el("strong", "", ten), count, best], "st-bl__chon-muc", () => this.open(this.newCode(at + 1)));
      });
      const typed = SoTay.field("Mã đề", "ma-de");
      typed.input.placeholder = "2-4831";
      typed.input.setAttribute("inputmode", "numeric");
      const told = el("p", "st-bl__bao", "", { role: "alert" });
      const go = el("button", SECONDARY, "Mở đề", { type: "submit" });
      const form = el("form", "st-bl__ma", [typed.label, go, told]);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const code = spotting.read_code(typed.input.value, this.data.muc.length);
        told.textContent = code ? "" : `Mã đề có dạng 2-4831: một chữ số mức từ 1 đến ${this.data.muc.length}, rồi bốn chữ số.`;
        if (code) this.open(code);
      });
      this.head.replaceChildren(el("div", "st-bl__cac-muc", this.levels, { role: "group", "aria-label": "Chọn mức" }), form);
    }

    drawLevels() {
      const { muc } = spotRecord.all();
      this.levels.forEach((each, at) => {
        const best = muc[at + 1];
        each.setAttribute("aria-pressed", String(this.level === at + 1));
        each.lastChild.replaceChildren(...(best ? [stars(best.sao)] : []));
      });
    }

    /** Draw the paper of `code`; `missed`: mistakes to be met again. */
    open(code, missed = []) {
      this.level = Number(code[0]);
      this.paper = python.give(spotting.drawn(this.game, code, missed));
      this.missing = new Set();
      this.hints = new Set();
      this.begun = Date.now();
      this.isReview = missed.length > 0;
      try {
        history.replaceState(null, "", this.isReview ? REVIEW : `#de-${code}`);
      } catch {
        // Some browsers refuse on file://; the code stands on the page all the same.
      }
      this.sheet = new SoTay.SpotSheet(this.paper.dong, {
        onMark: () => this.count(),
        onLook: (look) => {
          this.look.textContent = look;
        },
      });
      this.drawLevels();
      this.drawAsking();
      SoTay.announce(`Đề ${code}, ${this.paper.loi.length} lỗi.`);
    }

    drawAsking() {
      const { loi, con } = this.paper;
      const lead = this.isReview ? "Đề ôn, có kiểu lỗi từng bị bỏ sót. " : "";
      this.dots = el("p", "st-bl__cham", [], { "aria-hidden": "true" });
      this.said = el("p", "st-bl__dem");
      this.look = el("span", "", IDLE);
      this.hint = el("p", "st-bl__goi-y", "", { role: "status" });
      const missing = con.map((id) => {
        const box = el("input", "", [], { type: "checkbox" });
        box.addEventListener("change", () => {
          if (box.checked) this.missing.add(id);
          else this.missing.delete(id);
          this.count();
        });
        return el("label", "", [box, ` ${this.data.thieu[id]}`]);
      });
      const text = `${lead}Văn bản này có ${loi.length} lỗi. Bấm vào chỗ sai để đánh dấu, bấm lần nữa để bỏ.`;
      const bar = el("div", "st-bl__thanh", [
        this.dots,
        this.said,
        el("p", "st-bl__o", [el("span", "", "Định dạng: "), this.look]),
        button("Chấm bài", "st-nut", () => this.judge()),
      ]);
      const rest = el("div", "st-bl__ben", [
        el("fieldset", "st-bl__thieu", [el("legend", "", "Văn bản còn thiếu gì?"), ...missing]),
        this.hint,
        el("p", "st-bl__nut", [
          button("Gợi ý", SECONDARY, () => this.giveHint()),
          button("Đề khác", SECONDARY, () => this.open(this.newCode(this.level))),
          button("In cho lớp", SECONDARY, () => this.print()),
          button("Tải đề bài (.docx)", SECONDARY, () => this.giveFile()),
        ]),
        el("p", "st-phu", "Cả lớp cùng làm một đề: đọc mã đề để mọi người nhập, hoặc gửi địa chỉ của trang này."),
      ]);
      this.body.replaceChildren(this.intro([el("p", "", text)]), this.sheet.element, bar, rest);
      this.count();
    }

    /** The code of the paper, and what is said of it. */
    intro(told) {
      const { ma, van_ban: at } = this.paper;
      const name = el("p", "st-bl__de", [el("span", "", "Đề "), el("strong", "", ma), el("span", "", ` · ${this.data.van_ban[at].ten}`)]);
      return el("div", "st-bl__mo", [name, ...told]);
    }

    count() {
      const marked = this.sheet.marks.size + this.missing.size;
      const all = this.paper.loi.length;
      this.dots.textContent = "●".repeat(Math.min(marked, all)) + "○".repeat(Math.max(0, all - marked));
      this.said.textContent = marked > all ? `Đã đánh dấu ${marked} chỗ, nhiều hơn ${all} lỗi` : `Đã đánh dấu ${marked}/${all}`;
    }

    /** Name the part of the paper where a mistake waits that was not marked. */
    giveHint() {
      const open = this.paper.loi.filter(({ id, cho }) => !this.missing.has(id) && !cho.some((name) => this.sheet.marks.has(name)));
      const next = open.find(({ id }) => !this.hints.has(id));
      if (!next) {
        this.hint.textContent = open.length
          ? "Đã gợi ý hết các chỗ chưa đánh dấu."
          : "Các lỗi đều đã được đánh dấu. Xem lại chỗ đánh dấu nhầm, nếu có.";
        return;
      }
      this.hints.add(next.id);
      this.hint.textContent = `Gợi ý: xem kỹ phần «${this.data.giai[next.id].phan}».`;
    }

    judge() {
      const { sheet, paper } = this;
      const seconds = Math.round((Date.now() - this.begun) / 1000);
      const result = python.give(spotting.judged(python.take(paper), [...sheet.marks], [...this.missing]));
      const isBest = spotRecord.note(this.level, { ...result, sao: this.hints.size ? Math.min(2, result.sao) : result.sao }, seconds);
      const seek = (number) => SoTay.paper.show(this.body.querySelector(`#bl-${number}`));
      const mistakes = paper.loi.map(({ id, cho }, at) => ({ number: at + 1, found: result.tim.includes(id), places: cho }));
      sheet.judge(mistakes, seek);
      this.drawResult(result, seconds, isBest);
      this.drawLevels();
    }

    drawResult(result, seconds, isBest) {
      const { paper, data } = this;
      const count = this.hints.size ? Math.min(2, result.sao) : result.sao;
      const wrong = result.nham ? `, đánh dấu nhầm ${result.nham} chỗ` : "";
      const hinted = this.hints.size ? ` Có ${this.hints.size} gợi ý.` : "";
      const text = `Tìm được ${result.tim.length}/${paper.loi.length} lỗi${wrong}, trong ${SoTay.dates.clock(seconds)}.${hinted}`;
      const total = el("p", "st-bl__ket", [stars(count), ` ${text}`], { tabindex: -1 });
      const praise = isBest ? [el("p", "st-bl__moi", "Kết quả tốt nhất ở mức này.")] : [];
      const missed = result.sot.length
        ? [el("p", "st-phu", `${result.sot.length} kiểu lỗi bị bỏ sót được đưa vào trang Ôn lại từ hôm nay.`)]
        : [];
      const good = data.van_ban[paper.van_ban].dong.map((line, at) => ({ ...line, doan: at }));
      const right = SoTay.paper.sheet(good);
      right.classList.add("st-bl__giay", "st-bl__giay--dung");
      const swap = button("Xem bản đúng", SECONDARY, () => {
        const shows = swap.getAttribute("aria-pressed") !== "true";
        swap.setAttribute("aria-pressed", String(shows));
        swap.textContent = shows ? "Xem bản có lỗi" : "Xem bản đúng";
        if (shows) this.sheet.element.replaceWith(right);
        else right.replaceWith(this.sheet.element);
      });
      swap.setAttribute("aria-pressed", "false");
      const rest = el("div", "st-bl__ben", [
        el("p", "st-bl__nut", [
          button("Đề khác", "st-nut", () => this.open(this.newCode(this.level))),
          button("Làm lại đề này", SECONDARY, () => this.open(paper.ma)),
          swap,
          button("In cho lớp", SECONDARY, () => this.print()),
        ]),
        SoTay.spotTold.cards(data, paper, result.tim),
      ]);
      this.body.replaceChildren(this.intro([total, ...praise, ...missed]), this.sheet.element, rest);
      total.focus({ preventScroll: true });
      if (total.getBoundingClientRect().top < 0 || total.getBoundingClientRect().bottom > window.innerHeight)
        total.scrollIntoView({ block: "center" });
    }

    /** The spoilt document itself, to be mended in Word. */
    giveFile() {
      const { ma, van_ban: at, loi } = this.paper;
      SoTay.load(FILES, (error) => {
        if (error) return SoTay.announce("Không tải được đề. Tải lại trang rồi thử lần nữa.");
        this.files ||= python.take(SoTay.duLieu["bat-loi-tep"]);
        const parts = spotting.spoilt_parts(
          this.files,
          at,
          loi.map(({ id }) => id),
        );
        SoTay.download(new Blob([SoTay.zip(parts)], { type: WORD }), `de-${ma}.docx`);
        return SoTay.announce(`Đã tải đề ${ma}.`);
      });
    }

    print() {
      this.paperForPrint.replaceChildren(SoTay.spotTold.printed(this.data, this.paper));
      SoTay.printAlone(this.paperForPrint);
    }
  }

  SoTay.openSpotting = (root) => new Game(root);
})();
