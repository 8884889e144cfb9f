/* Due days by the reader's clock, for the home page, the month view and the procedures. A copy on a USB stick may be months
   old, so nothing here trusts the day of the build. */
(() => {
  "use strict";
  const DAYS_LATE = 7; // who opens the page some days late still works on that deadline

  /** What a shard of the build says of its superior's due days: [{date, superior, id, task, name, period, rest, moved, key, dayKey, single}]. */
  function entriesOf(id) {
    const shard = SoTay.duLieu[`lich:${id}`];
    const entries = shard.han.map(([iso, task, period, periodText, moved, rest = periodText]) => {
      const key = `${id}.${task}.${period}`;
      return {
        date: SoTay.dates.parse(iso),
        superior: shard.capTren,
        id: task,
        task: shard.viec[task],
        name: `${shard.viec[task].ten} ${rest}`,
        period: periodText,
        rest, // what of the period's words the task's title has not said
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

  /** The entries of some superiors by day, and their days off. */
  function collect(superiors) {
    const entries = superiors.flatMap(entriesOf).sort((a, b) => a.date - b.date || (a.key < b.key ? -1 : 1));
    const daysOff = {};
    for (const id of superiors) for (const row of SoTay.duLieu[`lich:${id}`].nghi) daysOff[row[0]] = row;
    return { entries, daysOff };
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
      const { entries, daysOff } = failed ? { entries: [], daysOff: {} } : collect(superiors);
      done(failed, entries, daysOff);
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

  /** The next deadline of every task named, the nearest first; one that is sent is passed over, one just missed is not. */
  function comingDeadlines(entries, tasks, today) {
    const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS_LATE);
    const open = entries.filter((entry) => tasks.includes(entry.id) && entry.date >= first && !SoTay.dueMarks.isSent(entry));
    return open.filter((entry, i) => open.findIndex((other) => other.id === entry.id) === i);
  }

  /** The day so many days before a deadline. */
  function stepDay(deadline, daysBefore) {
    return new Date(deadline.getFullYear(), deadline.getMonth(), deadline.getDate() - daysBefore);
  }

  /** «quá 3 ngày», «hôm nay», «còn 5 ngày» */
  function whenText(days) {
    if (days < 0) return `quá ${-days} ngày`;
    if (days === 0) return "hôm nay";
    return days === 1 ? "ngày mai" : `còn ${days} ngày`;
  }

  SoTay.due = { load, entriesOf, whenText, comingDeadlines, stepDay };
})();
