/* The words of a reader in the text of the site: which to mark, and which passage of a record to show. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const SHOWN = 30; // words of a passage
  const LEAD = 4; // words before the first mark, so that the passage reads as a sentence
  const BACK = 6; // words back to look for the beginning of a sentence
  const FAINT = 0.45; // matches of less quality are not marked

  /** Term → weight of the reader's words, for marks; words of asking are not marked. */
  search.wanted = (query) => {
    const terms = new Map();
    function take(token) {
      if (token.noise) return;
      for (const { term, quality } of token.matches) {
        if (quality >= FAINT) terms.set(term, Math.max(terms.get(term) || 0, token.idf * quality));
      }
    }
    query.tokens.forEach(take);
    for (const unit of query.units) unit.others.flat().forEach(take);
    return terms;
  };

  /** Pieces of text → nodes, neighbouring marked words under one mark; as few nodes as will do, for a page lays them out at every key. */
  search.marked = (pieces, terms) => {
    const runs = [];
    let inside = false; // whether `text` stands under a mark
    let text = "";
    let gap = ""; // a space after a marked word, which belongs to the mark only when another follows

    function close() {
      if (text) runs.push([text, inside]);
      text = "";
    }
    for (const piece of pieces) {
      const isMarked = piece.term >= 0 && terms.has(piece.term);
      if (inside && !isMarked && piece.text === " " && !gap) {
        gap = " ";
        continue;
      }
      if (isMarked !== inside) close();
      text += gap + piece.text;
      gap = "";
      inside = isMarked;
    }
    close();
    return SoTay.unbroken(runs);
  };

  /* The first word of the SHOWN words that weigh most; a word that is met again weighs less. */
  function heaviest(terms, words) {
    const seen = new Map();
    let sum = 0;
    let best = 0;
    let bestSum = -1;
    for (let right = 0; right < words.length; right++) {
      const term = words[right];
      if (terms.has(term)) {
        const times = seen.get(term) || 0;
        sum += terms.get(term) / (1 + times);
        seen.set(term, times + 1);
      }
      const gone = words[right - SHOWN];
      if (terms.has(gone)) {
        seen.set(gone, seen.get(gone) - 1);
        sum -= terms.get(gone) / (1 + seen.get(gone));
      }
      if (sum > bestSum + 1e-6) {
        bestSum = sum;
        best = Math.max(0, right - SHOWN + 1);
      }
    }
    return best;
  }

  /* Where a passage begins that reads as a sentence and has its first marked word near its start. */
  function beginning(pieces, places, terms) {
    const words = places.map((place) => pieces[place].term);
    let from = heaviest(terms, words);
    const first = words.findIndex((term, i) => i >= from && terms.has(term));
    if (first >= 0) from = Math.max(0, first - LEAD);
    for (let back = from; back > Math.max(0, from - BACK); back--) {
      if (/[.?!…;]/.test(pieces[places[back] - 1]?.text || "")) return back;
    }
    return from;
  }

  /* A question is shown with the beginning of its answer, which answers in the first sentence. */
  search.isQuestion = (index, record) => {
    if (!index.questions) index.questions = new Uint8Array(index.recordPage.length); // 1 a question, 2 none, 0 not looked at yet
    if (!index.questions[record]) {
      const heading = index.headingPieces(record);
      index.questions[record] = heading.length > 0 && heading[heading.length - 1].text.startsWith("?") ? 1 : 2;
    }
    return index.questions[record] === 1;
  };

  /** The passage of a record with most of the reader's words, as pieces; null when the record has no text. */
  search.passage = (index, record, terms) => {
    const pieces = index.bodyPieces(record);
    const places = []; // of words among the pieces
    pieces.forEach((piece, i) => {
      if (piece.term >= 0) places.push(i);
    });
    if (!places.length) return null;
    const from = search.isQuestion(index, record) ? 0 : beginning(pieces, places, terms);
    const to = Math.min(places.length - 1, from + SHOWN);
    const cut = pieces.slice(places[from], places[to] + 1);
    if (from > 0) cut.unshift({ text: "… ", term: -1 });
    if (to < places.length - 1) cut.push({ text: " …", term: -1 });
    return cut;
  };
})();
