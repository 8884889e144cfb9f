/* A register as a spreadsheet in the form of the template: title, note, ruled columns, ready to print. */
(() => {
  "use strict";
  const { OFFICE, escaped, relationships, pack } = SoTay.officePackage;
  const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const HEAD_ROW = 4;
  const LINE = 16; // points that a line of text takes
  const [TITLE, NOTE, HEAD, CELL] = [1, 2, 3, 4];

  const FONT = (marks, size) => `<font>${marks}<sz val="${size}"/><name val="Times New Roman"/><family val="1"/></font>`;
  const LOOK = (font, border, align, fill = 0) =>
    `<xf numFmtId="${border ? 49 : 0}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyAlignment="1">${align}</xf>`;
  const SIDES = ["left", "right", "top", "bottom"].map((side) => `<${side} style="thin"/>`).join("");
  const STYLES =
    `<styleSheet ${NAMESPACE}><fonts count="4">${FONT("", 12)}${FONT("<b/>", 14)}${FONT("<i/>", 12)}${FONT("<b/>", 12)}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF1E9DE"/></patternFill></fill></fills>' +
    `<borders count="2"><border/><border>${SIDES}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">` +
    LOOK(0, 0, "<alignment/>") +
    LOOK(1, 0, '<alignment horizontal="center"/>') +
    LOOK(2, 0, '<alignment horizontal="center" wrapText="1"/>') +
    LOOK(3, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>', 2) +
    `${LOOK(0, 1, '<alignment vertical="top" wrapText="1"/>')}</cellXfs></styleSheet>`;

  /** 0 → "A", 25 → "Z": a register has fewer columns than the alphabet letters. */
  function letter(column) {
    return String.fromCharCode(65 + column);
  }

  function cell(text, column, row, look) {
    return `<c r="${letter(column)}${row}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  }

  /** How many lines the fullest cell of a row needs; a program that opens the file does not always count them itself. */
  function linesOf(row, columns) {
    return Math.max(1, ...row.map((text, i) => Math.ceil(text.length / columns[i].rong)));
  }

  function worksheet(form, note, rows) {
    const last = letter(form.cot.length - 1);
    const widths = form.cot.map(({ rong }, i) => `<col min="${i + 1}" max="${i + 1}" width="${rong}" customWidth="1"/>`).join("");
    const line = (values, number, look, height = LINE) =>
      `<row r="${number}" ht="${height}" customHeight="1">${values.map((value, i) => cell(value, i, number, look)).join("")}</row>`;
    const lines = [
      line([form.tieu_de.toUpperCase()], 1, TITLE, 20),
      line([note], 2, NOTE),
      line(
        form.cot.map(({ nhan }) => nhan),
        HEAD_ROW,
        HEAD,
        2 * LINE,
      ),
      ...rows.map((row, i) => line(row, HEAD_ROW + 1 + i, CELL, LINE * linesOf(row, form.cot))),
    ];
    return (
      `<worksheet ${NAMESPACE}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">` +
      `<pane ySplit="${HEAD_ROW}" topLeftCell="A${HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols>${widths}</cols><sheetData>${lines.join("")}</sheetData><autoFilter ref="A${HEAD_ROW}:${last}${HEAD_ROW + rows.length}"/>` +
      `<mergeCells count="2"><mergeCell ref="A1:${last}1"/><mergeCell ref="A2:${last}2"/></mergeCells>` +
      '<pageMargins left="0.79" right="0.59" top="0.79" bottom="0.79" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    );
  }

  /**
   * Write a register.
   * @param {{ten: string, tieu_de: string, cot: {nhan: string, rong: number}[]}} form the sheet of the template
   * @param {string} note the line under the title
   * @param {string[][]} rows
   * @returns {Blob} .xlsx
   */
  SoTay.writtenRegister = (form, note, rows) => {
    const area = `<definedName name="_xlnm.Print_Titles" localSheetId="0">'${escaped(form.ten)}'!$${HEAD_ROW}:$${HEAD_ROW}</definedName>`;
    const workbook =
      `<workbook ${NAMESPACE} xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(form.ten)}" sheetId="1" r:id="rId1"/></sheets>` +
      `<definedNames>${area}</definedNames></workbook>`;
    return pack("xl/workbook.xml", "spreadsheetml.sheet", [
      ["xl/workbook.xml", "spreadsheetml.sheet.main", workbook],
      [
        "xl/_rels/workbook.xml.rels",
        "",
        relationships([
          ["worksheet", "worksheets/sheet1.xml"],
          ["styles", "styles.xml"],
        ]),
      ],
      ["xl/worksheets/sheet1.xml", "spreadsheetml.worksheet", worksheet(form, note, rows)],
      ["xl/styles.xml", "spreadsheetml.styles", STYLES],
    ]);
  };
})();
