/* The drafts on this device that a thing due may be done with, and the number and day that a finished one bears. */
(() => {
  "use strict";
  const DAYS_BEFORE = 31;
  const MOST_OFFERED = 2;

  /** The drafts of the task's templates that are this unit's own, or nobody's. */
  function of(unit, facts) {
    const templates = [...facts.cuoc_hop, ...facts.mau].map(([id]) => id);
    return SoTay.drafts.all().filter((draft) => templates.includes(draft.mau) && (!draft.don_vi?.id || draft.don_vi.id === unit.id));
  }

  /**
   * [{so: "24-BC/ĐU", ngay: "2026-11-25", ten: its name}] of the drafts with a number that were signed in the month before the deadline.
   * @param {Object<string, string>} symbols of the bodies that issue
   */
  function numbered(unit, facts, deadline, symbols) {
    const first = SoTay.dates.iso(SoTay.due.stepDay(deadline, DAYS_BEFORE));
    const found = of(unit, facts).filter(({ gia_tri: { so, ngay_ky: day } }) => /^\d{1,5}$/.test(so || "") && day >= first);
    return found.slice(0, MOST_OFFERED).flatMap((draft) => {
      const { so, ngay_ky: ngay, co_quan: body } = draft.gia_tri;
      const symbol = symbols[body] || (body ? "" : unit.ky_hieu);
      const number = so.length < 2 ? `0${so}` : so;
      return symbol && facts.ky_hieu ? [{ so: `${number}-${facts.ky_hieu}/${symbol}`, ngay, ten: SoTay.drafts.nameOf(draft) }] : [];
    });
  }

  SoTay.monthDrafts = { of, numbered };
})();
