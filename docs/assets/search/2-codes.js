/* Letters of the index → codes of words. The other side of macros/search/encode.py, which tells the form. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const SIGNS = 4; // codes below are signs
  const FIELD = 0;
  const RECORD = 1;
  const RAISED = 2;
  const PAIR = "\t";
  // Letters stand by how common they are: those of one byte but two, then from U+00A1, then from U+3000.
  const TWO_BYTES = 0xa1;
  const THREE_BYTES = 0x3000;
  const ONE_BYTE_LETTERS = 93;
  const TWO_BYTE_LETTERS = 0x590 - TWO_BYTES;

  /* The place of a letter in that order. */
  function rankOf(code) {
    if (code < 0x22) return code - 0x20;
    if (code < 0x5c) return code - 0x21; // after the quotation mark
    if (code < TWO_BYTES) return code - 0x22; // after the backslash
    if (code < THREE_BYTES) return code - TWO_BYTES + ONE_BYTE_LETTERS;
    return code - THREE_BYTES + ONE_BYTE_LETTERS + TWO_BYTE_LETTERS;
  }

  /* Signs, then the surfaces of `entries`, which are added to `surfaces`: what each letter stands for, by its place → {from, codes},
     the codes of place p are codes[from[p]] to codes[from[p + 1] - 1]. Flat, for hundreds of thousands of letters are looked up. */
  function readMeanings(entries, surfaces) {
    const meanings = [];
    for (let sign = 0; sign < SIGNS; sign++) meanings.push([sign]);
    for (const entry of entries) {
      if (entry[0] === PAIR) meanings.push(entry);
      else meanings.push([SIGNS + surfaces.push(entry) - 1]);
    }
    function unfold(rank) {
      const entry = meanings[rank];
      if (typeof entry === "string") meanings[rank] = unfold(rankOf(entry.charCodeAt(1))).concat(unfold(rankOf(entry.charCodeAt(2))));
      return meanings[rank];
    }
    const codes = [];
    const from = new Uint32Array(meanings.length + 1);
    for (let rank = 0; rank < meanings.length; rank++) {
      codes.push(...unfold(rank));
      from[rank + 1] = codes.length;
    }
    return { from, codes: Uint16Array.from(codes) };
  }

  /* Whether a surface is a word, which begins with a letter or digit, and no separator. */
  function beginsAsWord(surface) {
    const first = surface.charCodeAt(0);
    return first < 128 ? /[A-Za-z0-9]/.test(surface[0]) : /^[\p{L}\p{N}]/u.test(surface);
  }

  /* How far a separator parts the words beside it: 0 not at all («-», «/»), 1 they are no neighbours, 2 a sentence ends. */
  function breakOf(separator) {
    if (/[.?!…][»”")]*\s/.test(separator)) return 2;
    return /[^-/ ]/.test(separator) ? 1 : 0;
  }

  class Vocabulary {
    /* Surfaces are words as they are written, and separators; a term is a word in its spelling, a fold the same without accents.
       A separator has the term -1. */
    constructor(text) {
      this.surfaces = [];
      this.meanings = readMeanings(text.split("\n"), this.surfaces);
      this.surfaceTerm = new Int32Array(this.surfaces.length);
      this.breaks = new Uint8Array(this.surfaces.length);
      this.terms = [];
      this.termIds = new Map();
      this.termFold = [];
      this.folds = [];
      this.foldIds = new Map();
      this.foldTerms = [];
      // Terms are numbered in the order of spelling, not of how common they are: results then hang on no count of the text.
      const places = new Map(this.surfaces.map((surface, place) => [surface, place]));
      for (const surface of [...this.surfaces].sort()) {
        const place = places.get(surface);
        const isWord = beginsAsWord(surface);
        this.surfaceTerm[place] = isWord ? this.termOf(search.spell(surface)) : -1;
        if (!isWord) this.breaks[place] = breakOf(surface);
      }
    }

    /* The number of a term, which is new when it is met for the first time. */
    termOf(spelled) {
      const known = this.termIds.get(spelled);
      if (known !== undefined) return known;
      const term = this.terms.length;
      this.termIds.set(spelled, term);
      this.terms.push(spelled);
      const folded = search.fold(spelled);
      let id = this.foldIds.get(folded);
      if (id === undefined) {
        id = this.folds.length;
        this.foldIds.set(folded, id);
        this.folds.push(folded);
        this.foldTerms.push([]);
      }
      this.termFold.push(id);
      this.foldTerms[id].push(term);
      return term;
    }

    /** Letters → codes: signs below SIGNS, then surfaces. */
    decode(letters) {
      const { from, codes: meant } = this.meanings;
      let size = 0;
      for (let i = 0; i < letters.length; i++) {
        const rank = rankOf(letters.charCodeAt(i));
        size += from[rank + 1] - from[rank];
      }
      const codes = new Uint16Array(size);
      let at = 0;
      for (let i = 0; i < letters.length; i++) {
        const rank = rankOf(letters.charCodeAt(i));
        for (let k = from[rank]; k < from[rank + 1]; k++) codes[at++] = meant[k];
      }
      return codes;
    }

    /** The written text of codes, up to the end of the field, as pieces [{text, term}]. */
    spellOut(codes, from, to) {
      const pieces = [];
      let start = true;
      let afterWord = false;
      for (let at = from; at < to; at++) {
        const code = codes[at];
        if (code === RAISED) {
          start = false;
          continue;
        }
        if (code < SIGNS) break;
        const text = this.surfaces[code - SIGNS];
        const term = this.surfaceTerm[code - SIGNS];
        if (term < 0) {
          pieces.push({ text, term });
          start = this.breaks[code - SIGNS] === 2;
        } else {
          if (afterWord) pieces.push({ text: " ", term: -1 });
          pieces.push({ text: start ? text[0].toUpperCase() + text.slice(1) : text, term });
          start = false;
        }
        afterWord = term >= 0;
      }
      return pieces;
    }

    /** A table in letters → its rows, lists of texts. */
    rows(letters) {
      const codes = this.decode(letters);
      const rows = [];
      let row = [];
      let from = 0;
      for (let at = 0; at < codes.length; at++) {
        if (codes[at] === FIELD) {
          row.push(search.plainText(this.spellOut(codes, from, at)));
          from = at + 1;
        } else if (codes[at] === RECORD) {
          rows.push(row);
          row = [];
          from = at + 1;
        }
      }
      return rows;
    }
  }

  /** The text of pieces. */
  search.plainText = (pieces) => pieces.map((piece) => piece.text).join("");

  Object.assign(search, { Vocabulary, SIGNS, FIELD, RECORD, RAISED, VARIANT: 3 });
})();
