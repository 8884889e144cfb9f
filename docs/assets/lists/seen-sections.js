/* «Mới từ lần mở trước»: which sections of the page were written or changed since the reader last had it open. The device keeps a mark
   of each section's text, and for a whole day also those of the visit before, so that looking twice loses nothing.
   Saved under "da-doc:<path>": {n: day, m: {heading's id: mark}, t: the marks before that day}. */
(() => {
  "use strict";
  const { el } = SoTay;

  /** A small number that nearly always differs when the text does. */
  function markOf(text) {
    let mark = 5381;
    for (const letter of text.replace(/\s+/g, " ").trim()) mark = (mark * 33 + letter.codePointAt(0)) | 0;
    return mark;
  }

  /** The text under a heading: of the group that it folds, or up to the next heading. */
  function textOf(heading) {
    const group = heading.closest("details.st-nhom");
    if (group) return group.textContent;
    let text = heading.textContent;
    for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) text += next.textContent;
    return text;
  }

  SoTay.component("moi-tu-truoc", (root) => {
    const key = `da-doc:${location.pathname.split("/").pop()}`;
    const headings = [...root.closest("article").querySelectorAll("h2[id]")];
    const now = Object.fromEntries(headings.map((heading) => [heading.id, markOf(textOf(heading))]));
    const today = SoTay.dates.todayNumber();
    const kept = SoTay.storage.readRecord(key);
    const before = kept.n === today ? kept.t : kept.m;
    SoTay.storage.write(key, { n: today, m: now, t: before || null });
    if (!before) return;
    const fresh = headings.filter((heading) => before[heading.id] !== now[heading.id]);
    for (const heading of fresh) {
      heading.append(" ", el("span", "st-nhan st-nhan--moi", "mới từ lần mở trước"));
      const group = heading.closest("details.st-nhom");
      if (group) group.open = true;
    }
    const told = fresh.length ? `${fresh.length} mục mới hoặc sửa lại từ lần mở trước.` : "Từ lần mở trước, trang này không thay đổi.";
    root.append(el("p", "st-phu", told));
  });
})();
