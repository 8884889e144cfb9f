/* What a reader typed → what to look for. SoTay.timKiem.understand(index, text) → Query (see the end). */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const MOST_LETTERS = 240;
  const MOST_WORDS = 20;
  const LONGEST_GLUED = 30; // letters of words run together
  const DAY = 0.3; // what the numbers of a day weigh beside other words

  /* «baocao» → [«bao», «cao»] when all parts are words that stand side by side on the site. */
  function unglue(index, folded) {
    const end = folded.length;
    if (end > LONGEST_GLUED) return null;
    const best = new Array(end + 1); // the fewest words, as fold ids, that reach so far
    best[0] = [];
    for (let to = 1; to <= end; to++) {
      for (let from = Math.max(0, to - 7); from < to - 1; from++) {
        const before = best[from];
        const id = before && index.foldIds.get(folded.slice(from, to));
        if (id === undefined) continue;
        if (before.length && index.pairOfFolds(before[before.length - 1], id) < 2) continue;
        if (!best[to] || best[to].length > before.length + 1) best[to] = [...before, id];
      }
    }
    return best[end] && best[end].length > 1 ? best[end].map((id) => index.folds[id]) : null;
  }

  /* A word, or the words that were run together in it: letters and digits («hd05», «05hd»), or words («baocao»). */
  function parts(index, word) {
    const glued = /^([a-zđ]{2,6})(\d{1,5})$/.exec(word.text) || /^(\d{1,5})([a-zđ]{2,6})$/.exec(word.text);
    if (glued && !index.termIds.has(word.text) && !search.isKnown(index, search.decodeKeys(word.text))) {
      return [{ text: glued[1] }, { text: glued[2] }];
    }
    const folded = search.fold(word.text);
    const words = !index.foldIds.has(folded) && word.text.length >= 5 ? unglue(index, folded) : null;
    return words ? words.map((text) => ({ text })) : [word];
  }

  /* «ngày 5/2» says a day, which stands on many pages by chance; «5/2-QĐ» would be a document. */
  function faintDays(text, tokens) {
    if (tokens.length <= 3) return;
    for (const match of text.matchAll(/(?:^|\s)(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?=$|[\s,;.?!])/g)) {
      if (Number(match[1]) > 31 || Number(match[2]) > 12) continue;
      for (const token of tokens) if (match.indexOf(token.text) > 0) token.noise = token.noise || DAY;
    }
  }

  /** Rarity of a word: the fewer records it stands in, the more it tells. */
  function rarity(index, spread) {
    return Math.log(1 + index.recordPage.length / (1 + spread));
  }

  /* Sets each word's rarity and gives the sum of what they weigh. */
  function weigh(index, tokens) {
    let sum = 0;
    for (const token of tokens) {
      let records = 0;
      const asTyped = token.matches.some((match) => match.quality === 1);
      for (const match of token.matches) {
        if (asTyped ? match.quality === 1 : !match.prefix || token.foldId === undefined)
          records = Math.max(records, index.spread(match.term));
      }
      token.idf = rarity(index, records) * (token.noise || 1);
      if (!token.matches.length) token.idf = Math.min(token.idf, rarity(index, index.recordPage.length / 30)) * 0.6;
      sum += token.idf;
    }
    return sum;
  }

  function weighUnit(index, unit) {
    if (unit.tokens.length === 1 && !unit.others.length) {
      const phrase = search.fromInitials(index, unit.tokens[0]);
      if (phrase) unit.others.push(phrase);
    }
    unit.weight = weigh(index, unit.tokens);
    for (const other of unit.others) {
      const weight = weigh(index, other);
      // An abbreviation says as much as what it stands for.
      if (unit.tokens.length < other.length) unit.weight = Math.max(unit.weight, 0.8 * weight);
    }
  }

  /* The fold id of the word before the one at `i`, or null. */
  function foldBefore(tokens, i) {
    const before = tokens[i - 1];
    return before && !before.number && before.foldId !== undefined ? before.foldId : null;
  }

  /**
   * Query: { text, tokens, units: [{tokens, others: [tokens…], weight}], mended: text or null, wish: kind or null, asked, asks, accented }
   * A token: { text, fold, matches: [{term, quality, prefix}], noise: 0 or the weight left, idf }
   */
  search.understand = (index, raw) => {
    const text = String(raw).slice(0, MOST_LETTERS).normalize("NFC");
    const typing = !/\s$/.test(text);
    const words = search.words(text);
    const accented = words.some((word) => search.fold(word.text) !== word.text);
    const all = words.flatMap((word) => parts(index, word));
    search.quiet(index, all, accented);
    const asked = all.some((token) => token.asks);
    // Of a long question the telling words count, to its end.
    const tokens = (all.length > MOST_WORDS ? all.filter((token) => !token.noise) : all).slice(0, MOST_WORDS);
    faintDays(text, tokens);
    tokens.forEach((token, i) => {
      const isLast = typing && i === tokens.length - 1;
      search.resolve(index, token, { accentedQuery: accented, isAlone: tokens.length === 1, isLast, before: foldBefore(tokens, i) });
    });
    for (let i = 0; i < tokens.length; i++) search.mend(index, tokens, i);
    const units = search.units(index, tokens, typing);
    for (const unit of units) weighUnit(index, unit);
    const mended = tokens.some((token) => token.mend) ? tokens.map((token) => token.mend || token.text).join(" ") : null;
    const wish = search.wish(tokens, accented);
    const asks = !wish && asked && all.length > 3;
    return { text, tokens, units, mended, wish, asks, asked, accented };
  };

  search.rarity = rarity;
})();
