/* Days of the calendar, from the year 1 to 9999, without a time of day. */
(() => {
  "use strict";
  const { ValueError, padded } = SoTay.python;

  class Day {
    constructor(year, month, day) {
      const real = new Date(0);
      real.setUTCFullYear(year, month - 1, day);
      if (year < 1 || year > 9999 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) throw new ValueError("no such day");
      Object.assign(this, { year, month, day });
    }
  }

  const isoformat = ({ year, month, day }) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;

  Object.assign(SoTay.python, {
    Day,
    date: (year, month, day) => new Day(year, month, day),
    isoformat,
  });
})();
