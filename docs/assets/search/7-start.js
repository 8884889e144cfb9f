/* Opens the index, which answers from headings at once; the bodies follow in small steps, and those who listen are told. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const SLICE = 12; // ms that reading the bodies may take at a stretch

  function grow(parts) {
    const step = search.index.add(parts);
    function go() {
      const start = performance.now();
      if (step(() => performance.now() - start > SLICE)) {
        setTimeout(go, 0);
        return;
      }
      for (const tell of search.grown) tell();
    }
    setTimeout(go, 0); // whoever waits for the search is answered first
  }

  function fetchParts(count) {
    const parts = [];
    let left = count;
    for (let number = 1; number <= count; number++) {
      SoTay.load(`assets/search/du-lieu-${number}.js`, (error) => {
        if (error) return; // headings and keywords go on answering
        parts[number - 1] = SoTay.duLieu[`timKiem${number}`];
        left -= 1;
        if (!left) grow(parts);
      });
    }
  }

  search.start = (data) => {
    search.index = search.open(data);
    search.grown = [];
    if (data.parts) fetchParts(data.parts);
    else grow([data.bodies]);
    return search;
  };
})();
