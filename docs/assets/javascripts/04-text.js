/* Words as readers type them, with accents or without, in any case; and words that are shown without a break. */
(() => {
  "use strict";
  const NUMBER = /\b\d{1,5}(?:-[A-ZĐ][A-ZĐi]{0,4}\/[A-ZĐ][\p{L}\d]*|\/\d{4}\/[A-ZĐ][\p{L}\d-]*)/gu; // of a document

  /** Lower case without accents, "đ" included. */
  function fold(text) {
    return text
      .toLowerCase()
      .replace(/đ/g, "d")
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
  }

  /** Letters and digits alone, a space between words: the folding of macros.vietnamese.slug. */
  function foldToWords(text) {
    return fold(text)
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }

  /** The folded words of what was typed. */
  function words(text) {
    return fold(text).split(/\s+/).filter(Boolean);
  }

  /** 31.3 → "31,3" */
  function decimal(number) {
    return String(number).replace(".", ",");
  }

  /** Runs of text, [text, whether it is marked], → nodes. As on pages, no line ends within the number of a document, nor before «%». */
  function unbroken(runs) {
    const nodes = document.createDocumentFragment();
    const said = runs.map(([text]) => text).join("");
    const numbers = [...said.matchAll(NUMBER)];
    let start = 0;
    let whole = null; // holds the number that `start` stands in
    for (const [text, isMarked] of runs) {
      const end = start + text.length;
      while (start < end) {
        const number = numbers[0];
        const isIn = Boolean(number) && start >= number.index;
        const stop = isIn ? number.index + number[0].length : number?.index;
        const words = said.slice(start, Math.min(end, stop ?? end)).replace(/(\d) (?=%)/g, "$1\u00a0");
        if (isIn && !whole) whole = nodes.appendChild(SoTay.el("span", "st-lien"));
        (whole || nodes).append(isMarked ? SoTay.el("mark", "", words) : words);
        start += words.length;
        if (isIn && start === stop) {
          numbers.shift();
          whole = null;
        }
      }
    }
    return nodes;
  }

  SoTay.unbroken = unbroken;
  SoTay.text = { fold, foldToWords, words, decimal };
})();
