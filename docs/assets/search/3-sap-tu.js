/* Sắp từ: the coded text of all records → postings: in which records a word stands, what it is worth there, and which words stand
   side by side. SoTay.timKiem.sorter(index, body) → step(pause), to be called until it answers false. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  // Codes of the text that are signs: macros/search/encode.py.
  var SIGNS = 4;
  var FIELD = 0;
  var RECORD = 1;
  var RAISED = 2;
  // What a word is worth where it stands; a page's title counts for all of its sections.
  var TITLE = 3.4;
  var HEADING = 2.2;
  var KEYWORD = 2;
  var BODY = 1;

  /* Where each of `total` records starts in `codes`; records whose text has not come start at its end. */
  function marks(codes, total) {
    var starts = new Uint32Array(total + 1).fill(codes.length);
    starts[0] = 0;
    for (var at = 0, r = 1; at < codes.length && r <= total; at++) {
      if (codes[at] === RECORD) starts[r++] = at + 1;
    }
    return starts;
  }

  /* Sorts the words of all records into postings, and counts which words stand side by side: → step(pause), to be called until
     it answers false. Until then the index goes on answering from what it has. */
  search.sorter = function (index, body) {
    var bodyStart = marks(body, index.recordPage.length);
    var total = index.recordPage.length;
    var terms = index.terms.length;
    var surfaceTerm = index.surfaceTerm;
    var breaks = index.breaks;
    var size = index.heads.length + body.length;
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

    function take(r) {
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
      at = bodyStart[r];
      stop = Math.max(at, bodyStart[r + 1] - 1);
      var slow = 0.9 + 0.006 * Math.min(stop - at, 600);
      for (; at < stop; at++) {
        code = body[at];
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

    var next = 0; // the record that is taken next; after the last one the postings are laid out
    var start = null;
    var fill, records, worths;
    var laid = 0;
    return function step(pause) {
      for (; next < total; next++) {
        if ((next & 31) === 31 && pause()) {
          take(next++);
          return true;
        }
        take(next);
      }
      if (!start) {
        start = new Uint32Array(terms + 1);
        for (var t = 0; t < terms; t++) start[t + 1] = start[t] + perTerm[t];
        fill = start.slice(0, terms);
        records = new Uint32Array(count);
        worths = new Float32Array(count);
      }
      while (laid < count) {
        for (var stop = Math.min(count, laid + 8192); laid < stop; laid++) {
          var target = fill[seenTerm[laid]]++;
          records[target] = seenRecord[laid];
          worths[target] = seenWorth[laid];
        }
        if (laid < count && pause()) return true;
      }
      index.body = body;
      index.bodyStart = bodyStart;
      index.start = start;
      index.records = records;
      index.worth = worths;
      index.titles = titlePostings(titleHits, terms);
      index.pairs = pairs;
      index.foldPairs = foldPairs;
      index.mask = mask;
      index.desk = index.initials = index.slips = null;
      return false;
    };
  };

  /* term → [page, worth, page, worth …], as an array of arrays only where there is something. */
  function titlePostings(hits, terms) {
    var lists = new Array(terms);
    for (var i = 0; i < hits.length; i += 3) {
      var list = lists[hits[i]] || (lists[hits[i]] = []);
      list.push(hits[i + 1], hits[i + 2]);
    }
    return lists;
  }

  search.marks = marks;
})();
