/* A word of the query → the terms of the index that it may stand for, each with a quality (1 is the word itself).
   SoTay.timKiem.resolve(index, token, place) sets token.matches; see there. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const SLIPS_KEPT = 500; // words whose neighbours are remembered
  const OPEN = 400; // ways to end the last word that are looked at when the word before it is known
  const SPOKEN = { 1: "một", 2: "hai", 3: "ba", 4: "bốn", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười" };
  const IN_WORDS = 0.8;
  const MOST_FOLLOWING = 60; // a pair more common than this says no more

  /** Whether `word` (or null) is one that the site writes, in whatever accents. */
  function isKnown(index, word) {
    return word !== null && index.foldIds.has(search.fold(word));
  }

  /** Words one slip away from `folded`, as fold ids. */
  function neighbours(index, folded) {
    if (!index.slips) index.slips = new Map();
    const kept = index.slips.get(folded);
    if (kept) return kept;
    const found = [];
    if (folded.length > 1 && folded.length < 12) {
      for (let id = 0; id < index.folds.length; id++) {
        const other = index.folds[id];
        const gap = other.length - folded.length;
        if (gap > 1 || gap < -1 || other.charCodeAt(0) < 58) continue; // 58: digits come before it
        if (search.oneSlip(folded, other)) found.push(id);
      }
    }
    if (index.slips.size > SLIPS_KEPT) index.slips.clear();
    index.slips.set(folded, found);
    return found;
  }

  /** Adds all terms with this fold. */
  function addFold(index, foldId, quality, matches) {
    for (const term of index.foldTerms[foldId]) matches.push({ term, quality });
  }

  /* «5» finds «05» and the other way round; small numbers are found in words too, as well as may be («năm» is a year far oftener). */
  function numberTerms(index, word) {
    const bare = word.replace(/^0+(?=\d)/, "");
    const forms = [...new Set([bare, `0${bare}`, word])].map((form) => ({ form, quality: 1 }));
    if (SPOKEN[bare]) forms.push({ form: SPOKEN[bare], quality: IN_WORDS });
    return forms.map(({ form, quality }) => ({ term: index.termIds.get(form), quality })).filter(({ term }) => term !== undefined);
  }

  /* How well a word that begins with what was typed may end it. */
  function endQuality(known, first, follows) {
    if (follows) return known ? 0.7 : 0.9;
    if (known) return 0.4;
    return first ? 0.8 : 0.5;
  }

  /* What the last word may become when it is typed to its end; first of all what often follows the word before it. */
  function addEnds(index, token, before, limit) {
    const known = token.foldId !== undefined;
    const first = before === null;
    const letter = token.fold.length < 2 && first;
    if (letter && known) return;
    let ids;
    if (first) ids = index.foldsFrom(token.fold, letter ? 12 : limit);
    else {
      const worth = (id) => Math.min(index.pairOfFolds(before, id), MOST_FOLLOWING) * 4 + index.foldSpread(id) / 50;
      ids = search.topBy(index.foldsFrom(token.fold, OPEN), worth, limit);
    }
    for (const id of ids) {
      const quality = endQuality(known, first, !first && index.pairOfFolds(before, id) > 1);
      for (const term of index.foldTerms[id]) {
        if (token.accented && !index.terms[term].startsWith(token.text)) continue;
        token.matches.push({ term, quality, prefix: true });
      }
    }
  }

  function resolveNumber(index, token, place) {
    token.matches.push(...numberTerms(index, token.text));
    token.number = true;
    if (place.isLast) addEnds(index, token, place.before, 6);
  }

  /* Reads an unknown word as keys of Telex or VNI; false when it is no such thing. */
  function decode(index, token, isLast) {
    const decoded = search.decodeKeys(token.text);
    if (decoded === null) return false;
    if (!isKnown(index, decoded) && !(isLast && index.foldsFrom(search.fold(decoded), 1).length)) return false;
    token.decoded = decoded;
    token.text = decoded;
    return true;
  }

  /**
   * Sets token.matches before the word's neighbours are asked. `place`: {accentedQuery, isAlone, isLast: whether it is still
   * being typed, before: fold id of the word before it, or null}.
   */
  search.resolve = (index, token, place) => {
    const word = token.text;
    token.fold = search.fold(word);
    token.foldId = index.foldIds.get(token.fold);
    token.accented = word !== token.fold;
    token.matches = [];
    if (/^\d+$/.test(word)) {
      resolveNumber(index, token, place);
      return;
    }
    if (token.foldId === undefined && decode(index, token, place.isLast)) {
      search.resolve(index, token, { ...place, accentedQuery: true });
      return;
    }
    const term = index.termIds.get(word);
    if (term !== undefined) token.matches.push({ term, quality: 1 });
    if (token.foldId !== undefined && !token.accented) {
      // «bao» typed without its accent; in an otherwise accented query, or by itself, it may also be meant as it stands
      const quality = place.accentedQuery ? 0.7 : place.isAlone ? 0.95 : 1;
      for (const other of index.foldTerms[token.foldId]) {
        if (other !== term) token.matches.push({ term: other, quality });
      }
    } else if (token.foldId !== undefined && term === undefined) {
      addFold(index, token.foldId, 0.75, token.matches);
      token.mended = true;
    }
    if (place.isLast) addEnds(index, token, place.before, token.matches.length ? 8 : 14);
    if (!token.matches.length) token.unknown = true;
  };

  Object.assign(search, { isKnown, neighbours, addFold });
})();
