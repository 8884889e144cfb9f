/* The second interpreter of templates: a program and values → the same text that Python writes.
   Mirrors macros/documents/program.py function by function; a fuzz test compares the two. */
(() => {
  "use strict";

  /** Whether a value counts as filled in. */
  function truthy(value) {
    if (Array.isArray(value)) return value.length > 0;
    return !(value === null || value === undefined || value === false || value === "" || value === 0);
  }

  /** A value as text: strings and whole numbers; all else is nothing. */
  function asText(value) {
    if (typeof value === "string") return value;
    const whole = typeof value === "number" && Math.abs(value) < 1e15 && Math.floor(value) === value;
    return whole ? String(value === 0 ? 0 : value) : "";
  }

  function isMapping(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function member(value, key) {
    // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is younger than ES2020.
    return isMapping(value) && Object.prototype.hasOwnProperty.call(value, key) ? value[key] : null;
  }

  /** `text` without the given signs at its end. */
  function stripEnd(text, signs) {
    let end = text.length;
    while (end > 0 && signs.includes(text[end - 1])) end--;
    return text.slice(0, end);
  }

  /** `text` without the given signs at both ends. */
  function strip(text, signs) {
    let start = 0;
    while (start < text.length && signs.includes(text[start])) start++;
    return stripEnd(text.slice(start), signs);
  }

  function filtered(expression, context) {
    const [, name, operand, fallback] = expression;
    const value = evaluate(operand, context);
    if (name === "default") return truthy(value) ? value : evaluate(fallback, context);
    const text = asText(value);
    if (name === "upper") return text.toUpperCase();
    if (name === "lower") return text.toLowerCase();
    return strip(text, " \t\n\r\u00a0");
  }

  /** Expressions: c constant, p path, u filter, n not, a and, o or, e equal, all else unequal. */
  function evaluate(expression, context) {
    const [kind, first, second] = expression;
    if (kind === "c") return first;
    if (kind === "p") return first.reduce(member, context);
    if (kind === "u") return filtered(expression, context);
    const left = evaluate(first, context);
    if (kind === "n") return !truthy(left);
    if (kind === "a") return truthy(left) ? evaluate(second, context) : left;
    if (kind === "o") return truthy(left) ? left : evaluate(second, context);
    const same = asText(left) === asText(evaluate(second, context));
    return kind === "e" ? same : !same;
  }

  /** A value as it stands in XML or HTML. */
  function escaped(value) {
    return asText(value).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function loop([, name, list, body], context, write) {
    const items = evaluate(list, context);
    if (!Array.isArray(items)) return "";
    let out = "";
    items.forEach((item, i) => {
      const inner = Object.assign(Object.create(null), context);
      inner[name] = item;
      inner.loop = { index: i + 1, first: i === 0, last: i === items.length - 1 };
      out += run(body, inner, write);
    });
    return out;
  }

  function branch([, cases, otherwise], context, write) {
    const chosen = cases.find(([condition]) => truthy(evaluate(condition, context)));
    return run(chosen ? chosen[1] : otherwise, context, write);
  }

  /**
   * Run a program.
   * @param {Array} program texts and nodes: ["v", expression], ["f", name, list, body], ["i", [[condition, body], …], otherwise]
   * @param {object} context names → values
   * @param {(value: unknown) => string} [write] how a value becomes text
   */
  function run(program, context, write = escaped) {
    let out = "";
    for (const node of program) {
      if (typeof node === "string") out += node;
      else if (node[0] === "v") out += write(evaluate(node[1], context));
      else if (node[0] === "f") out += loop(node, context, write);
      else out += branch(node, context, write);
    }
    return out;
  }

  SoTay.templateProgram = { run, truthy, asText, isMapping, member, strip, stripEnd };
})();
