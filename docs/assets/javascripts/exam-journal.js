/* A second place for an exam's answers. The usual storage reaches the disk seconds late; IndexedDB with strict durability is
   flushed at once, so that a power cut loses at most one answer. Without it the exam still runs, only less safely. */
(() => {
  "use strict";
  const DATABASE = "so-tay-thi";
  const DRAFTS = "so-tay-nhap"; // written by the scripts of forms
  const STORE = "bai";

  /** `done(database | null)` */
  function open(done) {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => done(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        done(null);
      };
    } catch {
      done(null);
    }
  }

  function readFrom(database, key, done) {
    try {
      const request = database.transaction(STORE).objectStore(STORE).get(key);
      request.onsuccess = () => done(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        done(undefined);
      };
    } catch {
      done(undefined);
    }
  }

  /**
   * Open the journal of one learner.
   * @param {string} key
   * @param {() => void} onWipe runs when another window wipes the machine: the journal is closed then
   * @param {(journal: {write: (state: object) => void}, kept: object|undefined) => void} done `kept`: what was written last
   */
  function start(key, onWipe, done) {
    open((database) => {
      let usable = database;
      const write = (state) => {
        if (!usable) return;
        try {
          usable.transaction(STORE, "readwrite", { durability: "strict" }).objectStore(STORE).put(state, key);
        } catch {
          usable = null;
        }
      };
      if (!database) {
        done({ write }, undefined);
        return;
      }
      // An open connection would hold up whoever wipes the machine.
      database.onversionchange = () => {
        usable = null;
        database.close();
        onWipe();
      };
      readFrom(database, key, (kept) => done({ write }, kept));
    });
  }

  /** `done(number)` of the handbook's databases that this browser still holds; 0 where it cannot tell. */
  function count(done) {
    if (!indexedDB.databases) {
      done(0);
      return;
    }
    const isOurs = (database) => database.name.startsWith("so-tay");
    indexedDB.databases().then(
      (all) => done(all.filter(isOurs).length),
      () => done(0),
    );
  }

  /**
   * Delete the journals of all learners and of all drafts.
   * @param {{onBlocked: () => void, onDone: (left: number) => void}} told `onBlocked`: another window holds it up; `onDone` comes
   *   when that window is closed
   */
  function wipe({ onBlocked, onDone }) {
    const left = [DATABASE, DRAFTS];
    const next = () => {
      const name = left.shift();
      if (!name) {
        count(onDone);
        return;
      }
      const request = indexedDB.deleteDatabase(name);
      request.onblocked = onBlocked;
      request.onsuccess = next;
      request.onerror = () => onDone(1);
    };
    try {
      next();
    } catch {
      onDone(0); // this browser has no such store
    }
  }

  SoTay.examJournal = { start, wipe };
})();
