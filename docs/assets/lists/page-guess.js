/* On the page of an address that leads nowhere: the pages that may have been meant, found by the words of the address. */
(() => {
  "use strict";
  const { el } = SoTay;
  const SHOWN = 3;

  /** «/quy-trinh/bao-cao-thang-11.html» → «bao cao thang 11» */
  function wordsOf(path) {
    const parts = path
      .replace(/(index)?\.html?$/, "")
      .split("/")
      .filter(Boolean);
    let last = parts.pop() || "";
    try {
      last = decodeURIComponent(last);
    } catch {
      // A broken escape: the address as it stands.
    }
    return last.replace(/[-_.+]+/g, " ").trim();
  }

  SoTay.component("doan-trang", (root) => {
    const words = wordsOf(location.pathname);
    if (!words || words === "404") return;
    SoTay.loadSearch((search) => {
      if (!search) return;
      const { index } = search;
      const found = search.find(index, words, SHOWN);
      if (search.trust(found) === "none") return;
      const rows = found.pages.slice(0, SHOWN).map(({ page, hits }) => {
        const kind = el("span", "st-phu", ` (${search.kindNames[hits[0].kind].toLowerCase()})`); // a procedure and its template have one title
        const title = search.plainText(index.headingPieces(index.firstRecord[page]));
        return el("li", "", [el("a", "", title, { href: SoTay.address(index.urls[page]) }), kind]);
      });
      root.replaceChildren(el("p", "", "Có phải trang cần tìm là:"), el("ul", "", rows));
    });
  });

  SoTay.wordsOfAddress = wordsOf;
})();
