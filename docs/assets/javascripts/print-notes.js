/* On paper: everything folded is unfolded, the links of the prose become numbered notes at the end, and the colophon follows the text,
   so that it never stands on a page alone. */
(() => {
  "use strict";
  const { el } = SoTay;
  const LINKS = ".md-content__inner p a[href], .md-content__inner td a[href]";
  const NOT_PROSE =
    ".st-can-cu, .st-dau-dong, .st-bang-kiem, .st-bang-kiem__trong, .st-tu, .st-nha, .st-nha__tim, .st-the, .st-nhom-hoi, .st-han, .st-lich, .st-vai-tro, .st-bang--nhiem-vu, [data-search-exclude], nav";
  let unfolded = [];
  let notes = null;
  let colophonPlace = null;

  /** The address as people write it; one that is wrongly encoded stays as it is. */
  function readable(url) {
    try {
      return decodeURI(url);
    } catch {
      return url;
    }
  }

  /** The address of a page of ours without the place where this copy lies; others whole. */
  function target(link) {
    const root = new URL(SoTay.address("/"), location.href).href;
    return readable(link.href.startsWith(root) ? link.href.slice(root.length) : link.href);
  }

  /** Only prose that is on the paper: no citations (listed already), no links within the page, no cards, nothing hidden. */
  function needsNote(link) {
    return link.offsetParent && !link.getAttribute("href").startsWith("#") && !link.closest(NOT_PROSE);
  }

  function addNotes() {
    const numbers = new Map(); // address → number of its note
    notes = el("ol", "st-chu-thich-in");
    for (const link of document.querySelectorAll(LINKS)) {
      if (!needsNote(link)) continue;
      const address = target(link);
      if (!numbers.has(address)) {
        numbers.set(address, numbers.size + 1);
        notes.append(el("li", "", `${link.textContent.trim()}: ${address}`));
      }
      link.after(el("sup", "st-so-chu-thich-in", String(numbers.get(address))));
    }
    if (numbers.size) document.querySelector(".md-content__inner").append(notes);
  }

  function prepare() {
    if (notes) return;
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const details of unfolded) details.open = true;
    addNotes();
    const colophon = document.querySelector(".st-chan");
    if (!colophon) return;
    colophonPlace = colophon.parentNode;
    document.querySelector(".md-content__inner")?.append(colophon);
  }

  function restore() {
    for (const details of unfolded) details.open = false;
    for (const mark of document.querySelectorAll(".st-so-chu-thich-in")) mark.remove();
    if (notes) notes.remove();
    notes = null;
    colophonPlace?.append(document.querySelector(".st-chan"));
  }

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
})();
