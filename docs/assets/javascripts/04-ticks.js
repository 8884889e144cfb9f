/* What is ticked on this device: in checklists, in the steps of a way and in journeys. Whoever shows ticks reads and changes them here.

   Of a list, and of the steps of a way, under "bang-kiem:<list>": {ky: "2026-11", muc: {"<item>": true}, ten: title}. `ky` is the
   run: a month, a quarter, a year, or the day on which a run of a «mỗi lần» list began; a new run begins when the reader says so,
   never by itself. Of a journey, under "hanh-trinh:<page>": {m: {"<task>": 1}}. A tick whose item is gone counts for nothing and
   stays: an older copy of the site, which is read on the same device, may still have that item. */
(() => {
  "use strict";
  const RUNS = { thang: /^\d{4}-\d\d$/, quy: /^\d{4}-Q\d$/, nam: /^\d{4}$/, moi_lan: /^\d{4}-\d\d-\d\d$/ };

  /** The run that `today` belongs to; `reset` says how often a list begins anew. */
  function runOf(reset, today) {
    const year = String(today.getFullYear());
    if (reset === "nam") return year;
    if (reset === "quy") return `${year}-Q${Math.ceil((today.getMonth() + 1) / 3)}`;
    const day = SoTay.dates.iso(today);
    return reset === "thang" ? day.slice(0, 7) : day;
  }

  /** The run in words. */
  function runText(reset, run) {
    const parts = run.split("-");
    if (reset === "thang") return `tháng ${Number(parts[1])}/${parts[0]}`;
    if (reset === "quy") return `quý ${parts[1].slice(1)}/${parts[0]}`;
    if (reset === "nam") return `năm ${run}`;
    return `lần bắt đầu ngày ${parts[2]}/${parts[1]}/${parts[0]}`;
  }

  function recordOf(value) {
    return value && typeof value === "object" && !Array.isArray(value) ? value : {};
  }

  /**
   * The ticks under `key`. A state is {run, items}.
   * @param {(saved: object) => object} unpack what lies in storage → a state
   * @param {(state: object) => object} pack a state → what lies in storage
   */
  function ticksUnder(key, unpack, pack) {
    let refused = null; // what the browser did not save, so that the page shows it until it is closed

    const read = () => refused || unpack(SoTay.storage.readRecord(key));

    function replace(state) {
      refused = SoTay.storage.write(key, pack(state)) ? null : state;
    }

    /** Tick or untick in what is saved now: another window may have ticked meanwhile. */
    function tick(id, ticked) {
      const { run, items } = read();
      const changed = { ...items, [id]: true };
      if (!ticked) delete changed[id];
      replace({ run, items: changed });
    }

    /** Run `changed()` when the ticks are no longer those that were shown: ticked in another window, wiped, or brought in from a file. */
    function watch(changed) {
      const again = () => {
        refused = null;
        changed();
      };
      SoTay.storage.watch(key, again);
      for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) document.addEventListener(told, again);
    }

    return { read, replace, tick, watch };
  }

  /**
   * The ticks of a list. Where none of `ids` is ticked, its run is `run`, the present one.
   * @param {{id: string, title: string, ids: string[], reset: string, run: string}} list
   */
  function ofList({ id, title, ids, reset, run }) {
    const pattern = RUNS[reset] || RUNS.moi_lan;

    function unpack(saved) {
      const items = typeof saved.ky === "string" ? recordOf(saved.muc) : {};
      // The ticks of a run that the list no longer has count for the present one.
      const goesOn = pattern.test(saved.ky) && ids.some((one) => items[one]);
      return { run: goesOn ? saved.ky : run, items };
    }

    return ticksUnder(`bang-kiem:${id}`, unpack, (state) => ({ ky: state.run, muc: state.items, ten: title }));
  }

  /** The ticks of a journey, which has no runs. */
  function ofJourney(page) {
    const pack = ({ items }) => ({ m: Object.fromEntries(Object.keys(items).map((id) => [id, 1])) });
    return ticksUnder(`hanh-trinh:${page}`, (saved) => ({ run: "", items: recordOf(saved.m) }), pack);
  }

  SoTay.ticks = { runOf, runText, ofList, ofJourney };
})();
