/* Instances of the classes that are translated: what is the same object, copies with changes, and those that the build made. */
(() => {
  "use strict";
  const { KeyError, LookupError, isText, key, refuse } = SoTay.python;
  const numbers = new WeakMap();
  let given = 0;

  class UnknownName extends LookupError {}

  function id(x) {
    if (x === null || typeof x !== "object") return refuse("no object");
    if (!numbers.has(x)) numbers.set(x, ++given);
    return numbers.get(x);
  }

  function is(a, b) {
    const values = ["string", "number"];
    return values.includes(typeof a) || values.includes(typeof b) ? refuse("«is» is for objects") : a === b;
  }

  const getattr = (x, name) => (name in x ? x[name] : refuse(`no attribute ${name}`));

  /** A copy of a dataclass in which `changes` hold. */
  function replaced(x, changes) {
    const { fields } = x.constructor;
    for (const name of changes.keys()) if (!fields.includes(name)) refuse(`no field ${name}`);
    return new x.constructor(...fields.map((name) => (changes.has(name) ? changes.get(name) : x[name])));
  }

  /** What macros/translate/data.py wrote → what the translated functions work on. */
  function made(x, classes) {
    if (Array.isArray(x)) return x.map((each) => made(each, classes));
    if (x === null || typeof x !== "object") return x;
    if ("ngay" in x) return SoTay.python.date(...x.ngay);
    if ("mau" in x) return SoTay.python.pattern(x.mau);
    if ("bang" in x) return new Map(x.bang.map(([k, v]) => [key(k), made(v, classes)]));
    const whole = Object.create((classes[x.lop] || Object).prototype);
    for (const [name, value] of Object.entries(x.co)) whole[name] = made(value, classes);
    return whole;
  }

  function look_up(table, name) {
    if (!isText(name) || !table.has(name)) throw new UnknownName(String(name));
    return table.get(name);
  }

  Object.assign(SoTay.python, { KeyError, UnknownName, id, is, getattr, replaced, made, look_up });
})();
