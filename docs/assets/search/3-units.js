/* Groups the words of a query into units: a known phrase with its other names, or a word by itself.
   SoTay.timKiem.units(index, tokens, typing) → [{tokens, others: [tokens…]}…] */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const LONGEST = 8; // words of a known phrase
  const MOST_NAMES = 6;
  const SYLLABLE = /^[bcdghklmnpqrstvx]*[aeiouy]+(c|ch|m|n|ng|nh|p|t)?$/;

  /* Folded phrase → {spelled: [its spellings], others: [phrases that mean the same], isWord: it could be a common word}. */
  function conceptTable(index) {
    if (index.conceptTable) return index.conceptTable;
    const table = new Map();
    for (const phrases of [...index.concepts, ...search.EVERYDAY]) {
      for (const phrase of phrases) {
        const spelled = search.phraseWords(phrase).join(" ");
        const key = search.fold(spelled);
        const entry = table.get(key) || { spelled: [], others: [], isWord: phrase === phrase.toUpperCase() && SYLLABLE.test(key) };
        entry.spelled.push(spelled);
        for (const other of phrases) if (other !== phrase && !entry.others.includes(other)) entry.others.push(other);
        table.set(key, entry);
      }
    }
    index.conceptTable = table;
    return table;
  }

  /* Known phrases that begin with what is being typed, the shortest first. */
  function begun(table, key, typed) {
    const found = [];
    table.forEach((entry, phrase) => {
      if (phrase.length <= key.length || !phrase.startsWith(key)) return;
      found.push(...entry.spelled.filter((spelled) => spelled.startsWith(typed)));
    });
    return found.sort((a, b) => a.length - b.length).slice(0, 3);
  }

  /* «AI» is an abbreviation, «ai» asks who: one that could be a word must have been typed in capitals. */
  function typedInCapitals(token) {
    return Boolean(token.raw) && token.raw.length > 1 && token.raw === token.raw.toUpperCase();
  }

  /* The other names of the phrase that these words are, or null; with `open` a phrase that they begin will do. */
  function namesOf(table, span, open) {
    const key = span.map((token) => (token.mend ? search.fold(token.mend) : token.fold)).join(" ");
    const typed = span.map((token) => token.text).join(" ");
    const accented = span.some((token) => token.accented);
    const entry = table.get(key);
    if (!entry) {
      const names = open && span.length > 1 && key.length > 5 ? begun(table, key, accented ? typed : "") : [];
      return names.length ? names : null;
    }
    if (entry.isWord && !typedInCapitals(span[0])) return null;
    if (accented && !entry.spelled.includes(typed) && !span.some((token) => token.mend)) return null;
    return entry.others;
  }

  /** A word of a phrase of the index as a token, or null when the site does not write it. */
  function phraseToken(index, word) {
    const term = index.termIds.get(word);
    if (term === undefined) return null;
    return { text: word, fold: search.fold(word), foldId: index.termFold[term], matches: [{ term, quality: 1 }], noise: 0 };
  }

  /* Names as lists of tokens, without those that hold a word that the site does not write. */
  function nameTokens(index, names) {
    const rows = names.slice(0, MOST_NAMES).map((name) => search.phraseWords(name).map((word) => phraseToken(index, word)));
    return rows.filter((row) => row.length && row.every(Boolean));
  }

  search.units = (index, tokens, typing) => {
    const table = conceptTable(index);
    const units = [];
    let from = 0;
    while (from < tokens.length) {
      let size = Math.min(LONGEST, tokens.length - from);
      let names = null;
      for (; size > 0; size--) {
        names = namesOf(table, tokens.slice(from, from + size), typing && from + size === tokens.length);
        if (names) break;
      }
      size = Math.max(1, size);
      const unit = { tokens: tokens.slice(from, from + size), others: nameTokens(index, names || []) };
      if (unit.others.length) for (const token of unit.tokens) token.noise = 0;
      units.push(unit);
      from += size;
    }
    return units;
  };

  /* Initials of neighbouring words in titles → the terms of those words. */
  function initialsTable(index) {
    if (index.initials) return index.initials;
    const table = new Map();
    for (let page = 0; page < index.urls.length; page++) {
      const terms = [];
      index.walk(index.firstRecord[page], (term, place) => {
        if (place === 0 && term >= 0) terms.push(term);
      });
      for (let from = 0; from < terms.length; from++) {
        let key = "";
        for (let to = from; to < Math.min(terms.length, from + 7); to++) {
          key += index.folds[index.termFold[terms[to]]][0];
          if (to > from && !table.has(key)) table.set(key, terms.slice(from, to + 1));
        }
      }
    }
    index.initials = table;
    return table;
  }

  /** Two to seven letters that are no word may be the initials of words in some title («hscb»): these words, or null. */
  search.fromInitials = (index, token) => {
    if (!token.unknown || !/^[a-zđ]{2,7}$/.test(token.text)) return null;
    const found = initialsTable(index).get(token.fold);
    return found ? found.map((term) => phraseToken(index, index.terms[term])) : null;
  };
})();
