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
    var out = new Uint16Array(count);
    var done = 0;
    // Numbers of 32 bits that a closure keeps are boxed at every change: between calls they rest in an array.
    var rest = new Uint32Array([0, 0xffffffff, 0]);
    var next = 0;
    for (; next < 4; next++) rest[2] = (rest[2] << 8) | bytes.charCodeAt(next);

    /* The decoder stands twice below, once for a yes or no, once for a bit of the tree: as a function it would cost a third more. */
    function more(limit) {
      var mask = model.mask, depth = model.depth, classes = model.classes;
      var after3 = model.after3, sure3 = model.sure3, after2 = model.after2, after1 = model.after1;
      var flags = model.flags, flagCount = model.flagCount, tree = model.tree, treeCount = model.treeCount;
      var one = model.one, two = model.two, three = model.three;
      var low = rest[0], high = rest[1], value = rest[2];
      var length = bytes.length;
      var at, p, middle, shift;
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
          at = (number * 8 + (number === 0 ? sure3[place3] : 0)) * 4 + (refused < 3 ? refused : 3);
          p = flags[at];
          middle = low + ((high - low) >>> 12) * (p >> 4);
          shift = SHIFTS[flagCount[at]];
          if (flagCount[at] < LAST) flagCount[at]++;
          var hit = value <= middle;
          if (hit) {
            high = middle;
            flags[at] = p + ((65535 - p) >> shift);
          } else {
            low = middle + 1;
            flags[at] = p - (p >> shift);
          }
          while (((low ^ high) & 0xff000000) === 0) {
            low = (low << 8) >>> 0;
            high = ((high << 8) | 0xff) >>> 0;
            value = ((value << 8) | (next < length ? bytes.charCodeAt(next++) : 0)) >>> 0;
          }
          if (hit) {
            code = guess;
            break;
          }
          refused++;
          r4 = r3; r3 = r2; r2 = r1; r1 = r0; r0 = guess;
        }
        if (code === EMPTY) {
          var root = classes[one] << depth;
          var node = 1;
          for (var level = 0; level < depth; level++) {
            at = root + node;
            p = tree[at];
            middle = low + ((high - low) >>> 12) * (p >> 4);
            shift = SHIFTS[treeCount[at]];
            if (treeCount[at] < LAST) treeCount[at]++;
            if (value <= middle) {
              high = middle;
              tree[at] = p + ((65535 - p) >> shift);
              node = node * 2 + 1;
            } else {
              low = middle + 1;
              tree[at] = p - (p >> shift);
              node = node * 2;
            }
            while (((low ^ high) & 0xff000000) === 0) {
              low = (low << 8) >>> 0;
              high = ((high << 8) | 0xff) >>> 0;
              value = ((value << 8) | (next < length ? bytes.charCodeAt(next++) : 0)) >>> 0;
            }
          }
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
      rest[0] = low;
      rest[1] = high;
      rest[2] = value;
      model.one = one;
      model.two = two;
      model.three = three;
      return done < count;
    }
    return { codes: out, more: more };
  };

  search.Unsqueezer = Unsqueezer;
})();
