/* Truth, equality, order, and what + - * / // % | do. */
(() => {
  "use strict";
  const { Day, Element, ZeroDivisionError, isNumber, isText, isoformat, iterate, number, points, refuse } = SoTay.python;

  function truth(x) {
    if (Array.isArray(x)) return x.length > 0;
    if (x instanceof Map || x instanceof Set) return x.size > 0;
    if (x instanceof Element) return refuse("an element is neither true nor false");
    return Boolean(x);
  }

  function same(a, b) {
    if (a === b) return true;
    if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
    if (a === null || b === null || typeof a !== "object" || typeof b !== "object" || a.constructor !== b.constructor) return false;
    if (Array.isArray(a)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
    if (a instanceof Map) return a.size === b.size && [...a].every(([k, v]) => b.has(k) && same(v, b.get(k)));
    if (a instanceof Set) return a.size === b.size && [...a].every((x) => b.has(x));
    if (ArrayBuffer.isView(a)) return a.length === b.length && a.every((byte, i) => byte === b[i]);
    const names = a instanceof Day ? Object.keys(a) : a.constructor.fields;
    return Boolean(names?.every((name) => same(a[name], b[name])));
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

  const nought = () => {
    throw new ZeroDivisionError("division by zero");
  };
  const divided = (a, b) => (number(b) === 0 ? nought() : number(a) / b);

  function rest(a, b) {
    const left = number(b) === 0 ? nought() : number(a) % b;
    return left !== 0 && left < 0 !== b < 0 ? left + b : left || 0;
  }

  const over = (a, b) => Math.round((number(a) - rest(a, b)) / b);
  const union = (a, b) => (a instanceof Map ? new Map([...a, ...b]) : new Set([...a, ...b]));

  /** `a += b`: a list grows in its place. */
  function grown(a, b) {
    if (!Array.isArray(a)) return plus(a, b);
    a.push(...iterate(b));
    return a;
  }

  Object.assign(SoTay.python, {
    truth,
    bool: truth,
    same,
    order,
    either,
    both,
    plus,
    minus,
    times,
    divided,
    over,
    rest,
    union,
    grown,
  });
})();
