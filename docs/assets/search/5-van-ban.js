/* Văn bản: numbers of documents in what a reader typed («qd 399», «399/QĐ-TW», «hd05») → the sources they mean.
   SoTay.timKiem.sources(index, text) → [{number, title, issued, state, stateName, url, chain, chainUrl}…] */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var fold = search.chu.fold;

  // What readers write for a kind of document, the longest first; a number's symbol begins with the short form.
  var KINDS = [
    ["quy che", "qc"], ["quy dinh", "qd"], ["quyet dinh", "qd"], ["huong dan", "hd"], ["chi thi", "ct"], ["ket luan", "kl"], ["cong van", "cv"],
    ["nghi dinh", "nd"], ["nghi quyet", "nq"], ["luat", "qh"], ["bo luat", "qh"], ["thong tri", "tt"], ["thong bao", "tb"],
    ["qdi", "qdi"], ["qyd", "qd"], ["qd", "qd"], ["hd", "hd"], ["ct", "ct"], ["kl", "kl"], ["cv", "cv"], ["nd", "nd"], ["qc", "qc"], ["nq", "nq"], ["qh", "qh"],
  ];

  /* «399-QĐ/TW» → {no: 399, kind: «qd», body: «tw», year: 2026}; laws and decrees carry their year in the number. */
  function parts(source) {
    var folded = fold(source.number.toLowerCase());
    var match = /^(\d+)(?:[/-](\d{4}))?[-/ ]*([a-z]*)(\d*)[-/ ]*([a-z]*)/.exec(folded);
    if (!match) return null;
    var years = (source.issued.match(/\d{4}/g) || []).concat(match[2] || []);
    return { no: +match[1], kind: match[3], body: match[5], years: years.map(Number) };
  }

  function table(index) {
    if (index.sourceTable) return index.sourceTable;
    index.sourceTable = index.sources
      .map(function (row) {
        return { number: row[0], title: row[1], issued: row[2], state: row[3], stateName: row[4], url: row[5], chain: row[6], chainUrl: row[7] };
      })
      .filter(function (source) { return source.number; });
    index.sourceTable.forEach(function (source) { source.parts = parts(source); });
    return index.sourceTable;
  }

  var SHOWN = 4;

  /* Numbers with the kind that stands before or behind them: [{no, kind, body, year}…]. */
  function asked(text) {
    var folded = " " + fold(search.chu.words(text).map(function (w) { return w.text; }).join(" ")) + " ";
    folded = folded.replace(/ ([a-z]{2,3})(\d{1,5})(?= )/g, " $1 $2");
    var year = / (20[012]\d)(?= )/.exec(folded);
    var kinds = KINDS.map(function (k) { return k[0]; }).join("|");
    var wants = [];
    var before = new RegExp(" (" + kinds + ") (?:so |nam )?0*(\\d{1,5})(?: (?:qd|hd|ct|kl|cv|nd|qc|qdi))?(?: (tw|vptw|btctw|btgtw|cp|vp|nb))?(?= )", "g");
    var behind = new RegExp(" 0*(\\d{1,5}) (?:20\\d\\d )?(" + kinds + ")(?:\\d\\d)?(?: (tw|vptw|btctw|btgtw|cp))?(?= )", "g");
    var match;
    while ((match = before.exec(folded))) wants.push({ no: +match[2], kind: short(match[1]), body: match[3] });
    while ((match = behind.exec(folded))) wants.push({ no: +match[1], kind: short(match[2]), body: match[3] });
    // A bare number asks for a document only when nothing else was typed but «số» or «văn bản».
    match = /^ (?:(?:van ban|so|vb) )*0*(\d{1,5})(?: 20\d\d)? $/.exec(folded);
    if (match) wants.push({ no: +match[1], kind: "", body: undefined });
    wants.forEach(function (want) { want.year = year && +year[1] !== want.no ? +year[1] : null; });
    return wants;
  }

  function short(name) {
    return KINDS.filter(function (k) { return k[0] === name; })[0][1];
  }

  search.sources = function (index, text) {
    var wants = asked(text);
    if (!wants.length) return [];
    var found = [];
    wants.forEach(function (want) {
      table(index).forEach(function (source) {
        var p = source.parts;
        if (!p || p.no !== want.no) return;
        if (want.kind && p.kind.lastIndexOf(want.kind, 0) !== 0) return;
        var worth = 1;
        if (want.body) worth += p.body.lastIndexOf(want.body, 0) === 0 ? 2 : -2;
        if (want.year) worth += p.years.indexOf(want.year) >= 0 ? 3 : -2;
        if (source.state === "con") worth += 1;
        if (source.state === "het") worth -= 0.5;
        if (found.every(function (f) { return f.source !== source; })) found.push({ source: source, worth: worth });
      });
    });
    // Nothing has that number: while it is being typed, what begins with it.
    if (!found.length && /\d$/.test(text)) {
      wants.forEach(function (want) {
        table(index).forEach(function (source) {
          var p = source.parts;
          if (!p || !want.kind || p.kind.lastIndexOf(want.kind, 0) !== 0 || String(p.no).lastIndexOf(String(want.no || ""), 0) !== 0) return;
          found.push({ source: source, worth: source.state === "con" ? 1 : 0 });
        });
      });
    }
    found.sort(function (a, b) { return b.worth - a.worth; });
    var top = found.length ? found[0].worth : 0;
    return found.filter(function (f) { return f.worth > top - 2.5; }).slice(0, SHOWN).map(function (f) { return f.source; });
  };

  /** A number of a document that was asked for puts that document first, then what replaced it. */
  search.lead = function (index, pages, sources) {
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
  };
})();
