/* SHA-256 (FIPS 180-4). Own code, because crypto.subtle is asynchronous and not to be had in every browser on file://. */
(() => {
  "use strict";
  const ROUNDS = [];
  const START = [];
  const SCHEDULE = new Int32Array(64);

  function isPrime(number) {
    for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
    return true;
  }

  /** The first 32 bits behind the point. */
  function fraction(number) {
    return ((number - Math.floor(number)) * 4294967296) | 0;
  }

  for (let number = 2; ROUNDS.length < 64; number++) {
    if (!isPrime(number)) continue;
    if (START.length < 8) START.push(fraction(Math.sqrt(number)));
    ROUNDS.push(fraction(Math.cbrt(number)));
  }

  function rotate(word, bits) {
    return (word >>> bits) | (word << (32 - bits));
  }

  /** The message in words of 32 bits, padded as the standard says. */
  function padded(bytes) {
    const length = ((bytes.length + 8) >> 6) * 16 + 16;
    const words = new Int32Array(length);
    for (let i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << (24 - (i % 4) * 8);
    words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
    words[length - 1] = bytes.length * 8;
    return words;
  }

  /** Fill the schedule of one block of the message. */
  function expand(words, at) {
    const w = SCHEDULE;
    for (let t = 0; t < 16; t++) w[t] = words[at + t];
    for (let t = 16; t < 64; t++) {
      const s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >>> 3);
      const s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
  }

  /** SHA-256 of a text's UTF-8 bytes, as 32 bytes. */
  function sha256(text) {
    const words = padded(new TextEncoder().encode(text));
    const hash = START.slice();
    for (let at = 0; at < words.length; at += 16) {
      expand(words, at);
      let a = hash.slice();
      for (let t = 0; t < 64; t++) {
        const e = a[4];
        const mixed = (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & a[5]) ^ (~e & a[6]));
        const t1 = (a[7] + mixed + ROUNDS[t] + SCHEDULE[t]) | 0;
        const majority = (a[0] & a[1]) ^ (a[0] & a[2]) ^ (a[1] & a[2]);
        const t2 = ((rotate(a[0], 2) ^ rotate(a[0], 13) ^ rotate(a[0], 22)) + majority) | 0;
        a = [(t1 + t2) | 0, a[0], a[1], a[2], (a[3] + t1) | 0, a[4], a[5], a[6]];
      }
      for (let i = 0; i < 8; i++) hash[i] = (hash[i] + a[i]) | 0;
    }
    return Uint8Array.from({ length: 32 }, (_, i) => hash[i >> 2] >>> (24 - (i % 4) * 8));
  }

  /** The same in hexadecimal digits. */
  function hex(text) {
    return Array.from(sha256(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  SoTay.sha256 = { bytes: sha256, hex };
})();
