/* What Python does and JavaScript does otherwise, for the scripts that macros/translate makes: this file and the others of the
   folder, in the order that macros/translate/__init__.py names. Functions have the names of Python's own functions and methods; a
   method gets its object first.

   A list or tuple is an array; a mapping a Map in the order of insertion; a set a Set; None null; text a string whose signs are
   code points. Whole numbers and fractions are one kind, as in JSON: 3.0 is 3. Where a result would differ unnoticed, we throw.

   Here: the errors, and what every other file asks of a value. */
(() => {
  "use strict";
  class Exception extends Error {}
  class TypeError_ extends Exception {}
  class ValueError extends Exception {}
  class LookupError extends Exception {}
  class KeyError extends LookupError {}
  class IndexError extends LookupError {}
  class ZeroDivisionError extends Exception {}

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
    if (isText(value) || Number.isFinite(value) || value === null) return value;
    return refuse("a key must be text or a number");
  }

  function iterate(x) {
    if (Array.isArray(x)) return x;
    if (isText(x)) return Array.from(x);
    if (x instanceof Map) return [...x.keys()];
    if (x instanceof SoTay.python.Element) return x.children;
    return x instanceof Set ? [...x] : refuse("nothing to run over");
  }

  function padded(x, width) {
    if (!Number.isInteger(number(x))) refuse("a whole number expected");
    return x < 0 ? `-${String(-x).padStart(width - 1, "0")}` : String(Number(x)).padStart(width, "0");
  }

  SoTay.python = {
    Exception,
    TypeError: TypeError_,
    ValueError,
    LookupError,
    KeyError,
    IndexError,
    ZeroDivisionError,
    isText,
    isNumber,
    refuse,
    points,
    part,
    number,
    key,
    iterate,
    padded,
  };
})();
