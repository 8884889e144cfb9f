/* Chữ: the Vietnamese that search needs. One spelling, folding, raw Telex and VNI, slips.
   Pure functions on SoTay.timKiem.chu; nothing here knows the index or the page. */
(function () {
  "use strict";
  var SoTay = (window.SoTay = window.SoTay || {});
  var search = (SoTay.timKiem = SoTay.timKiem || {});

  var TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
  var DIGIT_TONES = { 1: "s", 2: "f", 3: "r", 4: "x", 5: "j" };
  // The tone of an open oa, oe, uy on its first vowel.
  var OLD = {};
  ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"].forEach(function (tone) {
    ["oa", "oe", "uy"].forEach(function (pair) {
      OLD[pair[0] + (pair[1] + tone).normalize("NFC")] = (pair[0] + tone).normalize("NFC") + pair[1];
    });
  });

  /* The plain letter of each character code, filled as characters are met. */
  var plain = [];
  function plainLetter(code) {
    var letter = plain[code];
    if (letter === undefined) {
      letter = String.fromCharCode(code).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
      plain[code] = letter = letter === "đ" ? "d" : letter;
    }
    return letter;
  }

  /** Lower-case `word` without accents; «đ» becomes «d». */
  function fold(word) {
    var out = "";
    for (var i = 0; i < word.length; i++) {
      var code = word.charCodeAt(i);
      out += code < 128 ? word[i] : plainLetter(code);
    }
    return out;
  }

  /** Lower case, NFC, the house's tone placement («ủy», «hóa»). */
  function spell(word) {
    var lower = word.toLowerCase();
    var n = lower.length;
    if (n > 1 && lower.charCodeAt(n - 1) > 127) {
      var old = OLD[lower.slice(n - 2)];
      if (old && !(lower[n - 2] === "u" && lower[n - 3] === "q")) return lower.slice(0, n - 2) + old;
    }
    return lower;
  }

  /** Words of a text: [{text, raw}], in their spelling and as they were typed. */
  function words(text) {
    var found = [];
    var pattern = /[\p{L}\p{N}\p{M}]+/gu;
    var match;
    while ((match = pattern.exec(text)) && found.length < 32) {
      found.push({ text: spell(match[0]), raw: match[0] });
    }
    return found;
  }

  var VOWEL = /[aeiouy]/;
  /* What keys of Telex or VNI in `raw` (ASCII, lower case) ask for: bare letters, tone, marks; null when they ask nothing. */
  function keys(raw) {
    var letters = "";
    var op = { tone: "", hat: "", horn: false, stroke: false, any: false };
    var seen = false; // a vowel has come: from here on s f r x j are tone keys
    for (var i = 0; i < raw.length; i++) {
      var c = raw[i];
      if (c >= "0" && c <= "9") {
        if (!seen && !(c === "9" && raw[0] === "d")) return null;
        if (DIGIT_TONES[c]) op.tone = DIGIT_TONES[c];
        else if (c === "6") op.hat = "*";
        else if (c === "7" || c === "8") op.horn = true;
        else if (c === "9") op.stroke = true;
        op.any = true;
      } else if (seen && TONES[c]) {
        op.tone = c;
        op.any = true;
      } else if (seen && c === "z") {
        op.tone = "";
        op.any = true;
      } else if (c === "w") {
        if (!seen) {
          letters += "u";
          seen = true;
        }
        op.horn = op.any = true;
      } else if (c === "d" && letters[0] === "d" && (letters === "d" || seen)) {
        op.stroke = op.any = true;
      } else if (seen && (c === "a" || c === "e" || c === "o") && letters.indexOf(c) >= 0 && !/[aeo]$/.test(letters.replace(c, ""))) {
        op.hat = c;
        op.any = true;
      } else {
        letters += c;
        if (VOWEL.test(c)) seen = true;
      }
    }
    return op.any ? { letters: letters, op: op } : null;
  }

  /** `raw` typed with the keyboard tool off («baos», «ba1o», «ddangr») → «báo», «đảng»; null when it is no such thing. */
  function decodeKeys(raw) {
    if (raw.length < 2 || raw.length > 12 || !/^[a-z0-9]+$/.test(raw)) return null;
    var parsed = keys(raw);
    if (!parsed) return null;
    var parts = /^(gi(?=[aeouy])|qu|[bcdghklmnpqrstvx]*)([aeiouy]+)([bcdghklmnpqrstvx]*)$/.exec(parsed.letters);
    if (!parts) return null;
    var start = parts[1];
    var vowels = parts[2];
    var end = parts[3];
    var op = parsed.op;
    if (op.stroke) start = start.replace("d", "đ");
    if (op.hat) vowels = vowels.replace(op.hat === "*" ? /[aeo]/ : op.hat, function (v) { return { a: "â", e: "ê", o: "ô" }[v]; });
    if (op.horn) {
      vowels = /uo/.test(vowels) ? vowels.replace("uo", "ươ") : vowels.replace(/[uo]|a/, function (v) { return { u: "ư", o: "ơ", a: "ă" }[v]; });
    }
    if (op.tone) {
      var marked = vowels.search(/[âêôăơ]/);
      var at = marked >= 0 ? marked : vowels.search(/ư/);
      if (at < 0) at = vowels.length === 1 ? 0 : vowels.length === 3 || end ? (vowels.length === 3 && !end ? 1 : vowels.length - 1) : 0;
      vowels = vowels.slice(0, at + 1) + TONES[op.tone] + vowels.slice(at + 1);
    }
    return spell((start + vowels + end).normalize("NFC"));
  }

  /** True when `a` and `b` differ by exactly one letter put in, left out, changed, or two neighbours swapped. */
  function oneSlip(a, b) {
    var la = a.length;
    var lb = b.length;
    if (la > lb) return oneSlip(b, a);
    if (lb - la > 1) return false;
    var i = 0;
    while (i < la && a.charCodeAt(i) === b.charCodeAt(i)) i++;
    if (la === lb) {
      if (i === la) return false;
      if (a.slice(i + 1) === b.slice(i + 1)) return true;
      return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
    }
    return a.slice(i) === b.slice(i + 1);
  }

  search.chu = { fold: fold, spell: spell, words: words, decodeKeys: decodeKeys, oneSlip: oneSlip };
})();
