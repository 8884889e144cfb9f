/* Lists, mappings and sets; what runs over any of them, or over text. */
(() => {
  "use strict";
  const {
    Day,
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
  });
})();
