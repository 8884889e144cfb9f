/* A spreadsheet made on the spot, with numbers as numbers. */
(() => {
  "use strict";
  const { OFFICE, escaped, relationships, pack } = SoTay.officePackage;
  const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

  /** 0 → "A", 26 → "AA" */
  function letters(column) {
    const last = String.fromCharCode(65 + (column % 26));
    return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
  }

  function cell(value, address) {
    if (typeof value === "number" && Number.isFinite(value)) return `<c r="${address}"><v>${value}</v></c>`;
    return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  }

  function worksheet({ rows }) {
    const lines = rows.map((row, r) => {
      const cells = row.map((value, c) => cell(value, letters(c) + (r + 1)));
      return `<row r="${r + 1}">${cells.join("")}</row>`;
    });
    return `<worksheet ${NAMESPACE}><sheetData>${lines.join("")}</sheetData></worksheet>`;
  }

  /**
   * Write a workbook. Numbers stay numbers; all else is text, so that no value becomes a formula.
   * @param {{name: string, rows: (string|number)[][]}[]} sheets
   * @returns {Blob} .xlsx
   */
  SoTay.spreadsheet = (sheets) => {
    const entries = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
    const workbook = `<workbook ${NAMESPACE} xmlns:r="${OFFICE}"><sheets>${entries.join("")}</sheets></workbook>`;
    const files = sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`);
    return pack("xl/workbook.xml", "spreadsheetml.sheet", [
      ["xl/workbook.xml", "spreadsheetml.sheet.main", workbook],
      ["xl/_rels/workbook.xml.rels", "", relationships(files.map((file) => ["worksheet", file]))],
      ...sheets.map((sheet, i) => [`xl/${files[i]}`, "spreadsheetml.worksheet", worksheet(sheet)]),
    ]);
  };
})();
