/* Slips: mends a word of the query that is unknown, or at odds with its neighbours. SoTay.timKiem.mend(index, tokens, i) */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const QUALITY = 0.75; // of a word that stands for another one
  const COMMON = 8; // times that a homograph must stand beside its neighbour
  const LONG = 8; // a question of more words says enough: no word of the site is doubted in it

  /* The fold of the next word on one side, unless it is noise or a number. */
  function beside(tokens, i, step) {
    const other = tokens[i + step];
    if (!other || other.noise || other.number || other.foldId === undefined) return null;
    return other.foldId;
  }

  /* An accented word at odds with an accented neighbour («bảo cáo»): lets in the homograph that stands beside it. */
  function addHomographs(index, tokens, i) {
    const token = tokens[i];
    const term = index.termIds.get(token.text);
    if (term === undefined) return;
    const neighbour = (other) => (other && !other.noise ? index.termIds.get(other.text) : undefined);
    const left = neighbour(tokens[i - 1]);
    const right = neighbour(tokens[i + 1]);
    if (left === undefined && right === undefined) return;
    function stands(t) {
      return Math.max(left === undefined ? 0 : index.pairOfTerms(left, t), right === undefined ? 0 : index.pairOfTerms(t, right));
    }
    if (stands(term) > 1) return;
    for (const other of index.foldTerms[token.foldId]) {
      if (other === term || index.terms[other] === token.fold || stands(other) < COMMON) continue;
      token.matches.push({ term: other, quality: QUALITY });
      token.mend = index.terms[other];
    }
  }

  /* The most widespread spelling of a fold, for «Có phải là…». */
  function commonest(index, foldId) {
    const terms = index.foldTerms[foldId];
    return index.terms[terms.reduce((a, b) => (index.spread(b) > index.spread(a) ? b : a))];
  }

  /* A short word that is still being typed may yet become another. */
  function mayGrow(tokens, i) {
    const token = tokens[i];
    return i === tokens.length - 1 && token.fold.length < 4 && token.matches.some((match) => match.prefix);
  }

  /* Known words one slip away, the likeliest first: [{id, worth, sides}…]. */
  function candidates(index, token, support, asked) {
    const options = [];
    for (const id of search.neighbours(index, token.fold)) {
      const { sides, sum } = support(id);
      // A known word gives way only to a pair that is common here, not to any two words that once met.
      if (!token.unknown && !(sides === asked && sum >= (asked === 1 ? 16 : 10))) continue;
      const sameStart = token.fold[0] === index.folds[id][0] ? 1 : 0;
      options.push({ id, sides, worth: sides * 1000 + sum * 2 + Math.min(index.foldSpread(id), 200) / 100 + sameStart });
    }
    return options.sort((a, b) => b.worth - a.worth);
  }

  /** Mends the word at `i` when it is unknown, or known but at odds with both neighbours while a word one slip away is not. */
  search.mend = (index, tokens, i) => {
    const token = tokens[i];
    // What has no vowel is no slip of a word but an abbreviation.
    if (token.number || token.noise || token.decoded || !/[aeiouy]/.test(token.fold)) return;
    const before = beside(tokens, i, -1);
    const after = beside(tokens, i, 1);
    const asked = (before !== null) + (after !== null);
    function support(foldId) {
      const left = before === null ? 0 : index.pairOfFolds(before, foldId);
      const right = after === null ? 0 : index.pairOfFolds(foldId, after);
      return { sides: (left > 1) + (right > 1), sum: left + right };
    }
    if (token.foldId !== undefined) {
      if (!asked || token.fold.length < 3 || tokens.length > LONG || mayGrow(tokens, i)) return;
      // A word with its accents as the site writes them is no slip of a letter; at most of the accents.
      if (token.accented && !token.mended) return addHomographs(index, tokens, i);
      if (support(token.foldId).sides > 0) return;
    } else if (!token.unknown) return;
    const options = candidates(index, token, support, asked);
    const best = options[0];
    if (!best) return;
    const kept = options.filter((option) => option.sides === best.sides).slice(0, best.sides ? 2 : 4);
    kept.forEach((option, rank) => {
      search.addFold(index, option.id, token.unknown ? 0.9 - rank * 0.25 : QUALITY, token.matches);
    });
    if (token.unknown || best.sides) token.mend = commonest(index, best.id);
    token.unknown = false;
  };
})();
