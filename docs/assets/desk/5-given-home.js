/* «Việc cuộc họp đã giao» on the home page: what meetings entered here have given and is due soon, or late and not marked as done. */
(() => {
  "use strict";
  const { el, dates } = SoTay;
  const DAYS = 31; // back and ahead, as for what superiors are due

  SoTay.showGivenTasks = (root) => {
    const kept = new Set(); // dayKeys just marked: their rows stay, with the way back

    function draw(entry) {
      const today = dates.today();
      const day = (days) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
      const found = SoTay.givenTasks.between(day(-DAYS), day(DAYS), SoTay.unit()?.id);
      const shown = found.filter((one) => kept.has(one.dayKey) || !SoTay.dueMarks.isSent(one));
      root.hidden = !shown.length;
      root.replaceChildren(el("h2", "", "Nhiệm vụ giao tại cuộc họp"), SoTay.givenTasks.rows(shown, changed));
      const row = entry && [...root.querySelectorAll("[data-han]")].find((one) => one.getAttribute("data-han") === entry.dayKey);
      row?.querySelector(".st-han__lam .st-nut").focus();
    }

    function changed(entry) {
      kept.add(entry.dayKey);
      draw(entry);
    }

    SoTay.followUnit(() => draw());
    SoTay.storage.watchAll((key) => {
      if (key.startsWith(SoTay.drafts.PREFIX) || key === "viec-xong") draw();
    });
    for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) document.addEventListener(told, () => draw());
  };
})();
