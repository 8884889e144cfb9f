/* The numbers of a meeting's papers: each from the series of its kind in the register of outgoing documents, and all into it at once. */
(() => {
  "use strict";

  /** The number that a field of the form holds, or 0. */
  function numberOf(values, field) {
    return Number(/^\d{1,5}$/.exec(String(SoTay.templateFields.get(values, field) || "").trim())?.[0] || 0);
  }

  /** The next number of a paper that no other paper of the meeting with the same series has taken. */
  function free(next, papers, own, values) {
    const series = ({ template }) => `${template.the_loai?.ten}|${template.the_loai?.ky_hieu}`;
    const others = papers.filter((each) => each.paper.so && each !== own && series(each) === series(own));
    const taken = others.map(({ paper }) => numberOf(values, paper.so));
    let number = next;
    while (taken.includes(number)) number += 1;
    return number;
  }

  class MeetingNumbers {
    /** `columns`, `unitId`: of the registers, as RegisterLink takes them. */
    constructor(columns, unitId) {
      Object.assign(this, { columns, unitId });
    }

    linkOf(template) {
      return new SoTay.RegisterLink(template, this.columns, this.unitId);
    }

    /** `done("05")` */
    next(papers, own, values, done) {
      this.linkOf(own.template).nextNumber(own.values, (text) => {
        done(SoTay.numbering.written(free(Number(text), papers, own, values)));
      });
    }

    /** Offer to enter all finished papers that the register does not hold: `offer(text, enter)`. */
    offerAll(papers, offer) {
      const ready = papers.filter(({ template, values }) => this.linkOf(template).canEnter(values));
      if (!ready.length) return;
      this.linkOf(ready[0].template).load((store) => {
        const entries = ready.map(({ template, values }) => this.linkOf(template).entryOf(values));
        const fresh = entries.filter((entry) => !SoTay.numbering.holds(store.read().di, entry));
        if (!fresh.length) return;
        offer(`${fresh.length} văn bản có số và ngày.`, () =>
          store.change(({ di }) => {
            for (const entry of fresh) di.dong.push({ ...entry, id: SoTay.registerStore.newId(di.dong) });
          }),
        );
      });
    }
  }

  SoTay.MeetingNumbers = MeetingNumbers;
  SoTay.meetingNumbers = { free };
})();
