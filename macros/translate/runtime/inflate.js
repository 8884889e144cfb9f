/* Unpacks deflated bytes (RFC 1951), never more of them than asked for: the twin of macros/files/inflate.py. */
(() => {
  "use strict";
  const { ValueError } = SoTay.python;
  const LONGEST = 15; // bits of a code
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const END = 256;

  /** [[how many codes, bits that follow them], …] → the least length or distance of each code, and its bits. */
  function steps(first, groups) {
    const base = [];
    const extra = [];
    let at = first;
    for (const [count, bits] of groups) {
      for (let i = 0; i < count; i++) {
        base.push(at);
        extra.push(bits);
        at += 1 << bits;
      }
    }
    return { base, extra };
  }

  const five = [1, 2, 3, 4, 5];
  const LENGTHS = steps(3, [[8, 0], ...five.map((bits) => [4, bits])]);
  LENGTHS.base[28] = 258;
  LENGTHS.extra[28] = 0;
  const DISTANCES = steps(1, [[4, 0], ...Array.from({ length: 13 }, (_, i) => [2, i + 1])]);

  const broken = () => {
    throw new ValueError("deflate");
  };

  /** The codes whose lengths are given. One code alone may leave its other branch unused, when `single`; nothing else may. */
  function tree(lengths, single) {
    const count = new Uint16Array(LONGEST + 1);
    for (const length of lengths) count[length]++;
    count[0] = 0;
    const next = new Uint16Array(LONGEST + 2);
    let left = 1;
    for (let length = 1; length <= LONGEST; length++) {
      left = left * 2 - count[length];
      if (left < 0) broken();
      next[length + 1] = next[length] + count[length];
    }
    const used = lengths.filter(Boolean).length;
    if (left > 0 && !(single && used <= 1 && count[1] === used)) broken();
    const symbols = new Uint16Array(lengths.length);
    lengths.forEach((length, symbol) => {
      if (length) symbols[next[length]++] = symbol;
    });
    return { count, symbols };
  }

  const FIXED = {
    lengths: tree(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
    distances: tree(Array.from({ length: 32 }, () => 5)),
  };

  class Reader {
    constructor(packed, limit) {
      this.packed = packed;
      this.limit = limit;
      this.at = 0;
      this.held = 0;
      this.bits = 0;
      this.out = new Uint8Array(Math.min(limit, Math.max(1024, packed.length * 4)));
      this.size = 0;
    }

    take(count) {
      while (this.bits < count) {
        if (this.at >= this.packed.length) broken();
        this.held |= this.packed[this.at++] << this.bits;
        this.bits += 8;
      }
      const value = this.held & ((1 << count) - 1);
      this.held >>>= count;
      this.bits -= count;
      return value;
    }

    symbol({ count, symbols }) {
      let code = 0;
      let first = 0;
      let index = 0;
      for (let length = 1; length <= LONGEST; length++) {
        if (!this.bits) {
          if (this.at >= this.packed.length) broken();
          this.held = this.packed[this.at++];
          this.bits = 8;
        }
        code |= this.held & 1;
        this.held >>>= 1;
        this.bits--;
        if (code - count[length] < first) return symbols[index + code - first];
        index += count[length];
        first = (first + count[length]) << 1;
        code <<= 1;
      }
      return broken();
    }

    /** Room for `more` bytes, up to the limit. */
    room(more) {
      if (this.size + more <= this.out.length) return;
      const larger = new Uint8Array(Math.min(this.limit, Math.max(this.out.length * 2, this.size + more)));
      larger.set(this.out.subarray(0, this.size));
      this.out = larger;
    }

    stored() {
      this.held = this.bits = 0;
      if (this.at + 4 > this.packed.length) broken();
      const [a, b, c, d] = this.packed.subarray(this.at, this.at + 4);
      const length = a | (b << 8);
      if ((length ^ 0xffff) !== (c | (d << 8))) broken();
      this.at += 4;
      const some = this.packed.subarray(this.at, this.at + Math.min(length, this.limit - this.size));
      this.room(some.length);
      this.out.set(some, this.size);
      this.size += some.length;
      this.at += length;
      if (this.at > this.packed.length && this.size < this.limit) broken();
    }

    codes() {
      const [many, far, few] = [this.take(5) + 257, this.take(5) + 1, this.take(4) + 4];
      if (many > 286 || far > 30) broken();
      const short = new Array(19).fill(0);
      for (let i = 0; i < few; i++) short[ORDER[i]] = this.take(3);
      const how = tree(short);
      const lengths = [];
      while (lengths.length < many + far) {
        const symbol = this.symbol(how);
        if (symbol < 16) {
          lengths.push(symbol);
          continue;
        }
        if (symbol === 16 && !lengths.length) broken();
        const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
        const times = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
        if (lengths.length + times > many + far) broken();
        for (let i = 0; i < times; i++) lengths.push(value);
      }
      if (!lengths[END]) broken();
      return { lengths: tree(lengths.slice(0, many), true), distances: tree(lengths.slice(many), true) };
    }

    block({ lengths, distances }) {
      while (this.size < this.limit) {
        const symbol = this.symbol(lengths);
        if (symbol === END) return;
        if (symbol < END) {
          this.room(1);
          this.out[this.size++] = symbol;
          continue;
        }
        if (symbol > 285) broken();
        const length = LENGTHS.base[symbol - 257] + this.take(LENGTHS.extra[symbol - 257]);
        const code = this.symbol(distances);
        if (code > 29) broken();
        const distance = DISTANCES.base[code] + this.take(DISTANCES.extra[code]);
        if (distance > this.size) broken();
        this.room(Math.min(length, this.limit - this.size));
        for (let i = 0; i < length && this.size < this.limit; i++, this.size++) this.out[this.size] = this.out[this.size - distance];
      }
    }
  }

  function inflate(packed, limit) {
    const reader = new Reader(packed, limit);
    for (let last = 0; !last && reader.size < limit; ) {
      last = reader.take(1);
      const kind = reader.take(2);
      if (kind === 0) reader.stored();
      else if (kind === 3) broken();
      else reader.block(kind === 1 ? FIXED : reader.codes());
    }
    return reader.out.subarray(0, reader.size);
  }

  Object.assign(SoTay.python, { inflate });
})();
