/* The document of a thing due in the unit's register of outgoing documents: its kind, its next number, its row. */
(() => {
  "use strict";
  const DAYS_BEFORE = 31;
  const MOST_OFFERED = 2;

  /** The kind of a document by its number, before that the kind of the task's own template; "" where neither tells. */
  function kindOf(number, symbols, own) {
    const symbol = SoTay.numbering.parse(number)?.symbol;
    if (!symbol || symbols[own] === symbol) return own;
    const named = Object.keys(symbols).filter((kind) => symbols[kind] === symbol);
    return named.length === 1 ? named[0] : "";
  }

  /** What the register holds that may be the document of a thing due: of its kind, signed in the month before the deadline or later. */
  function candidates(part, kind, deadline) {
    const first = SoTay.dates.iso(SoTay.due.stepDay(deadline, DAYS_BEFORE));
    return part.dong.filter((row) => row.ten_loai === kind && row.so && row.ngay >= first).slice(-MOST_OFFERED);
  }

  /** The row that the register would get; its columns are those of the register. */
  function rowOf(entry, work, kind, receiver) {
    const { name } = entry;
    const subject = name.startsWith(`${kind} `) ? name.slice(kind.length + 1) : name;
    return { ten_loai: kind, so: work.so, ngay: work.ngay_ky, trich_yeu: subject, noi_nhan: receiver };
  }

  /** Put the document into the register as it is saved now, unless it is there; false when the browser keeps nothing. */
  function add(store, entry, work, kind, receiver) {
    return store.change(({ di }) => {
      const row = rowOf(entry, work, kind, receiver);
      if (!SoTay.numbering.holds(di, row)) di.dong.push({ ...row, id: SoTay.registerStore.newId(di.dong) });
    });
  }

  SoTay.monthRegister = { kindOf, candidates, add };
})();
