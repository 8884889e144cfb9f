/* Bytes: written out, read as text, and their checksum. */
(() => {
  "use strict";
  const { Exception, ValueError, refuse } = SoTay.python;
  class UnicodeDecodeError extends ValueError {}

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });

  function crc32(content) {
    let value = 0xffffffff;
    for (let i = 0; i < content.length; i++) value = CRC[(value ^ content[i]) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  function latin(content) {
    let text = "";
    for (const byte of content) text += String.fromCharCode(byte);
    return text;
  }

  function decode(content, encoding) {
    if (encoding === "latin-1") return latin(content);
    if (encoding !== "utf-8") return refuse("an unknown encoding");
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    } catch {
      throw new UnicodeDecodeError("no UTF-8");
    }
  }

  const encode = (text, encoding) => (encoding === "utf-8" ? new TextEncoder().encode(text) : refuse("an unknown encoding"));

  Object.assign(SoTay.python, {
    OverflowError: class extends Exception {},
    UnicodeDecodeError,
    bytes: (numbers) => Uint8Array.from(numbers),
    crc32,
    decode,
    encode,
  });
})();
