/* Days as numbers: the first of January of the year 1 is day 1. */
(() => {
  "use strict";
  const { Day } = SoTay.python;
  const LENGTH = 86400000;
  const BEFORE_1970 = 719163;

  const toordinal = ({ year, month, day }) => new Date(0).setUTCFullYear(year, month - 1, day) / LENGTH + BEFORE_1970;

  function fromordinal(number) {
    const found = new Date((number - BEFORE_1970) * LENGTH);
    return new Day(found.getUTCFullYear(), found.getUTCMonth() + 1, found.getUTCDate());
  }

  Object.assign(SoTay.python, { toordinal, fromordinal });
})();
