/* Everything that the handbook keeps on this machine is wiped, in every kind of store, and what could not be is counted. */
(() => {
  "use strict";

  /** Delete caches of the handbook; `done()` also where there are none. */
  function wipeCaches(done) {
    if (!window.caches) {
      done();
      return;
    }
    const isOurs = (name) => name.startsWith("so-tay");
    SoTay.keptPages
      .dismiss()
      .catch(() => {}) // the browser refuses to tell of workers: then there is none
      .then(() => caches.keys())
      .then((names) => Promise.all(names.filter(isOurs).map((name) => caches.delete(name))))
      .then(done, done);
  }

  /**
   * @param {{onBlocked: () => void, onDone: (left: number) => void}} told `onBlocked`: another window holds it up; `left`: so many
   *   things are still there
   */
  SoTay.wipe = ({ onBlocked, onDone }) => {
    SoTay.storage.clear();
    wipeCaches(() => {
      SoTay.examJournal.wipe({ onBlocked, onDone: (databases) => onDone(SoTay.storage.keys().length + databases) });
    });
  };
})();
