/* Days by the reader's own clock, for a copy on a USB stick may be months old. */
(() => {
  "use strict";
  const ONE_DAY = 24 * 60 * 60 * 1000;

  /** 7 → "07" */
  function twoDigits(number) {
    return String(number).padStart(2, "0");
  }

  /** The reader's own date, at midnight; tests set window.SO_TAY_HOM_NAY to another. */
  function today() {
    const now = window.SO_TAY_HOM_NAY ? new Date(window.SO_TAY_HOM_NAY) : new Date();
    return new Date(now.getFullYear(), now.getMonth(), now.getDate());
  }

  /** "2026-11-27" → that day at midnight */
  function parse(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return new Date(year, month - 1, day);
  }

  /** yyyy-mm-dd */
  function iso(date) {
    return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
  }

  /** dd/mm/yyyy */
  function text(date) {
    return `${twoDigits(date.getDate())}/${twoDigits(date.getMonth() + 1)}/${date.getFullYear()}`;
  }

  /** The first of the month that lies `months` away from the date's own. */
  function monthStart(date, months = 0) {
    return new Date(date.getFullYear(), date.getMonth() + months, 1);
  }

  /** Whole days from one date to another; negative when `to` comes first. */
  function daysBetween(from, to) {
    return Math.round((to - from) / ONE_DAY);
  }

  /** Whole days from an ISO date to the reader's today; never below 0, for a clock may be set wrong. */
  function daysSince(isoDate) {
    return Math.max(0, daysBetween(parse(isoDate), today()));
  }

  /** A running number of the reader's today, for counting days in what is saved. */
  function todayNumber() {
    const now = today();
    return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / ONE_DAY);
  }

  /** 83 seconds → "1:23" */
  function clock(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`;
  }

  SoTay.dates = { twoDigits, today, parse, iso, text, monthStart, daysBetween, daysSince, todayNumber, clock };
})();
