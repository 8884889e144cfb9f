/* Found → what a reader sees, the same in the box and on the results page. Text only ever becomes text nodes. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const NAMES = {
    "quy-trinh": "Quy trình",
    mau: "Mẫu văn bản",
    "bang-kiem": "Bảng kiểm",
    "can-cu": "Căn cứ",
    "hoi-dap": "Hỏi đáp",
    "bai-hoc": "Bài học",
    "thuat-ngu": "Thuật ngữ",
    trang: "Trang khác",
    "don-vi": "Đơn vị",
    "quan-tri": "Quản trị sổ tay",
  };
  search.kindNames = NAMES;
  const BEST = 3; // shown first whatever their kind; the rest stands grouped by kind
  const OF_A_KIND = 12; // that the box shows when one kind was chosen
  const SHORT = 6; // results beyond the best that the box shows; the results page shows all
  const A_GROUP = 2; // results of each of these kinds

  /* A link of the list; `name` adds to its class. */
  function option(url, id, name, content) {
    const attributes = { href: SoTay.address(url), id, role: "option", "aria-selected": "false", tabindex: -1 };
    return SoTay.el("a", `st-tim__muc${name}`, content, attributes);
  }

  /* A page's title without the name of its kind, which is told before it («Hỏi đáp: Kỷ luật»). */
  function ownTitle(title, kind) {
    const end = title.findIndex((piece) => piece.text.startsWith(":"));
    return end > 0 && search.plainText(title.slice(0, end)) === kind ? title.slice(end + 1) : title;
  }

  /* A place that answers: its heading, where it stands when `isFirst` of its page, and the passage unless it is to be brief. */
  function place(index, hit, terms, id, isFirst, isBrief) {
    const { el } = SoTay;
    const content = [el("span", "st-tim__ten", search.marked(index.headingPieces(hit.record), terms))];
    if (isFirst) {
      const first = index.firstRecord[hit.page];
      const where = el("span", "st-tim__noi", el("span", "st-tim__loai", NAMES[hit.kind]));
      const title = ownTitle(index.headingPieces(first), NAMES[hit.kind]);
      const isNew = hit.record !== first && search.plainText(title) !== NAMES[hit.kind];
      if (isNew) where.append(" ", search.marked(title, terms));
      content.push(where);
    }
    const passage = isBrief ? null : search.passage(index, hit.record, terms);
    if (passage) content.push(el("span", "st-tim__doan", search.marked(passage, terms)));
    return option(index.address(hit.record), id, isFirst ? "" : " st-tim__muc--them", content);
  }

  /* One result: the best place of a page, and under it, unless it is to be brief, others that answer too. */
  function result(index, row, terms, isBrief) {
    const shown = isBrief ? row.hits.slice(0, 1) : row.hits;
    return shown.map((hit, i) => (id) => place(index, hit, terms, id, i === 0, isBrief));
  }

  /* The state of a source that was asked for by number, told at once. */
  function answer(source, id) {
    const { el } = SoTay;
    const name = `${source.number} (${source.issued})`;
    const said = source.chain ? `${name} đã được thay bằng ${source.chain}` : `${name}: ${source.stateName}`;
    const content = [el("span", "st-tim__ten", SoTay.unbroken([[said, false]])), el("span", "st-tim__doan", source.title)];
    return option(source.chainUrl || source.url || "can-cu/index.html", id, ` st-tim__van-ban st-tim__van-ban--${source.state}`, content);
  }

  /* The list that is filled group by group. */
  class List {
    constructor(prefix) {
      this.prefix = prefix;
      this.links = [];
      this.element = SoTay.el("div", "st-tim__ds", [], { id: `${prefix}-ds`, role: "listbox", "aria-label": "Kết quả tìm" });
    }

    /* A group with a name; `makers` make its links, each from its id. */
    group(name, makers) {
      const id = `${this.prefix}-n${this.element.childNodes.length}`;
      const box = SoTay.el("div", "st-tim__nhom", [], { role: "group", "aria-labelledby": id });
      box.append(SoTay.el("div", "st-tim__nhan", name, { id }));
      for (const make of makers) {
        const link = make(`${this.prefix}-${this.links.length}`);
        box.append(link);
        this.links.push(link);
      }
      this.element.append(box);
    }
  }

  const kindOf = (row) => row.hits[0].kind;

  /** How many pages were found of each kind. */
  function countKinds(pages) {
    const counts = {};
    for (const row of pages) counts[kindOf(row)] = (counts[kindOf(row)] || 0) + 1;
    return counts;
  }

  /* The best whatever their kind, then some of each kind. */
  function addMixed(list, rows, all, make) {
    if (rows.length) list.group("Đúng nhất", rows.slice(0, BEST).flatMap(make(false)));
    const rest = rows.slice(BEST);
    const room = list.links.length + SHORT;
    for (const kind of new Set(rest.map(kindOf))) {
      if (!all && list.links.length >= room) return;
      const same = rest.filter((row) => kindOf(row) === kind);
      list.group(NAMES[kind], (all ? same : same.slice(0, A_GROUP)).flatMap(make(!all)));
    }
  }

  /**
   * The whole list: `options` {prefix of ids, kind or null, all: true to show every result}.
   * → {list, options: [links in order], counts: {kind: n}}
   */
  search.view = (index, found, { prefix, kind, all = false }) => {
    const terms = search.wanted(found.query);
    const list = new List(prefix);
    const make = (isBrief) => (row) => result(index, row, terms, isBrief);
    if (kind) {
      const rows = found.pages.filter((row) => kindOf(row) === kind);
      if (rows.length) list.group(NAMES[kind], (all ? rows : rows.slice(0, OF_A_KIND)).flatMap(make(false)));
    } else {
      // What the answer above the list has said is not said again.
      const others = found.sources.filter((source) => source.number !== found.answer?.source);
      const answers = others.map((source) => (id) => answer(source, id));
      if (answers.length) list.group("Văn bản hỏi theo số", answers);
      addMixed(list, found.pages, all, make);
    }
    return { list: list.element, options: list.links, counts: countKinds(found.pages) };
  };

  /** Buttons that narrow to one kind; `choose(kind or null)`. */
  search.filters = (counts, chosen, choose) => {
    const row = SoTay.el("div", "st-tim__loc", [], { role: "group", "aria-label": "Lọc theo loại" });
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    for (const kind of [null, ...search.KINDS.filter((each) => counts[each])]) {
      const name = kind ? `${NAMES[kind]} ${counts[kind]}` : `Tất cả ${total}`;
      const button = SoTay.button(name, "st-tim__nut", () => choose(kind));
      button.setAttribute("aria-pressed", String(kind === chosen));
      row.append(button);
    }
    return row;
  };
})();
