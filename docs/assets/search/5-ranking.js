/* Query → pages in order. SoTay.timKiem.find(index, text, limit) → Found (see the end). */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const LIMIT = 40; // pages, unless told otherwise
  const KIND_WORTH = {
    "quy-trinh": 1.08,
    "hoi-dap": 1.03,
    mau: 0.95,
    "bang-kiem": 0.85,
    "can-cu": 0.92,
    "bai-hoc": 0.78,
    "thuat-ngu": 0.62,
    trang: 1,
    "don-vi": 0.9,
    "quan-tri": 0.9,
  };
  const WISH_WORTH = { mau: 1.8, "thuat-ngu": 1.9, "bai-hoc": 1.7, "bang-kiem": 1.6, "can-cu": 1.35 };
  const SAME_TERM = 1.5; // more for the very term whose meaning was asked

  /* What a kind is worth to this query. */
  function kindWorth(query, kind, likeness) {
    if (query.wish !== kind) return KIND_WORTH[kind];
    const very = kind === "thuat-ngu" && likeness > 0.8 ? SAME_TERM : 1;
    return KIND_WORTH[kind] * (WISH_WORTH[kind] * very);
  }

  /* Reads the candidates again: [{record, page, score, cover, kind}…]. */
  function hits(index, query) {
    const candidates = search.candidates(index, query);
    if (!candidates.length) return [];
    const web = search.chains(query, search.deskOf(index));
    const titles = new Map();
    return candidates.map(({ record, score: first, cover }) => {
      const page = index.recordPage[record];
      const start = index.firstRecord[page];
      if (!titles.has(page)) titles.set(page, search.reread(index, web, start));
      const title = titles.get(page);
      const own = record === start ? title : search.reread(index, web, record);
      const kind = index.kind(record);
      const likeness = Math.max(own.likeness, 0.92 * title.likeness);
      const joint = Math.max(own.pairs, 0.85 * title.pairs);
      let score = first * (0.7 + 0.8 * joint) + 2.6 * likeness * likeness * (0.5 + 0.5 * cover);
      score *= kindWorth(query, kind, own.likeness) * ((Number(index.pageWorth[page]) + 1) / 10);
      return { record, page, score, cover, kind };
    });
  }

  /* Sections of a page come as one result; the questions of the list of all questions are answers of their own. */
  function groupOf(index, hit) {
    const first = index.firstRecord[hit.page];
    return hit.kind === "hoi-dap" && index.kind(first) === hit.kind && hit.record !== first ? `q${hit.record}` : hit.page;
  }

  function rank(index, query, limit) {
    const groups = new Map();
    for (const hit of hits(index, query)) {
      const key = groupOf(index, hit);
      if (groups.has(key)) groups.get(key).push(hit);
      else groups.set(key, [hit]);
    }
    const pages = [];
    for (const group of groups.values()) {
      group.sort((a, b) => b.score - a.score || a.record - b.record);
      const [best, ...others] = group;
      const score = others.slice(0, 3).reduce((sum, hit) => sum + 0.04 * hit.score, best.score);
      pages.push({ page: best.page, score, cover: best.cover, hits: group });
    }
    pages.sort((a, b) => b.score - a.score || a.page - b.page);
    return pages.slice(0, limit);
  }

  /* Lets accented words stand for their homographs: for a query whose accents lead nowhere. */
  function loosen(index, query) {
    for (const token of query.tokens) {
      if (!token.accented || token.foldId === undefined) continue;
      for (const term of index.foldTerms[token.foldId]) {
        if (!token.matches.some((match) => match.term === term)) token.matches.push({ term, quality: 0.5 });
      }
    }
  }

  /**
   * Found: { query, pages: [{page, score, cover, hits: [{record, score, kind}…]}…], sources }
   * `cover` is the share of the query that the page answers (0…1).
   */
  search.find = (index, text, limit = LIMIT) => {
    const query = search.understand(index, text);
    let pages = query.tokens.length ? rank(index, query, limit) : [];
    if (query.accented && (!pages.length || pages[0].cover < 0.55)) {
      loosen(index, query);
      const wider = rank(index, query, limit);
      if (wider.length && (!pages.length || wider[0].cover > pages[0].cover + 0.1)) pages = wider;
    }
    const sources = search.sources(index, query.text);
    return { query, pages: search.lead(index, pages, sources), sources };
  };
})();
