/* The Vietnamese that the search needs: one spelling, folding, words, slips. Nothing here knows the index or the page. */
(() => {
  "use strict";
  window.SoTay = window.SoTay || {};
  SoTay.timKiem = SoTay.timKiem || {};

  const LONGEST_QUERY = 60; // words
  const MARKS = /\p{Mn}/gu;
  // The house sets the tone of an open oa, oe, uy on the first vowel («óa»); other spellings move there.
  const HOUSE_TONE = {};
  for (const tone of "\u0301\u0300\u0309\u0303\u0323") {
    for (const [first, second] of ["oa", "oe", "uy"]) {
      HOUSE_TONE[first + (second + tone).normalize("NFC")] = (first + tone).normalize("NFC") + second;
    }
  }

  const plain = []; // the plain letter of each character code, filled as characters are met
  function plainLetter(code) {
    if (plain[code] === undefined) {
      const letter = String.fromCharCode(code).normalize("NFD").replace(MARKS, "");
      plain[code] = letter === "đ" ? "d" : letter;
    }
    return plain[code];
  }

  /** Lower-case `word` without accents; «đ» becomes «d». Quicker than SoTay.text.fold, for thousands of words wait for it at the start. */
  function fold(word) {
    let out = "";
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      out += code < 128 ? word[i] : plainLetter(code);
    }
    return out;
  }

  /** Lower case and the house's place of the tone («ủy», «hóa»); `word` is NFC. */
  function spell(word) {
    const lower = word.toLowerCase();
    const end = lower.length;
    if (end < 2 || lower.charCodeAt(end - 1) < 128) return lower;
    const moved = HOUSE_TONE[lower.slice(end - 2)];
    const afterQ = lower[end - 2] === "u" && lower[end - 3] === "q";
    return moved && !afterQ ? lower.slice(0, end - 2) + moved : lower;
  }

  /** Words of a text: [{text, raw}], in their spelling and as they were typed; of a long one the first `most`. */
  function words(text, most = LONGEST_QUERY) {
    const found = text.match(/[\p{L}\p{N}\p{M}]+/gu) || [];
    return found.slice(0, most).map((raw) => ({ text: spell(raw), raw }));
  }

  /** Words of a phrase of the index, which may be in any normal form. */
  function phraseWords(phrase) {
    return words(phrase.normalize("NFC")).map((word) => word.text);
  }

  /** True when `a` and `b` differ by exactly one letter put in, left out, changed, or two neighbours swapped. */
  function oneSlip(a, b) {
    if (a.length > b.length) return oneSlip(b, a);
    if (b.length - a.length > 1) return false;
    let i = 0;
    while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    if (i === a.length) return false;
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }

  Object.assign(SoTay.timKiem, { fold, spell, words, phraseWords, oneSlip });
})();
