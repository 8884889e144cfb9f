/* Regular expressions: their sources come from macros/translate/patterns.py. */
(() => {
  "use strict";
  const { IndexError, isText, points, refuse } = SoTay.python;

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
      this.source = source;
      this.made = {};
    }
    /** The expression, made when it is first asked for: few of all patterns are, and each takes its time. */
    as(name, source, flags) {
      if (!this.made[name]) this.made[name] = new RegExp(source, flags);
      return this.made[name];
    }
    get all() {
      return this.as("all", this.source, "gu");
    }
    get first() {
      return this.as("first", this.source, "uy");
    }
    get whole() {
      return this.as("whole", `(?:${this.source})(?![\\s\\S])`, "uy");
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

  function pattern(source) {
    if (!known.has(source)) known.set(source, new Pattern(source));
    return known.get(source);
  }

  Object.assign(SoTay.python, {
    Match,
    Pattern,
    pattern,
    fullmatch: (pattern, text) => pattern.run(pattern.whole, text),
    match: (pattern, text) => pattern.run(pattern.first, text),
    search: (pattern, text) => pattern.run(pattern.all, text),
    finditer: (pattern, text) => pattern.each(text),
    sub,
    group: (match, k) => match.group(k),
    groups: (match) => match.found.slice(1).map((x) => x ?? null),
    start: (match) => points(match.found.input.slice(0, match.found.index)).length,
    end: (match) => points(match.found.input.slice(0, match.found.index + match.found[0].length)).length,
  });
})();
