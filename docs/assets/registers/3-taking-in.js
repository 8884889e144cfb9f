/* Rows of a spreadsheet → entries of a register. The row of column names is found by its words; what is there already stays. */
(() => {
  "use strict";
  const MOST_ROWS_ABOVE = 20; // where the row of names is looked for

  function folded(value) {
    return SoTay.text.foldToWords(String(value));
  }

  /** {column id: position} of the row that names the most columns, and its number; null when none names two. */
  function findHead(rows, columns) {
    let best = null;
    rows.slice(0, MOST_ROWS_ABOVE).forEach((row, number) => {
      const names = row.map(folded);
      const places = {};
      for (const { id, nhan } of columns) {
        const at = names.indexOf(folded(nhan));
        if (at >= 0) places[id] = at;
      }
      const found = Object.keys(places).length;
      if (found >= 2 && (!best || found > Object.keys(best.places).length)) best = { number, places };
    });
    return best;
  }

  function textOf(value, isDay) {
    if (typeof value === "number") return isDay && value > 20000 && value < 80000 ? SoTay.typedDays.ofSerial(value) : String(value);
    const text = value.replace(/\s+/g, " ").trim().normalize("NFC");
    return isDay ? SoTay.typedDays.read(text, 0) || text : text;
  }

  /**
   * @param {{name: string, rows: (string|number)[][]}[]} sheets
   * @param {{id: string, nhan: string, ngay: boolean}[]} columns
   * @param {string} wanted the sheet's name in the template; another one will do when it has the columns
   * @returns {{entries: object[], missing: string[]} | null} null when no sheet has the columns
   */
  function entriesOf(sheets, columns, wanted) {
    const order = [...sheets].sort((a, b) => (b.name === wanted) - (a.name === wanted));
    for (const { rows } of order) {
      const head = findHead(rows, columns);
      if (!head) continue;
      const entries = rows.slice(head.number + 1).map((row) => {
        const entry = {};
        for (const { id, ngay } of columns) entry[id] = id in head.places ? textOf(row[head.places[id]] ?? "", ngay) : "";
        return entry;
      });
      const missing = columns.filter(({ id }) => !(id in head.places)).map(({ nhan }) => nhan);
      return { entries: entries.filter((entry) => Object.values(entry).some(Boolean)), missing };
    }
    return null;
  }

  /** Those of `entries` that the register lacks, told by `identity` columns; the columns are compared without accents and case. */
  function additions(present, entries, identity) {
    const keyOf = (entry) => identity.map((column) => folded(entry[column] || "")).join("|");
    const known = new Set(present.map(keyOf));
    return entries.filter((entry) => {
      const key = keyOf(entry);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  SoTay.registerTakingIn = { entriesOf, additions };
})();
