/* Words as readers type them: with accents or without, in any case. */
(() => {
  "use strict";

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

  SoTay.text = { fold, foldToWords, words, decimal };
})();
