/* Days as an office writes them: 27/11/2026, 27-11-2026, 27.11.26 or 27/11 → yyyy-mm-dd, and back. */
(() => {
  "use strict";
  const EXCEL_DAY_0 = Date.UTC(1899, 11, 30);
  const ONE_DAY = 24 * 60 * 60 * 1000;

  function real(year, month, day) {
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return exists ? date.toISOString().slice(0, 10) : "";
  }

  /** What was typed → yyyy-mm-dd; "" for no real day. A day without a year is of `thisYear`. */
  function read(text, thisYear) {
    const clean = text.trim();
    const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(clean);
    if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const found = /^(\d\d?)[/.\- ](\d\d?)(?:[/.\- ](\d{4}|\d\d))?$/.exec(clean);
    if (!found) return "";
    const year = found[3] ? Number(found[3].length === 2 ? `20${found[3]}` : found[3]) : thisYear;
    return real(year, Number(found[2]), Number(found[1]));
  }

  /** The serial number of a spreadsheet's cell → yyyy-mm-dd. */
  function ofSerial(number) {
    return new Date(EXCEL_DAY_0 + Math.floor(number) * ONE_DAY).toISOString().slice(0, 10);
  }

  /** yyyy-mm-dd → dd/mm/yyyy; anything else stands as it is. */
  function show(day) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day || "");
    return found ? `${found[3]}/${found[2]}/${found[1]}` : day || "";
  }

  SoTay.typedDays = { read, ofSerial, show };
})();
