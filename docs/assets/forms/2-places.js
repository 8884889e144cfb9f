/* Which field stands where on the sheet: the document is filled once more with values that carry the number of their field.
   No page is needed. A place is {id, row, column}: `row` is the line of a text, or the row of a table. */
(() => {
  "use strict";
  const FIELD = 0xe000; // signs that no text uses: the field, the line or row, the column
  const ROW = 0xf000;
  const COLUMN = 0xf400;
  const MARK = /([\ue000-\uefff])([\uf000-\uf3ff])([\uf400-\uf7ff])/g;
  const FIRST_YEAR = 2500; // days are told by years that no document has

  function mark(field, row, column) {
    return String.fromCharCode(FIELD + field, ROW + Math.min(row, 1000), COLUMN + column);
  }

  function linesOf(value) {
    return Array.isArray(value) ? value : String(value ?? "").split("\n");
  }

  /** The value of a field with its marks; what is chosen stays as it is, for the text depends on it. */
  function markedValue(field, number, value) {
    const marked = (text, row, column = 0) => (String(text ?? "").trim() ? `${text}${mark(number, row, column)}` : "");
    if (field.loai === "ngay") return value ? `${FIRST_YEAR + number}-01-01` : value;
    if (field.loai === "bang") {
      const rows = Array.isArray(value) ? value : [];
      return rows.map((cells, row) =>
        Object.fromEntries(field.cot.map(({ id }, column) => [id, cells?.[id] ? marked(cells[id], row, column) : ""])),
      );
    }
    if (field.loai === "doan") {
      const lines = linesOf(value).map((line, row) => marked(line, row));
      return lines.some(Boolean) || !field.bat_buoc ? lines : [mark(number, 0, 0)];
    }
    return marked(value, 0) || (field.bat_buoc && !field.mac_dinh ? mark(number, 0, 0) : value);
  }

  /** `values` with a mark at every one that can be told by it. */
  function marked(template, values) {
    const { get, set } = SoTay.templateFields;
    const next = JSON.parse(JSON.stringify(values));
    template.nhan.forEach((field, number) => {
      if (field.loai === "chon" || field.loai === "co" || field.id === "chuc_vu") return;
      const value = markedValue(field, number, get(values, field.id));
      if (value !== undefined) set(next, field.id, value);
    });
    return next;
  }

  /** What the text of a block on the marked sheet comes from: places, those of the unit, which hardly ever change, last. */
  function placesIn(template, text) {
    const marks = [...text.matchAll(MARK)].map((found) => {
      const [field, row, column] = [1, 2, 3].map((i) => found[i].charCodeAt(0));
      return { id: template.nhan[field - FIELD].id, row: row - ROW, column: column - COLUMN };
    });
    const days = [...text.matchAll(/(?<!\d)2[5-9]\d\d(?!\d)/g)].map(([year]) => template.nhan[Number(year) - FIRST_YEAR]);
    const places = [...marks, ...days.filter(Boolean).map(({ id }) => ({ id, row: 0, column: 0 }))];
    const isOfUnit = ({ id }) => id.includes(".");
    return [...places.filter((one) => !isOfUnit(one)), ...places.filter(isOfUnit)];
  }

  SoTay.places = { marked, placesIn };
})();
