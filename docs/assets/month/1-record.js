/* The file of a month of one unit on this device, under "ho-so-thang:<unit>:<yyyy-mm>":
   {lan, viec: {<work>: {buoc: {"<step>": true}, so, ngay_ky, ngay_gui, ket_qua, loi_nhan}}}. `lan` grows by one with every change; days are
   yyyy-mm-dd. A thing due lies in the month of its own deadline, wherever it is shown. That it is sent stands in SoTay.dueMarks alone. A
   change is always made to what is saved at that moment, so that two windows never write over each other. */
(() => {
  "use strict";
  const PREFIX = "ho-so-thang:";
  const TEXTS = ["so", "ngay_ky", "ngay_gui", "ket_qua", "loi_nhan"];
  const refused = {}; // key → the state, where the browser keeps nothing

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function soundWork(kept) {
    const work = { buoc: {} };
    for (const step of Object.keys(isRecord(kept?.buoc) ? kept.buoc : {})) if (kept.buoc[step] === true) work.buoc[step] = true;
    for (const name of TEXTS) work[name] = typeof kept?.[name] === "string" ? kept[name] : "";
    return work;
  }

  function keyOf(unitId, date) {
    return `${PREFIX}${unitId}:${SoTay.dates.iso(date).slice(0, 7)}`;
  }

  /** The name of a thing due in its month; it outlives a day that is moved where only one can be meant. */
  function nameOf(entry) {
    return entry.single ? entry.key : entry.dayKey;
  }

  /** What is saved under `key` as a state that can be trusted. */
  function read(key) {
    if (refused[key]) return refused[key];
    const saved = SoTay.storage.read(key, null);
    const state = { lan: Number.isInteger(saved?.lan) ? saved.lan : 0, viec: {} };
    for (const name of Object.keys(isRecord(saved?.viec) ? saved.viec : {})) state.viec[name] = soundWork(saved.viec[name]);
    return state;
  }

  function workOf(unitId, entry) {
    return read(keyOf(unitId, entry.date)).viec[nameOf(entry)] || soundWork(null);
  }

  /** `edit(work)` changes what is saved now of one thing due; false when the browser keeps nothing. */
  function change(unitId, entry, edit) {
    const key = keyOf(unitId, entry.date);
    const work = workOf(unitId, entry);
    edit(work);
    const state = read(key);
    const next = { lan: state.lan + 1, viec: { ...state.viec, [nameOf(entry)]: work } };
    const kept = SoTay.storage.write(key, next);
    if (kept) delete refused[key];
    else refused[key] = next;
    return kept;
  }

  /** Forget what this window alone holds: the reader has wiped the device. */
  function forget() {
    for (const key of Object.keys(refused)) delete refused[key];
  }

  SoTay.monthRecord = { PREFIX, workOf, change, forget };
})();
