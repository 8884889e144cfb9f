/* Mục lục: the index of macros/search, decoded; 3-sap-tu.js sorts its words into postings.
   SoTay.timKiem.open(data) → Index, which answers from headings and keywords; index.add(parts) brings the bodies in. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var fold = search.chu.fold;
  var spell = search.chu.spell;

  var SIGNS = 4; // codes below are signs: macros/search/encode.py
  var FIELD = 0;
  var RAISED = 2;
  var VARIANT = 3;
  var FIRST_LETTER = 0x3000;
  var KINDS = ["quy-trinh", "mau", "bang-kiem", "can-cu", "hoi-dap", "bai-hoc", "thuat-ngu", "trang", "don-vi", "quan-tri"];
  var LETTER = new Uint8Array(128); // ASCII letters and digits, which most words begin with
  for (var ascii = 48; ascii < 123; ascii++) LETTER[ascii] = ascii < 58 || ascii > 96 || (ascii > 64 && ascii < 91) ? 1 : 0;

  /* The vocabulary: each surface form's term (accented, spelled) and each term's fold; -1 for separators. */
  function readVocabulary(index, text) {
    var surfaces = text.split("\n");
    var termIds = new Map();
    var foldIds = new Map();
    index.surfaces = surfaces;
    index.surfaceTerm = new Int32Array(surfaces.length);
    index.breaks = new Uint8Array(surfaces.length);
    index.terms = [];
    index.termFold = [];
    index.folds = [];
    index.foldTerms = [];
    var word = /^[\p{L}\p{N}]/u;
    for (var s = 0; s < surfaces.length; s++) {
      var surface = surfaces[s];
      var first = surface.charCodeAt(0);
      if (first < 128 ? !LETTER[first] : !word.test(surface)) {
        index.surfaceTerm[s] = -1;
        index.breaks[s] = /[.?!…][»”")]*\s/.test(surface) ? 2 : /[^-/ ]/.test(surface) ? 1 : 0; // 2: a sentence ends
        continue;
      }
      var spelled = spell(surface);
      var term = termIds.get(spelled);
      if (term === undefined) {
        term = index.terms.length;
        termIds.set(spelled, term);
        index.terms.push(spelled);
        var folded = fold(spelled);
        var id = foldIds.get(folded);
        if (id === undefined) {
          id = index.folds.length;
          foldIds.set(folded, id);
          index.folds.push(folded);
          index.foldTerms.push([]);
        }
        index.termFold.push(id);
        index.foldTerms[id].push(term);
      }
      index.surfaceTerm[s] = term;
    }
    index.termIds = termIds;
    index.foldIds = foldIds;
    index.sortedFolds = null;
  }

  /* Pages and records, and where each record's heading, keywords and body stand in the coded text. */
  function readRecords(index, data) {
    index.urls = data.trang.split("\n");
    index.pageKind = data.loai;
    index.pageWorth = data.hang;
    index.anchors = data.neo.split("\n");
    index.recordKind = data.loaiMuc;
    var counts = data.thuoc.split(" ");
    var total = index.anchors.length;
    index.recordPage = new Uint16Array(total);
    index.firstRecord = new Uint32Array(index.urls.length + 1);
    for (var page = 0, next = 0; page < counts.length; page++) {
      index.firstRecord[page] = next;
      for (var left = +counts[page]; left > 0 && next < total; left--) index.recordPage[next++] = page;
      index.firstRecord[page + 1] = next;
    }
    index.headStart = search.marks(index.heads, total);
  }

  function never() { return false; }

  function Index(data) {
    readVocabulary(this, data.tu);
    // Headings and keywords stand plainly, a letter a code, so that the box answers before the bodies are undone.
    this.heads = new Uint16Array(data.dau.length);
    for (var h = 0; h < data.dau.length; h++) this.heads[h] = data.dau.charCodeAt(h) - FIRST_LETTER;
    this.bits = data.co;
    this.whole = false;
    this.concepts = data.khaiNiem;
    this.sources = data.vanBan;
    readRecords(this, data);
    search.sorter(this, new Uint16Array(0))(never);
  }

  /**
   * Takes the bodies in, [[count, squeezed]…] in order, once: → step(pause), to be called until it answers false. One call
   * works as long as pause() is false.
   */
  Index.prototype.add = function (parts) {
    var self = this;
    var classes = new Uint8Array(SIGNS + this.surfaces.length);
    for (var s = 0; s < this.surfaces.length; s++) classes[SIGNS + s] = this.surfaceTerm[s] < 0 ? 1 : 2;
    var unsqueezer = new search.Unsqueezer(classes, this.bits);
    var body = new Uint16Array(parts.reduce(function (sum, each) { return sum + each[0]; }, 0));
    var at = 0;
    var number = 0;
    var part = null;
    var sort = null;
    return function step(pause) {
      self.inOrder();
      while (number < parts.length) {
        if (!part) part = unsqueezer.part(parts[number][1], parts[number][0]);
        while (part.more(1024)) if (pause()) return true;
        body.set(part.codes, at);
        at += part.codes.length;
        number += 1;
        part = null;
        if (pause()) return true;
      }
      if (!sort) sort = search.sorter(self, body);
      if (sort(pause)) return true;
      self.whole = true;
      return false;
    };
  };

  /** In how many records the term stands. */
  Index.prototype.spread = function (term) {
    return this.start[term + 1] - this.start[term];
  };

  /** In about how many records a word with this fold stands. */
  Index.prototype.foldSpread = function (id) {
    var sum = 0;
    for (var i = 0; i < this.foldTerms[id].length; i++) sum += this.spread(this.foldTerms[id][i]);
    return Math.min(sum, this.recordPage.length);
  };

  Index.prototype.pairOfTerms = function (a, b) {
    return this.pairs[(a * 40503 + b * 9973) & this.mask];
  };

  Index.prototype.pairOfFolds = function (a, b) {
    return this.foldPairs[(a * 40503 + b * 9973) & this.mask];
  };

  /* The folds in order of spelling. Nobody needs them before the first key. */
  Index.prototype.inOrder = function () {
    var folds = this.folds;
    if (!this.sortedFolds) {
      this.sortedFolds = folds.map(function (_, i) { return i; }).sort(function (a, b) { return folds[a] < folds[b] ? -1 : 1; });
    }
    return this.sortedFolds;
  };

  /** Folds that begin with `prefix` (and are longer), the most widespread first, at most `limit`. */
  Index.prototype.foldsFrom = function (prefix, limit) {
    var sorted = this.inOrder();
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.folds[sorted[middle]] < prefix) low = middle + 1;
      else high = middle;
    }
    var found = [];
    for (; low < sorted.length && found.length < 400; low++) {
      var folded = this.folds[sorted[low]];
      if (folded.lastIndexOf(prefix, 0) !== 0) break;
      if (folded.length > prefix.length) found.push(sorted[low]);
    }
    if (found.length <= limit) return found;
    var self = this;
    return found
      .map(function (id) { return [self.foldSpread(id), id]; })
      .sort(function (a, b) { return b[0] - a[0]; })
      .slice(0, limit)
      .map(function (row) { return row[1]; });
  };

  /** visit(term, place) for the words of a record: place 0 heading, 1 keywords, 2 body; visit(-1) between sentences and variants. */
  Index.prototype.walk = function (record, visit) {
    var place = 0;
    var text = this.heads;
    var at = this.headStart[record];
    var stop = this.headStart[record + 1] - 1;
    for (var round = 0; round < 2; round++) {
      for (; at < stop; at++) {
        var code = text[at];
        if (code === FIELD || code === VARIANT) {
          visit(-1, place);
          if (code === FIELD) place = 1;
        }
        if (code < SIGNS) continue;
        var term = this.surfaceTerm[code - SIGNS];
        if (term >= 0) visit(term, place);
        else if (this.breaks[code - SIGNS]) visit(-1, place);
      }
      visit(-1, place);
      place = 2;
      text = this.body;
      at = this.bodyStart[record];
      stop = this.bodyStart[record + 1] - 1;
    }
  };

  /* The written text of codes as pieces [{text, term}], term -1 for what is no word. */
  Index.prototype.spellOut = function (text, from, to) {
    var pieces = [];
    var start = true;
    var afterWord = false;
    for (var at = from; at < to; at++) {
      var code = text[at];
      if (code === RAISED) {
        start = false;
        continue;
      }
      if (code < SIGNS) break;
      var surface = this.surfaces[code - SIGNS];
      var term = this.surfaceTerm[code - SIGNS];
      if (term < 0) {
        pieces.push({ text: surface, term: -1 });
        start = this.breaks[code - SIGNS] === 2;
        afterWord = false;
        continue;
      }
      if (afterWord) pieces.push({ text: " ", term: -1 });
      pieces.push({ text: start ? surface[0].toUpperCase() + surface.slice(1) : surface, term: term });
      afterWord = true;
      start = false;
    }
    return pieces;
  };

  Index.prototype.headingPieces = function (r) { return this.spellOut(this.heads, this.headStart[r], this.headStart[r + 1]); };
  Index.prototype.bodyPieces = function (r) { return this.spellOut(this.body, this.bodyStart[r], this.bodyStart[r + 1]); };

  Index.prototype.kind = function (record) {
    var own = this.recordKind[record];
    return KINDS[own === " " ? this.pageKind[this.recordPage[record]] : own];
  };

  /** Address of a record from the site's root; an empty anchor field stands for the slug of the heading. */
  Index.prototype.address = function (record) {
    var page = this.recordPage[record];
    var url = this.urls[page];
    if (this.firstRecord[page] === record) return url;
    var anchor = this.anchors[record];
    if (anchor === "-") return url;
    if (!anchor) {
      var heading = this.headingPieces(record).map(function (piece) { return piece.text; }).join("");
      anchor = fold(heading.toLowerCase()).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    }
    return url + "#" + anchor;
  };

  search.open = function (data) {
    return new Index(data);
  };
  search.KINDS = KINDS;
})();
