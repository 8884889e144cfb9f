/* The text of what says itself what it is, and of fractions, for scripts in which something does. */
(() => {
  "use strict";
  const { str, isNumber, refuse } = SoTay.python;

  /** A fraction as Python writes it: with as few digits as tell it from all others. */
  function fraction(x) {
    if (!Number.isFinite(x) || Number.isInteger(x) || Math.abs(x) >= 1e16) return refuse("number too large");
    if (Math.abs(x) >= 1e-4) return String(x);
    const [digits, power] = x.toExponential().split("e");
    return `${digits}e-${power.slice(1).padStart(2, "0")}`;
  }

  function told(x) {
    if (x !== null && typeof x === "object" && x.__str__) return x.__str__();
    return isNumber(x) && !Number.isSafeInteger(Number(x)) ? fraction(x) : str(x);
  }

  Object.assign(SoTay.python, { str: told });
})();
