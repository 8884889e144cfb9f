/* Lists, mappings and sets; what runs over any of them, or over text. */
(() => {
  "use strict";
  const {
    Exception,
    Day,
    Element,
    IndexError,
    KeyError,
    Match,
    ValueError,
    grown,
    isNumber,
    isText,
    iterate,
    key,
    number,
    order,
    part,
    plus,
    points,
    refuse,
    same,
    truth,
  } = SoTay.python;

  function unpack(x, count) {
    const all = iterate(x);
    if (all.length !== count) throw new ValueError(`${count} values expected`);
    return all;
  }

  const unpacked = (xs, count) => iterate(xs).map((x) => unpack(x, count));
  const dict = (pairs = []) => new Map(pairs instanceof Map ? pairs : unpacked(pairs, 2).map(([k, v]) => [key(k), v]));
  const set = (xs = []) => new Set(iterate(xs).map(key));
  const len = (x) =>
    x instanceof Map || x instanceof Set ? x.size : isText(x) ? points(x).length : ArrayBuffer.isView(x) ? x.length : iterate(x).length;

  function has(whole, x) {
    if (isText(whole)) return isText(x) ? whole.includes(x) : refuse("text in text");
    if (whole instanceof Map || whole instanceof Set) return whole.has(key(x));
    if (ArrayBuffer.isView(whole)) return placeOf(whole, x, 0) >= 0;
    return iterate(whole).some((each) => same(each, x));
  }

  /** Where the bytes `sought` begin in `whole`, at `from` or later; -1 when nowhere. */
  function placeOf(whole, sought, from) {
    for (let at = whole.indexOf(sought[0], from); at >= 0; at = whole.indexOf(sought[0], at + 1)) {
      if (sought.every((byte, i) => whole[at + i] === byte)) return at;
    }
    return -1;
  }

  function at(x, k) {
    if (x instanceof Match) return x.group(k);
    if (x instanceof Map) {
      if (!x.has(key(k))) throw new KeyError(k);
      return x.get(k);
    }
    const all = isText(x) ? points(x) : ArrayBuffer.isView(x) ? x : iterate(x);
    const i = number(k) < 0 ? all.length + k : number(k);
    if (i < 0 || i >= all.length) throw new IndexError(k);
    return all[i];
  }

  function put(x, k, value) {
    if (x instanceof Map) x.set(key(k), value);
    else if (at(x, k) !== undefined) x[k < 0 ? x.length + k : k] = value;
  }

  /** Takes out of a list or mapping, and gives what was there. */
  function pop(x, k = -1, otherwise = undefined) {
    const value = x instanceof Map && otherwise !== undefined ? get(x, k, otherwise) : at(x, k);
    if (x instanceof Map) x.delete(k);
    else x.splice(k, 1);
    return value;
  }

  function index(xs, x) {
    const found = iterate(xs).findIndex((each) => same(each, x));
    if (found < 0) throw new ValueError("not in the list");
    return found;
  }

  function update(x, more) {
    if (x instanceof Map) for (const [k, v] of more) x.set(k, v);
    else for (const each of iterate(more)) x.add(key(each));
    return null;
  }

  function next(xs, otherwise) {
    if (!xs.length && otherwise === undefined) throw new Exception("nothing there");
    return xs.length ? xs[0] : otherwise;
  }

  const slice = (x, low, high) =>
    ArrayBuffer.isView(x)
      ? x.subarray(low ?? 0, high ?? undefined)
      : isText(x)
        ? part(points(x), low ?? 0, high ?? undefined)
        : iterate(x).slice(low ?? 0, high ?? undefined);

  const items = (x) => (x instanceof Map ? [...x] : refuse("items of a mapping"));
  const get = (x, k, otherwise = null) => (x instanceof Element ? (x.attrib.get(k) ?? otherwise) : x.has(key(k)) ? x.get(k) : otherwise);

  const best =
    (wanted) =>
    (xs, by = (x) => x, otherwise = undefined) => {
      const all = iterate(xs);
      if (!all.length && otherwise !== undefined) return otherwise;
      if (!all.length) throw new ValueError("nothing to choose from");
      const keyed = all.map((x) => [by(x), x]);
      return keyed.reduce((found, x) => (order(x[0], found[0]) * wanted > 0 ? x : found))[1];
    };

  function sorted(xs, by = (x) => x, reverse = false) {
    const keyed = iterate(xs).map((x) => [by(x), x]);
    return keyed.sort(reverse ? (a, b) => order(b[0], a[0]) : (a, b) => order(a[0], b[0])).map(([, x]) => x);
  }

  function range(first, second, step = 1) {
    const [low, high] = second === undefined ? [0, first] : [first, second];
    return Array.from({ length: Math.max(0, Math.ceil((high - low) / step)) }, (_, i) => low + i * step);
  }

  function takewhile(test, xs) {
    const end = iterate(xs).findIndex((x) => !truth(test(x)));
    return iterate(xs).slice(0, end < 0 ? undefined : end);
  }

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

  Object.assign(SoTay.python, {
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
    any: (xs) => iterate(xs).some(truth),
    all: (xs) => iterate(xs).every(truth),
    next,
    pop,
    index,
    update,
    takewhile,
    pairwise: (xs) =>
      iterate(xs)
        .slice(1)
        .map((x, i) => [iterate(xs)[i], x]),
    fromkeys: (xs, value = null) => new Map(iterate(xs).map((x) => [key(x), value])),
    insert: (x, i, value) => iterate(x).splice(i, 0, value) && null,
    remove: (x, value) => (x instanceof Set ? x.delete(key(value)) : iterate(x).splice(index(x, value), 1)) && null,
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
    append: (x, value) => grown(iterate(x), [value]) && null,
    extend: (x, more) => grown(x, more) && null,
  });
})();
