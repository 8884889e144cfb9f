/* A second place for drafts. The usual storage reaches the disk seconds late, so that a browser that is killed loses what was typed
   in them; IndexedDB with strict durability is flushed at once. Without it drafts are still kept, only less safely. */
(() => {
  "use strict";
  const DATABASE = "so-tay-nhap";
  const STORE = "ban";
  const LONGEST_WAIT = 1500; // ms for a store that does not answer
  const DRAFT = /^nhap:/;
  const waiting = new Map(); // key → what is to be written there next; undefined: to be removed
  let opened = null; // the database, or a list of those who wait for it
  let isBusy = false;

  /** The browser's store, or null where it has none or refuses to tell. */
  function factory() {
    try {
      return window.indexedDB || null;
    } catch {
      return null;
    }
  }

  function settle(database) {
    const asked = opened;
    opened = database;
    if (database) {
      // An open connection would hold up whoever wipes the machine.
      database.onversionchange = () => {
        database.close();
        waiting.clear();
        opened = null;
      };
    }
    for (const done of asked) done(database);
    if (!database) opened = null;
  }

  /** `done(database | null)` */
  function open(done) {
    if (Array.isArray(opened)) opened.push(done);
    else if (opened) done(opened);
    else {
      opened = [done];
      try {
        const request = factory().open(DATABASE, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE);
        request.onsuccess = () => settle(request.result);
        request.onerror = (event) => {
          event.preventDefault();
          settle(null);
        };
      } catch {
        settle(null);
      }
    }
  }

  /** Write what waits, one flush at a time: of a draft that changes meanwhile only the last state is written. */
  function flush() {
    if (isBusy || !waiting.size) return;
    isBusy = true;
    open((database) => {
      const goOn = () => {
        isBusy = false;
        flush();
      };
      if (!database) {
        waiting.clear();
        isBusy = false;
        return;
      }
      try {
        const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
        const store = transaction.objectStore(STORE);
        for (const [key, value] of waiting) {
          if (value === undefined) store.delete(key);
          else store.put(value, key);
        }
        waiting.clear();
        transaction.oncomplete = goOn;
        transaction.onabort = goOn;
      } catch {
        waiting.clear();
        isBusy = false;
      }
    });
  }

  function set(key, value) {
    if (!DRAFT.test(key) || !factory()) return;
    waiting.set(key, value);
    flush();
  }

  /** Put back what the usual storage has lost: a draft that is not there, or is there as it was before. */
  function takeBack(entries) {
    for (const [key, value] of entries) {
      const here = SoTay.storage.read(key, null);
      if (DRAFT.test(key) && value?.gia_tri && (!here || (Number(value.luu) || 0) > (Number(here.luu) || 0)))
        SoTay.storage.write(key, value);
    }
  }

  /** `done()` when the drafts are whole again. */
  function restore(done) {
    let isDone = false;
    const finish = () => {
      if (isDone) return;
      isDone = true;
      done();
    };
    if (!factory()) {
      finish();
      return;
    }
    setTimeout(finish, LONGEST_WAIT);
    open((database) => {
      if (!database) {
        finish();
        return;
      }
      const found = [];
      try {
        const request = database.transaction(STORE).objectStore(STORE).openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (cursor) {
            found.push([cursor.key, cursor.value]);
            cursor.continue();
            return;
          }
          if (!isDone) takeBack(found);
          finish();
        };
        request.onerror = (event) => {
          event.preventDefault();
          finish();
        };
      } catch {
        finish();
      }
    });
  }

  SoTay.draftJournal = { write: set, remove: (key) => set(key, undefined), restore, takeBack };
})();
