/* The index of macros/search, opened. SoTay.timKiem.open(data) → Index, which answers from headings and keywords at once;
   index.add(parts) brings the bodies in. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const { SIGNS, FIELD, VARIANT, RAISED } = search;

  /** The kinds that results are grouped by, as macros/search numbers them. */
  const KINDS = ["quy-trinh", "mau", "bang-kiem", "can-cu", "hoi-dap", "bai-hoc", "thuat-ngu", "trang", "don-vi", "quan-tri"];
  const STEP = 8192; // letters of bodies that are read before the clock is asked
  const MOST_BEGUN = 400; // words that are looked at when one is begun

  function joined(arrays) {
    const whole = new Uint16Array(arrays.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of arrays) {
      whole.set(each, at);
      at += each.length;
    }
    return whole;
  }

  class Index extends search.Vocabulary {
    constructor(data) {
      super(data.vocabulary);
      this.heads = this.decode(data.heads);
      this.urls = data.pages.split("\n");
      this.pageKind = data.kinds;
      this.pageWorth = data.worths;
      this.anchors = data.anchors.split("\n");
      this.recordKind = data.recordKinds;
      this.readCounts(data.counts.split(" "));
      this.headStart = search.marks(this.heads, this.anchors.length);
      this.tables = data;
      this.sourcePages = data.sourcePages;
      this.sortedFolds = null;
      this.whole = false;
      search.sorter(this, new Uint16Array(0))(() => false);
    }

    /* To which page each record belongs: pages follow one another, each with so many records. */
    readCounts(counts) {
      const total = this.anchors.length;
      this.recordPage = new Uint16Array(total);
      this.firstRecord = new Uint32Array(this.urls.length + 1);
      let next = 0;
      for (let page = 0; page < counts.length; page++) {
        this.firstRecord[page] = next;
        for (let left = Number(counts[page]); left > 0 && next < total; left--) this.recordPage[next++] = page;
        this.firstRecord[page + 1] = next;
      }
    }

    /** Lets go of what was worked out from the postings. */
    forget() {
      this.desk = null;
      this.initials = null;
      this.slips = null;
    }

    /** Phrases that mean the same to a reader: a list of phrases a term. */
    get concepts() {
      if (!this.conceptRows) this.conceptRows = this.rows(this.tables.concepts);
      return this.conceptRows;
    }

    /** A row a source, as macros/search writes it. */
    get sources() {
      if (!this.sourceRows) this.sourceRows = this.rows(this.tables.sources);
      return this.sourceRows;
    }

    /**
     * Takes the bodies in, all parts in order, once: → step(pause), to be called until it answers false. One call works as
     * long as pause() is false.
     */
    add(parts) {
      const letters = parts.join("");
      const decoded = [];
      let at = 0;
      let sort = null;
      return (pause) => {
        this.inOrder();
        while (at < letters.length) {
          decoded.push(this.decode(letters.slice(at, at + STEP)));
          at += STEP;
          if (pause()) return true;
        }
        if (!sort) sort = search.sorter(this, joined(decoded));
        if (sort(pause)) return true;
        this.whole = true;
        return false;
      };
    }

    /** In how many records the term stands. */
    spread(term) {
      return this.start[term + 1] - this.start[term];
    }

    /** In about how many records a word with this fold stands. */
    foldSpread(id) {
      let sum = 0;
      for (const term of this.foldTerms[id]) sum += this.spread(term);
      return Math.min(sum, this.recordPage.length);
    }

    pairOfTerms(one, two) {
      return this.pairs[search.pairPlace(one, two, this.mask)];
    }

    pairOfFolds(one, two) {
      return this.foldPairs[search.pairPlace(one, two, this.mask)];
    }

    /* The folds in order of spelling. Nobody needs them before the first key. */
    inOrder() {
      if (!this.sortedFolds) {
        const folds = this.folds;
        this.sortedFolds = folds.map((_, id) => id).sort((a, b) => (folds[a] < folds[b] ? -1 : 1));
      }
      return this.sortedFolds;
    }

    /** Folds that begin with `prefix` (and are longer), the most widespread first, at most `limit`. */
    foldsFrom(prefix, limit) {
      const sorted = this.inOrder();
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.folds[sorted[middle]] < prefix) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < sorted.length && found.length < MOST_BEGUN; low++) {
        const folded = this.folds[sorted[low]];
        if (!folded.startsWith(prefix)) break;
        if (folded.length > prefix.length) found.push(sorted[low]);
      }
      if (found.length <= limit) return found;
      return search.topBy(found, (id) => this.foldSpread(id), limit);
    }

    /** visit(term, place) for the words of a record: place 0 heading, 1 keywords, 2 body; visit(-1) between sentences and variants. */
    walk(record, visit) {
      let place = 0;
      const read = (codes, start) => {
        for (let at = start[record]; at < start[record + 1] - 1; at++) {
          const code = codes[at];
          if (code === FIELD || code === VARIANT) {
            visit(-1, place);
            if (code === FIELD) place = 1;
          }
          if (code < SIGNS) continue;
          const term = this.surfaceTerm[code - SIGNS];
          if (term >= 0) visit(term, place);
          else if (this.breaks[code - SIGNS]) visit(-1, place);
        }
        visit(-1, place);
      };
      read(this.heads, this.headStart);
      place = 2;
      read(this.body, this.bodyStart);
    }

    headingPieces(record) {
      return this.spellOut(this.heads, this.headStart[record], this.headStart[record + 1]);
    }

    /** Heading and keywords of a record as one text: all the ways in which its question is asked. */
    asking(record) {
      const texts = [];
      let from = this.headStart[record];
      for (let at = from; at < this.headStart[record + 1]; at++) {
        if (this.heads[at] >= SIGNS || this.heads[at] === RAISED) continue;
        texts.push(search.plainText(this.spellOut(this.heads, from, at)));
        from = at + 1;
      }
      return texts.join(" ");
    }

    bodyPieces(record) {
      return this.spellOut(this.body, this.bodyStart[record], this.bodyStart[record + 1]);
    }

    kind(record) {
      const own = this.recordKind[record];
      return KINDS[own === " " ? this.pageKind[this.recordPage[record]] : own];
    }

    /** Address of a record from the site's root; an empty anchor stands for the slug of the heading. */
    address(record) {
      const page = this.recordPage[record];
      const url = this.urls[page];
      const anchor = this.anchors[record];
      if (this.firstRecord[page] === record || anchor === "-") return url;
      return `${url}#${anchor || this.slug(record)}`;
    }

    slug(record) {
      const folded = search.fold(search.plainText(this.headingPieces(record)).toLowerCase());
      return folded.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    }
  }

  /** The `limit` members of a list that are worth most, the best first. */
  search.topBy = (list, worth, limit) => {
    const rows = list.map((each) => [worth(each), each]);
    rows.sort((a, b) => b[0] - a[0]);
    return rows.slice(0, limit).map((row) => row[1]);
  };

  search.open = (data) => new Index(data);
  search.KINDS = KINDS;
})();
