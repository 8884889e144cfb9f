/* «Kiểm tra tệp dữ liệu»: to-chuc.xlsx is dropped, read and checked, and compared with an earlier one: dropped too, or kept on this
   device under "kiem-du-lieu". */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const KEY = "kiem-du-lieu";
  const SLOW = "Máy này không đọc hết được tệp trong một phút. Xem lại đã chọn đúng tệp hay chưa.";
  const NO_ROOM = "Trình duyệt không giữ được tệp này: hết dung lượng lưu, hoặc không cho trang lưu dữ liệu.";
  const wanted = (name) => /\.xlsx$/i.test(name) && !/^(?:~\$|\.)/.test(name);
  const shownDay = (day) => day.split("-").reverse().join("/");

  /** A chosen file, which is read when its turn comes: what is dropped later must not be overtaken by what takes longer to read. */
  const picked = ({ file }) => ({ name: file.name, size: file.size, file });

  /** {name, content, size} of `chosen`, its content read once. */
  async function opened(chosen) {
    const { MOST } = SoTay.workbookChecking;
    const { name, size, file } = chosen;
    if (chosen.content === undefined) chosen.content = size > MOST ? new Uint8Array(0) : await SoTay.droppedFiles.bytesOf(file, MOST);
    return { name, size, content: chosen.content };
  }

  /** The problems as a list; each says where first. */
  function problems(lines) {
    const item = ({ line, text, warns }) => {
      const place = line === text ? "" : line.slice(0, line.length - text.length - 2);
      const word = el("strong", "", warns ? "Nên xem: " : "Phải sửa: ");
      return el("li", "", place ? [el("span", "st-thu__o", place), el("br"), word, text] : text);
    };
    return el("ol", "st-thu__loi", lines.map(item));
  }

  class Page {
    constructor(root) {
      this.said = el("p", "st-kt__bao", "", { role: "status" });
      this.result = el("div", "st-thu");
      this.now = null;
      this.before = null;
      this.round = 0;
      const place = el("div", "st-kt__tha", [
        el("p", "st-kt__moi", "Thả to-chuc.xlsx vào đây"),
        el("p", "st-phu", "Cần so sánh thì thả cả tệp lần trước. Tệp chỉ được đọc trên máy này, không gửi đi nơi khác."),
        el("div", "st-kt__nut", [
          this.input("Chọn tệp", { multiple: "" }, (files) => this.take(files)),
          this.input("Chọn tệp lần trước", {}, ([before]) => before && this.takeBefore(before)),
        ]),
      ]);
      root.replaceChildren(place, this.said, this.result);
      this.checker = new SoTay.workbookChecking.WorkbookCheck();
      SoTay.droppedFiles.listen(root, "st-kt--tren", wanted, (files) => this.take(files));
      this.takeKept();
    }

    input(text, attributes, take) {
      const input = el("input", "st-kt__tep", [], { type: "file", accept: ".xlsx", ...attributes });
      input.addEventListener("change", () => {
        take(SoTay.droppedFiles.chosen(input, wanted));
        input.value = ""; // so that the same file may be chosen again once it is mended
      });
      return el("label", "st-nut", [text, input]);
    }

    say(text) {
      this.said.textContent = text;
    }

    /** The file kept by an earlier visit stands for the last time's, until another is chosen. */
    takeKept() {
      const kept = SoTay.keptFile.read(KEY);
      if (!kept) return;
      const { name, day, bytes } = kept;
      this.before = { name, content: bytes, size: bytes.length, kept: day };
      this.say(`Máy này đang giữ ${name} từ ngày ${shownDay(day)} để so.`);
      this.result.replaceChildren(el("div", "st-kt__nut", [this.forgetButton()]));
    }

    take(files) {
      if (!files.length) return this.say("Không thấy tệp nào ở đây.");
      if (files.length > 2) return this.say("Thả một tệp để kiểm tra, hoặc hai tệp để so.");
      const [first, second] = [...files].sort((a, b) => b.file.lastModified - a.file.lastModified);
      this.now = picked(first);
      if (second) this.before = picked(second);
      return this.check();
    }

    takeBefore(chosen) {
      this.before = picked(chosen);
      if (this.now) this.check();
      else this.say(`Đã nhận ${this.before.name} làm tệp lần trước. Thả tệp mới vào trang.`);
    }

    async check() {
      const round = ++this.round;
      this.checker.work.clear();
      this.say(`Đang đọc ${this.now.name} …`);
      // What stands here gives way to the next answer: until then nothing is kept, turned or printed that was of the one before.
      for (const old of this.result.querySelectorAll(".st-kt__nut button")) old.disabled = true;
      const [now, before] = await Promise.all([opened(this.now), this.before && opened(this.before)]);
      if (round !== this.round) return;
      const answer = await this.checker.check(now, before);
      if (round !== this.round) return;
      this.result.replaceChildren();
      if (!answer) return this.say(SLOW);
      this.show(answer);
      return this.say(`Đã đọc ${this.now.name}.`);
    }

    show({ now, before, changes }) {
      const parts = [el("h2", "", this.now.name)];
      parts.push(el("p", "st-thu__tong", now.usable || `Có ${now.faults} chỗ phải sửa.`));
      if (now.lines.length) parts.push(problems(now.lines));
      if (before) {
        const { name, kept } = this.before;
        const title = kept ? `${name} giữ từ ngày ${shownDay(kept)}` : name;
        parts.push(el("h2", "", `Thay đổi so với ${title}`), ...this.compared(now, before, changes));
      }
      const copy = el(
        "div",
        "st-thu__in",
        parts.map((part) => part.cloneNode(true)),
      );
      parts.splice(2, 0, el("div", "st-kt__nut", this.actions(now, copy)));
      this.result.replaceChildren(...parts, copy);
    }

    compared(now, before, changes) {
      if (changes) {
        const items = changes.map((sentence) => el("li", "", sentence));
        return [items.length ? el("ul", "st-thu__loi", items) : el("p", "", "Không có thay đổi.")];
      }
      if (!before.usable) return [el("p", "", "Tệp lần trước còn chỗ phải sửa nên chưa so được:"), problems(before.lines)];
      return [el("p", "", `${now.faults > 1 ? "Sửa hết các chỗ trên" : "Sửa chỗ trên"} rồi thả lại thì so được.`)];
    }

    actions(now, copy) {
      const kept = SoTay.keptFile.read(KEY);
      return [
        ...(now.usable ? [button("Giữ tệp này để lần sau so", SMALL, () => this.keep())] : []),
        ...(this.before ? [button("Đổi chiều", SMALL, () => this.turn())] : []),
        button("In", SMALL, () => SoTay.printAlone(copy)),
        ...(kept ? [this.forgetButton()] : []),
      ];
    }

    turn() {
      [this.now, this.before] = [this.before, this.now];
      this.check();
    }

    keep() {
      const { name, content } = this.now;
      const saved = SoTay.keptFile.keep(KEY, name, content);
      this.say(saved ? `Đã giữ ${name} trên máy này. Lần sau thả tệp mới thì máy so với tệp này.` : NO_ROOM);
    }

    forgetButton() {
      return button("Xóa tệp đang giữ", SMALL, () => {
        SoTay.storage.remove(KEY);
        if (this.before?.kept) this.before = null;
        this.say("Đã xóa tệp giữ trên máy này.");
        if (this.now) this.check();
        else this.result.replaceChildren();
      });
    }
  }

  SoTay.openWorkbookCheck = (root) => new Page(root);
})();
