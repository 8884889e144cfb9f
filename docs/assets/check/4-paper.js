/* A picture of the document that was judged, with a mark where each finding sits. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const USUAL = 14; // points
  const AT_ONCE = 40; // lines that are drawn together
  const ALIGNS = { center: "giua", right: "phai", both: "deu" };

  function words(line) {
    const out = line.so ? [`${line.so} `] : [];
    for (const { chu, dam, nghieng, gach, co } of line.chu) {
      const text = chu.replace(/[\n\f]/g, " ");
      let part =
        co === USUAL ? document.createTextNode(text) : el("span", "", text, { style: `font-size: calc(${Number(co)} * var(--pt))` });
      if (gach) part = el("u", "", part);
      if (nghieng) part = el("i", "", part);
      if (dam) part = el("b", "", part);
      out.push(part);
    }
    return out;
  }

  function drawn(line) {
    const names = ["st-kt__dong"];
    if (ALIGNS[line.canh]) names.push(`st-kt__dong--${ALIGNS[line.canh]}`);
    if (line.thut) names.push("st-kt__dong--thut");
    if (line.ke && !line.chu.length) names.push("st-kt__dong--ke");
    const text = words(line);
    return el("p", names.join(" "), text.length ? text : "\u00a0", { "data-doan": line.doan });
  }

  /** Lines that stand side by side: rows of columns. */
  function block(lines) {
    const grid = el("div", lines.some(({ bang }) => bang) ? "st-kt__luoi" : "st-kt__luoi st-kt__luoi--hop");
    for (const row of [...new Set(lines.map((line) => line.hang))]) {
      const here = lines.filter((line) => line.hang === row);
      const columns = [...new Set(here.map(({ cot }) => cot))].sort((a, b) => a - b);
      grid.append(
        el(
          "div",
          "st-kt__hang",
          columns.map((cot) => el("div", "st-kt__cot", here.filter((line) => line.cot === cot).map(drawn))),
        ),
      );
    }
    return grid;
  }

  /** `lines` in pieces of a screen or so; what stands side by side stays together. */
  function pieces(lines) {
    const found = [];
    let start = 0;
    for (let at = 1; at <= lines.length; at++) {
      const together = at < lines.length && lines[at].khoi !== null && lines[at].khoi === lines[at - 1].khoi;
      if (at < lines.length && (together || at - start < AT_ONCE)) continue;
      found.push([lines.slice(start, at), start ? lines[start - 1].trang : null]);
      start = at;
    }
    return found;
  }

  /** One piece of the paper; the line above it stands on the page `before`, null where there is none. */
  function piece([lines, before]) {
    const root = el("div", "st-kt__manh");
    let page = before;
    let at = 0;
    while (at < lines.length) {
      const first = lines[at];
      if (page !== null && first.trang > page) root.append(el("hr", "st-kt__sang-trang"));
      let end = at + 1;
      if (first.khoi === null) root.append(drawn(first));
      else {
        while (end < lines.length && lines[end].khoi === first.khoi) end++;
        root.append(block(lines.slice(at, end)));
      }
      page = lines[end - 1].trang;
      at = end;
    }
    return root;
  }

  const around = (parts) => el("div", "st-vb st-kt__giay", el("div", "st-vb__trang", parts));

  /** `lines` as one sheet of paper. */
  const sheet = (lines) => around(pieces(lines).map(piece));

  /**
   * The paper of `lines`, marked; it is drawn piece by piece, so that a long one holds nothing up.
   * @param {[number, number, string][]} marks paragraph, number of the finding, its severity
   * @param {(number: number) => void} seek leads to the finding
   */
  async function paper(lines, marks, seek) {
    const parts = [];
    for (const each of pieces(lines)) {
      parts.push(piece(each));
      await SoTay.pause();
    }
    const root = around(parts);
    for (const [paragraph, number, severity] of marks) {
      const place = root.querySelector(`[data-doan="${paragraph}"]`);
      if (!place) continue;
      place.classList.add("st-kt__dong--dau");
      const mark = button(String(number), `st-kt__dau st-kt__dau--${severity}`, () => seek(number));
      mark.setAttribute("aria-label", `Mục ${number}`);
      place.prepend(mark);
    }
    return root;
  }

  /** Lead the eye to `element`. */
  function show(element) {
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.classList.remove("st-kt--nhay");
    void element.offsetWidth; // begin the animation anew
    element.classList.add("st-kt--nhay");
    element.focus?.({ preventScroll: true });
  }

  SoTay.paper = { paper, sheet, show };
})();
