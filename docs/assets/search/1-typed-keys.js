/* Words typed with the keyboard tool off: what the keys of Telex or VNI ask for («baos», «ba1o», «ddangr»). */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const LONGEST = 12;
  const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
  const DIGIT_TONES = { 1: "s", 2: "f", 3: "r", 4: "x", 5: "j" };
  const HATS = { a: "â", e: "ê", o: "ô" };
  const HORNS = { u: "ư", o: "ơ", a: "ă" };
  const SYLLABLE = /^(gi(?=[aeouy])|qu|[bcdghklmnpqrstvx]*)([aeiouy]+)([bcdghklmnpqrstvx]*)$/;

  /* Takes a digit into `asked`; false when it asks for nothing. */
  function takeDigit(asked, digit, vowelSeen, firstLetter) {
    if (!vowelSeen && !(digit === "9" && firstLetter === "d")) return false;
    if (DIGIT_TONES[digit]) asked.tone = DIGIT_TONES[digit];
    else if (digit === "6") asked.hat = "*";
    else if (digit === "7" || digit === "8") asked.horn = true;
    else if (digit === "9") asked.stroke = true;
    asked.any = true;
    return true;
  }

  /* Takes a letter that is a key into `asked`; false when it is a letter of the word. */
  function takeKey(asked, letter, vowelSeen) {
    const before = asked.letters;
    if (vowelSeen && TONES[letter]) asked.tone = letter;
    else if (vowelSeen && letter === "z") asked.tone = "";
    else if (letter === "w") asked.horn = true;
    else if (letter === "d" && before[0] === "d" && (before === "d" || vowelSeen)) asked.stroke = true;
    else if (vowelSeen && HATS[letter] && before.includes(letter) && !/[aeo]$/.test(before.replace(letter, ""))) asked.hat = letter;
    else return false;
    asked.any = true;
    return true;
  }

  /* The bare letters of `raw` (ASCII, lower case) and what its keys ask for; null when they ask for nothing. */
  function readKeys(raw) {
    const asked = { letters: "", tone: "", hat: "", horn: false, stroke: false, any: false };
    let vowelSeen = false; // from the first vowel on, s f r x j are keys of tones
    for (const letter of raw) {
      if (letter >= "0" && letter <= "9") {
        if (!takeDigit(asked, letter, vowelSeen, raw[0])) return null;
      } else if (takeKey(asked, letter, vowelSeen)) {
        if (letter === "w" && !vowelSeen) {
          asked.letters += "u";
          vowelSeen = true;
        }
      } else {
        asked.letters += letter;
        if (/[aeiouy]/.test(letter)) vowelSeen = true;
      }
    }
    return asked.any ? asked : null;
  }

  function withHorn(vowels) {
    if (vowels.includes("uo")) return vowels.replace("uo", "ươ");
    return vowels.replace(/[uoa]/, (vowel) => HORNS[vowel]);
  }

  /* Where the tone stands: on the marked vowel, otherwise by the number of vowels and by what follows them. */
  function tonePlace(vowels, end) {
    const marked = vowels.search(/[âêôăơ]/);
    if (marked >= 0) return marked;
    const horned = vowels.indexOf("ư");
    if (horned >= 0) return horned;
    if (end) return vowels.length - 1;
    return vowels.length === 3 ? 1 : 0;
  }

  /** «baos» → «báo»; null when `raw` is no such thing. */
  search.decodeKeys = (raw) => {
    if (raw.length < 2 || raw.length > LONGEST || !/^[a-z0-9]+$/.test(raw)) return null;
    const asked = readKeys(raw);
    const parts = asked && SYLLABLE.exec(asked.letters);
    if (!parts) return null;
    let [, start, vowels, end] = parts;
    if (asked.stroke) start = start.replace("d", "đ");
    if (asked.hat) vowels = vowels.replace(asked.hat === "*" ? /[aeo]/ : asked.hat, (vowel) => HATS[vowel]);
    if (asked.horn) vowels = withHorn(vowels);
    if (asked.tone) {
      const at = tonePlace(vowels, end) + 1;
      vowels = vowels.slice(0, at) + TONES[asked.tone] + vowels.slice(at);
    }
    return search.spell((start + vowels + end).normalize("NFC"));
  };
})();
