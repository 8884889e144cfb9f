/* The only door to what is kept on this device. Every call survives a browser that refuses storage or holds broken state.
   Readers' drafts and ticks lie under these keys: a key, once used, keeps its name.
   A refused save is told by the event "so-tay:khong-luu" on document (detail.full: there is storage, but no room), and a device
   that was wiped by "so-tay:da-xoa", in every window: who goes on saving then would bring back what the reader wanted gone. */
(() => {
  "use strict";
  const PREFIX = "so-tay:";
  const SIGNAL = `${PREFIX}tin-xoa`; // written and removed at once; the other windows hear of it
  const TRIAL = "thu"; // written and removed at once, to see whether anything can be saved

  function tell(name, detail = null) {
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** What was saved under `key`, or `otherwise`. */
  function read(key, otherwise) {
    try {
      const raw = localStorage.getItem(PREFIX + key);
      return raw === null ? otherwise : JSON.parse(raw);
    } catch {
      return otherwise;
    }
  }

  /** What was saved under `key` if it is an object with named members, else an empty one. */
  function readRecord(key) {
    const saved = read(key, {});
    return saved && typeof saved === "object" && !Array.isArray(saved) ? saved : {};
  }

  /** What was saved under `key` if it is a list, else an empty one. */
  function readList(key) {
    const saved = read(key, []);
    return Array.isArray(saved) ? saved : [];
  }

  /** Save `value`; false when the browser refuses. */
  function write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch (error) {
      tell("so-tay:khong-luu", { full: /quota/i.test(error.name) });
      return false;
    }
  }

  function remove(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // Nothing was saved, so nothing is left.
    }
  }

  /** What this window holds under `key` until it is closed, or `otherwise`. */
  function readWindow(key, otherwise) {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /** Hold `value` in this window until it is closed; null for nothing. Nobody misses it where the browser refuses. */
  function writeWindow(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(PREFIX + key);
      else sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // The list then opens unfiltered.
    }
  }

  /** Every key that the handbook uses here, without the prefix. */
  function keys() {
    try {
      const all = Object.keys(localStorage);
      return all.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  }

  /** How many signs lie under `key`. */
  function size(key) {
    try {
      return (localStorage.getItem(PREFIX + key) || "").length;
    } catch {
      return 0;
    }
  }

  /** Whether anything can be saved at all; when not, it is told as a refused save is. */
  function works() {
    const saved = write(TRIAL, 1);
    remove(TRIAL);
    return saved;
  }

  /** Remove everything from both storages, what the theme keeps for this site included, and tell all windows. */
  function clear() {
    const theme = typeof __md_scope === "undefined" ? PREFIX : `${__md_scope.pathname}.__`;
    for (const store of ["localStorage", "sessionStorage"]) {
      try {
        const all = Object.keys(window[store]);
        for (const key of all) if (key.startsWith(PREFIX) || key.startsWith(theme)) window[store].removeItem(key);
      } catch {
        // Nothing could be saved here either.
      }
    }
    try {
      localStorage.setItem(SIGNAL, "1");
      localStorage.removeItem(SIGNAL);
    } catch {
      // No window can have saved anything.
    }
    tell("so-tay:da-xoa");
  }

  /** Run `changed(key)` when another window saves or removes something. */
  function watchAll(changed) {
    window.addEventListener("storage", ({ key }) => {
      if (key?.startsWith(PREFIX) && key !== SIGNAL && key !== PREFIX + TRIAL) changed(key.slice(PREFIX.length));
    });
  }

  /** Run `changed()` when another window saves something else under `key`. */
  function watch(key, changed) {
    watchAll((other) => {
      if (other === key) changed();
    });
  }

  window.addEventListener("storage", (event) => {
    if (event.key === SIGNAL && event.newValue) tell("so-tay:da-xoa");
  });

  SoTay.storage = { read, readRecord, readList, write, remove, readWindow, writeWindow, keys, size, works, clear, watch, watchAll };
})();
