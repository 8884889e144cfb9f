/* One question at a time: the others wait hidden, yet the browser's search in the page finds them (hidden="until-found") and paper
   shows them all. SoTay.practiceTurns(root, sections, onShow) → nothing; `onShow(i)` runs before a question is shown. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu";

  SoTay.practiceTurns = (root, sections, onShow) => {
    const key = `luyen-cau:${location.pathname}`;
    const last = sections.length - 1;
    const told = el("span", "st-luot__dem", "", { role: "status" });
    const before = button("Câu trước", SMALL, () => show(current - 1));
    const after = button("Câu sau", SMALL, () => show(current + 1));
    const every = button(`Xem cả ${sections.length} câu`, SMALL, () => (isWhole ? show(current) : showAll()));
    const bar = el("p", "st-luot", [before, after, told, every]);
    let current = 0;
    let isWhole = false;

    function hide(section, isHidden) {
      if (isHidden) section.setAttribute("hidden", "until-found");
      else section.removeAttribute("hidden");
    }

    function show(i) {
      isWhole = false;
      current = Math.max(0, Math.min(last, i));
      onShow(current);
      for (const [place, section] of sections.entries()) hide(section, place !== current);
      before.disabled = current === 0;
      after.disabled = current === last;
      told.textContent = `Câu ${current + 1}/${sections.length}`;
      every.textContent = `Xem cả ${sections.length} câu`;
      SoTay.storage.writeWindow(key, current);
    }

    function unveil() {
      for (const i of sections.keys()) onShow(i);
      for (const section of sections) hide(section, false);
    }

    function showAll() {
      isWhole = true;
      unveil();
      told.textContent = "";
      before.disabled = true;
      after.disabled = true;
      every.textContent = "Từng câu một";
    }

    function reveal() {
      const place = sections.findIndex((section) => `#${section.id}` === decodeURIComponent(location.hash));
      if (place >= 0) show(place);
    }

    for (const [i, section] of sections.entries()) section.addEventListener("beforematch", () => show(i));
    window.addEventListener("beforeprint", unveil);
    window.addEventListener("afterprint", () => {
      if (!isWhole) show(current);
    });
    window.addEventListener("hashchange", reveal);
    root.append(bar);
    show(Number(SoTay.storage.readWindow(key, 0)) || 0);
    reveal();
  };
})();
