/* Brings the search in when a reader first asks for it. Until then a page view costs nothing of it. */
(() => {
  "use strict";
  const PARTS = ["tim-kiem", "du-lieu"]; // the scripts of docs/assets/search in one file, and the index
  let waiting = []; // those who wait for the search while it is on its way
  let search = null;

  function settle(result) {
    search = result;
    const all = waiting;
    waiting = []; // after a failure the next try starts anew
    for (const done of all) done(result);
  }

  function fetchParts() {
    let left = PARTS.length;
    for (const name of PARTS) {
      const script = document.createElement("script");
      script.src = SoTay.address(`assets/search/${name}.js`);
      script.async = false; // fetched side by side, run in this order
      script.onload = () => {
        left -= 1;
        if (left === 0) settle(SoTay.timKiem.start(SoTay.duLieu.timKiem));
      };
      script.onerror = () => {
        if (left > 0) settle(null);
        left = -1;
      };
      document.head.appendChild(script);
    }
  }

  /** `done(search)` when the search is ready, or `done(null)` when its files could not be had. */
  SoTay.loadSearch = (done) => {
    if (search) {
      done(search);
      return;
    }
    waiting.push(done);
    if (waiting.length === 1) fetchParts();
  };
})();
