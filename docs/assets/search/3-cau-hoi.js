/* Câu hỏi: what a reader typed → what to look for. SoTay.timKiem.understand(index, text) → Query (see the end). */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var chu = search.chu;
  var fold = chu.fold;

  var MAX_CHARS = 240;
  var MAX_WORDS = 20;
  var DAY = 0.3; // what the numbers of a day weigh beside other words

  function hasAccent(text) {
    return fold(text) !== text;
  }

  /* Rarity of a word: the fewer records it stands in, the more it tells. */
  function rarity(index, spread) {
    return Math.log(1 + index.recordPage.length / (1 + spread));
  }

  /* The words of the query, split where letters and digits were run together («hd05» → hd, 05) or words were («baocao»). */
  function tokens(index, text) {
    var out = [];
    chu.words(text).forEach(function (word) {
      if (out.length >= MAX_WORDS) return;
      var glued = /^([a-zđ]{2,6})(\d{1,5})$/.exec(word.text);
      if (glued && !index.termIds.has(word.text) && !knownSyllable(index, chu.decodeKeys(word.text))) {
        out.push({ text: glued[1] }, { text: glued[2] });
        return;
      }
      if (!index.foldIds.has(fold(word.text)) && word.text.length >= 5) {
        var parts = unglue(index, fold(word.text));
        if (parts) {
          parts.forEach(function (part) { out.push({ text: part }); });
          return;
        }
      }
      out.push({ text: word.text, raw: word.raw });
    });
    return out.slice(0, MAX_WORDS);
  }

  function knownSyllable(index, word) {
    return word !== null && index.foldIds.has(fold(word));
  }

  /* «baocao» → [«bao», «cao»] when all parts are words that stand side by side on the site. */
  function unglue(index, folded) {
    var n = folded.length;
    if (n > 30) return null;
    var best = new Array(n + 1);
    best[0] = [];
    for (var end = 1; end <= n; end++) {
      for (var start = Math.max(0, end - 7); start < end; start++) {
        if (!best[start]) continue;
        var id = index.foldIds.get(folded.slice(start, end));
        if (id === undefined || end - start < 2) continue;
        var before = best[start];
        if (before.length && index.pairOfFolds(before[before.length - 1], id) < 2) continue;
        if (!best[end] || best[end].length > before.length + 1) best[end] = before.concat(id);
      }
    }
    return best[n] && best[n].length > 1 ? best[n].map(function (id) { return index.folds[id]; }) : null;
  }

  /* Words one slip away from `folded`, as fold ids. */
  function neighbours(index, folded) {
    var cache = index.slips || (index.slips = new Map());
    var found = cache.get(folded);
    if (found) return found;
    found = [];
    if (folded.length > 1 && folded.length < 12) {
      for (var id = 0; id < index.folds.length; id++) {
        var other = index.folds[id];
        var gap = other.length - folded.length;
        if (gap > 1 || gap < -1 || (other.charCodeAt(0) < 58)) continue;
        if (chu.oneSlip(folded, other)) found.push(id);
      }
    }
    if (cache.size > 500) cache.clear();
    cache.set(folded, found);
    return found;
  }

  /* All terms with this fold, as matches of `quality`. */
  function spread(index, foldId, quality, into) {
    index.foldTerms[foldId].forEach(function (term) { into.push({ term: term, quality: quality }); });
  }

  /* Which terms a word may stand for, before its neighbours are asked. */
  function resolve(index, token, accentedQuery, isLast, before) {
    var word = token.text;
    var folded = fold(word);
    token.fold = folded;
    token.foldId = index.foldIds.get(folded);
    token.accented = word !== folded;
    token.matches = [];
    var term = index.termIds.get(word);
    if (/^\d+$/.test(word)) {
      numbers(index, word).forEach(function (t) { token.matches.push({ term: t, quality: 1 }); });
      token.number = true;
      if (isLast) prefixes(index, token, null, 6);
      return;
    }
    if (token.foldId === undefined) {
      var decoded = /^[a-z0-9]+$/.test(word) ? chu.decodeKeys(word) : null;
      if (decoded !== null && (knownSyllable(index, decoded) || (isLast && index.foldsFrom(fold(decoded), 1).length))) {
        token.decoded = token.text = decoded;
        return resolve(index, token, true, isLast, before);
      }
    }
    if (term !== undefined) token.matches.push({ term: term, quality: 1 });
    if (token.foldId !== undefined && !token.accented) {
      // «bao» typed without its accent; in an otherwise accented query it may also be meant as it stands
      index.foldTerms[token.foldId].forEach(function (t) {
        if (t !== term) token.matches.push({ term: t, quality: accentedQuery ? 0.7 : 1 });
      });
    } else if (token.foldId !== undefined && term === undefined) {
      spread(index, token.foldId, 0.75, token.matches);
      token.mended = true;
    }
    if (isLast) prefixes(index, token, before, token.matches.length ? 8 : 14);
    if (!token.matches.length) token.unknown = true;
  }

  /* «5» finds «05» and the other way round. */
  function numbers(index, word) {
    var bare = word.replace(/^0+(?=\d)/, "");
    return [bare, "0" + bare, word]
      .filter(function (form, i, all) { return all.indexOf(form) === i; })
      .map(function (form) { return index.termIds.get(form); })
      .filter(function (term) { return term !== undefined; });
  }

  /* What the last word may become when it is typed to its end; first of all what often follows the word before it. */
  function prefixes(index, token, before, limit) {
    if (token.fold.length < 2 && before === null) {
      if (token.foldId !== undefined) return;
      limit = 12;
    }
    var known = token.foldId !== undefined;
    var ids = index.foldsFrom(token.fold, before === null ? limit : 400);
    if (before !== null) {
      ids = ids
        .map(function (id) { return [Math.min(index.pairOfFolds(before, id), 60) * 4 + index.foldSpread(id) / 50, id]; })
        .sort(function (a, b) { return b[0] - a[0]; })
        .slice(0, limit)
        .map(function (row) { return row[1]; });
    }
    ids.forEach(function (id) {
      var follows = before !== null && index.pairOfFolds(before, id) > 1;
      var quality = follows ? (known ? 0.7 : 0.9) : known ? 0.4 : before === null ? 0.8 : 0.5;
      index.foldTerms[id].forEach(function (term) {
        var fits = !token.accented || index.terms[term].lastIndexOf(token.text, 0) === 0;
        if (fits) token.matches.push({ term: term, quality: quality, prefix: true });
      });
    });
  }

  /* Mends a word that is unknown, or known but at odds with both of its neighbours while a word one slip away is not. */
  function mend(index, list, i) {
    var token = list[i];
    if (token.number || token.noise || token.decoded) return;
    var before = beside(list, i, -1);
    var after = beside(list, i, 1);
    var asked = (before !== null) + (after !== null);
    function support(foldId) {
      var left = before === null ? 0 : index.pairOfFolds(before, foldId);
      var right = after === null ? 0 : index.pairOfFolds(foldId, after);
      return { sides: (left > 1) + (right > 1), sum: left + right };
    }
    if (token.foldId !== undefined) {
      if (!asked || token.fold.length < 3 || (i === list.length - 1 && token.matches.some(function (m) { return m.prefix; }) && token.fold.length < 4)) return;
      var own = support(token.foldId);
      if (token.accented && !token.mended) homographs(index, list, i, token);
      if (own.sides > 0) return;
    } else if (!token.unknown) return;
    var best = null;
    var options = [];
    neighbours(index, token.fold).forEach(function (id) {
      var s = support(id);
      var worth = s.sides * 1000 + s.sum * 2 + Math.min(index.foldSpread(id), 200) / 100;
      if (token.fold[0] === index.folds[id][0]) worth += 1;
      // A known word gives way only to a pair that is common here, not to any two words that once met.
      if (token.unknown || (s.sides === asked && s.sum >= (asked === 1 ? 16 : 10))) options.push({ id: id, worth: worth, sides: s.sides });
    });
    options.sort(function (a, b) { return b.worth - a.worth; });
    best = options[0];
    if (!best) return;
    var kept = options.filter(function (o) { return o.sides === best.sides; }).slice(0, best.sides ? 2 : 4);
    kept.forEach(function (option, rank) { spread(index, option.id, token.unknown ? 0.9 - rank * 0.25 : 0.75, token.matches); });
    if (token.unknown || best.sides) token.mend = commonest(index, best.id);
    token.unknown = false;
  }

  /* An accented word at odds with an accented neighbour («bảo cáo»): let in the homograph that stands beside it. */
  function homographs(index, list, i, token) {
    var term = index.termIds.get(token.text);
    if (term === undefined) return;
    var left = i > 0 && !list[i - 1].noise ? index.termIds.get(list[i - 1].text) : undefined;
    var right = i + 1 < list.length && !list[i + 1].noise ? index.termIds.get(list[i + 1].text) : undefined;
    if (left === undefined && right === undefined) return;
    function stands(t) {
      return (left !== undefined && index.pairOfTerms(left, t) > 1) || (right !== undefined && index.pairOfTerms(t, right) > 1);
    }
    if (stands(term)) return;
    index.foldTerms[token.foldId].forEach(function (other) {
      if (other !== term && index.terms[other] !== token.fold && stands(other)) {
        token.matches.push({ term: other, quality: 0.75 });
        token.mend = index.terms[other];
      }
    });
  }

  /* The most widespread spelling of a fold, for «Ý bạn là…». */
  function commonest(index, foldId) {
    return index.terms[index.foldTerms[foldId].reduce(function (a, b) { return index.spread(b) > index.spread(a) ? b : a; })];
  }

  /* The fold of the nearest word that is not noise on one side, if it is next to it. */
  function beside(list, i, step) {
    var other = list[i + step];
    if (!other || other.noise || other.number || other.foldId === undefined) return null;
    return other.foldId;
  }

  /* Folded phrase → the phrases that mean the same. */
  function conceptTable(index) {
    if (index.conceptTable) return index.conceptTable;
    var table = new Map();
    index.concepts.forEach(function (phrases) {
      phrases.forEach(function (phrase) {
        var spelled = chu.words(phrase.normalize("NFC")).map(function (w) { return w.text; });
        var key = fold(spelled.join(" "));
        var entry = table.get(key) || { spelled: [], others: [], word: phrase === phrase.toUpperCase() && /^[bcdghklmnpqrstvx]*[aeiouy]+(c|ch|m|n|ng|nh|p|t)?$/.test(key) };
        entry.spelled.push(spelled.join(" "));
        phrases.forEach(function (other) {
          if (other !== phrase && entry.others.indexOf(other) < 0) entry.others.push(other);
        });
        table.set(key, entry);
      });
    });
    index.conceptTable = table;
    return table;
  }

  /* Groups words into units: a known phrase with its other names, or a word by itself. */
  function units(index, list, typing) {
    var table = conceptTable(index);
    var out = [];
    for (var i = 0; i < list.length; ) {
      var taken = 1;
      var others = [];
      for (var size = Math.min(8, list.length - i); size > 0; size--) {
        var span = list.slice(i, i + size);
        var key = span.map(function (t) { return t.mend ? fold(t.mend) : t.fold; }).join(" ");
        var typed = span.map(function (t) { return t.text; }).join(" ");
        var accented = span.some(function (t) { return t.accented; });
        var entry = table.get(key);
        if (!entry && typing && size > 1 && i + size === list.length && key.length > 5) {
          others = begun(table, key, accented ? typed : "");
          if (others.length) {
            taken = size;
            break;
          }
        }
        if (!entry) continue;
        // «AI» is an abbreviation, «ai» asks who: one that could be a word must have been typed in capitals.
        if (entry.word && !(span[0].raw && span[0].raw.length > 1 && span[0].raw === span[0].raw.toUpperCase())) continue;
        if (accented && entry.spelled.indexOf(typed) < 0 && !span.some(function (t) { return t.mend; })) continue;
        others = entry.others;
        taken = size;
        break;
      }
      var unit = { tokens: list.slice(i, i + taken), others: [] };
      others.slice(0, 6).forEach(function (phrase) {
        var words = chu.words(phrase.normalize("NFC")).map(function (w) { return phraseToken(index, w.text); });
        if (words.length && words.every(Boolean)) unit.others.push(words);
      });
      if (unit.others.length) unit.tokens.forEach(function (token) { token.noise = 0; });
      out.push(unit);
      i += taken;
    }
    return out;
  }

  /* Known phrases that begin with what is being typed, the shortest first. */
  function begun(table, key, typed) {
    var found = [];
    table.forEach(function (entry, phrase) {
      if (phrase.length <= key.length || phrase.lastIndexOf(key, 0) !== 0) return;
      entry.spelled.forEach(function (spelled) {
        if (spelled.lastIndexOf(typed, 0) === 0) found.push(spelled);
      });
    });
    return found.sort(function (a, b) { return a.length - b.length; }).slice(0, 3);
  }

  function phraseToken(index, word) {
    var term = index.termIds.get(word);
    if (term === undefined) return null;
    return { text: word, fold: fold(word), foldId: index.termFold[term], matches: [{ term: term, quality: 1 }], noise: 0 };
  }

  /* Two to six letters that are no word: the initials of neighbouring words in some title («hscb»)? */
  function initials(index, token) {
    if (!token.unknown || !/^[a-zđ]{2,7}$/.test(token.text)) return null;
    if (!index.initials) {
      index.initials = new Map();
      for (var page = 0; page < index.urls.length; page++) {
        var terms = [];
        index.walk(index.firstRecord[page], function (term, place) {
          if (place === 0 && term >= 0) terms.push(term);
        });
        for (var from = 0; from < terms.length; from++) {
          var key = "";
          for (var to = from; to < Math.min(terms.length, from + 7); to++) {
            key += index.folds[index.termFold[terms[to]]][0];
            if (to > from && !index.initials.has(key)) index.initials.set(key, terms.slice(from, to + 1));
          }
        }
      }
    }
    var found = index.initials.get(token.fold);
    return found ? found.map(function (term) { return phraseToken(index, index.terms[term]); }) : null;
  }

  /**
   * Query: { text, tokens, units: [{tokens, others: [tokens…], weight}], mended: text or null, wish: kind or null }
   * A token: { text, fold, matches: [{term, quality, prefix}], noise: 0 or the weight left, idf }
   */
  search.understand = function (index, raw) {
    var text = String(raw).slice(0, MAX_CHARS).normalize("NFC");
    var typing = !/\s$/.test(text);
    var list = tokens(index, text);
    var accented = hasAccent(chu.words(text).map(function (w) { return w.text; }).join(" "));
    search.quiet(index, list, accented);
    faintDays(text, list);
    list.forEach(function (token, i) {
      var before = i > 0 && !list[i - 1].number && list[i - 1].foldId !== undefined ? list[i - 1].foldId : null;
      resolve(index, token, accented, typing && i === list.length - 1, before);
    });
    list.forEach(function (token, i) { mend(index, list, i); });
    var groups = units(index, list, typing);
    groups.forEach(function (unit) {
      if (unit.tokens.length === 1 && !unit.others.length) {
        var phrase = initials(index, unit.tokens[0]);
        if (phrase) unit.others.push(phrase);
      }
      unit.weight = weigh(index, unit.tokens);
      unit.others.forEach(function (other) {
        var weight = weigh(index, other);
        // An abbreviation says as much as what it stands for.
        if (unit.tokens.length < other.length) unit.weight = Math.max(unit.weight, 0.8 * weight);
      });
    });
    var mended = list.some(function (t) { return t.mend; }) ? list.map(function (t) { return t.mend || t.text; }).join(" ") : null;
    return { text: text, tokens: list, units: groups, mended: mended, wish: search.wish(list, accented), accented: accented };
  };

  /* «ngày 5/2» says a day, which stands on many pages by chance; «5/2-QĐ» would be a document. */
  function faintDays(text, list) {
    var pattern = /(?:^|\s)(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?=$|[\s,;.?!])/g;
    var match;
    while ((match = pattern.exec(text))) {
      if (+match[1] > 31 || +match[2] > 12) continue;
      list.forEach(function (token) {
        if (match.indexOf(token.text) > 0 && list.length > 3) token.noise = token.noise || DAY;
      });
    }
  }

  /* Sets each word's rarity and gives the sum of what they weigh. */
  function weigh(index, list) {
    var sum = 0;
    list.forEach(function (token) {
      var records = 0;
      token.matches.forEach(function (match) {
        if (!match.prefix || token.foldId === undefined) records = Math.max(records, index.spread(match.term));
      });
      token.idf = rarity(index, records) * (token.noise || 1);
      if (!token.matches.length) token.idf = Math.min(token.idf, rarity(index, index.recordPage.length / 30)) * 0.6;
      sum += token.idf;
    });
    return sum;
  }
})();
