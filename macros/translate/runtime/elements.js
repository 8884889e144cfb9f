/* Elements of XML, as Python's ElementTree has them. */
(() => {
  "use strict";
  const steps = new Map(); // path → its tags

  function stepsOf(path) {
    if (!steps.has(path)) steps.set(path, path.replace(/^\.\/\//, "").match(/(?:\{[^}]*\})?[^/{}]+/g));
    return steps.get(path);
  }

  class Element {
    constructor(tag, attrib = new Map()) {
      this.tag = tag;
      this.attrib = attrib;
      this.text = null;
      this.tail = null;
      this.children = [];
    }

    /** The element and all within it, in the order of the text; only those of `tag` when it is given. */
    iter(tag, found = []) {
      if (tag === undefined || this.tag === tag) found.push(this);
      for (const child of this.children) child.iter(tag, found);
      return found;
    }

    itertext(found = []) {
      if (this.text) found.push(this.text);
      for (const child of this.children) {
        child.itertext(found);
        if (child.tail) found.push(child.tail);
      }
      return found;
    }

    /** Children by a path «tag/tag»; one that begins with «.//» begins anywhere within. */
    findall(path) {
      const [first, ...others] = stepsOf(path);
      const deep = path.startsWith(".//");
      let found = deep ? this.iter(first).filter((each) => each !== this) : this.children.filter((child) => child.tag === first);
      for (const tag of others) found = found.flatMap((each) => each.children.filter((child) => child.tag === tag));
      return found;
    }

    find(path) {
      if (stepsOf(path).length === 1 && path[0] !== ".") return this.children.find((child) => child.tag === path) || null;
      return this.findall(path)[0] || null;
    }
  }

  Object.assign(SoTay.python, {
    Element,
    iter: (element, tag) => element.iter(tag),
    itertext: (element) => element.itertext(),
    findall: (element, path) => element.findall(path),
  });
})();
