/* What a spreadsheet puts on the clipboard, as rows of a form's table. No page is needed. */
(() => {
  "use strict";
  const MOST_ROWS = 200;

  /** Whether a pasted text is more than one cell. */
  function isTable(text) {
    return /[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""));
  }

  /** "a\tb\r\nc\td" → [["a", "b"], ["c", "d"]]; a cell in quotation marks may hold line ends, which become spaces. */
  function rowsOf(text) {
    const rows = [[]];
    const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
    for (let found = cells.exec(text); found; found = cells.exec(text)) {
      const cell = found[1] === undefined ? found[2] : found[1].replace(/""/g, '"');
      rows[rows.length - 1].push(cell.replace(/\s+/g, " ").trim());
      if (!found[3]) break;
      if (found[3] !== "\t") rows.push([]);
    }
    while (rows.length && !rows[rows.length - 1].some(Boolean)) rows.pop();
    return rows.slice(0, MOST_ROWS);
  }

  /**
   * Lay pasted cells over a table.
   * @param {Object<string, string>[]} table its rows
   * @param {string[]} columns ids, in order
   * @param {number} row where the paste begins
   * @param {string} column
   * @returns {Object<string, string>[]} the rows afterwards; cells to the right of the last column are left out
   */
  function spread(table, columns, row, column, text) {
    const first = columns.indexOf(column);
    const next = table.map((one) => ({ ...one }));
    rowsOf(text).forEach((cells, i) => {
      while (next.length <= row + i) next.push({});
      cells.forEach((cell, j) => {
        if (columns[first + j]) next[row + i][columns[first + j]] = cell;
      });
    });
    return next;
  }

  SoTay.pastedTable = { isTable, spread };
})();
