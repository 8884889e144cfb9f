/* What is due in the period of a document, as rows of its table, from the calendar of the unit's superior. */
(() => {
  "use strict";
  const FOLDER = "/assets/du-lieu/";

  /** The first day of the period that a document is for, and that of the next one. */
  function spanOf(template, values) {
    const { ky, o } = template.theo_ky;
    const period = SoTay.periods.read(ky, SoTay.templateFields.get(values, o[0].truong));
    return period && [period.dau, SoTay.periods.moved(period, 1).dau].map(SoTay.dates.parse);
  }

  /** `values` with the entries that are not in the table yet; rows without a word make room. */
  function withRows(template, values, entries) {
    const { bang: table, viec, han, thang } = template.han_theo_lich;
    const [from, to] = spanOf(template, values) || [];
    const { get, set } = SoTay.templateFields;
    const rows = (get(values, table) || []).filter((row) => Object.values(row).some((text) => String(text ?? "").trim()));
    const known = new Set(rows.map((row) => row[viec]));
    const added = entries.filter(({ date, name }) => from && date >= from && date < to && !known.has(name));
    const next = JSON.parse(JSON.stringify(values));
    set(next, table, [
      ...rows,
      ...added.map(({ name, date }) => ({
        [viec]: name,
        [han]: SoTay.dates.text(date),
        ...(thang ? { [thang]: String(date.getMonth() + 1) } : {}),
      })),
    ]);
    return { values: next, count: added.length };
  }

  /** `done(values, count)`: with what is due for `unit`; as they were where no calendar can be had. */
  function fill(template, values, unit, done) {
    if (!template.han_theo_lich || !unit?.cap_tren || SoTay.inCell(unit)) {
      done(values, 0);
      return;
    }
    SoTay.load(`${FOLDER}lich-${unit.cap_tren.id}.js`, (error) => {
      if (error) {
        done(values, 0);
        return;
      }
      const entries = SoTay.due.entriesOf(unit.cap_tren.id);
      const isMine = SoTay.ownEntry(entries, unit);
      const found = withRows(template, values, entries.filter(isMine));
      done(found.values, found.count);
    });
  }

  SoTay.dueRows = { withRows, fill };
})();
