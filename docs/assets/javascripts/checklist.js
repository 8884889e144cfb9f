/* A checklist whose ticks stay on this device.

   Saved under "bang-kiem:<list>": {ky: "2026-11", muc: {"<item>": true}, ten: the list's title}. Items have ids, so ticks survive a change of
   text; a tick of an item that is gone is forgotten at the next save. `ky` is the run: a month, a quarter, a year, or the
   day on which a run of a «mỗi lần» list began. A new run begins when the reader says so, never by itself. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--nho";
  const RUNS = { thang: /^\d{4}-\d\d$/, quy: /^\d{4}-Q\d$/, nam: /^\d{4}$/, moi_lan: /^\d{4}-\d\d-\d\d$/ };

  /** The run that `today` belongs to; `reset` is what the list's data-dat-lai says. */
  function runOf(reset, today) {
    const year = String(today.getFullYear());
    if (reset === "nam") return year;
    if (reset === "quy") return `${year}-Q${Math.ceil((today.getMonth() + 1) / 3)}`;
    const day = SoTay.dates.iso(today);
    return reset === "thang" ? day.slice(0, 7) : day;
  }

  /** The run in words. */
  function runText(reset, run) {
    const parts = run.split("-");
    if (reset === "thang") return `tháng ${Number(parts[1])}/${parts[0]}`;
    if (reset === "quy") return `quý ${parts[1].slice(1)}/${parts[0]}`;
    if (reset === "nam") return `năm ${run}`;
    return `lần bắt đầu ngày ${parts[2]}/${parts[1]}/${parts[0]}`;
  }

  function capitalised(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** A saved state that can be trusted, or an empty one; the ticks of a run that the list no longer has count for the present one. */
  function readState(key, reset, currentRun) {
    const saved = SoTay.storage.read(key, null);
    if (!saved || typeof saved.ky !== "string" || !saved.muc || typeof saved.muc !== "object") return { ky: currentRun, muc: {} };
    const pattern = RUNS[reset] || RUNS.moi_lan;
    return { ky: pattern.test(saved.ky) ? saved.ky : currentRun, muc: saved.muc };
  }

  SoTay.checklists = { runOf, runText, readState };

  SoTay.component("bang-kiem", (root) => {
    const reset = root.getAttribute("data-dat-lai");
    const key = `bang-kiem:${root.getAttribute("data-ma")}`;
    const title = (root.querySelector(".st-bang-kiem__ten")?.textContent || root.getAttribute("aria-label")).trim();
    const boxes = [...root.querySelectorAll("[data-muc]")];
    const currentRun = runOf(reset, SoTay.dates.today());
    let state = readState(key, reset, currentRun);
    let dropped = null; // the state before «Làm lại», until the next tick

    const count = el("span", "st-bang-kiem__dem");
    const runLabel = el("span", "st-bang-kiem__ky-nay");
    const done = el("span");
    const meter = el("div", "st-bang-kiem__vach", done, { "aria-hidden": "true" });
    const again = button("Làm lại", `${SMALL} st-nut--phu`, () => {
      if (dropped) {
        state = dropped;
        dropped = null;
        SoTay.announce(`Đã hoàn lại ${ticked()} dấu.`);
      } else {
        dropped = state;
        state = { ky: currentRun, muc: {} };
        SoTay.announce("Đã bỏ hết dấu. Bấm «Hoàn lại» để khôi phục.");
      }
      draw();
      save();
    });
    const print = button("In bảng kiểm", `${SMALL} st-nut--phu`, () => SoTay.printAlone(root));
    const bar = el("div", "st-bang-kiem__thanh", [count, runLabel, again, print, meter]);

    const reminderText = el("p");
    const begin = button(`Bắt đầu ${runText(reset, currentRun)}`, SMALL, () => {
      dropped = state;
      state = { ky: currentRun, muc: {} };
      draw();
      save();
      if (boxes[0]) boxes[0].focus();
    });
    const reminder = el("div", "st-bang-kiem__nhac", [reminderText, begin]);
    root.querySelector(".st-bang-kiem__dau").after(reminder, bar);

    function ticked() {
      return boxes.filter((box) => state.muc[box.getAttribute("data-muc")]).length;
    }

    function save() {
      SoTay.storage.write(key, { ...state, ten: title });
    }

    function draw() {
      for (const box of boxes) box.checked = Boolean(state.muc[box.getAttribute("data-muc")]);
      const number = ticked();
      count.textContent = `${number}/${boxes.length} xong`;
      runLabel.textContent = reset === "moi_lan" && !number ? "" : capitalised(runText(reset, state.ky));
      done.style.setProperty("--phan", `${(100 * number) / boxes.length}%`);
      again.textContent = dropped ? "Hoàn lại" : "Làm lại";
      again.hidden = !number && !dropped;
      const outdated = reset !== "moi_lan" && state.ky !== currentRun && number > 0;
      reminder.hidden = !outdated;
      reminderText.textContent = outdated ? `Các dấu dưới đây là của ${runText(reset, state.ky)}.` : "";
    }

    function onTick() {
      dropped = null;
      const items = {};
      for (const box of boxes) if (box.checked) items[box.getAttribute("data-muc")] = true;
      // The first tick of an empty run begins the run of today.
      state = { ky: ticked() ? state.ky : currentRun, muc: items };
      draw();
      save();
      SoTay.announce(count.textContent);
    }

    for (const box of boxes) box.addEventListener("change", onTick);

    // The same list open in another window.
    SoTay.storage.watch(key, () => {
      state = readState(key, reset, currentRun);
      dropped = null;
      draw();
    });

    if (!ticked()) state.ky = currentRun;
    draw();
  });
})();
