/* Due days by the reader's clock, for the home page and the month view. A copy on a USB stick may be months old,
   so nothing here trusts the day of the build. What is done is ticked on this device, under "viec-xong". */
(() => {
  "use strict";
  const { el } = SoTay;
  const KEY = "viec-xong";
  const KINDS = { "quy-trinh": "Cách làm", "bang-kiem": "Bảng kiểm" }; // a template goes by its own name

  /** What a shard of the build says of its superior's due days: [{date, superior, task, periodText, moved, key, dayKey, single}]. */
  function entriesOf(id) {
    const shard = SoTay.duLieu[`lich:${id}`];
    const entries = shard.han.map(([iso, task, period, periodText, moved]) => {
      const key = `${id}.${task}.${period}`;
      return {
        date: SoTay.dates.parse(iso),
        superior: shard.capTren,
        task: shard.viec[task],
        periodText,
        moved,
        key,
        dayKey: `${key}.${iso}`,
      };
    });
    const times = {};
    for (const { key } of entries) times[key] = (times[key] || 0) + 1;
    for (const entry of entries) entry.single = times[entry.key] === 1;
    return entries;
  }

  /**
   * The entries of the superiors that the reader is to see, by day.
   * @param {Element} root with data-cap-tren (all superiors) and data-thu-muc (where the shards lie)
   * @param {(error: Error|null, entries: object[], daysOff: Object<string, [string, string, string]>) => void} done
   */
  function load(root, done) {
    const unit = SoTay.unit();
    const superiors = unit ? [unit.cap_tren.id] : root.getAttribute("data-cap-tren").split(" ").filter(Boolean);
    let left = superiors.length;
    let failed = null;

    function finish() {
      if (failed) {
        done(failed, [], {});
        return;
      }
      const entries = superiors.flatMap(entriesOf).sort((a, b) => a.date - b.date || (a.key < b.key ? -1 : 1));
      const daysOff = {};
      for (const id of superiors) for (const row of SoTay.duLieu[`lich:${id}`].nghi) daysOff[row[0]] = row;
      done(null, entries, daysOff);
    }

    if (!left) finish();
    for (const id of superiors) {
      SoTay.load(`${root.getAttribute("data-thu-muc")}lich-${id}.js`, (error) => {
        failed = failed || error;
        left -= 1;
        if (!left) finish();
      });
    }
  }

  /** Whether the reader has ticked the entry. A tick without a day counts where only one day can be meant. */
  function isSent(entry) {
    const ticks = SoTay.storage.readRecord(KEY);
    return Boolean(ticks[entry.dayKey] || (entry.single && ticks[entry.key]));
  }

  function setSent(entry, sent) {
    const ticks = SoTay.storage.readRecord(KEY);
    // The key without the day outlives a day that is moved; the one with it tells two days of one period apart.
    for (const key of entry.single ? [entry.key, entry.dayKey] : [entry.dayKey]) {
      if (sent) ticks[key] = true;
      else delete ticks[key];
    }
    SoTay.storage.write(KEY, ticks);
  }

  /** «quá 3 ngày», «hôm nay», «còn 5 ngày» */
  function whenText(days) {
    if (days < 0) return `quá ${-days} ngày`;
    if (days === 0) return "hôm nay";
    return days === 1 ? "ngày mai" : `còn ${days} ngày`;
  }

  function linksOf(task) {
    const links = task.lienKet.map(([kind, title, url]) => {
      const word = KINDS[kind];
      const content = word ? [word, el("span", "st-chi-doc", title.slice(word.length))] : title;
      return el("a", "", content, { href: SoTay.address(url) });
    });
    return links.length ? [el("p", "st-han__lien", links)] : [];
  }

  function tickOf(entry, onTick) {
    const box = el("input", "", [], { type: "checkbox" });
    const name = `${entry.task.ten} ${entry.periodText}`;
    box.checked = isSent(entry);
    box.addEventListener("change", () => {
      setSent(entry, box.checked);
      SoTay.announce((box.checked ? "Đã đánh dấu: " : "Đã bỏ đánh dấu: ") + name);
      onTick();
    });
    return el("label", "st-han__xong", [box, " Đã gửi", el("span", "st-chi-doc", ` ${name}`)]);
  }

  /** One entry as a line: day, task, what it opens, and the tick when `onTick` is to run after it. */
  function item(entry, today, onTick) {
    const days = SoTay.dates.daysBetween(today, entry.date);
    const urgency = days < 0 ? "st-han--qua" : days <= 2 ? "st-han--gap" : "";
    const notes = [whenText(days)];
    if (!SoTay.unit()) notes.push(entry.superior.ten_dang_bo);
    if (entry.moved) notes.push(entry.moved);
    const name = el("p", "st-han__ten", [`${entry.task.ten} `, el("span", "st-han__ky", entry.periodText)]);
    const line = el("li", "st-han", [
      el("time", "st-han__ngay", SoTay.dates.text(entry.date).slice(0, 5), { datetime: SoTay.dates.iso(entry.date) }),
      el("div", "st-han__viec", [name, el("p", "st-phu", notes.join("; ")), ...linksOf(entry.task)]),
    ]);
    if (urgency && !isSent(entry)) line.classList.add(urgency);
    if (onTick) line.append(tickOf(entry, onTick));
    return line;
  }

  SoTay.due = { load, isSent, item };
})();
