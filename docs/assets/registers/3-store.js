/* The registers of a unit on this device, under "so-van-ban:<unit>":
   {lan, di: {mo_so, dong: [entry, …]}, den: {mo_so, dem, dong}}. `lan` grows by one with every change. `mo_so` is the day on which
   the term began, `dem` is "nam" or "nhiem-ky": what arrivals are counted by. A change is always made to what is saved at that
   moment, so that two windows never write over each other. */
(() => {
  "use strict";
  const MOST_UNDONE = 20;

  function listOfEntries(value, columns) {
    const entries = Array.isArray(value) ? value.filter((entry) => entry && typeof entry === "object" && typeof entry.id === "string") : [];
    return entries.map((entry) => {
      const kept = { id: entry.id };
      for (const column of columns) kept[column] = typeof entry[column] === "string" ? entry[column] : "";
      return kept;
    });
  }

  /** A state that can be trusted, whatever was saved; `columns`: {di: [id, …], den: [id, …]}. */
  function sound(saved, columns) {
    const state = { lan: Number.isInteger(saved?.lan) ? saved.lan : 0 };
    for (const name of ["di", "den"]) {
      const part = saved?.[name];
      state[name] = { mo_so: typeof part?.mo_so === "string" ? part.mo_so : "", dong: listOfEntries(part?.dong, columns[name]) };
    }
    state.den.dem = saved?.den?.dem === "nhiem-ky" ? "nhiem-ky" : "nam";
    return state;
  }

  class Store {
    /** `unitId` may be "": registers without a unit are kept apart. */
    constructor(unitId, columns) {
      this.key = `so-van-ban:${unitId || "may"}`;
      this.columns = columns;
      this.undone = [];
      this.refused = null; // the state, where the browser keeps nothing
    }

    read() {
      return this.refused || sound(SoTay.storage.read(this.key, null), this.columns);
    }

    /** `edit(state)` changes what is saved now; false when the browser keeps nothing. */
    change(edit) {
      const before = this.read();
      this.undone = [...this.undone.slice(1 - MOST_UNDONE), JSON.stringify(before)];
      const after = JSON.parse(JSON.stringify(before));
      edit(after);
      return this.write(after);
    }

    write(state) {
      state.lan += 1;
      const kept = SoTay.storage.write(this.key, state);
      this.refused = kept ? null : state;
      return kept;
    }

    /** Take the last change of this window back; false when there is none, or another window has changed something since. */
    undo() {
      const before = this.undone.pop();
      if (!before) return false;
      const state = JSON.parse(before);
      const now = this.read().lan;
      if (state.lan + 1 !== now) return false;
      state.lan = now;
      this.write(state);
      // The states before it were counted without the step back.
      this.undone = this.undone.map((text, i) => JSON.stringify({ ...JSON.parse(text), lan: now + 1 - (this.undone.length - i) }));
      return true;
    }
  }

  /** An id that no entry has. */
  function newId(entries) {
    const taken = new Set(entries.map(({ id }) => id));
    let number = entries.length + 1;
    while (taken.has(`d${number}`)) number++;
    return `d${number}`;
  }

  SoTay.registerStore = { Store, sound, newId };
})();
