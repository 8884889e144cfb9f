/* What Python does and JavaScript does otherwise, for the scripts that macros/translate makes. Functions have the names of Python's
   own functions and methods; a method gets its object first.

   A list or tuple is an array; a mapping a Map in the order of insertion; a set a Set; None null; text a string whose signs are
   code points. Whole numbers and fractions are one kind, as in JSON: 3.0 is 3. Where a result would differ unnoticed, we throw. */
(() => {
  "use strict";
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const SPACES = new RegExp(`[${SPACE}]+`, "u");

  class Exception extends Error {}
  class TypeError_ extends Exception {}
  class ValueError extends Exception {}
  class LookupError extends Exception {}
  class KeyError extends LookupError {}
  class IndexError extends LookupError {}

  const isText = (x) => typeof x === "string";
  const isNumber = (x) => typeof x === "number" || typeof x === "boolean";
  const refuse = (what) => {
    throw new TypeError_(what);
  };

  /** The code points of a text. */
  const points = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  const part = (signs, low, high) => (isText(signs) ? signs.slice(low, high) : signs.slice(low, high).join(""));

  function number(value) {
    if (!isNumber(value)) refuse("number expected");
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) refuse("number too large");
    return Number(value);
  }

  function key(value) {
    if (isText(value) || Number.isSafeInteger(value) || value === null) return value;
    return refuse("a key must be text or a whole number");
  }

  // Truth, equality, order ------------------------------------------------------------------------------------------------

  function truth(x) {
    if (Array.isArray(x)) return x.length > 0;
    if (x instanceof Map || x instanceof Set) return x.size > 0;
    return Boolean(x);
  }

  function same(a, b) {
    if (a === b) return true;
    if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
    if (a === null || b === null || typeof a !== "object" || typeof b !== "object" || a.constructor !== b.constructor) return false;
    if (Array.isArray(a)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
    if (a instanceof Map) return a.size === b.size && [...a].every(([k, v]) => b.has(k) && same(v, b.get(k)));
    if (a instanceof Set) return a.size === b.size && [...a].every((x) => b.has(x));
    return Object.keys(a).every((name) => same(a[name], b[name]));
  }

  function orderOfTexts(a, b) {
    const [x, y] = [points(a), points(b)];
    for (let i = 0; i < x.length && i < y.length; i++) {
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    }
    return x.length - y.length;
  }

  /** Below, at or above nought, as `a` comes before, with or after `b`. */
  function order(a, b) {
    if (isText(a) && isText(b)) return orderOfTexts(a, b);
    if (isNumber(a) && isNumber(b)) return a - b;
    if (a instanceof Day && b instanceof Day) return orderOfTexts(isoformat(a), isoformat(b));
    if (!Array.isArray(a) || !Array.isArray(b)) return refuse("these cannot be put in order");
    for (let i = 0; i < a.length && i < b.length; i++) {
      if (!same(a[i], b[i])) return order(a[i], b[i]);
    }
    return a.length - b.length;
  }

  /** `a or b`: operands after the first are functions, asked only when needed. */
  const either = (first, ...others) => others.reduce((value, next) => (truth(value) ? value : next()), first);
  const both = (first, ...others) => others.reduce((value, next) => (truth(value) ? next() : value), first);

  // Numbers, and what + and * do besides -------------------------------------------------------------------------------------

  function plus(a, b) {
    if (isText(a) && isText(b)) return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    return number(number(a) + number(b));
  }

  function times(a, b) {
    if (isText(a)) return a.repeat(Math.max(0, number(b)));
    if (Array.isArray(a)) return Array.from({ length: Math.max(0, number(b)) }, () => a).flat();
    return number(number(a) * number(b));
  }

  const minus = (a, b) => number(number(a) - number(b));
  const over = (a, b) => (number(b) === 0 ? refuse("division by zero") : Math.floor(number(a) / b));
  const rest = (a, b) => number(a) - over(a, b) * b;
  const union = (a, b) => (a instanceof Map ? new Map([...a, ...b]) : new Set([...a, ...b]));

  /** `a += b`: a list grows in its place. */
  function grown(a, b) {
    if (!Array.isArray(a)) return plus(a, b);
    a.push(...iterate(b));
    return a;
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

  const padded = (x, width) => (number(x) < 0 ? `-${String(-x).padStart(width - 1, "0")}` : String(Number(x)).padStart(width, "0"));

  // Lists, mappings, sets -------------------------------------------------------------------------------------------------

  function iterate(x) {
    if (Array.isArray(x)) return x;
    if (isText(x)) return Array.from(x);
    if (x instanceof Map) return [...x.keys()];
    return x instanceof Set ? [...x] : refuse("nothing to run over");
  }

  function unpack(x, count) {
    const all = iterate(x);
    if (all.length !== count) throw new ValueError(`${count} values expected`);
    return all;
  }

  const unpacked = (xs, count) => iterate(xs).map((x) => unpack(x, count));
  const dict = (pairs = []) => new Map(pairs instanceof Map ? pairs : unpacked(pairs, 2).map(([k, v]) => [key(k), v]));
  const set = (xs = []) => new Set(iterate(xs).map(key));
  const len = (x) => (x instanceof Map || x instanceof Set ? x.size : isText(x) ? points(x).length : iterate(x).length);

  function has(whole, x) {
    if (isText(whole)) return isText(x) ? whole.includes(x) : refuse("text in text");
    if (whole instanceof Map || whole instanceof Set) return whole.has(key(x));
    return iterate(whole).some((each) => same(each, x));
  }

  function at(x, k) {
    if (x instanceof Match) return x.group(k);
    if (x instanceof Map) {
      if (!x.has(key(k))) throw new KeyError(k);
      return x.get(k);
    }
    const all = isText(x) ? points(x) : iterate(x);
    const i = number(k) < 0 ? all.length + k : number(k);
    if (i < 0 || i >= all.length) throw new IndexError(k);
    return all[i];
  }

  function put(x, k, value) {
    if (x instanceof Map) x.set(key(k), value);
    else if (at(x, k) !== undefined) x[k < 0 ? x.length + k : k] = value;
  }

  const slice = (x, low, high) =>
    isText(x) ? part(points(x), low ?? 0, high ?? undefined) : iterate(x).slice(low ?? 0, high ?? undefined);
  const items = (x) => (x instanceof Map ? [...x] : refuse("items of a mapping"));
  const get = (x, k, otherwise = null) => (x.has(key(k)) ? x.get(k) : otherwise);
  const best = (wanted) => (xs, second) => {
    const all = second === undefined ? iterate(xs) : [xs, second];
    if (!all.length) throw new ValueError("nothing to choose from");
    return all.reduce((found, x) => (order(x, found) * wanted > 0 ? x : found));
  };

  function sorted(xs, by = (x) => x) {
    const keyed = iterate(xs).map((x) => [by(x), x]);
    return keyed.sort((a, b) => order(a[0], b[0])).map(([, x]) => x);
  }

  const range = (low, high) =>
    Array.from({ length: Math.max(0, high === undefined ? low : high - low) }, (_, i) => (high === undefined ? i : low + i));

  function zip(a, b) {
    const [x, y] = [iterate(a), iterate(b)];
    if (x.length !== y.length) throw new ValueError("zip: lengths differ");
    return x.map((each, i) => [each, y[i]]);
  }

  const KINDS = {
    str: isText,
    int: (x) => isNumber(x) && Number.isInteger(Number(x)),
    float: (x) => typeof x === "number" && !Number.isInteger(x),
    bool: (x) => typeof x === "boolean",
    list: Array.isArray,
    tuple: Array.isArray,
    dict: (x) => x instanceof Map,
    Mapping: (x) => x instanceof Map,
    date: (x) => x instanceof Day,
  };

  // Text --------------------------------------------------------------------------------------------------------------------

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

  function split(x, sign) {
    if (x instanceof Pattern) return x.split(sign);
    return sign === undefined
      ? strip(x)
          .split(new RegExp(`[${SPACE}]+`, "u"))
          .filter(Boolean)
      : x.split(sign);
  }

  // Regular expressions: the literals come from macros/translate/patterns.py -----------------------------------------------------

  class Match {
    constructor(found) {
      this.found = found;
    }
    group(k = 0) {
      const all = isText(k) ? this.found.groups || {} : this.found;
      if (!(k in all)) throw new IndexError(k);
      return all[k] ?? null;
    }
  }

  class Pattern {
    constructor(source) {
      this.all = new RegExp(source, "gu");
      this.first = new RegExp(source, "uy");
      this.whole = new RegExp(`(?:${source})(?![\\s\\S])`, "uy");
    }
    run(expression, text) {
      expression.lastIndex = 0;
      const found = expression.exec(text);
      return found && new Match(found);
    }
    each(text) {
      this.all.lastIndex = 0; // where an earlier search has left it
      return [...text.matchAll(this.all)].map((found) => new Match(found));
    }
    split(text) {
      const out = [];
      let end = 0;
      for (const { found } of this.each(text)) {
        out.push(text.slice(end, found.index), ...found.slice(1).map((x) => x ?? null));
        end = found.index + found[0].length;
      }
      return [...out, text.slice(end)];
    }
  }

  function sub(pattern, by, text) {
    if (!isText(by)) {
      const made = pattern.each(text).map((match) => [match.found.index, match.found[0].length, by(match)]);
      return made.reduceRight((out, [i, length, now]) => out.slice(0, i) + now + out.slice(i + length), text);
    }
    return by.includes("\\") ? refuse("sub: a replacement is plain text or a function") : text.replace(pattern.all, () => by);
  }

  const known = new Map(); // patterns by their source: one that stands within a function is made once

  function pattern({ source }) {
    if (!known.has(source)) known.set(source, new Pattern(source));
    return known.get(source);
  }

  // Days --------------------------------------------------------------------------------------------------------------------

  class Day {
    constructor(year, month, day) {
      const real = new Date(0);
      real.setUTCFullYear(year, month - 1, day);
      if (year < 1 || year > 9999 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) throw new ValueError("no such day");
      Object.assign(this, { year, month, day });
    }
  }

  const isoformat = ({ year, month, day }) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;

  // The border ----------------------------------------------------------------------------------------------------------------

  /** What came as JSON, or from a form → what the translated functions work on. */
  function take(x) {
    if (Array.isArray(x)) return x.map(take);
    if (x !== null && typeof x === "object") return new Map(Object.entries(x).map(([k, v]) => [k, take(v)]));
    return ["string", "number", "boolean"].includes(typeof x) ? x : null;
  }

  /** The way back: mappings become objects that have nothing but their own keys. */
  function give(x) {
    if (x instanceof Map) return [...x].reduce((made, [k, v]) => Object.assign(made, { [k]: give(v) }), Object.create(null));
    if (Array.isArray(x)) return x.map(give);
    return x !== null && typeof x === "object" ? Object.fromEntries(Object.entries(x).map(([k, v]) => [k, give(v)])) : x;
  }

  SoTay.python = {
    Exception,
    TypeError: TypeError_,
    ValueError,
    LookupError,
    KeyError,
    IndexError,
    truth,
    same,
    order,
    either,
    both,
    plus,
    minus,
    times,
    over,
    rest,
    union,
    grown,
    int,
    str,
    padded,
    iterate,
    unpack,
    unpacked,
    dict,
    set,
    frozenset: set,
    len,
    has,
    at,
    put,
    slice,
    items,
    get,
    sorted,
    range,
    zip,
    take,
    give,
    abs: (x) => Math.abs(number(x)),
    bool: truth,
    any: (xs) => iterate(xs).some(truth),
    all: (xs) => iterate(xs).every(truth),
    next: (xs, otherwise) => (xs.length ? xs[0] : otherwise),
    list: (xs = []) => [...iterate(xs)],
    tuple: (xs = []) => [...iterate(xs)],
    reversed: (xs) => [...iterate(xs)].reverse(),
    enumerate: (xs, start = 0) => iterate(xs).map((x, i) => [i + start, x]),
    max: best(1),
    min: best(-1),
    sum: (xs) => iterate(xs).reduce(plus, 0),
    isinstance: (x, ...kinds) => kinds.some((kind) => KINDS[kind](x)),
    keys: (x) => items(x).map(([k]) => k),
    values: (x) => items(x).map(([, v]) => v),
    setdefault: (x, k, value) => (x.has(key(k)) ? x.get(k) : x.set(k, value).get(k)),
    add: (x, value) => x.add(key(value)) && null,
    append: (x, value) => grown(x, [value]) && null,
    extend: (x, more) => grown(x, more) && null,
    strip,
    lstrip: (text, signs) => stripped(text, signs, true, false),
    rstrip: (text, signs) => stripped(text, signs, false, true),
    upper: (text) => text.toUpperCase(),
    lower: (text) => text.toLowerCase(),
    isalpha: (text) => /^\p{L}+$/u.test(text),
    isdecimal: (text) => /^\p{Nd}+$/u.test(text),
    isupper: (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text),
    startswith: beginsOrEnds("startsWith"),
    endswith: beginsOrEnds("endsWith"),
    split,
    join: (sign, texts) =>
      iterate(texts)
        .map((x) => (isText(x) ? x : refuse("join: text expected")))
        .join(sign),
    replace: (text, old, now) => text.split(old).join(now),
    find: (text, x) => (text.includes(x) ? len(text.slice(0, text.indexOf(x))) : -1),
    count: (x, y) => (isText(x) ? (y === "" ? len(x) + 1 : x.split(y).length - 1) : iterate(x).filter((each) => same(each, y)).length),
    partition: (text, sign) => (text.includes(sign) ? cut(text, text.indexOf(sign), sign) : [text, "", ""]),
    rpartition: (text, sign) => (text.includes(sign) ? cut(text, text.lastIndexOf(sign), sign) : ["", "", text]),
    removeprefix: (text, x) => (text.startsWith(x) ? text.slice(x.length) : text),
    removesuffix: (text, x) => (x !== "" && text.endsWith(x) ? text.slice(0, -x.length) : text),
    normalize: (form, text) => text.normalize(form),
    pattern,
    fullmatch: (pattern, text) => pattern.run(pattern.whole, text),
    match: (pattern, text) => pattern.run(pattern.first, text),
    search: (pattern, text) => pattern.run(pattern.all, text),
    finditer: (pattern, text) => pattern.each(text),
    sub,
    group: (match, k) => match.group(k),
    groups: (match) => match.found.slice(1).map((x) => x ?? null),
    start: (match) => len(match.found.input.slice(0, match.found.index)),
    end: (match) => len(match.found.input.slice(0, match.found.index + match.found[0].length)),
    date: (year, month, day) => new Day(year, month, day),
    isoformat,
  };
})();
