/* What a class of ours that is a list grows from: a part of it is a plain list. */
(() => {
  "use strict";
  class List extends Array {
    static get [Symbol.species]() {
      return Array;
    }
  }

  Object.assign(SoTay.python, { List });
})();
