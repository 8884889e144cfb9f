/* Text, and numbers read from it and written as text. */
(() => {
  "use strict";
  const { Day, Element, Pattern, ValueError, isNumber, isText, isoformat, iterate, len, number, part, points, refuse, same } = SoTay.python;

  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const SPACES = new RegExp(`[${SPACE}]+`, "u");

  function stripped(text, signs, left, right) {
    const all = points(text);
    const listed = signs === undefined ? null : points(signs);
    const unwanted = (sign) => (listed === null ? SPACES.test(sign) : listed.includes(sign));
    let [low, high] = [0, all.length];
    while (left && low < high && unwanted(all[low])) low++;
    while (right && low < high && unwanted(all[high - 1])) high--;
    return part(all, low, high);
  }

  const strip = (text, signs) => stripped(text, signs, true, true);
  const cut = (text, i, sign) => [text.slice(0, i), sign, text.slice(i + sign.length)];
  const beginsOrEnds = (name) => (text, x) => (isText(x) ? [x] : iterate(x)).some((each) => text[name](each));
  const beginsText = beginsOrEnds("startsWith");

  /** Where the last of `sought` begins; -1 when nowhere. */
  function rfind(whole, sought) {
    if (isText(whole)) return whole.includes(sought) ? len(whole.slice(0, whole.lastIndexOf(sought))) : -1;
    for (let at = whole.lastIndexOf(sought[0]); at >= 0; at = at ? whole.lastIndexOf(sought[0], at - 1) : -1) {
      if (sought.every((byte, i) => whole[at + i] === byte)) return at;
    }
    return -1;
  }

  function split(x, sign) {
    if (x instanceof Pattern) return x.split(sign);
    return sign === undefined
      ? strip(x)
          .split(new RegExp(`[${SPACE}]+`, "u"))
          .filter(Boolean)
      : x.split(sign);
  }

  function int(x) {
    if (isNumber(x)) return Math.trunc(number(x)) || 0;
    const digits = isText(x) ? strip(x) : "";
    if (!/^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(digits)) throw new ValueError(`int: ${x}`);
    const ascii = digits.replace(/\p{Nd}/gu, digitOf).replace(/_/g, "");
    return number(Number(ascii)) || 0;
  }

  /** The value of a decimal digit of any script: they stand in rows of ten. */
  function digitOf(sign) {
    const code = sign.codePointAt(0);
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
    return (code - first) % 10;
  }

  function str(x) {
    if (isText(x)) return x;
    if (x === null) return "None";
    if (typeof x === "boolean") return x ? "True" : "False";
    if (x instanceof Day) return isoformat(x);
    return Number.isSafeInteger(x) ? String(x) : refuse("no text of this");
  }

  Object.assign(SoTay.python, {
    int,
    str,
    abs: (x) => Math.abs(number(x)),
    strip,
    lstrip: (text, signs) => stripped(text, signs, true, false),
    rstrip: (text, signs) => stripped(text, signs, false, true),
    upper: (text) => text.toUpperCase(),
    lower: (text) => text.toLowerCase(),
    isalpha: (text) => /^\p{L}+$/u.test(text),
    isdecimal: (text) => /^\p{Nd}+$/u.test(text),
    isupper: (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text),
    isascii: (text) => !/[^\0-\x7f]/.test(text),
    isspace: (text) => text !== "" && strip(text) === "",
    startswith: (x, begin) => (ArrayBuffer.isView(x) ? begin.every((byte, i) => x[i] === byte) : beginsText(x, begin)),
    endswith: beginsOrEnds("endsWith"),
    split,
    join: (sign, texts) =>
      iterate(texts)
        .map((x) => (isText(x) ? x : refuse("join: text expected")))
        .join(sign),
    replace: (text, old, now) => text.split(old).join(now),
    rfind,
    find: (text, x) => (text instanceof Element ? text.find(x) : text.includes(x) ? len(text.slice(0, text.indexOf(x))) : -1),
    count: (x, y) => (isText(x) ? (y === "" ? len(x) + 1 : x.split(y).length - 1) : iterate(x).filter((each) => same(each, y)).length),
    partition: (text, sign) => (text.includes(sign) ? cut(text, text.indexOf(sign), sign) : [text, "", ""]),
    rpartition: (text, sign) => (text.includes(sign) ? cut(text, text.lastIndexOf(sign), sign) : ["", "", text]),
    removeprefix: (text, x) => (text.startsWith(x) ? text.slice(x.length) : text),
    removesuffix: (text, x) => (x !== "" && text.endsWith(x) ? text.slice(0, -x.length) : text),
    normalize: (form, text) => text.normalize(form),
    is_normalized: (form, text) => text.normalize(form) === text,
  });
})();
