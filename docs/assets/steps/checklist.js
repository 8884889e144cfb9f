/* A checklist whose ticks stay on this device. Items have ids, so ticks survive a change of text. */
(() => {
  "use strict";
  const { el, button, ticks } = SoTay;
  const SMALL = "st-nut st-nut--nho";
  const MANY = 30;

  function capitalised(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  SoTay.component("bang-kiem", (root) => {
    const reset = root.getAttribute("data-dat-lai");
    const title = (root.querySelector(".st-bang-kiem__ten")?.textContent || root.getAttribute("aria-label")).trim();
    const boxes = [...root.querySelectorAll("[data-muc]")];
    const idOf = (box) => box.getAttribute("data-muc");
    const currentRun = ticks.runOf(reset, SoTay.dates.today());
    const kept = ticks.ofList({ id: root.getAttribute("data-ma"), title, ids: boxes.map(idOf), reset, run: currentRun });
    let dropped = null; // the state before «Làm lại», until the next tick

    const folded = root.querySelector("[data-dem]"); // beside the title, where the list is folded under it
    const length = folded?.textContent;
    const count = el("span", "st-bang-kiem__dem");
    const runLabel = el("span", "st-bang-kiem__ky-nay");
    const done = el("span");
    const meter = el("div", "st-bang-kiem__vach", done, { "aria-hidden": "true" });
    const again = button("Làm lại", `${SMALL} st-nut--phu`, () => {
      const before = kept.read();
      kept.replace(dropped || { run: currentRun, items: {} });
      dropped = dropped ? null : before;
      const number = draw();
      SoTay.announce(dropped ? "Đã bỏ hết dấu. Bấm «Hoàn lại» để khôi phục." : `Đã hoàn lại ${number} dấu.`);
    });
    const print = button("In bảng kiểm", `${SMALL} st-nut--phu`, () => SoTay.printAlone(root));
    const bar = el("div", "st-bang-kiem__thanh", [count, runLabel, again, print, meter]);

    // A list of many parts shows the first of them (the style sheet says how many) until it is asked for whole, or led into.
    const parts = root.querySelectorAll(":scope > details");
    if (parts.length > MANY) {
      const whole = button(`Hiện cả ${parts.length} mục`, "st-nut st-nut--phu st-doi-chieu__het", () => {
        root.classList.add("st-doi-chieu--het");
        whole.remove();
        parts[MANY].querySelector("summary").focus();
      });
      root.append(whole);
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if ([...parts].slice(MANY).some((part) => part.contains(target))) whole.click();
    }

    const reminderText = el("p");
    const begin = button(`Bắt đầu ${ticks.runText(reset, currentRun)}`, SMALL, () => {
      dropped = kept.read();
      kept.replace({ run: currentRun, items: {} });
      draw();
      if (boxes[0]) boxes[0].focus();
    });
    const reminder = el("div", "st-bang-kiem__nhac", [reminderText, begin]);
    root.querySelector(".st-bang-kiem__dau").after(reminder, bar);

    /** Show what is ticked; how many items are. */
    function draw() {
      const { run, items } = kept.read();
      for (const box of boxes) box.checked = Boolean(items[idOf(box)]);
      const number = boxes.filter((box) => box.checked).length;
      count.textContent = `${number}/${boxes.length} xong`;
      if (folded) folded.textContent = number ? count.textContent : length;
      runLabel.textContent = reset === "moi_lan" && !number ? "" : capitalised(ticks.runText(reset, run));
      done.style.setProperty("--phan", `${(100 * number) / boxes.length}%`);
      again.textContent = dropped ? "Hoàn lại" : "Làm lại";
      again.hidden = !number && !dropped;
      const outdated = reset !== "moi_lan" && run !== currentRun;
      reminder.hidden = !outdated;
      reminderText.textContent = outdated ? `Các dấu dưới đây là của ${ticks.runText(reset, run)}.` : "";
      return number;
    }

    function onTick(box) {
      dropped = null;
      kept.tick(idOf(box), box.checked);
      draw();
      SoTay.announce(count.textContent);
    }

    for (const box of boxes) box.addEventListener("change", () => onTick(box));
    kept.watch(() => {
      dropped = null;
      draw();
    });
    draw();
  });
})();
