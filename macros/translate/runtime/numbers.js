/* Fractions: read from text, rounded half to even, written as text. */
(() => {
  "use strict";
  const { ValueError, isNumber, isText, number, refuse, strip } = SoTay.python;
  const DIGITS = "\\p{Nd}+(?:_\\p{Nd}+)*";
  const FRACTION = new RegExp(`^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`, "u");
  const EXACT = 40; // digits behind those that are asked for, after which no double differs from a number that stands in the middle

  function float(x) {
    if (isNumber(x)) return Number(x);
    const text = isText(x) ? strip(x) : refuse("a number or text expected");
    const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
    if (word) return word[2].toLowerCase() === "nan" ? Number.NaN : word[1] === "-" ? -Infinity : Infinity;
    if (!FRACTION.test(text)) throw new ValueError(`float: ${x}`);
    return Number(text.replace(/\p{Nd}/gu, (sign) => SoTay.python.int(sign)).replace(/_/g, ""));
  }

  /** `x` with so many decimals: JavaScript takes the greater of two neighbours that are equally near, Python the even one. */
  function fixed(x, decimals) {
    const rounded = Math.abs(number(x)).toFixed(decimals);
    const exact = Math.abs(x).toFixed(decimals + EXACT);
    const below = exact.slice(0, exact.length - EXACT - (decimals ? 0 : 1));
    const even = "02468".includes(below[below.length - 1]);
    const text = even && /^50*$/.test(exact.slice(-EXACT)) ? below : rounded;
    return x < 0 || Object.is(x, -0) ? `-${text}` : text;
  }

  function round(x, decimals) {
    return decimals === undefined ? number(Number(fixed(number(x), 0))) || 0 : Number(fixed(number(x), decimals));
  }

  /** «{x:g}»: six digits that count, without noughts at the end. */
  function general(x, digits) {
    const value = number(x);
    if (value === 0) return Object.is(value, -0) ? "-0" : "0";
    const place = Number(value.toExponential(digits - 1).split("e")[1]);
    if (place < -4 || place >= digits) {
      const [mantissa, power] = value.toExponential(digits - 1).split("e");
      const size = power.slice(1).padStart(2, "0");
      return `${mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${power[0]}${size}`;
    }
    const text = fixed(value, Math.max(0, digits - 1 - place));
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  }

  Object.assign(SoTay.python, { float, fixed, round, general });
})();
