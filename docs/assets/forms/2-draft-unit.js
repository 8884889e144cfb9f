/* Which unit a draft speaks for, and whether that is still the unit that the reader has chosen. No page is needed. */
(() => {
  "use strict";

  /** What a template knows of a unit, under the names that templates use. */
  function facts(unit) {
    return {
      don_vi: { ten: unit.ten, cap_uy: unit.cap_uy, dia_danh: unit.dia_danh },
      cap_tren: { ten_dang_bo: unit.cap_tren.ten_dang_bo, cap_uy: unit.cap_tren.cap_uy },
    };
  }

  /** The unit as a draft remembers it; null where none is chosen. */
  function of(unit) {
    return unit?.cap_tren ? { id: unit.id, ten: unit.ten, dien: facts(unit) } : null;
  }

  /** The first body of the template whose symbol is the unit's: a «CB» unit issues as a chi bộ. */
  function issuer(form, unit) {
    return unit?.ky_hieu && Object.keys(form.co_quan).find((id) => form.co_quan[id].ky_hieu === unit.ky_hieu);
  }

  /** The values of an empty form for a unit, or for none. */
  function initialValues(form, unit) {
    const values = { don_vi: {}, cap_tren: {}, ...(unit?.cap_tren ? facts(unit) : {}) };
    const body = issuer(form, unit);
    return body ? { ...values, co_quan: body } : values;
  }

  /** `values` with who signed the last document of the same unit and body: mostly the same person signs the next one. */
  function withSigner({ form, nhan: fields }, values, unit, all) {
    const body = values.co_quan || Object.keys(form.co_quan)[0];
    const isHere = (draft) => unit && draft.don_vi?.id === unit.id && draft.gia_tri.co_quan === body;
    const last = all.find((draft) => isHere(draft) && typeof draft.gia_tri.nguoi_ky === "string" && draft.gia_tri.nguoi_ky.trim());
    if (!last || !fields.some(({ id }) => id === "nguoi_ky")) return values;
    const { nguoi_ky: name, chuc_vu: office } = last.gia_tri;
    const offices = form.co_quan[body]?.chuc_vu || [];
    return { ...values, nguoi_ky: name, ...(offices.includes(office) ? { chuc_vu: office } : {}) };
  }

  /** `values` with the facts of another unit; the office is chosen anew where another body signs. */
  function withUnit(form, values, unit) {
    const next = { ...values, ...facts(unit) };
    const body = issuer(form, unit);
    if (body && body !== values.co_quan) {
      next.co_quan = body;
      delete next.chuc_vu;
    }
    return next;
  }

  /** What stands for a unit in the reader's decision to let a draft be. */
  function stamp(unit) {
    return JSON.stringify([unit.id, facts(unit)]);
  }

  /**
   * How the chosen unit differs from the draft's.
   * @returns {""|"none"|"other"|"renewed"} "none": the draft was made without a unit; "renewed": the same unit, whose facts have changed
   */
  function difference(draft, unit) {
    if (!unit?.cap_tren || draft.giu === stamp(unit)) return "";
    const own = draft.don_vi;
    if (!own) return "none";
    if (!own.id) return own.ten === unit.ten ? "" : "other"; // kept by the earlier form, by name alone
    if (own.id !== unit.id) return "other";
    return JSON.stringify(own.dien) === JSON.stringify(facts(unit)) ? "" : "renewed";
  }

  SoTay.draftUnit = { facts, of, initialValues, withSigner, withUnit, stamp, difference };
})();
