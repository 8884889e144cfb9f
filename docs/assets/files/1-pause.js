/* Long work in slices: between two of them the browser may draw and listen. */
SoTay.pause = () => new Promise((done) => setTimeout(done, 0));
