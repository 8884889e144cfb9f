/* What a cited source is, and how far to trust it, beside its citation. The words stand once for the whole site, in a file that the
   first note asks for; without it, or without this script, the link leads to the page of the source. */
(() => {
  "use strict";
  const WORDS = "/assets/du-lieu/can-cu.js";
  let begun = false;

  function words(chip) {
    const { van_ban: sources, muc: reasons } = SoTay.duLieu.canCu;
    const [title, issued, state] = sources[chip.getAttribute("data-ma")];
    const line = (text) => SoTay.el("span", "", text);
    return [SoTay.el("b", "", title), line(issued), line(`${state}; ${reasons[chip.getAttribute("data-muc-chac")]}`)];
  }

  SoTay.component("can-cu", () => {
    if (begun) return; // one note serves all citations of the page
    begun = true;
    SoTay.notes({
      className: "st-can-cu-nghia",
      describes: true,
      linkAt: (target) => target.closest(".st-can-cu")?.querySelector(".st-can-cu__lien") || null,
      tell: (link, show) => SoTay.load(WORDS, (error) => error || show(words(link.closest(".st-can-cu")))),
    });
  });
})();
