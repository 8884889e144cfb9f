/* Mục lục: the index of macros/search, decoded and sorted into postings.
   SoTay.timKiem.open(data) → Index, which answers from headings and keywords; index.add(parts) brings the bodies in. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var fold = search.chu.fold;
  var spell = search.chu.spell;

  var SIGNS = 4;
  var FIELD = 0;
  var RECORD = 1;
  var RAISED = 2;
  var VARIANT = 3;
  var KINDS = ["quy-trinh", "mau", "bang-kiem", "can-cu", "hoi-dap", "bai-hoc", "thuat-ngu", "trang", "don-vi", "quan-tri"];
  // What a word is worth where it stands; a page's title counts for all of its sections.
  var TITLE = 3.4;
  var HEADING = 2.2;
  var KEYWORD = 2;
  var BODY = 1;

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
      if (!word.test(surface)) {
        index.surfaceTerm[s] = -1;
        index.breaks[s] = /[^-/ ]/.test(surface) ? 1 : 0;
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
    index.sortedFolds = index.folds.map(function (_, i) { return i; }).sort(function (a, b) {
      return index.folds[a] < index.folds[b] ? -1 : 1;
    });
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
    index.headStart = marks(index.heads, total);
    index.bodyStart = marks(index.body, total);
  }

  /* Where each of `total` records starts in `codes`; records whose text has not come start at its end. */
  function marks(codes, total) {
    var starts = new Uint32Array(total + 1).fill(codes.length);
    starts[0] = 0;
    for (var at = 0, r = 1; at < codes.length && r <= total; at++) {
      if (codes[at] === RECORD) starts[r++] = at + 1;
    }
    return starts;
  }

  /* Sorts the words of all records into postings, and counts which words stand side by side. */
  function sort(index) {
    var total = index.recordPage.length;
    var terms = index.terms.length;
    var surfaceTerm = index.surfaceTerm;
    var breaks = index.breaks;
    var size = index.heads.length + index.body.length;
    var seenTerm = new Uint32Array(size);
    var seenRecord = new Uint32Array(size);
    var seenWorth = new Float32Array(size);
    var count = 0;
    var last = new Int32Array(terms).fill(-1); // the record in which the term was last met
    var slot = new Uint32Array(terms); // and where that meeting is noted
    var tf = new Uint16Array(terms);
    var perTerm = new Uint32Array(terms + 1);
    var bits = 17;
    while (1 << bits < 4 * size && bits < 22) bits++; // roomy, so that few pairs share a place
    var mask = (1 << bits) - 1;
    var pairs = new Uint8Array(mask + 1);
    var foldPairs = new Uint8Array(mask + 1);
    var termFold = index.termFold;
    var titleHits = [];
    index.bodyLength = new Uint16Array(total);

    function meet(term, record) {
      if (last[term] !== record) {
        last[term] = record;
        slot[term] = count;
        tf[term] = 0;
        seenTerm[count] = term;
        seenRecord[count] = record;
        count++;
        perTerm[term]++;
      }
      return slot[term];
    }
    function pair(previous, term, worth) {
      var h = (previous * 40503 + term * 9973) & mask;
      if (pairs[h] < 240) pairs[h] += worth;
      h = (termFold[previous] * 40503 + termFold[term] * 9973) & mask;
      if (foldPairs[h] < 240) foldPairs[h] += worth;
    }

    for (var r = 0; r < total; r++) {
      var page = index.recordPage[r];
      var isPage = index.firstRecord[page] === r;
      var previous = -1;
      var headWords = [];
      var inHeading = true;
      var at = index.headStart[r];
      var stop = index.headStart[r + 1] - 1;
      var code, term, k;
      for (; at < stop; at++) {
        code = index.heads[at];
        if (code < SIGNS) {
          if (code !== RAISED) previous = -1;
          if (code === FIELD) inHeading = false;
          continue;
        }
        term = surfaceTerm[code - SIGNS];
        if (term < 0) {
          if (breaks[code - SIGNS]) previous = -1;
          continue;
        }
        if (previous >= 0) pair(previous, term, 3);
        previous = term;
        if (inHeading) headWords.push(term);
        else {
          k = meet(term, r);
          if (seenWorth[k] < KEYWORD) seenWorth[k] = KEYWORD;
        }
      }
      var norm = 1 / (0.75 + 0.05 * headWords.length);
      for (var w = 0; w < headWords.length; w++) {
        k = meet(headWords[w], r);
        var worth = (isPage ? TITLE : HEADING) * norm;
        if (seenWorth[k] < worth) seenWorth[k] = worth;
        if (isPage) titleHits.push(headWords[w], page, worth);
      }
      previous = -1;
      at = index.bodyStart[r];
      stop = Math.max(at, index.bodyStart[r + 1] - 1);
      var length = stop - at;
      index.bodyLength[r] = Math.min(65535, length);
      var slow = 0.9 + 0.006 * Math.min(length, 600);
      for (; at < stop; at++) {
        code = index.body[at];
        if (code < SIGNS) continue;
        term = surfaceTerm[code - SIGNS];
        if (term < 0) {
          if (breaks[code - SIGNS]) previous = -1;
          continue;
        }
        if (previous >= 0) pair(previous, term, 1);
        previous = term;
        k = meet(term, r);
        var f = tf[term]++;
        // the next step of BODY · f / (f + slow), so that no second walk is needed
        seenWorth[k] += BODY * ((f + 1) / (f + 1 + slow) - f / (f + slow));
      }
    }

    index.start = new Uint32Array(terms + 1);
    for (var t = 0; t < terms; t++) index.start[t + 1] = index.start[t] + perTerm[t];
    var fill = index.start.slice(0, terms);
    index.records = new Uint32Array(count);
    index.worth = new Float32Array(count);
    for (var i = 0; i < count; i++) {
      var target = fill[seenTerm[i]]++;
      index.records[target] = seenRecord[i];
      index.worth[target] = seenWorth[i];
    }
    index.titles = titlePostings(titleHits, terms);
    index.pairs = pairs;
    index.foldPairs = foldPairs;
    index.mask = mask;
  }

  /* term → [page, worth, page, worth …], as an array of arrays only where there is something. */
  function titlePostings(hits, terms) {
    var lists = new Array(terms);
    for (var i = 0; i < hits.length; i += 3) {
      var list = lists[hits[i]] || (lists[hits[i]] = []);
      list.push(hits[i + 1], hits[i + 2]);
    }
    return lists;
  }

  function Index(data) {
    readVocabulary(this, data.tu);
    var classes = new Uint8Array(SIGNS + this.surfaces.length);
    for (var s = 0; s < this.surfaces.length; s++) classes[SIGNS + s] = this.surfaceTerm[s] < 0 ? 1 : 2;
    this.unsqueezer = new search.Unsqueezer(classes, data.co);
    this.data = data;
    var heads = this.unsqueezer.part(data.dau[1], data.dau[0]);
    heads.more(data.dau[0]);
    this.heads = heads.codes;
    this.body = new Uint16Array(0);
    this.whole = false;
    this.concepts = data.khaiNiem;
    this.sources = data.vanBan;
    this.sortAgain();
  }

  /**
   * Takes the bodies in, [[count, squeezed]…] in order, once: → step(pause), to be called until it answers false. One call
   * works as long as pause() is false; the last one sorts the postings anew.
   */
  Index.prototype.add = function (parts) {
    var self = this;
    var at = 0;
    var part = null;
    this.coming = new Uint16Array(parts.reduce(function (sum, each) { return sum + each[0]; }, 0));
    var number = 0;
    return function step(pause) {
      while (number < parts.length) {
        if (!part) part = self.unsqueezer.part(parts[number][1], parts[number][0]);
        while (part.more(1024)) if (pause()) return true;
        self.coming.set(part.codes, at);
        at += part.codes.length;
        number += 1;
        part = null;
        if (pause()) return true;
      }
      self.body = self.coming;
      self.coming = self.unsqueezer = null;
      self.whole = true;
      self.sortAgain();
      return false;
    };
  };

  Index.prototype.sortAgain = function () {
    readRecords(this, this.data);
    sort(this);
    this.desk = this.initials = this.slips = null;
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

  /** Folds that begin with `prefix` (and are longer), the most widespread first, at most `limit`. */
  Index.prototype.foldsFrom = function (prefix, limit) {
    var sorted = this.sortedFolds;
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
        start = /[.?!…][»”")]*\s/.test(surface);
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
