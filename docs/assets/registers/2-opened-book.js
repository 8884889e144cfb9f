/* Reading a spreadsheet that a reader hands in, on this device: .xlsx → rows of text and numbers. */
(() => {
  "use strict";
  const MOST_BYTES = 20e6;
  const MOST_UNPACKED = 80e6;
  const MOST_ROWS = 20000;
  const MOST_COLUMNS = 100;
  const END = 0x06054b50; // the record with which the directory of a zip ends
  const ENTRY = 0x02014b50;

  class BookError extends Error {}

  /** The names and places of a zip's members: {name: {method, start, size, unpacked}}. */
  function directory(view) {
    let end = view.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== END) end--;
    if (end < 0) throw new BookError("không phải tệp .xlsx, hoặc tệp tải về chưa đủ");
    const members = {};
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== ENTRY) throw new BookError("tệp bị hỏng");
      const nameLength = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, nameLength));
      const local = view.getUint32(at + 42, true);
      members[name.replace(/^\//, "")] = {
        method: view.getUint16(at + 10, true),
        size: view.getUint32(at + 20, true),
        unpacked: view.getUint32(at + 24, true),
        start: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
      };
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return members;
  }

  /** The text of a member; it stops as soon as it unpacks to more than it said. */
  async function textOf(view, member) {
    const packed = new Uint8Array(view.buffer, member.start, member.size);
    if (member.method === 0) return new TextDecoder().decode(packed);
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let text = "";
    let left = member.unpacked;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      left -= piece.value.length;
      if (left < 0) throw new BookError("tệp giải nén lớn hơn kích thước đã khai");
      text += decoder.decode(piece.value, { stream: true });
    }
    return text + decoder.decode();
  }

  function xml(text) {
    const parsed = new DOMParser().parseFromString(text, "application/xml");
    if (parsed.getElementsByTagName("parsererror").length) throw new BookError("tệp bị hỏng");
    return parsed;
  }

  /** The elements of that local name, whatever the prefix. */
  function all(node, name) {
    return [...node.getElementsByTagNameNS("*", name)];
  }

  /** The text of a cell's or a shared string's <t>, without the readings of Japanese. */
  function stringOf(node) {
    return all(node, "t")
      .filter((part) => part.parentNode.localName !== "rPh")
      .map((part) => part.textContent)
      .join("");
  }

  /** "AB12" → 27 */
  function columnOf(address) {
    const letters = /^[A-Z]+/i.exec(address || "");
    if (!letters) return -1;
    return [...letters[0].toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  }

  function cellValue(cell, shared) {
    const type = cell.getAttribute("t");
    if (type === "inlineStr") return stringOf(cell);
    const raw = all(cell, "v")[0]?.textContent ?? "";
    if (type === "s") return shared[Number(raw)] ?? "";
    if (type === "str" || type === "b" || type === "e") return type === "e" ? "" : raw;
    return raw === "" || Number.isNaN(Number(raw)) ? raw : Number(raw);
  }

  function rowsOf(sheet, shared) {
    const rows = [];
    for (const row of all(sheet, "row")) {
      if (rows.length >= MOST_ROWS) throw new BookError(`trang tính dài hơn ${MOST_ROWS.toLocaleString("vi-VN")} dòng`);
      const cells = [];
      let next = 0;
      for (const cell of all(row, "c")) {
        const named = columnOf(cell.getAttribute("r"));
        const column = named < 0 ? next : named;
        if (column < MOST_COLUMNS) cells[column] = cellValue(cell, shared);
        next = column + 1;
      }
      rows.push(Array.from(cells, (value) => value ?? ""));
    }
    return rows;
  }

  /** [[name of a sheet, its part], …] in the order of the book. */
  async function sheetParts(part) {
    const targets = {};
    for (const link of all(xml(await part("xl/_rels/workbook.xml.rels")), "Relationship")) {
      const target = link.getAttribute("Target");
      targets[link.getAttribute("Id")] = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    }
    return all(xml(await part("xl/workbook.xml")), "sheet").map((sheet) => {
      const id = [...sheet.attributes].find((attribute) => attribute.localName === "id" && attribute.prefix)?.value;
      return [sheet.getAttribute("name"), targets[id]];
    });
  }

  /**
   * Read a spreadsheet.
   * @param {File} file
   * @returns {Promise<{name: string, rows: (string|number)[][]}[]>} its sheets; rejects with a BookError, a reason in Vietnamese
   */
  async function read(file) {
    if (file.size > MOST_BYTES) throw new BookError("tệp lớn hơn 20 MB");
    const view = new DataView(await file.arrayBuffer());
    if (view.byteLength > 8 && view.getUint32(0, false) === 0xd0cf11e0)
      throw new BookError("là tệp .xls kiểu cũ hoặc có mật khẩu: mở ra, lưu thành .xlsx");
    try {
      const members = directory(view);
      if (Object.values(members).reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_UNPACKED)
        throw new BookError("tệp giải nén quá lớn");
      const part = (name) => {
        if (!members[name]) throw new BookError("không phải tệp .xlsx");
        return textOf(view, members[name]);
      };
      const shared = members["xl/sharedStrings.xml"] ? all(xml(await part("xl/sharedStrings.xml")), "si").map(stringOf) : [];
      const sheets = [];
      for (const [name, target] of await sheetParts(part)) sheets.push({ name, rows: rowsOf(xml(await part(target)), shared) });
      return sheets;
    } catch (error) {
      throw error instanceof BookError ? error : new BookError("tệp bị hỏng");
    }
  }

  SoTay.openedBook = { read, BookError };
})();
