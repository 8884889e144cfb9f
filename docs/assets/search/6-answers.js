/* One question, one answer: the words of the site that answer, or nothing where that is not sure. The bounds are set on the
   questions of tests/search/answers.yml and judged.yml. SoTay.timKiem.answer(index, found) → Answer or null:
   { kind, title, text, basis, sign, url, task }; `sign` is «g» read in the original, «t» in a trusted quotation, «d» to be compared
   with the original, «k» practice; `task` the recurring task whose day the reader's calendar knows. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const ALIKE = 0.8; // likeness of the question, at least,
  const FEW = 8; // and more of one of so few words, in which each that is missing says more,
  const ALIKE_OF_FEW = 0.825;
  const COVER = 0.89; // and the share of what was asked that it answers
  const LEAD = 0.04; // by how much it must be more alike than any other,
  const CLOSE = 0.12; // and more than one that answers more of what was asked,
  const SAME = 0.97; // unless it asks the very same
  const NEAR_TOP = 0.8; // of the best score of all
  const WORDS = 3; // a question of fewer words is the name of a thing;
  const LONG = 8; // of so many, a question even without a word that asks,
  const LONG_ALIKE = 0.9; // if the site asks nearly the same
  const KNOWN_PAIR = 8; // times that two words stand side by side on the site: they name one thing («sinh viên»)

  const WHEN = /(^| )(ngay nao|ngay may|may ngay nua|khi nao|bao gio|luc nao|hom nao|truoc ngay|con may ngay|ngay bao nhieu)( |$)/;
  const DUE = /(^| )han( |$)/;
  const SENDS = /(^| )(nop|gui|trinh)( |$)/;
  const SIGNS = /(^| )(ai( duoc| phai| se| la nguoi| la)? ky|nguoi ky|do ai ky|chuc danh nao ky)( |$)/;
  // A question of the site that begins with a mishap is no answer to one who tells of none, nor asks to have a thing made again.
  const MISHAP = /^(làm )?(mất|hỏng|rách|quên|thiếu|nhầm) [^,]+ (thì|có) /i;
  const TOLD =
    /(^| )(mat|hong|that lac|rach|quen|thieu|nham|sai|lo|chay|uot|lai|khoi phuc|khong (con|co|du|thay|tim|nho|dem|mang)|chua (co|du))( |$)/;
  const MEANS =
    /^(?:(?:the nao|nhu the nao|thuat ngu|chu viet tat|khai niem) (?:goi )?(?:la )?)?(.*?)(?: (?:la gi|nghia la gi|co nghia la gi|la sao|nghia la sao|(?:la )?viet tat (?:cua|la|cho) (?:tu |chu |cum tu )?(?:gi|nao)|viet tat la gi))?$/;
  const STATE = new Set("con het hieu luc thay bang the boi van ban nao chua khong so nam da bi la gi duoc ap dung so hieu cho".split(" "));
  // What may stand beside the name of a task or a document in a question about its day or its signer.
  const BESIDE =
    "han chot phai nop gui trinh len cap tren ngay may nao nua khi bao gio luc hom truoc con la thi phai can duoc cua cho trong nay moi ai ky nguoi do se chi bo dang uy co so van ban the lam va cuoi cung den nhieu vay a nhi em hoi".split(
      " ",
    );
  const beside = new Set(BESIDE);

  /* The question as it is meant, in folded words. */
  function meant(query) {
    return query.tokens.map((token) => search.fold(token.mend || token.text));
  }

  /* Record → {sign, basis} of every question and term. */
  function grounds(index) {
    if (index.grounds) return index.grounds;
    const rows = index.rows(index.tables.bases);
    index.grounds = new Map();
    const kinds = ["hoi-dap", "thuat-ngu"].map((kind) => String(search.KINDS.indexOf(kind)));
    let next = 0;
    for (let record = 0; record < index.recordPage.length; record++) {
      if (!kinds.includes(index.recordKind[record])) continue;
      index.grounds.set(record, { sign: index.tables.signs[next], basis: rows[next][0] });
      next++;
    }
    return index.grounds;
  }

  /* `names` are those of a term, whose abbreviations stand before its meaning. */
  function recordAnswer(index, record, kind, names = []) {
    const ground = grounds(index).get(record);
    const body = search.plainText(index.bodyPieces(record));
    const [opening] = body.split(/(?<=\.) /, 1);
    const known = new Set(names.flatMap(search.phraseWords));
    const isNamed = names.length > 0 && search.phraseWords(opening).every((word) => known.has(word));
    const text = isNamed ? body.slice(opening.length).trim() : body;
    if (!ground || ground.sign === " " || !text) return null;
    // Of a term only its meaning: what else it is called stands behind it.
    const said = kind === "thuat-ngu" ? text.split(/(?<=\.) /, 1)[0] : text;
    return { kind, title: search.plainText(index.headingPieces(record)), text: said, ...ground, url: index.address(record) };
  }

  /* Whether what was typed is a question, as far as `best` tells. */
  function isAsked(query, best) {
    const size = query.tokens.length;
    if (size < WORDS) return false;
    return query.asked || search.askedFor(query.text).size > 0 || (size >= LONG && best.likeness >= LONG_ALIKE);
  }

  /* Whether no other question of the site may be the one that was meant. */
  function isAlone(index, best, others) {
    if (best.likeness >= SAME) return true;
    const heading = search.plainText(index.headingPieces(best.record));
    const rivals = others.filter((hit) => search.plainText(index.headingPieces(hit.record)) !== heading);
    return rivals.every((hit) => best.likeness - hit.likeness >= (hit.cover > best.cover + 0.02 ? CLOSE : LEAD));
  }

  /* Whether the record tells what to do after a mishap of which the question says nothing. */
  function presumes(index, query, record) {
    return MISHAP.test(search.plainText(index.headingPieces(record))) && !TOLD.test(meant(query).join(" "));
  }

  /* Whether the question names a thing of two words of which the record says nothing at all. */
  function misses(index, query, record) {
    const body = search.plainText(index.bodyPieces(record));
    const said = new Set(search.words(`${index.asking(record)} ${body}`, Number.POSITIVE_INFINITY).map((word) => search.fold(word.text)));
    const isMissed = (token) => token && !token.noise && token.foldId !== undefined && !said.has(search.fold(token.mend || token.text));
    return query.units.some((unit, i) => {
      const [token] = unit.tokens;
      const next = query.units[i + 1]?.tokens[0];
      return !unit.others.length && isMissed(token) && isMissed(next) && index.pairOfFolds(token.foldId, next.foldId) >= KNOWN_PAIR;
    });
  }

  /* A question of the site that asks the same. */
  function fromQuestions(index, found) {
    const { query, questions, pages } = found;
    const [best, ...others] = questions;
    const least = query.tokens.length > FEW ? ALIKE : ALIKE_OF_FEW;
    if (!best || best.likeness < least || best.cover < COVER || !isAsked(query, best) || !isAlone(index, best, others)) return null;
    if (best.likeness < SAME && best.score < NEAR_TOP * pages[0].score) return null;
    if (misses(index, query, best.record) || presumes(index, query, best.record)) return null;
    return search.asksAlike(query.text, index.asking(best.record)) ? recordAnswer(index, best.record, "hoi-dap") : null;
  }

  /* What is left of a question when the words beside a name are taken away; null when the name is not in it in full. */
  function namedIn(words, names) {
    const has = new Set(words);
    let best = 0;
    for (const name of names) {
      const own = name.split(" ");
      if (own.length > best && own.every((word) => has.has(word))) best = own.length;
    }
    const all = new Set(names.flatMap((name) => name.split(" ")));
    return best && words.every((word) => all.has(word) || beside.has(word)) ? best : 0;
  }

  /* A task whose day is asked for, or a document whose signer is. */
  function fromFacts(index, found) {
    const words = meant(found.query);
    const flat = words.join(" ");
    const isDue = DUE.test(flat) || (WHEN.test(flat) && (SENDS.test(flat) || /(^| )bao cao( |$)/.test(flat)));
    const wanted = SIGNS.test(flat) ? "ky" : isDue ? "han" : null;
    if (!wanted) return null;
    const fitting = index.tables.facts
      .filter((fact) => fact[0] === wanted)
      .map((fact) => ({ fact, worth: namedIn(words, fact[1]) }))
      .filter((row) => row.worth > 0)
      .sort((a, b) => b.worth - a.worth);
    if (!fitting.length || fitting[1]?.worth === fitting[0].worth) return null;
    const [kind, , text, sign, basis, page, anchor, task] = fitting[0].fact;
    const title = search.plainText(index.headingPieces(index.firstRecord[page]));
    const url = index.urls[page] + (anchor ? `#${anchor}` : "");
    return { kind, title, text, sign, basis, url, task };
  }

  /** Who signs the document of a task of the calendar, or «». */
  search.signerOf = (index, task) => {
    const urls = new Set(task.lienKet.map(([, , url]) => url.replace(/^\//, "")));
    const fact = index.tables.facts.find((row) => row[0] === "ky" && urls.has(index.urls[row[5]]));
    return fact ? fact[2] : "";
  };

  /* A term whose meaning is asked for. */
  function fromTerms(index, found) {
    if (found.query.wish !== "thuat-ngu" && !/^(the nao|nhu the nao) la /.test(meant(found.query).join(" "))) return null;
    const folded = search.fold(found.query.tokens.map((token) => token.mend || token.text).join(" "));
    const name = MEANS.exec(folded)?.[1];
    const same = (phrase) => search.fold(search.phraseWords(phrase).join(" ")) === name;
    const terms = index.concepts.filter((phrases) => phrases.some(same));
    if (!name || terms.length !== 1) return null;
    const page = index.urls.indexOf("thuat-ngu.html");
    for (let record = index.firstRecord[page]; page >= 0 && record < index.firstRecord[page + 1]; record++) {
      if (search.plainText(index.headingPieces(record)) === terms[0][0]) return recordAnswer(index, record, "thuat-ngu", terms[0]);
    }
    return null;
  }

  /* A document that was asked for by its number, when nothing more than its state is asked. */
  function fromSources(found) {
    const [source, rival] = found.sources;
    if (!source || (rival && rival.worth >= source.worth)) return null;
    const numbers = new Set(search.words(source.number).flatMap((word) => search.fold(word.text).split(/(\d+)/)));
    const isNumber = (word) => {
      const pieces = word.split(/(\d+)/).filter(Boolean);
      return pieces.every((part) => numbers.has(part) || numbers.has(`0${part}`) || search.KIND_WORDS.has(part));
    };
    if (!meant(found.query).every((word) => STATE.has(word) || isNumber(word))) return null;
    const name = `${source.number} (${source.issued})`;
    const text = source.chain ? `${name} đã được thay bằng ${source.chain}.` : `${name}: ${source.stateName}.`;
    const url = source.chainUrl || source.url;
    return { kind: "can-cu", title: source.title, text, sign: "", basis: "", url, source: source.number, state: source.state };
  }

  /* A day by itself: what is due on it. */
  function fromDay(found) {
    const day = search.bareDay(found.query.text);
    return day && { kind: "ngay", title: `Việc đến hạn ngày ${day.text}`, text: "", sign: "", basis: "", url: "lich/index.html", day };
  }

  search.answer = (index, found) =>
    (found.query.tokens.length &&
      (fromDay(found) ||
        fromSources(found) ||
        fromFacts(index, found) ||
        fromTerms(index, found) ||
        fromQuestions(index, found) ||
        search.crossing(index, found.query))) ||
    null;
})();
