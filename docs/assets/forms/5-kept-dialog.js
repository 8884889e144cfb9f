/* «Những gì máy này đang giữ»: a list in plain words, to be deleted one by one or all at once, taken out as a file and brought in again. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SECONDARY = "st-nut st-nut--phu";
  const SMALL = `${SECONDARY} st-nut--nho`;
  const EVERYTHING =
    "bản nháp, sổ văn bản, hồ sơ tháng, số liệu thu, đơn vị, dấu đã đánh, kết quả học, lớp học, lịch sử tìm và các trang giữ để dùng khi mất mạng";
  const CLEAN = "Đã xóa hết: máy này không còn lưu dữ liệu nào của sổ tay.";
  const BLOCKED = "Chưa xóa hết: bài thi còn mở ở một cửa sổ khác. Đóng cửa sổ đó; dòng này sẽ đổi khi xóa xong.";

  /** 2048 signs → «2,0 nghìn ký tự» */
  function sizeText(signs) {
    return signs < 1024 ? `${signs} ký tự` : `${SoTay.text.decimal((signs / 1024).toFixed(1))} nghìn ký tự`;
  }

  class KeptDialog {
    constructor() {
      this.deleted = null; // {key, value, text}
      this.status = el("p", "st-may-nay__bao", [], { role: "status" });
      this.list = el("div", "st-may-nay__ds");
      this.offline = el("div"); // what a site on the web keeps for a day without a network
      this.question = el("div", "st-may-nay__hoi");
      const close = button("Đóng", SMALL, () => this.dialog.close());
      const title = el("h2", "st-may-nay__ten", "Những gì máy này đang giữ", { id: "st-may-nay-ten" });
      const text = "Mọi nội dung dưới đây chỉ lưu trong trình duyệt của máy này. Máy dùng chung thì xóa trước khi rời máy.";
      this.file = el("input", "st-an", [], {
        type: "file",
        accept: ".json,application/json",
        "aria-label": "Tệp dữ liệu đã tải",
        tabindex: -1,
      });
      this.file.addEventListener("change", () => this.takeFile());
      const tools = el("div", "st-may-nay__nut", [
        button("Tải dữ liệu của tôi (.json)", SMALL, () => SoTay.keptData.downloadAll()),
        button("Nhập dữ liệu đã tải …", SMALL, () => this.file.click()),
        this.file,
      ]);
      this.wipeButton = button("Xóa mọi thứ tôi đã điền", "st-nut", () => this.askWipe());
      const foot = el("div", "st-may-nay__chan", [tools, this.wipeButton, this.question]);
      const head = el("div", "st-may-nay__dau", [title, close]);
      this.dialog = el("dialog", "st-may-nay", [head, el("p", "", text), this.status, this.list, foot], {
        "aria-labelledby": "st-may-nay-ten",
      });
      document.body.append(this.dialog);
      // What lists drafts on the page looks again.
      this.dialog.addEventListener("close", () => document.dispatchEvent(new CustomEvent("so-tay:may-nay")));
      document.addEventListener("so-tay:da-xoa", () => {
        this.status.textContent = ""; // what was wiped must not come back by «Hoàn lại»
        this.draw();
      });
      SoTay.storage.watchAll(() => {
        if (this.dialog.open) this.draw();
      });
    }

    open() {
      this.deleted = null;
      this.status.textContent = "";
      this.question.replaceChildren();
      this.draw();
      this.showOffline();
      if (!this.dialog.open) this.dialog.showModal();
    }

    draw() {
      const groups = SoTay.keptKinds.list();
      const drawn = groups.map(({ heading, items }) =>
        el("section", "", [
          el("h3", "", heading),
          el(
            "ul",
            "",
            items.map((item) => this.row(item)),
          ),
        ]),
      );
      const nothing = SoTay.keptPages.works()
        ? "Trên máy này chưa có nội dung nào được điền hoặc đánh dấu."
        : "Máy này không lưu dữ liệu nào của sổ tay.";
      if (!groups.length) drawn.push(el("p", "st-phu", nothing));
      if (!SoTay.storage.works()) drawn.unshift(el("p", "st-phu", "Trình duyệt này không cho lưu hoặc đã hết dung lượng lưu."));
      this.list.replaceChildren(...drawn, this.offline);
      this.wipeButton.disabled = !groups.length && !SoTay.keptPages.works();
    }

    showOffline() {
      if (!SoTay.keptPages.works()) return;
      SoTay.load("/assets/offline/ngoai-mang.js", (error) => error || SoTay.offline.show(this.offline, () => this.draw()));
    }

    row({ key, text, size }) {
      const remove = button("Xóa", SMALL, () => this.remove(key, text));
      remove.setAttribute("aria-label", `Xóa: ${text}`);
      return el("li", "", [el("span", "", [text, el("span", "st-phu", sizeText(size))]), remove]);
    }

    /** Put a value under a key, or nothing; the unit has components that follow it. */
    set(key, value) {
      if (key === "don-vi") SoTay.setUnit(value);
      else if (value === null) {
        SoTay.storage.remove(key);
        SoTay.draftJournal.remove(key);
      } else SoTay.storage.write(key, value);
      this.draw();
    }

    remove(key, text) {
      const value = SoTay.storage.read(key, null);
      this.set(key, null);
      const back = button("Hoàn lại", SMALL, () => {
        this.set(key, value);
        this.status.textContent = "Đã hoàn lại.";
        this.dialog.querySelector("button").focus();
      });
      this.status.replaceChildren(`Đã xóa: ${text}. `, back);
      back.focus();
    }

    askWipe() {
      const sure = button("Xóa hẳn, không khôi phục được", "st-nut", () => {
        this.question.replaceChildren();
        SoTay.wipe({
          onBlocked: () => this.tell(BLOCKED),
          onDone: (left) => {
            this.offline.replaceChildren();
            this.tell(left ? `Còn ${left} mục chưa xóa được; xóa dữ liệu trang trong trình duyệt.` : CLEAN);
          },
        });
      });
      const cancel = button("Không xóa", SECONDARY, () => {
        this.question.replaceChildren();
        this.wipeButton.focus();
      });
      this.question.replaceChildren(
        el("p", "", `Xóa ${EVERYTHING}? Nội dung nào còn cần thì tải về trước.`),
        el("div", "st-may-nay__nut", [sure, cancel]),
      );
      cancel.focus();
    }

    tell(text) {
      this.status.textContent = text;
      this.draw();
      this.dialog.querySelector("button").focus();
    }

    takeFile() {
      const [chosen] = this.file.files;
      this.file.value = "";
      if (!chosen) return;
      chosen.text().then(
        (text) => this.take(text),
        () => this.tell("Không đọc được tệp này. Sao chép tệp vào máy rồi chọn lại."),
      );
    }

    take(text) {
      const { fault, entries, skipped } = SoTay.keptData.read(text);
      if (fault) {
        this.tell(fault);
        return;
      }
      const report = SoTay.keptData.take(entries);
      if (!report) {
        this.tell("Máy này hết dung lượng lưu nên chưa nhập được. Xóa bớt rồi nhập lại.");
        return;
      }
      const parts = [`thêm ${report.added} mục`, `thay ${report.updated} mục cũ hơn`, `giữ nguyên ${report.left} mục đã có`];
      if (skipped) parts.push(`bỏ qua ${skipped} mục không đọc được`);
      const unit = SoTay.storage.read("don-vi", null);
      if (unit && !SoTay.unit()) SoTay.setUnit(unit);
      this.tell(`Đã nhập: ${parts.join(", ")}.`);
    }
  }

  let dialog = null;

  SoTay.keptDialog = {
    open() {
      dialog = dialog || new KeptDialog();
      dialog.open();
    },
  };
})();
