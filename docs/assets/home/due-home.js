/* The home page: who reads, what day it is, and what is due in a rolling month. Without this script the plain list of the build
   stands here instead. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { dates } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const WEEKDAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

  /** Today in words; below it the unit and the role, or that none is chosen; and the way to change them. */
  function drawReader(root) {
    const unit = SoTay.unit();
    const today = dates.today();
    root.querySelector(".st-sap-den__nay").textContent = `${WEEKDAYS[today.getDay()]}, ngày ${dates.text(today)}`;
    const change = button(unit ? "Đổi đơn vị, vai trò" : "Chọn đơn vị, vai trò của tôi", SMALL, SoTay.chooseUnit);
    const who = unit ? [el("strong", "", unit.ten), SoTay.roleText()] : ["Đang hiển thị thời hạn của mọi cấp trên.", SoTay.roleText()];
    const words = who.filter(Boolean).flatMap((word, i) => (i ? [" · ", word] : [word]));
    root.querySelector(".st-sap-den__ai").replaceChildren(el("span", "", words), change);
  }

  SoTay.component("viec-sap-den", (root) => {
    const live = root.querySelector(".st-sap-den__song");
    const kept = new Set(); // dayKeys that the reader has just marked: their rows stay, with the way back
    let told = null; // {text, undo} of what was just done to many rows, or to one that is gone
    let entries = [];

    function announceFailure(saved) {
      if (!saved) told = { text: "Trình duyệt này không cho lưu: lần mở sau không còn dấu đã đánh.", undo: null };
    }

    const acts = {
      done(entry) {
        kept.add(entry.dayKey);
        announceFailure(SoTay.dueMarks.setSent([entry], true));
        redraw(entry, `Đã xong: ${entry.name}. Bấm «Hoàn lại» để khôi phục.`);
      },
      undo(entry) {
        announceFailure(SoTay.dueMarks.setSent([entry], false));
        redraw(entry, `Đã bỏ dấu: ${entry.name}`);
      },
      hide(entry) {
        const unit = SoTay.unit();
        told = { text: `Đã ẩn «${entry.task.ten}» với ${unit.ten}.`, undo: () => SoTay.dueMarks.setHidden(unit.id, entry.id, false) };
        announceFailure(SoTay.dueMarks.setHidden(unit.id, entry.id, true));
        redraw(null, told.text);
      },
    };

    function sendAll(overdue) {
      told = { text: `Đã đánh dấu xong ${overdue.length} việc trước hôm nay.`, undo: () => SoTay.dueMarks.setSent(overdue, false) };
      announceFailure(SoTay.dueMarks.setSent(overdue, true));
      redraw(null, told.text);
    }

    /** After a press the keyboard goes on at the same row, or at the way back. */
    function redraw(entry, spoken) {
      draw();
      SoTay.announce(spoken);
      const row = entry && [...live.querySelectorAll("[data-han]")].find((one) => one.getAttribute("data-han") === entry.dayKey);
      const place = row ? row.querySelector(".st-han__lam .st-nut") : live.querySelector(".st-sap-den__bao button, button");
      if (place) place.focus();
    }

    function block(title, className, some, extra = []) {
      if (!some.length) return [];
      const head = el("div", "st-sap-den__dau", [el("h2", "", title), ...extra]);
      return [el("section", `st-sap-den__khoi ${className}`, [head, SoTay.dueList(some, dates.today(), SoTay.unit() && acts)])];
    }

    /** What was just done, and the way back. */
    function notice() {
      if (!told) return [];
      const { text, undo } = told;
      const back = button("Hoàn lại", SMALL, () => {
        undo();
        told = null;
        redraw(null, "Đã hoàn lại.");
      });
      return [el("p", "st-sap-den__bao", undo ? [`${text} `, back] : text)];
    }

    function folded(title, some, list) {
      return some.length ? [el("details", "st-sap-den__gap", [el("summary", "", `${title} (${some.length})`), list])] : [];
    }

    /** The hidden tasks, each once, with the way back. */
    function hiddenList(some) {
      const once = [...new Map(some.map((entry) => [entry.id, entry])).values()];
      const rows = once.map((entry) => {
        const show = button("Hiện lại", SMALL, () => {
          SoTay.dueMarks.setHidden(SoTay.unit().id, entry.id, false);
          redraw(entry, `Đã hiện lại: ${entry.task.ten}`);
        });
        show.append(el("span", "st-chi-doc", `: ${entry.task.ten}`));
        return el("li", "", [`${entry.task.ten} `, show]);
      });
      return folded("Không phải việc của tôi", once, el("ul", "st-sap-den__an", rows));
    }

    function parts() {
      const unit = SoTay.unit();
      const today = dates.today();
      const isMine = SoTay.ownWork(
        entries.map((entry) => entry.task),
        unit,
      );
      const found = SoTay.dueMarks.groups(entries, today, { unit: unit?.id, isMine, kept });
      const open = found.overdue.filter((entry) => !SoTay.dueMarks.isSent(entry));
      const all = open.length > 1 ? [button("Đã gửi hết trước hôm nay", SMALL, () => sendAll(open))] : [];
      const end = dates.text(SoTay.dueMarks.horizon(today)).slice(0, 5);
      const later = found.overdue.length || found.week.length ? `Sau đó, đến ${end}` : `Đến ${end}`;
      const shown = [
        ...block(open.length ? `Quá hạn ${open.length} việc` : "Quá hạn", "st-sap-den__khoi--qua", found.overdue, all),
        ...block("Trong 7 ngày", "st-sap-den__khoi--tuan", found.week),
        ...block(later, "st-sap-den__khoi--sau", found.later),
      ];
      const list = (some) => SoTay.dueList(some, today, unit && { ...acts, hide: null });
      const cell = SoTay.inCell(unit)
        ? [el("p", "st-phu", "Đây là thời hạn của đảng ủy cơ sở. Chi bộ nộp sớm hơn, theo thời hạn của đảng ủy.")]
        : [];
      return [
        ...notice(),
        ...cell,
        ...(shown.length ? shown : [el("p", "st-sap-den__moi", `Từ nay đến ${end} không có việc nào đến hạn.`)]),
        ...folded("Việc của người khác trong cấp ủy", found.others, list(found.others)),
        ...folded("Đã xong", found.done, list(found.done)),
        ...hiddenList(found.hidden),
      ];
    }

    function draw() {
      const last = entries.length ? entries[entries.length - 1].date : dates.today();
      const ended = `Lịch của bản sổ tay này chỉ đến ${dates.text(last)}. Đề nghị văn phòng cấp trên cung cấp bản mới.`;
      const warning = dates.today() > last ? [el("p", "st-du-lieu-mau", ended)] : [];
      const title = (summary) => summary.textContent.replace(/ \(\d+\)$/, "");
      const opened = [...live.querySelectorAll("details[open] > summary")].map(title);
      live.replaceChildren(...warning, ...parts());
      for (const one of live.querySelectorAll("details > summary")) {
        if (opened.includes(title(one))) one.parentNode.open = true;
      }
    }

    function start() {
      drawReader(root);
      kept.clear();
      told = null;
      SoTay.due.load(root, (error, all) => {
        entries = all;
        if (!error) draw();
        else live.replaceChildren(el("p", "st-sap-den__moi", "Không mở được lịch của bản sổ tay này. Tải lại trang, hoặc mở trang Lịch."));
      });
    }

    SoTay.followUnit(start);
    document.addEventListener("so-tay:vai-tro", start);
    SoTay.storage.watch("viec-xong", draw); // the same page, or the calendar, in another window
  });
})();
