/* A stored zip, byte for byte as macros/files/zip.py writes it: names in ASCII, stamps of 1980. */
(() => {
  "use strict";
  const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });

  function crc(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  function utf8(text) {
    const raw = unescape(encodeURIComponent(text));
    return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
  }

  /** [[number, how many bytes], …] → the numbers' bytes, the least first. */
  function littleEndian(numbers) {
    const bytes = [];
    for (const [number, length] of numbers) {
      for (let i = 0; i < length; i++) bytes.push((number >>> (8 * i)) & 255);
    }
    return Uint8Array.from(bytes);
  }

  function joined(blocks) {
    const whole = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of blocks) {
      whole.set(block, at);
      at += block.length;
    }
    return whole;
  }

  /**
   * Pack files.
   * @param {[string, string|Uint8Array][]} files name and content
   * @returns {Uint8Array}
   */
  SoTay.zip = (files) => {
    const contents = [];
    const directory = [];
    let offset = 0;
    for (const [name, content] of files) {
      const nameBytes = utf8(name);
      const body = typeof content === "string" ? utf8(content) : content;
      // Version, flags, method, time, date (1/1/1980), checksum, sizes, lengths of the name and of the extra field.
      const common = [
        [20, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0x21, 2],
        [crc(body), 4],
        [body.length, 4],
        [body.length, 4],
        [nameBytes.length, 2],
        [0, 2],
      ];
      const head = littleEndian([[0x04034b50, 4], ...common]);
      // Comment, disk, internal and external attributes, where the file begins.
      const tail = [
        [0, 2],
        [0, 2],
        [0, 2],
        [0x01800000, 4],
        [offset, 4],
      ];
      contents.push(head, nameBytes, body);
      directory.push(littleEndian([[0x02014b50, 4], [20, 2], ...common, ...tail]), nameBytes);
      offset += head.length + nameBytes.length + body.length;
    }
    const index = joined(directory);
    const end = [
      [0x06054b50, 4],
      [0, 4],
      [files.length, 2],
      [files.length, 2],
      [index.length, 4],
      [offset, 4],
      [0, 2],
    ];
    return joined([...contents, index, littleEndian(end)]);
  };
})();
