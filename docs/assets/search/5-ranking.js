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
  const WISH_WORTH = { mau: 2, "thuat-ngu": 1.9, "bai-hoc": 1.7, "bang-kiem": 1.6, "can-cu": 1.35 };
  const SAME_TERM = 1.5; // more for the very term whose meaning was asked
  const JOINT = 0.5; // of a score, for the reader's words that stand side by side
  const ALIKE = 2.6; // for a heading that asks or names the very same
  const NEAR = 0.5; // of what the best place of a page says, for another place to be shown under it
  const MORE = 2; // such places
  const UNTITLED = { likeness: 0, pairs: 0 }; // what the title of its page lends to an answer of its own
  const UNLIKE = 0.5; // a question of the site that is no more alike is none that was meant
  const LENT = 0.92; // what likeness of its page's title is worth to a section,
  const LENT_ASKED = 0.6; // and when a question was asked
  const ANSWER = 1.3; // more for an answer when a question was asked,
  const WHOLE = 0.9; // and less for a page as a whole,
  const LISTED = 0.7; // and for a page of questions, each of which is an answer of its own,
  const LANDED = 0.75; // which is led to only when no place of it says as much

  /* What a kind is worth to this query. */
  function kindWorth(query, kind, likeness) {
    if (query.wish !== kind) return KIND_WORTH[kind] * (query.asks && kind === "hoi-dap" ? ANSWER : 1);
    const very = kind === "thuat-ngu" && likeness > 0.8 ? SAME_TERM : 1;
    return KIND_WORTH[kind] * (WISH_WORTH[kind] * very);
  }

  function worthOf(first, cover, likeness, joint) {
    return first * (0.7 + JOINT * joint) + ALIKE * likeness * likeness * (0.5 + 0.5 * cover);
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
      const title = search.standsAlone(index, record) ? UNTITLED : titles.get(page);
      const own = record === start ? title : search.reread(index, web, record);
      const kind = index.kind(record);
      const whole = query.asks && record === start;
      const listed = record === start && kind === "hoi-dap" ? LISTED : 1;
      const worth = listed * kindWorth(query, kind, own.likeness) * ((Number(index.pageWorth[page]) + 1) / 10);
      const lent = query.asks ? LENT_ASKED : LENT;
      const likeness = Math.max(own.likeness, lent * title.likeness);
      const score = worth * (whole ? WHOLE : 1) * worthOf(first, cover, likeness, Math.max(own.pairs, 0.92 * lent * title.pairs));
      const place = worth * (whole ? LANDED : 1) * worthOf(first, cover, own.likeness, own.pairs);
      return { record, page, score, place, cover, kind, likeness: own.likeness, joint: own.pairs };
    });
  }

  /* Sections of a page come as one result; the questions on the pages of questions are answers of their own. */
  function groupOf(index, hit) {
    return search.standsAlone(index, hit.record) ? `q${hit.record}` : hit.page;
  }

  /* The place of the page that answers best, and a few that answer nearly as well. */
  function places(index, group) {
    const [best, ...others] = group.sort((a, b) => b.place - a.place || a.record - b.record);
    const near = others.filter((hit) => hit.place > NEAR * best.place && hit.record !== index.firstRecord[hit.page]);
    return [best, ...near.slice(0, MORE)];
  }

  /* Pages in order, and the questions of the site in the order of how alike they are to the query. */
  function rank(index, query, limit) {
    const groups = new Map();
    const all = hits(index, query);
    for (const hit of all) {
      const key = groupOf(index, hit);
      if (groups.has(key)) groups.get(key).push(hit);
      else groups.set(key, [hit]);
    }
    const pages = [];
    for (const group of groups.values()) {
      group.sort((a, b) => b.score - a.score || a.record - b.record);
      const [best, ...others] = group;
      const score = others.slice(0, 3).reduce((sum, hit) => sum + 0.04 * hit.score, best.score);
      pages.push({ page: best.page, score, cover: best.cover, hits: places(index, group) });
    }
    pages.sort((a, b) => b.score - a.score || a.page - b.page);
    const questions = all.filter((hit) => hit.kind === "hoi-dap" && hit.likeness > UNLIKE && search.isQuestion(index, hit.record));
    questions.sort((a, b) => b.likeness - a.likeness || b.score - a.score);
    return { pages: pages.slice(0, limit), questions };
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
   * Found: { query, pages: [{page, score, cover, hits: [{record, score, kind}…]}…], questions: [{record, likeness, score, cover}…],
   * sources, answer: what is said at once, or null }; the hits of a page are the places to show, the questions are those of the
   * site that are alike, the likest first.
   * `cover` is the share of the query that the page answers (0…1).
   */
  search.find = (index, text, limit = LIMIT) => {
    const query = search.understand(index, text);
    let ranked = query.tokens.length ? rank(index, query, limit) : { pages: [], questions: [] };
    const first = ranked.pages[0];
    if (query.accented && (!first || first.cover < 0.55)) {
      loosen(index, query);
      const wider = rank(index, query, limit);
      if (wider.pages.length && (!first || wider.pages[0].cover > first.cover + 0.1)) ranked = wider;
    }
    const sources = search.sources(index, query.text);
    const found = { query, pages: search.lead(index, ranked.pages, sources, query.text), questions: ranked.questions, sources };
    return { ...found, answer: search.answer(index, found) };
  };
})();
