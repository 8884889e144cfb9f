/* A page longer than a reader scrolls: its sections fold under their headings, but the first and the steps. The page brings them open,
   so that without this script, on paper and for «find in page» all of it is there. */
(() => {
  "use strict";
  const { el } = SoTay;
  const LONGEST = 11000; // px on a wide screen; a narrow one has as many more as its lines are shorter
  const WIDE = 1440;
  const KEPT = ["cac-buoc"]; // what the page is opened for

  /** A heading and all that follows it up to the next one, as one element that folds. */
  function fold(heading) {
    const parts = [];
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) parts.push(next);
    const summary = el("summary", "st-nhom__dau");
    const group = el("details", "st-nhom", summary);
    heading.before(group);
    heading.querySelector(".headerlink")?.remove(); // a link within what opens would be two things at once
    summary.append(heading);
    group.append(...parts);
    return group;
  }

  SoTay.component("trang-dai", (root) => {
    const article = root.querySelector("article");
    const limit = LONGEST * Math.max(1, WIDE / window.innerWidth);
    const isList = Boolean(article?.querySelector("[data-gap-sau]")); // cards first: what stands after them folds at any length
    if (!article || (!isList && article.offsetHeight < limit)) return;
    const headings = [...article.querySelectorAll(":scope > h2")].filter((heading, i) => (isList || i > 0) && !KEPT.includes(heading.id));
    const groups = headings.map(fold);

    function reveal() {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const group = place && groups.find((one) => one.contains(place));
      if (!group) return;
      group.open = true;
      place.scrollIntoView();
    }

    reveal();
    window.addEventListener("hashchange", reveal);
  });
})();
