/* One thing due as a row: day, task, how many days are left, what it opens, and what the reader may say of it. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const ICON = { "quy-trinh": "Quy trình", mau: "Điền mẫu", "bang-kiem": "Bảng kiểm" };

  function link([, title, url], word) {
    const rest = title.slice(title.indexOf(":"));
    return el("a", "", word ? [word, el("span", "st-chi-doc", rest)] : title, { href: SoTay.address(url) });
  }

  /** The two links that a clerk wants at once, and the rest. */
  function linksOf(task, word) {
    const first = ["quy-trinh", "mau"].map((kind) => task.lienKet.find((one) => one[0] === kind)).filter(Boolean);
    const filled = first.map(([kind, title, url]) => [kind, title, kind === "mau" ? `${url}#dien` : url]);
    const shown = filled.map((one) => link(one, word || ICON[one[0]]));
    return { shown, rest: task.lienKet.filter((one) => !first.includes(one)).map((one) => link(one)) };
  }

  function named(text, entry, onPress) {
    const made = button(text, SMALL, () => onPress(entry));
    made.append(el("span", "st-chi-doc", `: ${entry.name}`));
    return made;
  }

  /** What is wanted seldom, behind one word: {word, rest}, or null where there is nothing. */
  function more(entry, links, acts) {
    const parts = acts?.hide ? [...links, named("Không phải việc của tôi", entry, acts.hide)] : links;
    if (!parts.length) return null;
    const rest = el("p", "st-han__lien st-han__them", parts);
    const word = button("Mục khác", "st-han__mo", () => {
      rest.hidden = !rest.hidden;
      word.setAttribute("aria-expanded", String(!rest.hidden));
    });
    word.append(el("span", "st-chi-doc", `: ${entry.name}`));
    word.setAttribute("aria-expanded", "false");
    rest.hidden = true;
    return { word, rest };
  }

  /**
   * @param {object} entry
   * @param {Date} today
   * @param {{done: Function, undo: Function, hide?: Function}|null} acts what runs when the reader marks it; null while no unit is chosen
   */
  function dueRow(entry, today, acts, word) {
    const days = SoTay.dates.daysBetween(today, entry.date);
    const sent = Boolean(acts) && SoTay.dueMarks.isSent(entry);
    const { shown, rest } = linksOf(entry.task, word);
    const notes = [el("span", "st-han__con", sent ? "đã xong" : SoTay.due.whenText(days))];
    if (!acts) notes.push(`; ${entry.superior.ten_dang_bo}`);
    if (entry.moved && !sent) notes.push(`; ${entry.moved}`);
    const name = el("p", "st-han__ten", [`${entry.task.ten} `, el("span", "st-han__ky", entry.rest)]);
    const work = [...shown];
    const folded = sent ? null : more(entry, rest, acts);
    if (folded) work.push(folded.word);
    if (acts) work.push(named(sent ? "Hoàn lại" : "Xong", entry, sent ? acts.undo : acts.done));
    const line = el(
      "li",
      "st-han",
      [
        el("time", "st-han__ngay", SoTay.dates.text(entry.date).slice(0, 5), { datetime: SoTay.dates.iso(entry.date) }),
        el("div", "st-han__viec", [name, el("p", "st-phu", notes)]),
        el("div", "st-han__lam", work),
        ...(folded ? [folded.rest] : []),
      ],
      { "data-han": entry.dayKey },
    );
    if (sent) line.classList.add("st-han--xong");
    else if (acts && days < 0) line.classList.add("st-han--qua");
    else if (acts && days <= SoTay.dueMarks.SOON) line.classList.add("st-han--gan");
    return line;
  }

  /** `word`: what the link of a row says when it leads elsewhere than to a procedure. */
  function dueList(entries, today, acts, word = "") {
    return el(
      "ol",
      "st-han-ds",
      entries.map((entry) => dueRow(entry, today, acts, word)),
    );
  }

  Object.assign(SoTay, { dueRow, dueList });
})();
