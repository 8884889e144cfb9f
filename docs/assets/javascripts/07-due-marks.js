/* What the reader says of things due, kept on this device: what is sent ("viec-xong"), and what is not this unit's work
   ("viec-khong-cua-toi": {unit: {task: true}}). From these and the clock follows where each entry stands. */
(() => {
  "use strict";
  const SENT = "viec-xong";
  const HIDDEN = "viec-khong-cua-toi";
  const DAYS_BACK = 31; // for so many days what is overdue is still shown
  const DAYS_AHEAD = 31; // the longest month: what comes on each day of a month is never out of sight
  const SOON = 7;

  function sentIn(ticks, entry) {
    // A tick without a day counts where only one day can be meant.
    return Boolean(ticks[entry.dayKey] || (entry.single && ticks[entry.key]));
  }

  function isSent(entry) {
    return sentIn(SoTay.storage.readRecord(SENT), entry);
  }

  /** Mark entries as sent or not, all at once; false when the browser keeps nothing. */
  function setSent(entries, sent) {
    const ticks = SoTay.storage.readRecord(SENT);
    for (const entry of entries) {
      // The key without the day outlives a day that is moved; the one with it tells two days of one period apart.
      for (const key of entry.single ? [entry.key, entry.dayKey] : [entry.dayKey]) {
        if (sent) ticks[key] = true;
        else delete ticks[key];
      }
    }
    return SoTay.storage.write(SENT, ticks);
  }

  /** The tasks that are not `unit`'s work: {task: true}. */
  function hiddenTasks(unit) {
    const tasks = unit && SoTay.storage.readRecord(HIDDEN)[unit];
    return tasks && typeof tasks === "object" ? tasks : {};
  }

  /** Say that `task` is not `unit`'s work, or that it is; false when the browser keeps nothing. */
  function setHidden(unit, task, hidden) {
    const all = SoTay.storage.readRecord(HIDDEN);
    const tasks = { ...hiddenTasks(unit) };
    if (hidden) tasks[task] = true;
    else delete tasks[task];
    if (Object.keys(tasks).length) all[unit] = tasks;
    else delete all[unit];
    return SoTay.storage.write(HIDDEN, all);
  }

  /**
   * Where each entry of a rolling month stands: {overdue, week, later} are to be done; {done, hidden, others} are put away.
   * @param {object[]} entries
   * @param {Date} today
   * @param {{unit?: string, isMine?: (task: object) => boolean, kept?: Set<string>}} reader `unit`: an id; without one nothing is overdue
   *   and nothing is put away; `kept`: the dayKeys that stay where they were although they are sent, for the reader has just marked them
   */
  function groups(entries, today, { unit, isMine = () => true, kept = new Set() } = {}) {
    const found = { overdue: [], week: [], later: [], done: [], hidden: [], others: [] };
    const ticks = SoTay.storage.readRecord(SENT);
    const hidden = hiddenTasks(unit);
    for (const entry of entries) {
      const days = SoTay.dates.daysBetween(today, entry.date);
      if (days < (unit ? -DAYS_BACK : 0) || days > DAYS_AHEAD) continue;
      const stays = kept.has(entry.dayKey);
      if (hidden[entry.id]) found.hidden.push(entry);
      else if (unit && sentIn(ticks, entry) && !stays) found.done.push(entry);
      else if (!isMine(entry.task)) found.others.push(entry);
      else if (days < 0) found.overdue.unshift(entry);
      else found[days <= SOON ? "week" : "later"].push(entry);
    }
    return found;
  }

  /** The last day of the rolling month. */
  function horizon(today) {
    return new Date(today.getFullYear(), today.getMonth(), today.getDate() + DAYS_AHEAD);
  }

  SoTay.dueMarks = { isSent, setSent, hiddenTasks, setHidden, groups, horizon, SOON };
})();
