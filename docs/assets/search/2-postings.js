/* The coded text of all records → postings: in which records a word stands, what it is worth there, and which words stand side by
   side. SoTay.timKiem.sorter(index, body) → step(pause), to be called until it answers false. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const { SIGNS, FIELD, RECORD, RAISED } = search;

  // What a word is worth where it stands; a page's title counts for all of its sections.
  const TITLE = 3.4;
  const HEADING = 2.2;
  const KEYWORD = 2;
  const BODY = 1;
  const HEAD_PAIR = 3; // times that a pair in a heading counts
  const MOST_PAIRS = 240; // room is left in a byte for one more
  const STEP = 8192; // postings laid out before the clock is asked

  /** Where each of `total` records starts in `codes`; records whose text has not come start at its end. */
  function marks(codes, total) {
    const starts = new Uint32Array(total + 1).fill(codes.length);
    starts[0] = 0;
    let record = 1;
    for (let at = 0; at < codes.length && record <= total; at++) {
      if (codes[at] === RECORD) starts[record++] = at + 1;
    }
    return starts;
  }

  /* The place of a pair of words in the tables of pairs; few pairs share one. */
  function pairPlace(one, two, mask) {
    return (one * 40503 + two * 9973) & mask;
  }

  /* Reads records word by word and notes each meeting of a word with a record. */
  class Reader {
    constructor(index, body) {
      const size = index.heads.length + body.length;
      const terms = index.terms.length;
      this.index = index;
      this.body = body;
      this.bodyStart = marks(body, index.recordPage.length);
      this.seenTerm = new Uint32Array(size);
      this.seenRecord = new Uint32Array(size);
      this.seenWorth = new Float32Array(size);
      this.count = 0;
      this.last = new Int32Array(terms).fill(-1); // the record in which the term was last met
      this.slot = new Uint32Array(terms); // and where that meeting is noted
      this.times = new Uint16Array(terms); // how often the term stands in the body of that record
      this.perTerm = new Uint32Array(terms + 1);
      let bits = 17;
      while (1 << bits < 4 * size && bits < 22) bits++;
      this.mask = (1 << bits) - 1;
      this.pairs = new Uint8Array(this.mask + 1);
      this.foldPairs = new Uint8Array(this.mask + 1);
      this.titleHits = [];
    }

    meet(term, record) {
      if (this.last[term] !== record) {
        this.last[term] = record;
        this.slot[term] = this.count;
        this.times[term] = 0;
        this.seenTerm[this.count] = term;
        this.seenRecord[this.count] = record;
        this.count++;
        this.perTerm[term]++;
      }
      return this.slot[term];
    }

    pair(previous, term, worth) {
      const termFold = this.index.termFold;
      const place = pairPlace(previous, term, this.mask);
      if (this.pairs[place] < MOST_PAIRS) this.pairs[place] += worth;
      const foldPlace = pairPlace(termFold[previous], termFold[term], this.mask);
      if (this.foldPairs[foldPlace] < MOST_PAIRS) this.foldPairs[foldPlace] += worth;
    }

    take(record) {
      this.takeHead(record);
      this.takeBody(record);
    }

    takeHead(record) {
      const { index, seenWorth } = this;
      const headWords = [];
      let previous = -1;
      let inHeading = true;
      const stop = index.headStart[record + 1] - 1;
      for (let at = index.headStart[record]; at < stop; at++) {
        const code = index.heads[at];
        if (code < SIGNS) {
          if (code !== RAISED) previous = -1;
          if (code === FIELD) inHeading = false;
          continue;
        }
        const term = index.surfaceTerm[code - SIGNS];
        if (term < 0) {
          if (index.breaks[code - SIGNS]) previous = -1;
          continue;
        }
        if (previous >= 0) this.pair(previous, term, HEAD_PAIR);
        previous = term;
        if (inHeading) headWords.push(term);
        else {
          const slot = this.meet(term, record);
          if (seenWorth[slot] < KEYWORD) seenWorth[slot] = KEYWORD;
        }
      }
      const page = index.recordPage[record];
      const isPage = index.firstRecord[page] === record;
      const norm = 1 / (0.75 + 0.05 * headWords.length);
      const worth = (isPage ? TITLE : HEADING) * norm;
      for (const term of headWords) {
        const slot = this.meet(term, record);
        if (seenWorth[slot] < worth) seenWorth[slot] = worth;
        if (isPage) this.titleHits.push(term, page, worth);
      }
    }

    takeBody(record) {
      const { body, seenWorth, times } = this;
      const { surfaceTerm, breaks } = this.index;
      const start = this.bodyStart[record];
      const stop = Math.max(start, this.bodyStart[record + 1] - 1);
      const slow = 0.9 + 0.006 * Math.min(stop - start, 600);
      let previous = -1;
      for (let at = start; at < stop; at++) {
        const code = body[at];
        if (code < SIGNS) continue;
        const term = surfaceTerm[code - SIGNS];
        if (term < 0) {
          if (breaks[code - SIGNS]) previous = -1;
          continue;
        }
        if (previous >= 0) this.pair(previous, term, 1);
        previous = term;
        const slot = this.meet(term, record);
        const before = times[term]++;
        // the next step of BODY · times / (times + slow), so that no second walk is needed
        seenWorth[slot] += BODY * ((before + 1) / (before + 1 + slow) - before / (before + slow));
      }
    }
  }

  /* Lays the meetings out by term: term t has the records from start[t] to start[t + 1]. */
  class Layout {
    constructor(reader, terms) {
      this.reader = reader;
      this.start = new Uint32Array(terms + 1);
      for (let term = 0; term < terms; term++) this.start[term + 1] = this.start[term] + reader.perTerm[term];
      this.fill = this.start.slice(0, terms);
      this.records = new Uint32Array(reader.count);
      this.worth = new Float32Array(reader.count);
      this.laid = 0;
    }

    /* The next meetings; false when there are none left. */
    more() {
      const { seenTerm, seenRecord, seenWorth, count } = this.reader;
      const stop = Math.min(count, this.laid + STEP);
      for (; this.laid < stop; this.laid++) {
        const target = this.fill[seenTerm[this.laid]]++;
        this.records[target] = seenRecord[this.laid];
        this.worth[target] = seenWorth[this.laid];
      }
      return this.laid < count;
    }
  }

  /* term → [page, worth, page, worth …], as an array of arrays only where there is something. */
  function titlePostings(hits, terms) {
    const lists = new Array(terms);
    for (let i = 0; i < hits.length; i += 3) {
      if (!lists[hits[i]]) lists[hits[i]] = [];
      lists[hits[i]].push(hits[i + 1], hits[i + 2]);
    }
    return lists;
  }

  /** Sorts all words; until the step that answers false the index goes on answering from what it has. */
  function sorter(index, body) {
    const total = index.recordPage.length;
    const terms = index.terms.length;
    const reader = new Reader(index, body);
    let next = 0; // the record that is taken next; after the last one the postings are laid out
    let layout = null;
    return function step(pause) {
      while (next < total) {
        const last = next;
        reader.take(next++);
        if ((last & 31) === 31 && pause()) return true;
      }
      if (!layout) layout = new Layout(reader, terms);
      while (layout.more()) if (pause()) return true;
      const { start, records, worth } = layout;
      const { bodyStart, pairs, foldPairs, mask } = reader;
      const titles = titlePostings(reader.titleHits, terms);
      Object.assign(index, { body, bodyStart, start, records, worth, titles, pairs, foldPairs, mask });
      index.forget();
      return false;
    };
  }

  Object.assign(search, { marks, pairPlace, sorter });
})();
