/* Giải nén: undoes macros/search/squeeze.py, word for word the same model; see there how and why.
   new SoTay.timKiem.Unsqueezer(classes, bits) → .part(base64, count), part after part in order → {codes: Uint16Array,
   more: function}; more(limit) undoes at most so many codes and says whether any are left, so that a page can go on living. */
(function () {
  "use strict";
  var search = (window.SoTay.timKiem = window.SoTay.timKiem || {});
  var SHIFTS = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5];
  var LAST = SHIFTS.length - 1;
  var EMPTY = 0xffff;

  function filled(length, value) {
    return new Uint16Array(length).fill(value);
  }

  function Unsqueezer(classes, bits) {
    this.classes = classes;
    this.depth = 1;
    while (1 << this.depth < classes.length) this.depth++;
    this.mask = (1 << bits) - 1;
    this.after3 = filled(1 << bits, EMPTY);
    this.sure3 = new Uint8Array(1 << bits);
    this.after2 = filled(2 << bits, EMPTY);
    this.after1 = filled(3 * classes.length, EMPTY);
    this.flags = filled(6 * 8 * 4, 32768);
    this.flagCount = new Uint8Array(6 * 8 * 4);
    this.tree = filled(3 << this.depth, 32768);
    this.treeCount = new Uint8Array(3 << this.depth);
    this.one = this.two = this.three = 0;
  }

  Unsqueezer.prototype.part = function (base64, count) {
    var model = this;
    var bytes = atob(base64);
    var next = 4;
    var low = 0;
    var high = 0xffffffff;
    var value = ((bytes.charCodeAt(0) << 24) | (bytes.charCodeAt(1) << 16) | (bytes.charCodeAt(2) << 8) | bytes.charCodeAt(3)) >>> 0;
    var out = new Uint16Array(count);
    var mask = this.mask;
    var depth = this.depth;
    var classes = this.classes;
    var after3 = this.after3, sure3 = this.sure3, after2 = this.after2, after1 = this.after1;
    var flags = this.flags, flagCount = this.flagCount, tree = this.tree, treeCount = this.treeCount;
    var one = this.one, two = this.two, three = this.three;

    function read(odds, counts, at) {
      var p = odds[at];
      var middle = low + ((high - low) >>> 12) * (p >> 4);
      var shift = SHIFTS[counts[at]];
      var bit = value <= middle;
      if (bit) {
        high = middle;
        odds[at] = p + ((65535 - p) >> shift);
      } else {
        low = middle + 1;
        odds[at] = p - (p >> shift);
      }
      if (counts[at] < LAST) counts[at]++;
      while (((low ^ high) & 0xff000000) === 0) {
        low = (low << 8) >>> 0;
        high = ((high << 8) | 0xff) >>> 0;
        value = ((value << 8) | (next < bytes.length ? bytes.charCodeAt(next++) : 0)) >>> 0;
      }
      return bit;
    }

    var done = 0;
    function more(limit) {
      for (var stop = Math.min(count, done + limit); done < stop; done++) {
        // Products stay below 2^31 for codes below 2^15 and are masked, so that doubles lose nothing.
        var place2 = (one * 40503 + two * 30011) & mask;
        var place3 = (one * 40503 + two * 30011 + three * 20011 + 7919) & mask;
        var row2 = place2 * 2;
        var row1 = one * 3;
        var code = EMPTY;
        var refused = 0;
        var r0 = EMPTY, r1 = EMPTY, r2 = EMPTY, r3 = EMPTY, r4 = EMPTY;
        for (var number = 0; number < 6; number++) {
          var guess = number === 0 ? after3[place3] : number < 3 ? after2[row2 + number - 1] : after1[row1 + number - 3];
          if (guess === EMPTY || guess === r0 || guess === r1 || guess === r2 || guess === r3 || guess === r4) continue;
          if (read(flags, flagCount, (number * 8 + (number === 0 ? sure3[place3] : 0)) * 4 + (refused < 3 ? refused : 3))) {
            code = guess;
            break;
          }
          refused++;
          r4 = r3; r3 = r2; r2 = r1; r1 = r0; r0 = guess;
        }
        if (code === EMPTY) {
          var root = classes[one] << depth;
          var node = 1;
          for (var level = 0; level < depth; level++) node = node * 2 + (read(tree, treeCount, root + node) ? 1 : 0);
          code = node - (1 << depth);
        }
        if (after3[place3] === code) {
          if (sure3[place3] < 7) sure3[place3]++;
        } else if (sure3[place3]) sure3[place3] >>= 1;
        else after3[place3] = code;
        if (after2[row2] !== code) {
          after2[row2 + 1] = after2[row2];
          after2[row2] = code;
        }
        if (after1[row1] !== code) {
          if (after1[row1 + 1] !== code) after1[row1 + 2] = after1[row1 + 1];
          after1[row1 + 1] = after1[row1];
          after1[row1] = code;
        }
        three = two;
        two = one;
        one = code;
        out[done] = code;
      }
      if (done === count) {
        model.one = one;
        model.two = two;
        model.three = three;
      }
      return done < count;
    }
    return { codes: out, more: more };
  };

  search.Unsqueezer = Unsqueezer;
})();
