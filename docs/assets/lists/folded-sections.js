/* Pages that speak to several readers: once it is known who reads, what is for others folds away; one button brings it back.
   An address that leads into a folded part unfolds the page. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  /**
   * @param {Element} root
   * @param {Element[]} sections
   * @param {() => {own: Element[], folded: string, all: string, showAll: string, showOwn: string}|null} choose what is the reader's own
   *   and the words of the bar; null while it is not known
   * @param {(changed: () => void) => void} follow runs `changed` now and at every other choice
   */
  function foldSections(root, sections, choose, follow) {
    const bar = el("div", "st-cap-tren-khac");
    let unfolded = false;
    root.prepend(bar);

    function target() {
      const id = decodeURIComponent(location.hash.slice(1));
      return id && document.getElementById(id);
    }

    function draw() {
      const chosen = choose();
      const own = chosen ? chosen.own : [];
      const useful = own.length > 0 && own.length < sections.length;
      const folded = useful && !unfolded;
      for (const section of sections) {
        section.hidden = folded && !own.includes(section);
        section.classList.toggle("st-cua-toi", useful && !folded && own.includes(section));
      }
      // The reader's own stand first among their like.
      for (const section of useful ? own : []) {
        const first = sections.find((one) => one.parentNode === section.parentNode && !own.includes(one));
        const before = first && section.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_PRECEDING;
        if (before) first.before(section);
      }
      bar.textContent = "";
      bar.hidden = !useful;
      if (!useful) return;
      const toggle = button(folded ? chosen.showAll : chosen.showOwn, "st-nut st-nut--phu st-nut--nho", () => {
        unfolded = !unfolded;
        draw();
        bar.querySelector("button").focus();
      });
      bar.append(el("span", "", folded ? chosen.folded : chosen.all), toggle);
    }

    function reveal() {
      const place = target();
      const section = place && sections.find((one) => one.hidden && one.contains(place));
      if (!section) return;
      unfolded = true;
      draw();
      place.scrollIntoView();
    }

    follow(draw);
    reveal();
    window.addEventListener("hashchange", reveal);
  }

  SoTay.foldSections = foldSections;
})();
