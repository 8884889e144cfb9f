/* What the handbook knows in numbers of the reader's unit, in the fields that ask for it, with the day of the numbers. No page is needed. */
(() => {
  "use strict";

  /** Whether the unit itself issues, and not one of its cells, whose numbers nobody knows here. */
  function isWhole(template, values) {
    const { co_quan: bodies, soat: checks } = template.form;
    return !checks.hoi_chi_bo.includes(values.co_quan || Object.keys(bodies)[0]);
  }

  /** [{field, row, column, text}] for a unit. */
  function figures(template, values, unit) {
    if (!Number.isInteger(unit?.dang_vien)) return [];
    const known = { dang_vien: String(unit.dang_vien), chi_bo: String(unit.chi_bo), don_vi: unit.ten };
    return template.so_don_vi.map(({ truong: id, hang: words, cot: column, viet: pattern }) => {
      const rows = SoTay.templateFields.get(values, id);
      const field = template.nhan.find((one) => one.id === id);
      const at = words && Array.isArray(rows) ? rows.findIndex((row) => String(row[field.cot[0].id] ?? "").startsWith(words)) : -1;
      const text = pattern.replace(/\{(\w+)\}/g, (_, name) => known[name]);
      return { field, row: words ? at : null, column, text };
    });
  }

  function textAt(values, { field, row, column }) {
    const value = SoTay.templateFields.get(values, field.id);
    if (row !== null) return String(value?.[row]?.[column] ?? "");
    return Array.isArray(value) ? value.join("\n") : String(value ?? "");
  }

  function put(values, { field, row, column }, text) {
    if (row !== null) SoTay.templateFields.get(values, field.id)[row][column] = text;
    else SoTay.templateFields.set(values, field.id, field.loai === "doan" ? [text] : text);
  }

  /** `values` with the figures of a unit in the places that are empty, or taken out again where a cell of the unit issues. */
  function filled(template, values, unit) {
    const next = JSON.parse(JSON.stringify(values));
    const whole = isWhole(template, values);
    for (const figure of figures(template, values, unit)) {
      if (figure.row === -1) continue;
      const stands = textAt(next, figure);
      if (whole && !stands) put(next, figure, figure.text);
      else if (!whole && stands === figure.text) put(next, figure, "");
    }
    return next;
  }

  /** {field: what is said beside its label} where such a figure stands. */
  function marks(template, values, unit) {
    if (!isWhole(template, values)) return {};
    const standing = figures(template, values, unit).filter((figure) => figure.row !== -1 && textAt(values, figure) === figure.text);
    const sample = unit?.mau ? ", dữ liệu mẫu" : "";
    return Object.fromEntries(standing.map(({ field }) => [field.id, `số đảng viên tính đến ${unit.tinh_den}${sample}`]));
  }

  SoTay.unitFigures = { filled, marks };
})();
