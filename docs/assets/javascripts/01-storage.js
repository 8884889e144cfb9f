/* The only door to what is kept on this device. Every call survives a browser that refuses storage or holds broken state.
   Readers' drafts and ticks lie under these keys: a key, once used, keeps its name. */
(() => {
  "use strict";
  const PREFIX = "so-tay:";

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
    } catch {
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

  /** Every key that the handbook uses here, without the prefix. */
  function keys() {
    try {
      const all = Object.keys(localStorage);
      return all.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch {
      return [];
    }
  }

  function clear() {
    keys().forEach(remove);
  }

  /** Run `changed()` when another window saves something else under `key`. */
  function watch(key, changed) {
    window.addEventListener("storage", (event) => {
      if (event.key === PREFIX + key) changed();
    });
  }

  SoTay.storage = { read, readRecord, readList, write, remove, keys, clear, watch };
})();
