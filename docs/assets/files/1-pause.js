/* Long work in slices: between two of them the browser may draw and listen. */
SoTay.pause = () => new Promise((done) => setTimeout(done, 0));
/** To be awaited between two pieces of long work: the page gets its turn whenever `most` ms have gone. */
SoTay.turns = (most = 8) => {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < most) return;
    await SoTay.pause();
    begun = performance.now();
  };
};
