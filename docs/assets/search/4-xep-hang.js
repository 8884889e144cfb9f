/* Xếp hạng: Query → pages in order. SoTay.timKiem.find(index, text, limit) → Found (see the end). */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  var CANDIDATES = 90; // records that are read again for neighbours and likeness
  var OTHER_NAME = 0.88; // worth of an abbreviation's or synonym's words against the reader's own
  var FROM_TITLE = 0.8; // what a word in the page's title is worth to a section of the page
  var KIND_WORTH = { "quy-trinh": 1.08, "hoi-dap": 1.03, mau: 0.95, "bang-kiem": 0.85, "can-cu": 0.92, "bai-hoc": 0.85, "thuat-ngu": 0.62, trang: 1, "don-vi": 0.9, "quan-tri": 0.9 };
  var WISH_WORTH = 1.35;

  /* Arrays that every search uses again; all zero between searches. */
  function desk(index) {
    var records = index.recordPage.length;
    if (index.desk && index.desk.total.length === records) return index.desk;
    var pages = index.urls.length;
    function f(n) { return new Float32Array(n); }
    index.desk = {
      total: f(records), cover: f(records),
      unitWorth: f(records), unitCover: f(records), wayWorth: f(records), wayCover: f(records), wordWorth: f(records), wordCover: f(records),
      unitTitle: f(pages), unitTitleCover: f(pages), wayTitle: f(pages), wayTitleCover: f(pages), wordTitle: f(pages), wordTitleCover: f(pages),
      any: f(pages),
      idf: new Float32Array(index.terms.length),
    };
    for (var t = 0; t < index.terms.length; t++) index.desk.idf[t] = Math.log(1 + records / (1 + index.spread(t)));
    return index.desk;
  }

  /* Adds one way of saying a unit (its own words, or another name) to wayWorth, wayCover and the same of titles. */
  function addWay(index, d, words, touched, touchedPages) {
    var sum = 0;
    words.forEach(function (word) { sum += word.idf; });
    if (!sum) return;
    words.forEach(function (word) {
      var share = word.idf / sum;
      if (!share) return;
      var here = [];
      var pagesHere = [];
      word.matches.forEach(function (match) {
        var quality = match.quality;
        for (var k = index.start[match.term]; k < index.start[match.term + 1]; k++) {
          var record = index.records[k];
          var worth = quality * index.worth[k];
          if (d.wordCover[record] === 0) here.push(record);
          if (worth > d.wordWorth[record]) d.wordWorth[record] = worth;
          if (quality > d.wordCover[record]) d.wordCover[record] = quality;
        }
        var titles = index.titles[match.term];
        if (!titles) return;
        for (k = 0; k < titles.length; k += 2) {
          var page = titles[k];
          if (d.wordTitleCover[page] === 0) pagesHere.push(page);
          if (quality * titles[k + 1] > d.wordTitle[page]) d.wordTitle[page] = quality * titles[k + 1];
          if (quality > d.wordTitleCover[page]) d.wordTitleCover[page] = quality;
        }
      });
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
    });
  }

  /* The better of the ways, for every record and page. Another name counts only as far as it is there in full. */
  function addUnit(index, d, unit) {
    [unit.tokens].concat(unit.others).forEach(function (words, way) {
      var touched = [];
      var touchedPages = [];
      addWay(index, d, words, touched, touchedPages);
      settle(touched, d.wayWorth, d.wayCover, d.unitWorth, d.unitCover, way);
      settle(touchedPages, d.wayTitle, d.wayTitleCover, d.unitTitle, d.unitTitleCover, way);
    });
    var weight = unit.weight;
    var records = d.total.length;
    var pages = index.recordPage;
    for (var r = 0; r < records; r++) {
      if (d.unitCover[r] > d.any[pages[r]]) d.any[pages[r]] = d.unitCover[r];
    }
    for (r = 0; r < records; r++) {
      var p = pages[r];
      if (d.any[p] === 0 && d.unitTitleCover[p] === 0) continue;
      d.total[r] += weight * (d.unitWorth[r] + FROM_TITLE * d.unitTitle[p]);
      d.cover[r] += weight * Math.max(d.unitCover[r], 0.95 * d.unitTitleCover[p], 0.5 * d.any[p]);
    }
    d.unitWorth.fill(0);
    d.unitCover.fill(0);
    d.unitTitle.fill(0);
    d.unitTitleCover.fill(0);
    d.any.fill(0);
  }

  function settle(touched, worth, cover, bestWorth, bestCover, way) {
    for (var i = 0; i < touched.length; i++) {
      var at = touched[i];
      var full = way === 0 ? 1 : OTHER_NAME * cover[at] * cover[at];
      if (worth[at] * full > bestWorth[at]) bestWorth[at] = worth[at] * full;
      if (cover[at] * full > bestCover[at]) bestCover[at] = cover[at] * full;
      worth[at] = cover[at] = 0;
    }
  }

  /* The records with the best first score, best first, at most `limit`: [[record, score, cover], …]. */
  function best(d, weight, limit) {
    var top = 0;
    var scores = d.total;
    for (var r = 0; r < scores.length; r++) {
      if (scores[r] === 0) continue;
      var cover = d.cover[r] / weight;
      scores[r] = (scores[r] / weight) * (0.05 + cover * cover);
      if (scores[r] > top) top = scores[r];
    }
    var found = [];
    if (top > 0) {
      var bins = new Uint32Array(128);
      for (r = 0; r < scores.length; r++) if (scores[r] > 0) bins[Math.min(127, (scores[r] / top) * 127) | 0]++;
      var bin = 127;
      for (var sum = bins[127]; bin > 0 && sum < limit; ) sum += bins[--bin];
      var floor = (bin / 127) * top;
      for (r = 0; r < scores.length; r++) {
        if (scores[r] > 0 && scores[r] >= floor) found.push([r, scores[r], d.cover[r] / weight]);
      }
    }
    d.total.fill(0);
    d.cover.fill(0);
    found.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    return found.slice(0, limit);
  }

  /* term → [chain, place in chain, quality, …]; a chain is a row of words that should stand side by side. */
  function chains(query) {
    var nodes = new Map();
    var rows = [query.tokens];
    var owners = [null];
    query.units.forEach(function (unit) {
      unit.others.forEach(function (other) {
        rows.push(other);
        owners.push(unit);
      });
    });
    rows.forEach(function (row, chain) {
      row.forEach(function (token, i) {
        token.matches.forEach(function (match) {
          var list = nodes.get(match.term);
          if (!list) nodes.set(match.term, (list = []));
          list.push(chain, i, match.quality);
        });
      });
    });
    return { nodes: nodes, rows: rows, owners: owners };
  }

  /* Reads a record again: how much of the query stands side by side (0…1), and how alike its heading or a variant is (0…1). */
  function reread(index, d, web, query, record, weight) {
    var pairs = web.rows.map(function (row) { return new Float32Array(row.length); });
    var present = web.rows.map(function (row) { return new Float32Array(row.length); });
    var field = web.rows.map(function (row) { return new Float32Array(row.length); });
    var previous = null;
    var likeness = 0;
    var fieldSum = 0;
    var fieldHit = 0;
    var PLACE = [1, 0.9, 0.62];
    function close() {
      if (fieldSum > 0 && fieldHit > 0) {
        var recall = said(web, query, field, weight);
        var precision = fieldHit / fieldSum;
        var alike = (1.6 * precision * recall) / (0.6 * precision + recall);
        if (alike > likeness) likeness = alike;
      }
      if (fieldHit > 0) field.forEach(function (row) { row.fill(0); });
      fieldSum = fieldHit = 0;
    }
    index.walk(record, function (term, place) {
      if (term < 0) {
        previous = null;
        if (place < 2 && fieldSum > 0) close();
        return;
      }
      var list = web.nodes.get(term);
      if (place < 2) fieldSum += d.idf[term];
      if (!list) {
        previous = null;
        return;
      }
      var top = 0;
      for (var k = 0; k < list.length; k += 3) {
        var chain = list[k];
        var i = list[k + 1];
        var quality = list[k + 2];
        if (quality > top) top = quality;
        if (quality > present[chain][i]) present[chain][i] = quality;
        if (place < 2 && quality > field[chain][i]) field[chain][i] = quality;
        if (!previous || i === 0) continue;
        for (var j = 0; j < previous.length; j += 3) {
          if (previous[j] === chain && previous[j + 1] === i - 1) {
            var worth = PLACE[place] * Math.min(quality, previous[j + 2]);
            if (worth > pairs[chain][i]) pairs[chain][i] = worth;
          }
        }
      }
      if (place < 2) fieldHit += d.idf[term] * top;
      previous = list;
    });
    return { pairs: joined(web, query, pairs), likeness: likeness };
  }

  /* Share of the query that the field says, by its own words or by another name of a unit. */
  function said(web, query, field, weight) {
    var at = 0;
    var sum = 0;
    query.units.forEach(function (unit) {
      var own = share(unit.tokens, field[0], at);
      web.owners.forEach(function (owner, chain) {
        if (owner === unit) {
          var other = share(web.rows[chain], field[chain], 0);
          own = Math.max(own, OTHER_NAME * other * other);
        }
      });
      sum += unit.weight * own;
      at += unit.tokens.length;
    });
    return weight ? sum / weight : 0;
  }

  function share(tokens, hits, from) {
    var sum = 0;
    var hit = 0;
    for (var i = 0; i < tokens.length; i++) {
      sum += tokens[i].idf;
      hit += tokens[i].idf * hits[from + i];
    }
    return sum ? hit / sum : 0;
  }

  /* Share of neighbouring pairs of the query found side by side; inside a unit any of its names will do. */
  function joined(web, query, pairs) {
    var sum = 0;
    var hit = 0;
    var at = 0;
    query.units.forEach(function (unit) {
      var row = web.rows[0];
      var inside = 0;
      var insideHit = 0;
      for (var i = 0; i < unit.tokens.length; i++) {
        if (at + i === 0) continue;
        var worth = Math.min(row[at + i].idf, row[at + i - 1].idf);
        if (i === 0) {
          sum += worth;
          hit += worth * pairs[0][at];
        } else {
          inside += worth;
          insideHit += worth * pairs[0][at + i];
        }
      }
      web.owners.forEach(function (owner, chain) {
        if (owner !== unit || web.rows[chain].length < 2) return;
        var other = 0;
        for (var k = 1; k < web.rows[chain].length; k++) other += pairs[chain][k] / (web.rows[chain].length - 1);
        if (!inside) inside = unit.weight;
        insideHit = Math.max(insideHit, OTHER_NAME * other * inside);
      });
      sum += inside;
      hit += insideHit;
      at += unit.tokens.length;
    });
    return sum ? hit / sum : 0;
  }

  function rank(index, query, limit) {
    var d = desk(index);
    var weight = 0;
    query.units.forEach(function (unit) {
      if (!unit.weight) return;
      weight += unit.weight;
      addUnit(index, d, unit);
    });
    if (!weight) return [];
    var found = best(d, weight, CANDIDATES);
    var web = chains(query);
    var titles = new Map();
    var pages = new Map();
    found.forEach(function (row) {
      var record = row[0];
      var page = index.recordPage[record];
      var first = index.firstRecord[page];
      if (!titles.has(page)) titles.set(page, reread(index, d, web, query, first, weight));
      var title = titles.get(page);
      var own = record === first ? title : reread(index, d, web, query, record, weight);
      var kind = index.kind(record);
      var likeness = Math.max(own.likeness, 0.92 * title.likeness);
      var joint = Math.max(own.pairs, 0.85 * title.pairs);
      var score = row[1] * (0.7 + 0.8 * joint) + 2.6 * likeness * likeness * (0.5 + 0.5 * row[2]);
      score *= KIND_WORTH[kind] * (query.wish === kind ? WISH_WORTH : 1) * ((+index.pageWorth[page] + 1) / 10);
      var hit = { record: record, score: score, cover: row[2], kind: kind };
      var group = pages.get(page);
      if (group) group.push(hit);
      else pages.set(page, [hit]);
    });
    var out = [];
    pages.forEach(function (hits, page) {
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
    return { query: query, pages: lead(index, pages, sources), sources: sources };
  };

  /* A number of a document that was asked for puts that document first, then what replaced it. */
  function lead(index, pages, sources) {
    var urls = [];
    sources.forEach(function (source) {
      [source.url, source.chainUrl].forEach(function (url) {
        if (url && urls.indexOf(url) < 0) urls.push(url);
      });
    });
    var top = pages.length ? pages[0].score : 1;
    var first = [];
    urls.forEach(function (url, i) {
      var page = index.urls.indexOf(url);
      if (page < 0) return;
      var record = index.firstRecord[page];
      first.push({ page: page, score: top + 1 - i / 100, cover: 1, hits: [{ record: record, score: top + 1, cover: 1, kind: index.kind(record) }] });
    });
    var taken = first.map(function (f) { return f.page; });
    return first.concat(pages.filter(function (p) { return taken.indexOf(p.page) < 0; }));
  }
})();
