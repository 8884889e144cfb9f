/* Câu hỏi: what a reader typed → what to look for. SoTay.timKiem.understand(index, text) → Query (see the end). */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var chu = search.chu;
  var fold = chu.fold;

  var MAX_CHARS = 240;
  var MAX_WORDS = 20;

  // Words of asking and of courtesy. Phrases are always noise; single words only lower what they weigh, and an
  // unaccented one («can», «hoi», «the») only when no neighbour makes it part of a known pair («cán bộ», «đại hội»).
  var PHRASES = (
    "là gì|là sao|là thế nào|nghĩa là gì|thì sao|thì phải làm sao|làm thế nào|làm như thế nào|như thế nào|thế nào|làm sao|ra sao|kiểu gì|" +
    "bao nhiêu|bao lâu|bao giờ|khi nào|lúc nào|ngày nào|hôm nào|mấy ngày|ở đâu|chỗ nào|tại sao|vì sao|sao lại|" +
    "có phải|có được|có cần|được không|phải không|đúng không|hay không|có không|gồm những gì|gồm những|những gì|cần những gì|cần gì|" +
    "cho em hỏi|cho tôi hỏi|cho hỏi|xin hỏi|em hỏi|anh chị|với ạ|ạ|giúp em|giúp tôi|giúp với|em muốn|tôi muốn|em cần|tôi cần|muốn hỏi|chỉ em|" +
    "phải làm gì|làm gì|để làm gì|theo quy định|ai biết|thế ạ|như nào|nhé|nhỉ|vậy"
  ).split("|");
  var SINGLES = (
    "là gì nào sao mấy ai đâu hả hay hoặc và của cho với các những một em anh chị mình tôi bác xin hỏi giúp muốn cần phải được bị có không " +
    "chưa rồi đã đang sẽ ở tại trong khi lúc thì mà vẫn cũng này đó kia ấy cái cách làm để vì nếu còn thế vậy như từ theo về do hết xong nên cứ ra ngay luôn mới chỉ đều rất quá nữa thôi chứ bằng trên dưới"
  ).split(" ");
  var phraseSet = new Set();
  var phraseFolds = new Set();
  PHRASES.forEach(function (phrase) {
    phraseSet.add(phrase);
    phraseFolds.add(fold(phrase));
  });
  var singleSet = new Set(SINGLES);
  var singleFolds = new Set(SINGLES.map(fold));

  // A word that says which kind of thing is wanted.
  var WISHES = [
    ["mau", /(^| )(mau|bieu mau|file|file word|word|docx|ban mem|tai ve|tai|excel)( |$)/, /(^| )(mẫu|biểu mẫu|file|word|docx|excel|bản mềm|tải|tải về)( |$)/],
    ["bang-kiem", /(^| )(bang kiem|checklist|check list|danh sach kiem tra|ra soat lai)( |$)/, /(^| )(bảng kiểm|checklist|check list)( |$)/],
    ["can-cu", /(^| )(can cu|van ban nao|quy dinh nao|quy dinh moi|con hieu luc|het hieu luc|thay the|dieu may)( |$)|^(luat|nghi dinh|quy dinh|huong dan|chi thi) (?!(chi|lam|cach))/, /(^| )(căn cứ|văn bản nào|quy định nào|còn hiệu lực|hết hiệu lực|thay thế|điều mấy)( |$)|^(luật|nghị định|quy định|hướng dẫn|chỉ thị) /],
    ["bai-hoc", /(^| )(bai hoc|bai giang|tap huan|hoc ve|hoc viet|hoc cach|slide|giao an|trac nghiem|on tap)( |$)/, /(^| )(bài học|bài giảng|tập huấn|học viết|học cách|slide|giáo án|trắc nghiệm|ôn tập)( |$)/],
    ["thuat-ngu", /(^| )(viet tat|nghia la gi|nghia la|la gi|thuat ngu|khai niem)( |$)/, /(^| )(viết tắt|nghĩa là gì|nghĩa là|là gì|thuật ngữ|khái niệm)( |$)/],
  ];

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
      out.push({ text: word.text });
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
    if (isLast) prefixes(index, token, before, token.matches.length ? 12 : 20);
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
      if (token.unknown || s.sides === asked) options.push({ id: id, worth: worth, sides: s.sides });
    });
    options.sort(function (a, b) { return b.worth - a.worth; });
    best = options[0];
    if (!best || (!token.unknown && best.worth < 1004)) return;
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

  /* Marks the words of asking. When nothing else would be left, they count in full. */
  function quiet(index, list, accentedQuery) {
    var texts = list.map(function (t) { return accentedQuery ? t.text : fold(t.text); });
    var phrases = accentedQuery ? phraseSet : phraseFolds;
    for (var from = 0; from < list.length; from++) {
      for (var size = Math.min(5, list.length - from); size > 0; size--) {
        if (!phrases.has(texts.slice(from, from + size).join(" "))) continue;
        for (var k = from; k < from + size; k++) list[k].noise = 0.03;
        break;
      }
    }
    list.forEach(function (token, i) {
      if (token.noise) return;
      if (!(accentedQuery ? singleSet : singleFolds).has(texts[i])) return;
      if (accentedQuery) token.noise = 0.12;
      else {
        var id = index.foldIds.get(texts[i]);
        var left = i > 0 && !list[i - 1].noise ? index.foldIds.get(texts[i - 1]) : undefined;
        var right = i + 1 < list.length && !singleFolds.has(texts[i + 1]) ? index.foldIds.get(texts[i + 1]) : undefined;
        var paired =
          id !== undefined &&
          ((left !== undefined && index.pairOfFolds(left, id) > 3) || (right !== undefined && index.pairOfFolds(id, right) > 3));
        token.noise = paired ? 0 : 0.15;
      }
    });
    if (list.every(function (token) { return token.noise; })) list.forEach(function (token) { token.noise = 0; });
  }

  /* Folded phrase → the phrases that mean the same. */
  function conceptTable(index) {
    if (index.conceptTable) return index.conceptTable;
    var table = new Map();
    index.concepts.forEach(function (phrases) {
      phrases.forEach(function (phrase) {
        var spelled = chu.words(phrase.normalize("NFC")).map(function (w) { return w.text; });
        var key = fold(spelled.join(" "));
        var entry = table.get(key) || { spelled: [], others: [] };
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
  function units(index, list) {
    var table = conceptTable(index);
    var out = [];
    for (var i = 0; i < list.length; ) {
      var taken = 1;
      var others = [];
      for (var size = Math.min(8, list.length - i); size > 0; size--) {
        var span = list.slice(i, i + size);
        var entry = table.get(span.map(function (t) { return t.mend ? fold(t.mend) : t.fold; }).join(" "));
        if (!entry) continue;
        var typed = span.map(function (t) { return t.text; }).join(" ");
        var accented = span.some(function (t) { return t.accented; });
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
      if (others.length) unit.tokens.forEach(function (token) { token.noise = 0; });
      out.push(unit);
      i += taken;
    }
    return out;
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
    quiet(index, list, accented);
    list.forEach(function (token, i) {
      var before = i > 0 && !list[i - 1].number && list[i - 1].foldId !== undefined ? list[i - 1].foldId : null;
      resolve(index, token, accented, typing && i === list.length - 1, before);
    });
    list.forEach(function (token, i) { mend(index, list, i); });
    var groups = units(index, list);
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
    var flat = list.map(function (t) { return t.text; }).join(" ");
    var flatFold = fold(flat);
    var wish = WISHES.filter(function (w) { return accented ? w[2].test(flat) : w[1].test(flatFold); })[0];
    var mended = list.some(function (t) { return t.mend; }) ? list.map(function (t) { return t.mend || t.text; }).join(" ") : null;
    return { text: text, tokens: list, units: groups, mended: mended, wish: wish ? wish[0] : null, accented: accented };
  };

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
