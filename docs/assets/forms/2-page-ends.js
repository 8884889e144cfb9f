/* Where the pages of a document end: reckoned from a picture of it at full size, by the measures that the .docx has. What Word makes of it
   may differ by a line or two. */
(() => {
  "use strict";
  const PX = 4 / 3; // px of a point in the copy that is measured
  const UPRIGHT = 842 - 57 - 57; // points of A4 between its margins
  const TURNED = 595 - 85 - 43;
  const HEADING = /st-vb__(heading-\d|chapter|chapter-name|section|section-name|article)\b/;

  /**
   * The units that begin a page. A unit is {top, bottom, glued}: what stands in one line; `glued` ones may not begin a page.
   * @param {{top: number, bottom: number, glued: boolean}[]} units
   * @returns {number[]} the first unit of every page but the first
   */
  function breaks(units, height) {
    const found = [];
    let start = 0;
    for (let i = 1; i < units.length; i += 1) {
      if (units[i].bottom - units[start].top <= height) continue;
      let first = i;
      while (first > start + 1 && units[first].glued) first -= 1;
      if (units[first].glued) first = i; // all that stands on the page hangs together
      found.push(first);
      start = first;
      i = first;
    }
    return found;
  }

  /** The lines of a paragraph: not one alone at the foot or at the head of a page; all on one page where it is kept with what follows. */
  function linesOf(block, kept) {
    const range = document.createRange();
    range.selectNodeContents(block);
    const lines = [];
    for (const { top, bottom, height } of range.getClientRects()) {
      if (!height) continue;
      const last = lines[lines.length - 1];
      if (last && top < last.bottom - height / 3) Object.assign(last, { bottom: Math.max(last.bottom, bottom) });
      else lines.push({ top, bottom });
    }
    const box = block.getBoundingClientRect();
    if (!lines.length) return [{ block, top: box.top, bottom: box.bottom, glued: false }];
    return lines.map((line, i) => ({ block, ...line, glued: i > 0 && (kept || i === 1 || i === lines.length - 1) }));
  }

  function unitsOf(page) {
    const units = [];
    let keep = false; // what was last is kept with what follows
    const add = (more, kept) => {
      units.push(...more.map((unit, i) => (i === 0 ? { ...unit, glued: keep } : unit)));
      keep = kept;
    };
    for (const block of page.children) {
      const box = block.getBoundingClientRect();
      const kept = block.classList.contains("st-vb--giu") || HEADING.test(block.className);
      if (block.tagName === "TABLE") {
        [...block.rows].forEach((row, i) => {
          const { top, bottom } = row.getBoundingClientRect();
          add([{ block: row, top, bottom }], i === 0 || row.classList.contains("st-vb--giu"));
        });
      } else if (block.tagName === "P") add(linesOf(block, kept), kept);
      else add([{ block, top: box.top, bottom: box.bottom }], kept);
    }
    return units;
  }

  /**
   * @param {string} html of the sheets
   * @param {Element} place where the copy may stand for a moment
   * @returns {{sheet: number, block: number, share: number}[][]} one list a sheet, one entry a page's end: the number of the block among
   *   the sheet's paragraphs, rows and grids, and which share of its height stands on the page before
   */
  function pageEnds(html, place) {
    const copy = SoTay.el("div", "st-vb-do", [], { "aria-hidden": "true" });
    copy.innerHTML = html;
    place.append(copy);
    const found = [...copy.querySelectorAll(".st-vb")].map((sheet) => {
      const page = sheet.firstElementChild;
      const units = unitsOf(page);
      const blocks = blocksOf(page);
      const height = PX * (sheet.classList.contains("st-vb--ngang") ? TURNED : UPRIGHT);
      return breaks(units, height).map((i) => {
        const { block, top } = units[i];
        const box = block.getBoundingClientRect();
        return { block: blocks.indexOf(block), share: box.height ? Math.max(0, (top - box.top) / box.height) : 0 };
      });
    });
    copy.remove();
    return found;
  }

  function blocksOf(page) {
    return [...page.children].flatMap((block) => (block.tagName === "TABLE" ? [...block.rows] : [block]));
  }

  /** Draw the ends of the pages into the sheets that the reader sees, and tell how many pages there are. */
  function draw(sheets, ends) {
    const { el } = SoTay;
    sheets.forEach((sheet, number) => {
      const page = sheet.firstElementChild;
      const blocks = blocksOf(page);
      const zero = page.getBoundingClientRect().top;
      ends[number].forEach(({ block, share }, i) => {
        const box = blocks[block].getBoundingClientRect();
        const line = el("div", "st-vb__het-trang", el("span", "", `hết trang ${i + 1}`), { "aria-hidden": "true" });
        line.style.top = `${box.top - zero + share * box.height}px`;
        page.append(line);
      });
    });
    return ends.reduce((sum, each) => sum + each.length + 1, 0);
  }

  SoTay.pageEnds = { breaks, of: pageEnds, draw };
})();
