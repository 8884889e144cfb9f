/* The pack of a unit: every template with the unit's names in place, as `run.py packs` writes it. The blanks are made by the
   project's own Python, translated. */
(() => {
  "use strict";
  const { python } = SoTay;

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  /** What templates know of a unit; `unit`: its record (SoTay.units.record). */
  const facts = ({ ten, cap_uy, dia_danh, cap_tren }) => ({
    don_vi: { ten, cap_uy, dia_danh },
    cap_tren: { ten_dang_bo: cap_tren.ten_dang_bo, cap_uy: cap_tren.cap_uy },
  });

  const bodyOf = (row, unit) => SoTay.packing.body_for(row.coQuan, unit.ky_hieu);

  /** The bytes of one blank. */
  function blank(row, unit, { template, frame }) {
    const { take } = python;
    const given = [template.phan, template.form, template.nhan].map(take);
    const texts = SoTay.packing.blank_parts(...given, bodyOf(row, unit), take(facts(unit)), row.dong);
    return SoTay.zip(frame.thuTu.map((name) => [name, texts.get(name) ?? frame.khung[name]]));
  }

  /** [path, bytes] of one template in the pack of `unit`. */
  function entry(row, unit, data, frame) {
    const path = `${row.thuMuc}/${row.id}`;
    if (row.bang) return [`${path}.xlsx`, bytesOf(row.bang)];
    return [`${path}.docx`, blank(row, unit, { template: data[`mau/${row.id}`], frame })];
  }

  /** What a reader would stumble on in the names that the workbook gives. */
  function slips(row, unit, data, frame) {
    if (row.bang) return [];
    const { take, give } = python;
    const { form, trang } = data[`mau/${row.id}`];
    const values = { ...facts(unit), co_quan: bodyOf(row, unit) };
    const found = give(SoTay.packing.slips(take(frame.soat), take(form), take(trang), take(values)));
    const isName = (field) => field.startsWith("don_vi.") || field.startsWith("cap_tren.");
    return found.filter(({ o }) => o.some(isName)).map(({ co, dung }) => `${unit.ten} › mẫu «${row.id}»: đang ghi «${co}»; cần: ${dung}.`);
  }

  SoTay.packs = { entry, slips };
})();
