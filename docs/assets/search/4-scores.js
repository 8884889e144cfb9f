/* First scores: what the words of a query bring to each record and page. SoTay.timKiem.candidates(index, query) →
   [{record, score, cover}…], the best first; `cover` is the share of the query that the record answers (0…1). */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const { OTHER_NAME } = search;

  const HALF = 0.42; // of what was asked, nearly;
  const ENOUGH = 60; // records that hold it leave no room for what holds less
  const MOST = 30; // records that are read again for neighbours and likeness
  const SURE = 12; // that come through however low they score
  const BINS = 128;
  const FROM_PAGE = 0.3; // share of a word that stands elsewhere on its page which a section is taken to say,
  const FROM_LIST = 0.5; // and more on a page of many, where it tells so little of a section that it does no harm
  const FROM_TITLE = 0.8; // what a word in the page's title is worth to a section of the page

  /* What one word, one way of saying a unit, or one unit brings: the best of its matches to each record and page. */
  class Brought {
    constructor(records, pages) {
      this.worth = new Float32Array(records);
      this.cover = new Float32Array(records);
      this.title = new Float32Array(pages);
      this.titleCover = new Float32Array(pages);
    }
  }

  /** Whether a record is a question on one of the pages of questions: an answer of its own, whatever page it stands on. */
  search.standsAlone = (index, record) => {
    const first = index.firstRecord[index.recordPage[record]];
    return record !== first && index.kind(record) === "hoi-dap" && index.kind(first) === "hoi-dap";
  };

  const isTerms = (index, page) => index.kind(index.firstRecord[page]) === "thuat-ngu";

  /* The page from which each record has what it is lent; questions have it from all of them together, as one page without a title. */
  function lenders(index) {
    const together = index.urls.length;
    return Uint32Array.from(index.recordPage, (page, record) => (search.standsAlone(index, record) ? together : page));
  }

  /** Arrays that every search uses again; all zero between searches. */
  function deskOf(index) {
    if (index.desk) return index.desk;
    const records = index.recordPage.length;
    const pages = index.urls.length + 1; // and all questions together
    const terms = index.terms.length;
    index.desk = {
      total: new Float32Array(records),
      cover: new Float32Array(records),
      met: new Uint8Array(records),
      found: [],
      pageTotal: new Float32Array(pages),
      pageCover: new Float32Array(pages),
      any: new Float32Array(pages),
      least: new Float32Array(pages),
      unit: new Brought(records, pages),
      way: new Brought(records, pages),
      word: new Brought(records, pages),
      lenders: lenders(index),
      lists: Uint8Array.from({ length: pages }, (_, page) => Number(page === pages - 1 || isTerms(index, page))),
      idf: new Float32Array(terms),
      nodeOf: new Uint16Array(terms),
    };
    for (let term = 0; term < terms; term++) index.desk.idf[term] = search.rarity(index, index.spread(term));
    return index.desk;
  }

  /* Puts the best that any match of a word brings into `brought`, and what it touches into `here` and `pagesHere`;
     of records, only those marked in `only` when it is given. */
  function meet(index, matches, only, brought, here, pagesHere) {
    const { worth, cover, title, titleCover } = brought;
    const records = index.records;
    const worths = index.worth;
    for (const { term, quality } of matches) {
      const end = index.start[term + 1];
      for (let k = index.start[term]; k < end; k++) {
        const record = records[k];
        if (only && !only[record]) continue;
        const gain = quality * worths[k];
        if (cover[record] === 0) here.push(record);
        if (gain > worth[record]) worth[record] = gain;
        if (quality > cover[record]) cover[record] = quality;
      }
      const titles = index.titles[term];
      if (!titles) continue;
      for (let k = 0; k < titles.length; k += 2) {
        const page = titles[k];
        const gain = quality * titles[k + 1];
        if (titleCover[page] === 0) pagesHere.push(page);
        if (gain > title[page]) title[page] = gain;
        if (quality > titleCover[page]) titleCover[page] = quality;
      }
    }
  }

  /* Adds a share of what a word brought, and clears it. */
  function addShare(share, touched, wordWorth, wordCover, wayWorth, wayCover, all) {
    for (const at of touched) {
      if (wayCover[at] === 0) all.push(at);
      wayWorth[at] += share * wordWorth[at];
      wayCover[at] += share * wordCover[at];
      wordWorth[at] = 0;
      wordCover[at] = 0;
    }
  }

  /* Adds up one way of saying a unit: its own words, or another name. */
  function addWay(index, desk, words, only, isOther, touched, touchedPages) {
    const { word, way } = desk;
    const sum = words.reduce((total, each) => total + each.idf, 0);
    if (!sum) return;
    // The telling words first, and then as among units. Another name counts only as far as it is there in full: a record
    // without its most telling word gains nothing.
    const ordered = [...words].sort((a, b) => b.idf - a.idf);
    let told = 0;
    ordered.forEach((each, i) => {
      const share = each.idf / sum;
      if (!share) return;
      const here = [];
      const pagesHere = [];
      const narrow = isOther ? i > 0 : told > HALF && touched.length > ENOUGH;
      told += share;
      meet(index, each.matches, narrow ? way.cover : only, word, here, pagesHere);
      addShare(share, here, word.worth, word.cover, way.worth, way.cover, touched);
      addShare(share, pagesHere, word.title, word.titleCover, way.title, way.titleCover, touchedPages);
    });
  }

  /* Keeps the better of a way and the ways before it, and clears the way. */
  function settle(touched, worth, cover, bestWorth, bestCover, isOther, all) {
    for (const at of touched) {
      if (bestCover[at] === 0) all.push(at);
      const full = isOther ? OTHER_NAME * cover[at] * cover[at] : 1;
      if (worth[at] * full > bestWorth[at]) bestWorth[at] = worth[at] * full;
      if (cover[at] * full > bestCover[at]) bestCover[at] = cover[at] * full;
      worth[at] = 0;
      cover[at] = 0;
    }
  }

  /* The better of the ways of saying a unit, for every record and page, or for the records marked in `only`. */
  function bringUnit(index, desk, unit, only, touched, touchedPages) {
    // Most units are one word without another name.
    if (unit.tokens.length === 1 && !unit.others.length) {
      meet(index, unit.tokens[0].matches, only, desk.unit, touched, touchedPages);
      return;
    }
    const { way, unit: best } = desk;
    [unit.tokens, ...unit.others].forEach((words, i) => {
      const here = [];
      const pagesHere = [];
      addWay(index, desk, words, only, i > 0, here, pagesHere);
      settle(here, way.worth, way.cover, best.worth, best.cover, i > 0, touched);
      settle(pagesHere, way.title, way.titleCover, best.title, best.titleCover, i > 0, touchedPages);
    });
  }

  /* Adds what a unit brings to the totals. What a page lends to all of its records is added to the page, not to each of them. */
  function addUnit(index, desk, unit, only) {
    const { any, least, lenders, unit: brought } = desk;
    const touched = [];
    const touchedPages = [];
    bringUnit(index, desk, unit, only, touched, touchedPages);
    for (const record of touched) {
      const page = lenders[record];
      if (any[page] === 0 && brought.titleCover[page] === 0) touchedPages.push(page);
      if (brought.cover[record] > any[page]) any[page] = brought.cover[record];
    }
    for (const page of touchedPages) {
      const byTitle = 0.95 * brought.titleCover[page];
      const byPart = (desk.lists[page] ? FROM_LIST : FROM_PAGE) * any[page];
      least[page] = byTitle > byPart ? byTitle : byPart;
      desk.pageTotal[page] += unit.weight * FROM_TITLE * brought.title[page];
      desk.pageCover[page] += unit.weight * least[page];
      any[page] = 0;
      brought.title[page] = 0;
      brought.titleCover[page] = 0;
    }
    for (const record of touched) {
      if (!desk.met[record]) {
        desk.met[record] = 1;
        desk.found.push(record);
      }
      desk.total[record] += unit.weight * brought.worth[record];
      const more = brought.cover[record] - least[lenders[record]];
      if (more > 0) desk.cover[record] += unit.weight * more;
      brought.worth[record] = 0;
      brought.cover[record] = 0;
    }
  }

  /* The score under which none of the best MOST records lies, by sorting the scores roughly into bins. */
  function floorOf(scores, met, top) {
    const bins = new Uint32Array(BINS);
    for (const record of met) bins[((scores[record] / top) * (BINS - 1)) | 0]++;
    let bin = BINS - 1;
    let sum = bins[bin];
    while (bin > 0 && sum < MOST) sum += bins[--bin];
    return (bin / (BINS - 1)) * top;
  }

  /* The records with the best first score; clears the desk. */
  function best(desk, weight) {
    const { total: scores, cover, found: met } = desk;
    let top = 0;
    for (const record of met) {
      const page = desk.lenders[record];
      const share = (cover[record] + desk.pageCover[page]) / weight;
      cover[record] = share;
      scores[record] = ((scores[record] + desk.pageTotal[page]) / weight) * (0.05 + share * share);
      if (scores[record] > top) top = scores[record];
    }
    const floor = top > 0 ? floorOf(scores, met, top) : 0;
    const rows = [];
    for (const record of met) {
      if (scores[record] > 0 && scores[record] >= floor) rows.push({ record, score: scores[record], cover: cover[record] });
      scores[record] = 0;
      cover[record] = 0;
      desk.met[record] = 0;
    }
    desk.found = [];
    desk.pageTotal.fill(0);
    desk.pageCover.fill(0);
    rows.sort((a, b) => b.score - a.score || a.record - b.record);
    // What scores a sixth of the best will not come first whatever a second reading finds.
    return rows.slice(0, MOST).filter((row, i) => i < SURE || row.score > rows[0].score / 6);
  }

  search.candidates = (index, query) => {
    const desk = deskOf(index);
    const weight = query.units.reduce((sum, unit) => sum + unit.weight, 0);
    if (!weight) return [];
    // The telling words first: once they have brought enough records, a common word adds to those and brings no others.
    let told = 0;
    for (const unit of [...query.units].sort((a, b) => b.weight - a.weight)) {
      if (!unit.weight) continue;
      addUnit(index, desk, unit, told > HALF * weight && desk.found.length > ENOUGH ? desk.met : null);
      told += unit.weight;
    }
    return best(desk, weight);
  };

  search.deskOf = deskOf;
})();
