/* What became of a template's fields since a draft was made. No page is needed. */
(() => {
  "use strict";

  /** A short number that changes when the text does. */
  function fingerprint(text) {
    let number = 5381;
    for (let i = 0; i < text.length; i += 1) number = ((number * 33) ^ text.charCodeAt(i)) >>> 0;
    return number.toString(36);
  }

  /** {id of a field: [its label, fingerprint of what may be put in it]}: what a draft remembers of its template. */
  function signatures(fields) {
    const of = ({ nhan: label, loai, lua_chon, cot }) => [
      label,
      fingerprint(JSON.stringify([loai, lua_chon || [], (cot || []).map((c) => c.id)])),
    ];
    return Object.fromEntries(fields.map((field) => [field.id, of(field)]));
  }

  /**
   * @param {{ban: string, o: object|null}} draft
   * @param {{phien_ban: string, nhan: object[]}} template
   * @returns {{added: string[], changed: string[], gone: [string, string][]}|null} ids of fields; of what is gone [id, label]; null: all as it was
   */
  function since(draft, template) {
    if (!draft.o || !draft.ban || draft.ban === template.phien_ban) return null;
    const now = signatures(template.nhan);
    const before = Object.keys(draft.o);
    const known = (id) => before.includes(id);
    const ids = Object.keys(now);
    const added = ids.filter((id) => !known(id));
    const changed = ids.filter((id) => known(id) && String(draft.o[id]) !== String(now[id]));
    const gone = before.filter((id) => !now[id]);
    if (!added.length && !changed.length && !gone.length) return null;
    return { added, changed, gone: gone.map((id) => [id, String(draft.o[id][0])]) };
  }

  /** What was typed, as text: a table's rows one a line, their cells apart by commas; a box that is ticked says «có». */
  function textOf(value) {
    if (typeof value === "boolean") return value ? "có" : "";
    const lines = [value ?? ""].flat().map((one) => (typeof one === "object" ? Object.values(one || {}).join(", ") : String(one)));
    return lines.join("\n").trim();
  }

  /** [label, text] of every field that is gone, so that what stood in it can still be read. */
  function lost(changes, values) {
    const valueAt = (id) => id.split(".").reduce((value, key) => value?.[key], values);
    return changes.gone.map(([id, label]) => [label, textOf(valueAt(id))]);
  }

  SoTay.templateChanges = { signatures, since, lost };
})();
