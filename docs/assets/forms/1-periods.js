/* The periods that documents are made for again and again: a week, a month, a quarter, half a year, a year; as data and in words. No page
   is needed. A period is {ky, dau}: its kind and its first day as yyyy-mm-dd. «lan» is none: the document is made anew each time. */
(() => {
  "use strict";
  const ROMAN = ["I", "II", "III", "IV"];
  const MONTHS = { thang: 1, quy: 3, nua_nam: 6, nam: 12 };
  const EACH_TIME = { ky: "lan", dau: "" };

  function day(date) {
    return SoTay.dates.iso(date);
  }

  /** The period of a kind that holds a day (a Date). */
  function holding(kind, date) {
    if (kind === "lan") return EACH_TIME;
    if (kind === "tuan") {
      const fromMonday = (date.getDay() + 6) % 7;
      return { ky: kind, dau: day(new Date(date.getFullYear(), date.getMonth(), date.getDate() - fromMonday)) };
    }
    const month = date.getMonth() - (date.getMonth() % MONTHS[kind]);
    return { ky: kind, dau: day(new Date(date.getFullYear(), month, 1)) };
  }

  /** The period that lies `by` periods after another one. */
  function moved(period, by) {
    if (period.ky === "lan") return period;
    const first = SoTay.dates.parse(period.dau);
    if (period.ky === "tuan") return holding("tuan", new Date(first.getFullYear(), first.getMonth(), first.getDate() + 7 * by));
    return holding(period.ky, new Date(first.getFullYear(), first.getMonth() + MONTHS[period.ky] * by, 1));
  }

  /** Which period a document of today is for, as its template says. */
  function ofToday(rule, today) {
    return holding(rule.ky, new Date(today.getFullYear(), today.getMonth(), today.getDate() + rule.lech_ngay));
  }

  /** 2 → "02", 11 → "11": months are written as days of documents write them. */
  function monthInWords(number) {
    return number < 3 ? `0${number}` : String(number);
  }

  /** What the words in braces of a template stand for. */
  function words(period) {
    const first = SoTay.dates.parse(period.dau);
    const friday = new Date(first.getFullYear(), first.getMonth(), first.getDate() + 4);
    const [quarter, year] = [ROMAN[Math.floor(first.getMonth() / 3)], String(first.getFullYear())];
    return {
      thu_hai: SoTay.dates.text(first),
      thu_sau: SoTay.dates.text(friday),
      thang: monthInWords(first.getMonth() + 1),
      quy: quarter,
      nua: first.getMonth() < 6 ? "đầu" : "cuối",
      nam: year,
      ky: period.ky === "quy" ? `quý ${quarter} năm ${year}` : `6 tháng ${first.getMonth() < 6 ? "đầu" : "cuối"} năm ${year}`,
    };
  }

  /** "{thang} năm {nam}" → "11 năm 2026" */
  function written(pattern, period) {
    const known = words(period);
    return pattern.replace(/\{(\w+)\}/g, (_, name) => known[name]);
  }

  function quarter(text) {
    return ROMAN.indexOf(text.toUpperCase()) + 1 || Number(text);
  }

  // How each kind is found in what a reader has typed for it.
  const READERS = {
    tuan: [/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/, ([, d, m, y]) => new Date(Number(y), m - 1, Number(d))],
    thang: [/(?<!\d)(0?[1-9]|1[0-2])\s*(?:năm|[/.-])\s*(\d{4})/, ([, m, y]) => new Date(Number(y), m - 1, 1)],
    quy: [/(?<![\dIV])(I{1,3}|IV|[1-4])\s*(?:năm|[/.-])\s*(\d{4})/i, ([, q, y]) => new Date(Number(y), (quarter(q) - 1) * 3, 1)],
    nua_nam: [/6 tháng (đầu|cuối) năm (\d{4})/i, ([, half, y]) => new Date(Number(y), half.toLowerCase() === "đầu" ? 0 : 6, 1)],
    nam: [/(?<!\d)(\d{4})(?!\d)/, ([, y]) => new Date(Number(y), 0, 1)],
  };

  /** The period that a value names, or null where none can be read. What is made for half a year may be made for a quarter, too. */
  function read(kind, value) {
    if (kind === "lan") return EACH_TIME;
    const [pattern, dateOf] = READERS[kind];
    const found = typeof value === "string" && pattern.exec(value.normalize("NFC"));
    if (found) return holding(kind, dateOf(found));
    return kind === "nua_nam" ? read("quy", value) : null;
  }

  /** "tháng 11/2026", "quý IV/2026", "năm 2026", "6 tháng đầu năm 2026", "tuần từ 23/11/2026"; "trước" where there is none */
  function name(period) {
    if (period.ky === "lan") return "trước";
    const { thu_hai: monday, thang, quy, nua, nam } = words(period);
    const [quarter, half] = [`quý ${quy}/${nam}`, `6 tháng ${nua} năm ${nam}`];
    return { tuan: `tuần từ ${monday}`, thang: `tháng ${thang}/${nam}`, quy: quarter, nua_nam: half, nam: `năm ${nam}` }[period.ky];
  }

  SoTay.periods = { holding, moved, ofToday, words, written, read, name };
})();
