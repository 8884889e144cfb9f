/* The sheets of paper beside a form: they follow what is typed, show where pages end and what stands as it stood before, and lead to the
   field that a place comes from, as the field leads to its place. */
(() => {
  "use strict";
  const { el } = SoTay;
  const PLACES = "p, td";
  const REST = 350; // ms without a change after which pages are reckoned
  const HERE = "st-vb--o-nay";
  const HINT = "Bấm vào một chỗ trên tờ giấy để sửa ô tương ứng.";

  class Paper {
    /** `onPlace({id, row, column})`: the reader has pressed on a place that comes from a field. */
    constructor(template, onPlace) {
      Object.assign(this, { template, onPlace, timer: 0, at: null });
      this.caption = el("p", "st-dien__chu-thich", HINT);
      this.sheets = el("div");
      this.element = el("div", "st-dien__xem", [this.caption, this.sheets], {
        "aria-label": "Xem trước văn bản",
        role: "region",
        tabindex: 0,
      });
      this.sheets.addEventListener("click", ({ target }) => {
        const [place] = this.places()[this.blocks().indexOf(target.closest(PLACES))] || [];
        if (place && !String(getSelection())) this.onPlace(place);
      });
    }

    /** `same`: the sentences that stand as they stood in an earlier document. */
    show(values, same) {
      this.values = values;
      this.found = null;
      this.html = SoTay.templateDocuments.preview(this.template, values);
      this.sheets.innerHTML = this.html.replace(/……/g, "<mark>……</mark>");
      this.markSame(same);
      this.isMarked = same.length > 0;
      this.point(false);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.reckonPages(), REST);
    }

    markSame(same) {
      if (!same.length) return;
      const texts = document.createTreeWalker(this.sheets, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (texts.nextNode()) nodes.push(texts.currentNode);
      for (const node of nodes) {
        const parts = SoTay.renewal.splitSame(node.data, same);
        if (parts.some(([, isSame]) => isSame))
          node.replaceWith(...parts.map(([text, isSame]) => (isSame ? el("mark", "st-vb__nhu-cu", text) : text)));
      }
    }

    reckonPages() {
      if (!this.element.isConnected) return;
      const ends = SoTay.pageEnds.of(this.html, this.element);
      const pages = SoTay.pageEnds.draw([...this.sheets.querySelectorAll(".st-vb")], ends);
      const about = `Khoảng ${pages} trang A4; trong Word chỗ hết trang có thể lệch một, hai dòng.`;
      const same = this.isMarked ? " Nền xanh nhạt: câu giữ nguyên từ bản trước." : "";
      this.caption.textContent = `${about} ${HINT}${same}`;
    }

    blocks() {
      return [...this.sheets.querySelectorAll(PLACES)];
    }

    /** What every paragraph and cell of the sheets comes from; reckoned when it is asked for. */
    places() {
      if (this.found) return this.found;
      const marked = document.createElement("template");
      marked.innerHTML = SoTay.templateDocuments.preview(this.template, SoTay.places.marked(this.template, this.values));
      this.found = [...marked.content.querySelectorAll(PLACES)].map((block) => SoTay.places.placesIn(this.template, block.textContent));
      return this.found;
    }

    /** Show where a field stands on the sheets; null: nowhere. */
    showPlace(at) {
      if (JSON.stringify(at) === JSON.stringify(this.at)) return;
      this.at = at;
      this.point(true);
    }

    point(scrolls) {
      for (const one of this.sheets.querySelectorAll(`.${HERE}`)) one.classList.remove(HERE);
      if (!this.at) return;
      const { id, row, column } = this.at;
      const places = this.places();
      const find = (isIt) => places.findIndex((all) => all.some(isIt));
      const exact = find((one) => one.id === id && one.row === row && one.column === column);
      const block = this.blocks()[exact < 0 ? find((one) => one.id === id) : exact];
      if (!block) return;
      block.classList.add(HERE);
      const [box, view] = [block.getBoundingClientRect(), this.element.getBoundingClientRect()];
      const isSeen = box.top >= view.top && box.bottom <= view.bottom;
      // The page itself never moves: on a narrow screen the sheets lie below the form.
      if (scrolls && !isSeen) this.element.scrollTop += box.top - view.top - view.height / 3;
    }
  }

  SoTay.Paper = Paper;
})();
