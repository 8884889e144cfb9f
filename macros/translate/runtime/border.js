/* The border: values of a page → values that the translated functions work on, and the way back. */
(() => {
  "use strict";
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

  Object.assign(SoTay.python, { take, give });
})();
