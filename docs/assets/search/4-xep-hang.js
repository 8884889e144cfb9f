/* Xếp hạng: Query → pages in order. SoTay.timKiem.find(index, text, limit) → Found (see the end). */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  var HALF = 0.42; // of what was asked, nearly;
  var ENOUGH = 60; // records that hold it leave no room for what holds less
  var CANDIDATES = 30; // records that are read again for neighbours and likeness
  var OTHER_NAME = search.OTHER_NAME;
  var FROM_TITLE = 0.8; // what a word in the page's title is worth to a section of the page
  var KIND_WORTH = { "quy-trinh": 1.08, "hoi-dap": 1.03, mau: 0.95, "bang-kiem": 0.85, "can-cu": 0.92, "bai-hoc": 0.78, "thuat-ngu": 0.62, trang: 1, "don-vi": 0.9, "quan-tri": 0.9 };
  var WISH_WORTH = { mau: 1.8, "thuat-ngu": 1.9, "bai-hoc": 1.7, "bang-kiem": 1.6, "can-cu": 1.35 };

  /* Arrays that every search uses again; all zero between searches. */
  function desk(index) {
    var records = index.recordPage.length;
    if (index.desk && index.desk.total.length === records) return index.desk;
    var pages = index.urls.length;
    function f(n) { return new Float32Array(n); }
    index.desk = {
      total: f(records), cover: f(records), met: new Uint8Array(records), found: [], pageTotal: f(pages), pageCover: f(pages),
      unitWorth: f(records), unitCover: f(records), wayWorth: f(records), wayCover: f(records), wordWorth: f(records), wordCover: f(records),
      unitTitle: f(pages), unitTitleCover: f(pages), wayTitle: f(pages), wayTitleCover: f(pages), wordTitle: f(pages), wordTitleCover: f(pages),
      any: f(pages), least: f(pages),
      idf: new Float32Array(index.terms.length), nodeOf: new Uint16Array(index.terms.length),
    };
    for (var t = 0; t < index.terms.length; t++) index.desk.idf[t] = Math.log(1 + records / (1 + index.spread(t)));
    return index.desk;
  }

  /* The best that any match of a word brings to each record and page, into `worth` and `cover`, `title` and `titleCover`;
     of records, only those marked in `only` when it is given. */
  function meet(index, matches, only, worth, cover, here, title, titleCover, pagesHere) {
    var records = index.records;
    var worths = index.worth;
    for (var m = 0; m < matches.length; m++) {
      var quality = matches[m].quality;
      var term = matches[m].term;
      for (var k = index.start[term], end = index.start[term + 1]; k < end; k++) {
        var r = records[k];
        if (only && !only[r]) continue;
        var brought = quality * worths[k];
        if (cover[r] === 0) here.push(r);
        if (brought > worth[r]) worth[r] = brought;
        if (quality > cover[r]) cover[r] = quality;
      }
      var titles = index.titles[term];
      if (!titles) continue;
      for (k = 0; k < titles.length; k += 2) {
        var p = titles[k];
        if (titleCover[p] === 0) pagesHere.push(p);
        if (quality * titles[k + 1] > title[p]) title[p] = quality * titles[k + 1];
        if (quality > titleCover[p]) titleCover[p] = quality;
      }
    }
  }

  /* Adds one way of saying a unit (its own words, or another name) to wayWorth, wayCover and the same of titles. */
  function addWay(index, d, words, only, other, touched, touchedPages) {
    var sum = 0;
    words.forEach(function (word) { sum += word.idf; });
    if (!sum) return;
    // The telling words first, and then as among units. Another name counts only as far as it is there in full: a record
    // without its most telling word gains nothing.
    words = words.slice().sort(function (a, b) { return b.idf - a.idf; });
    var told = 0;
    for (var w = 0; w < words.length; w++) {
      var share = words[w].idf / sum;
      if (!share) continue;
      var here = [];
      var pagesHere = [];
      var narrow = other ? w > 0 : told > HALF && touched.length > ENOUGH;
      told += share;
      meet(index, words[w].matches, narrow ? d.wayCover : only, d.wordWorth, d.wordCover, here, d.wordTitle, d.wordTitleCover, pagesHere);
      for (var i = 0; i < here.length; i++) {
        var r = here[i];
        if (d.wayCover[r] === 0) touched.push(r);
        d.wayWorth[r] += share * d.wordWorth[r];
        d.wayCover[r] += share * d.wordCover[r];
        d.wordWorth[r] = d.wordCover[r] = 0;
      }
      for (i = 0; i < pagesHere.length; i++) {
        var p = pagesHere[i];
        if (d.wayTitleCover[p] === 0) touchedPages.push(p);
        d.wayTitle[p] += share * d.wordTitle[p];
        d.wayTitleCover[p] += share * d.wordTitleCover[p];
        d.wordTitle[p] = d.wordTitleCover[p] = 0;
      }
    }
  }

  /* The better of the ways, for every record and page, or for the records marked in `only`. Another name counts only as far as it is there in full. */
  function addUnit(index, d, unit, only) {
    d.touched = [];
    d.touchedPages = [];
    // Most units are one word without another name.
    if (unit.tokens.length === 1 && !unit.others.length) {
      meet(index, unit.tokens[0].matches, only, d.unitWorth, d.unitCover, d.touched, d.unitTitle, d.unitTitleCover, d.touchedPages);
    } else [unit.tokens].concat(unit.others).forEach(function (words, way) {
      var touched = [];
      var touchedPages = [];
      addWay(index, d, words, only, way > 0, touched, touchedPages);
      settle(touched, d.wayWorth, d.wayCover, d.unitWorth, d.unitCover, way, d.touched);
      settle(touchedPages, d.wayTitle, d.wayTitleCover, d.unitTitle, d.unitTitleCover, way, d.touchedPages);
    });
    var weight = unit.weight;
    var recordPage = index.recordPage;
    var touched = d.touched;
    var touchedPages = d.touchedPages;
    for (var i = 0; i < touched.length; i++) {
      var r = touched[i];
      var p = recordPage[r];
      if (d.any[p] === 0 && d.unitTitleCover[p] === 0) touchedPages.push(p);
      if (d.unitCover[r] > d.any[p]) d.any[p] = d.unitCover[r];
    }
    // What a page lends to all of its records is added to the page, not to each of them.
    for (i = 0; i < touchedPages.length; i++) {
      p = touchedPages[i];
      var byTitle = 0.95 * d.unitTitleCover[p];
      var byPart = 0.5 * d.any[p];
      d.least[p] = byTitle > byPart ? byTitle : byPart;
      d.pageTotal[p] += weight * FROM_TITLE * d.unitTitle[p];
      d.pageCover[p] += weight * d.least[p];
      d.any[p] = d.unitTitle[p] = d.unitTitleCover[p] = 0;
    }
    for (i = 0; i < touched.length; i++) {
      r = touched[i];
      if (!d.met[r]) {
        d.met[r] = 1;
        d.found.push(r);
      }
      d.total[r] += weight * d.unitWorth[r];
      var more = d.unitCover[r] - d.least[recordPage[r]];
      if (more > 0) d.cover[r] += weight * more;
      d.unitWorth[r] = d.unitCover[r] = 0;
    }
  }

  function settle(touched, worth, cover, bestWorth, bestCover, way, all) {
    for (var i = 0; i < touched.length; i++) {
      var at = touched[i];
      if (bestCover[at] === 0) all.push(at);
      var full = way === 0 ? 1 : OTHER_NAME * cover[at] * cover[at];
      if (worth[at] * full > bestWorth[at]) bestWorth[at] = worth[at] * full;
      if (cover[at] * full > bestCover[at]) bestCover[at] = cover[at] * full;
      worth[at] = cover[at] = 0;
    }
  }

  /* The records with the best first score, best first, at most `limit`: [[record, score, cover], …]. */
  function best(index, d, weight, limit) {
    var top = 0;
    var met = d.found;
    var scores = d.total;
    for (var i = 0; i < met.length; i++) {
      var r = met[i];
      var p = index.recordPage[r];
      var cover = (d.cover[r] = (d.cover[r] + d.pageCover[p]) / weight);
      scores[r] = ((scores[r] + d.pageTotal[p]) / weight) * (0.05 + cover * cover);
      if (scores[r] > top) top = scores[r];
    }
    var found = [];
    if (top > 0) {
      var bins = new Uint32Array(128);
      for (i = 0; i < met.length; i++) bins[((scores[met[i]] / top) * 127) | 0]++;
      var bin = 127;
      for (var sum = bins[127]; bin > 0 && sum < limit; ) sum += bins[--bin];
      var floor = (bin / 127) * top;
      for (i = 0; i < met.length; i++) {
        r = met[i];
        if (scores[r] > 0 && scores[r] >= floor) found.push([r, scores[r], d.cover[r]]);
      }
    }
    for (i = 0; i < met.length; i++) d.total[met[i]] = d.cover[met[i]] = d.met[met[i]] = 0;
    d.found = [];
    d.pageTotal.fill(0);
    d.pageCover.fill(0);
    found.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    // What scores a sixth of the best will not come first whatever a second reading finds.
    return found.slice(0, limit).filter(function (row, i) { return i < 12 || row[1] > found[0][1] / 6; });
  }

  function rank(index, query, limit) {
    var d = desk(index);
    var weight = 0;
    query.units.forEach(function (unit) { weight += unit.weight; });
    if (!weight) return [];
    // The telling words first: once they have brought enough records, a common word adds to those and brings no others.
    var told = 0;
    query.units.slice().sort(function (a, b) { return b.weight - a.weight; }).forEach(function (unit) {
      if (!unit.weight) return;
      addUnit(index, d, unit, told > HALF * weight && d.found.length > ENOUGH ? d.met : null);
      told += unit.weight;
    });
    var found = best(index, d, weight, CANDIDATES);
    var web = search.chains(query, d);
    var titles = new Map();
    var pages = new Map();
    found.forEach(function (row) {
      var record = row[0];
      var page = index.recordPage[record];
      var first = index.firstRecord[page];
      if (!titles.has(page)) titles.set(page, search.reread(index, d, web, query, first, weight));
      var title = titles.get(page);
      var own = record === first ? title : search.reread(index, d, web, query, record, weight);
      var kind = index.kind(record);
      var likeness = Math.max(own.likeness, 0.92 * title.likeness);
      var joint = Math.max(own.pairs, 0.85 * title.pairs);
      var score = row[1] * (0.7 + 0.8 * joint) + 2.6 * likeness * likeness * (0.5 + 0.5 * row[2]);
      score *= KIND_WORTH[kind] * (query.wish === kind ? WISH_WORTH[kind] * (kind === "thuat-ngu" && own.likeness > 0.8 ? 1.5 : 1) : 1) * ((+index.pageWorth[page] + 1) / 10);
      var hit = { record: record, score: score, cover: row[2], kind: kind };
      // Sections of a page come as one result; the questions of the list of all questions are answers of their own.
      var key = kind === "hoi-dap" && index.kind(first) === kind && record !== first ? "q" + record : page;
      var group = pages.get(key);
      if (group) group.push(hit);
      else pages.set(key, [hit]);
    });
    var out = [];
    pages.forEach(function (hits) {
      var page = index.recordPage[hits[0].record];
      hits.sort(function (a, b) { return b.score - a.score || a.record - b.record; });
      var score = hits[0].score;
      for (var i = 1; i < Math.min(4, hits.length); i++) score += 0.04 * hits[i].score;
      out.push({ page: page, score: score, cover: hits[0].cover, hits: hits });
    });
    out.sort(function (a, b) { return b.score - a.score || a.page - b.page; });
    return out.slice(0, limit);
  }

  /* Lets accented words stand for their homographs: for a query whose accents lead nowhere. */
  function loosen(index, query) {
    query.tokens.forEach(function (token) {
      if (!token.accented || token.foldId === undefined) return;
      index.foldTerms[token.foldId].forEach(function (term) {
        if (!token.matches.some(function (m) { return m.term === term; })) token.matches.push({ term: term, quality: 0.5 });
      });
    });
  }

  /**
   * Found: { query, pages: [{page, score, cover, hits: [{record, score, kind}…]}…], sources }
   * `cover` is the share of the query that the page answers (0…1).
   */
  search.find = function (index, text, limit) {
    var query = search.understand(index, text);
    var pages = query.tokens.length ? rank(index, query, limit || 40) : [];
    if (query.accented && (!pages.length || pages[0].cover < 0.55)) {
      loosen(index, query);
      var wider = rank(index, query, limit || 40);
      if (wider.length && (!pages.length || wider[0].cover > pages[0].cover + 0.1)) pages = wider;
    }
    var sources = search.sources(index, query.text);
    return { query: query, pages: search.lead(index, pages, sources), sources: sources };
  };
})();
