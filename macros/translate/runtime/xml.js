/* Reads XML into elements: the twin of macros/files/xml.py. What is not well-formed, or leaves a namespace untold, throws ValueError.
   There is no DOCTYPE: whoever calls has refused it. */
(() => {
  "use strict";
  const { Element, ValueError } = SoTay.python;
  const BEGIN =
    "A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd";
  const NAME = `[${BEGIN}][${BEGIN}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;
  const QUALIFIED = `${NAME}(?::${NAME})?`;
  const BLANK = "[ \\t\\r\\n]";
  const OPEN = new RegExp(`<(${QUALIFIED})`, "y");
  const ATTRIBUTE = new RegExp(`${BLANK}+(${QUALIFIED})${BLANK}*=${BLANK}*(?:"([^<"]*)"|'([^<']*)')`, "y");
  const OPENED = new RegExp(`${BLANK}*(/?)>`, "y");
  const CLOSE = new RegExp(`</(${QUALIFIED})${BLANK}*>`, "y");
  const INSTRUCTION = new RegExp(`<\\?(${NAME})(?:${BLANK}[^]*?)?\\?>`, "y");
  const VALUE = "(?:\"[A-Za-z0-9._-]*\"|'[A-Za-z0-9._-]*')";
  const ENCODING = "(?:\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*')";
  const DECLARATION = new RegExp(
    `<\\?xml${BLANK}+version${BLANK}*=${BLANK}*${VALUE}(?:${BLANK}+encoding${BLANK}*=${BLANK}*${ENCODING})?` +
      `(?:${BLANK}+standalone${BLANK}*=${BLANK}*(?:"(?:yes|no)"|'(?:yes|no)'))?${BLANK}*\\?>`,
    "y",
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  const NO_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
  const XML = "http://www.w3.org/XML/1998/namespace";
  const XMLNS = "http://www.w3.org/2000/xmlns/";
  const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

  const broken = () => {
    throw new ValueError("not well-formed");
  };

  function referred(_, name) {
    if (name === undefined) return broken(); // a bare «&»
    if (name[0] !== "#") return SIGNS[name] || broken();
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const plain = code > 0x1f || code === 9 || code === 10 || code === 13;
    if (!plain || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code === 0xfffe || code === 0xffff) return broken();
    return String.fromCodePoint(code);
  }

  const spelt = (text) => (text.includes("&") ? text.replace(/&(?:(#x[0-9a-fA-F]+|#[0-9]+|[^;&\s]+);)?/g, referred) : text);
  const lines = (text) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
  const value = (text) => spelt(/[\t\r\n]/.test(text) ? text.replace(/\r\n|[\t\r\n]/g, " ") : text);

  /** The namespaces that hold in an element, and the full names that were asked for there. */
  class Names {
    constructor(around, declared) {
      this.uris = around ? new Map([...around.uris, ...declared]) : declared;
      this.tags = new Map();
      this.attributes = new Map();
    }

    full(name, known, otherwise) {
      let full = known.get(name);
      if (full === undefined) {
        const colon = name.indexOf(":");
        const uri = colon < 0 ? otherwise : this.uris.get(name.slice(0, colon));
        if (uri === undefined) broken();
        full = uri ? `{${uri}}${name.slice(colon + 1)}` : name;
        known.set(name, full);
      }
      return full;
    }

    tag(name) {
      return this.full(name, this.tags, this.uris.get("") || "");
    }

    attribute(name) {
      return this.full(name, this.attributes, "");
    }
  }

  /** A namespace that an attribute declares. */
  function declare(declared, prefix, uri) {
    if (prefix === "xmlns" || uri === XMLNS || (prefix === "xml") !== (uri === XML) || (prefix && !uri) || uri.includes("}")) broken();
    declared.set(prefix, uri);
  }

  class Reader {
    constructor(text) {
      this.text = text;
      this.at = 0;
      this.open = []; // [element, its name as written, the names outside]
      this.names = new Names(null, new Map([["xml", XML]]));
      this.root = null;
      this.last = null; // the element that was closed last, to which what follows is the tail
    }

    match(expression) {
      expression.lastIndex = this.at;
      const found = expression.exec(this.text);
      if (found) this.at = expression.lastIndex;
      return found;
    }

    /** The place behind `end`, which must come at `from` or later. */
    after(end, from) {
      const found = this.text.indexOf(end, from);
      return found < 0 ? broken() : found + end.length;
    }

    write(text) {
      const inside = this.open.length && this.open[this.open.length - 1][0];
      if (!text) return;
      if (!inside) return void (/[^ \t\r\n]/.test(text) && broken());
      if (this.last) this.last.tail = (this.last.tail || "") + text;
      else inside.text = (inside.text || "") + text;
    }

    begin() {
      const found = this.match(OPEN);
      if (!found || (this.root && !this.open.length)) broken();
      const written = [];
      let declared = null;
      for (let a = this.match(ATTRIBUTE); a; a = this.match(ATTRIBUTE)) {
        const name = a[1];
        const said = value(a[2] === undefined ? a[3] : a[2]);
        if (name === "xmlns" || name.startsWith("xmlns:")) {
          if (!declared) declared = new Map();
          const prefix = name.slice(6);
          if (declared.has(prefix)) broken();
          declare(declared, prefix, said);
        } else written.push([name, said]);
      }
      const end = this.match(OPENED) || broken();
      const outside = this.names;
      if (declared) this.names = new Names(outside, declared);
      const attrib = new Map(written.map(([name, said]) => [this.names.attribute(name), said]));
      if (attrib.size < written.length) broken();
      const element = new Element(this.names.tag(found[1]), attrib);
      if (this.open.length) this.open[this.open.length - 1][0].children.push(element);
      else this.root = element;
      this.last = null;
      if (end[1]) {
        this.last = element;
        this.names = outside;
      } else this.open.push([element, found[1], outside]);
    }

    end() {
      const found = this.match(CLOSE);
      if (!found || !this.open.length) broken();
      const [element, name, outside] = this.open.pop();
      if (name !== found[1]) broken();
      this.names = outside;
      this.last = element;
    }

    /** A comment, a section without markup, an instruction. */
    other() {
      const { text, at } = this;
      if (text.startsWith("<!--", at)) {
        this.at = this.after("-->", at + 4);
        if (text.slice(at + 4, this.at - 3).includes("--") || (text[this.at - 4] === "-" && this.at - 4 >= at + 4)) broken();
      } else if (text.startsWith("<![CDATA[", at) && this.open.length) {
        this.at = this.after("]]>", at + 9);
        this.write(lines(text.slice(at + 9, this.at - 3)));
      } else {
        const found = this.match(INSTRUCTION);
        if (!found || /^xml$/i.test(found[1])) broken();
      }
    }

    read() {
      const { text } = this;
      if (NO_CHARACTER.test(text)) broken();
      if (/^<\?xml[ \t\r\n]/.test(text) && !this.match(DECLARATION)) broken();
      while (this.at < text.length) {
        const tag = text.indexOf("<", this.at);
        const words = text.slice(this.at, tag < 0 ? text.length : tag);
        if (words) {
          if (words.includes("]]>") || (!this.open.length && words.includes("&"))) broken();
          this.write(spelt(lines(words)));
          this.at += words.length;
        }
        if (tag < 0) break;
        const sign = text[tag + 1];
        if (sign === "/") this.end();
        else if (sign === "!" || sign === "?") this.other();
        else this.begin();
      }
      return this.open.length ? broken() : this.root || broken();
    }
  }

  Object.assign(SoTay.python, { parsed: (text) => new Reader(text).read() });
})();
