/* The next document from the last one: a draft of October becomes one of November. No page is needed.
   The template says what follows the calendar: `theo_ky` = {ky, lech_ngay, o, chuyen, de_trong}. A renewed draft remembers what stands in
   it as it stood before: `tu_ban` = {ky: the former period in words, o: {field: value}}. */
(() => {
  "use strict";
  const TO_FILL = "……"; // as Python prints what is missing

  function textOf(value) {
    return typeof value === "string" ? value : "";
  }

  /** The values that an empty form has of the template itself: its document of today, the standing rows of its tables. */
  function readyValues(template, today) {
    const rule = template.theo_ky;
    const values = rule ? periodValues(rule, SoTay.periods.ofToday(rule, today)) : {};
    for (const { id, cot, hang_san: rows } of template.nhan) {
      if (rows?.length)
        SoTay.templateFields.set(
          values,
          id,
          rows.map((text) => ({ [cot[0].id]: text })),
        );
    }
    return values;
  }

  function periodValues(rule, period) {
    const values = {};
    for (const { truong: id, viet: pattern, sau: later } of rule.o) {
      SoTay.templateFields.set(values, id, SoTay.periods.written(pattern, SoTay.periods.moved(period, later)));
    }
    return values;
  }

  /** The period that a draft is for, or null. */
  function periodOf(kind, field, values) {
    return SoTay.periods.read(kind, field && SoTay.templateFields.get(values, field));
  }

  /** [[pattern, how it goes on], …] of the exact words for a period and the one that is put in its place. */
  function exchanges(from, to) {
    const [a, b] = [SoTay.periods.words(from), SoTay.periods.words(to)];
    if (from.ky === "nam") return [[`(năm )${a.nam}`, b.nam]];
    if (from.ky === "nua_nam") return [[`()6 tháng ${a.nua} năm ${a.nam}`, b.ky]];
    if (from.ky === "quy") {
      return [
        [`(quý )${a.quy}( năm |/)${a.nam}`, `${b.quy}$2${b.nam}`],
        [`(quý )${a.quy}(?![IV/]| năm \\d)`, b.quy],
      ];
    }
    const two = (month) => month.padStart(2, "0");
    return [
      [`(tháng )0?${Number(a.thang)}( năm |/)${a.nam}`, `${b.thang}$2${b.nam}`],
      [`(tháng )0?${Number(a.thang)}(?![\\d/]| năm \\d)`, b.thang],
      [`()0?${Number(a.thang)}/${a.nam}`, `${two(b.thang)}/${b.nam}`],
    ];
  }

  /** The seven days of a week, each with and without its year. */
  function weekDays(from) {
    const first = SoTay.dates.parse(from.dau);
    const at = (days) => SoTay.dates.text(new Date(first.getFullYear(), first.getMonth(), first.getDate() + days));
    return Array.from({ length: 7 }, (_, i) => [at(i), at(i + 7)]).flatMap(([a, b]) => [
      [`()${a}`, b],
      [`()${a.slice(0, 5)}(?!/)`, b.slice(0, 5)],
    ]);
  }

  /** A function that moves the exact words of the periods in a text on by one; all at once, so that nothing is moved twice. */
  function mover(rule, period) {
    if (period.ky === "lan") return (text) => text;
    const later = [...new Set(rule.o.map(({ sau }) => sau))];
    const pairs =
      period.ky === "tuan"
        ? weekDays(period)
        : later.flatMap((by) => exchanges(SoTay.periods.moved(period, by), SoTay.periods.moved(period, by + 1)));
    const all = new RegExp(`(?<![\\d/])(?:${pairs.map(([pattern]) => pattern.replace(/\((?!\?)/g, "(?:")).join("|")})(?!\\d)`, "giu");
    const each = pairs.map(([pattern, goesOn]) => [new RegExp(`^(?:${pattern})$`, "iu"), goesOn]);
    return (text) =>
      text.normalize("NFC").replace(all, (found) => {
        const [pattern, goesOn] = each.find(([one]) => one.test(found));
        return found.replace(pattern, `$1${goesOn}`);
      });
  }

  function movedValue(value, move) {
    if (typeof value === "string") return move(value);
    if (Array.isArray(value)) return value.map((one) => movedValue(one, move));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, movedValue(one, move)]));
    return value;
  }

  function isFilled(value) {
    if (Array.isArray(value)) return value.some(isFilled);
    return value && typeof value === "object" ? Object.values(value).some(isFilled) : Boolean(textOf(value).trim());
  }

  function linesOf(value) {
    const lines = Array.isArray(value) ? value : textOf(value).split("\n");
    return lines.filter((line) => textOf(line).trim());
  }

  /** Last month's tasks become this month's results to fill in; last month's figures the ones to compare with. */
  function carry(rule, values) {
    const { get, set } = SoTay.templateFields;
    const done = new Set();
    for (const { tu: source, sang: target, bang: table } of rule.chuyen) {
      if (table) {
        const rows = get(values, table);
        if (!Array.isArray(rows)) continue;
        set(
          values,
          table,
          rows.map((row) => ({ ...row, [target]: row[source] || "", [source]: "" })),
        );
        done.add(table);
        continue;
      }
      const lines = linesOf(get(values, source));
      if (!lines.length) continue;
      set(
        values,
        target,
        lines.map((line) => `${line.replace(/[\s.;:,]+$/, "")}: ${TO_FILL}`),
      );
      set(values, source, []);
      done.add(source).add(target);
    }
    return done;
  }

  function empty(field, values) {
    const { get, set } = SoTay.templateFields;
    if (get(values, field.id) !== undefined) set(values, field.id, field.loai === "bang" || field.loai === "doan" ? [] : "");
  }

  /**
   * @param {object} template
   * @param {object} values of the former document
   * @returns {{values: object, tu_ban: {ky: string, o: object}}|null} null: it cannot be told which period the former one is for
   */
  function renewed(template, values) {
    const { get, set } = SoTay.templateFields;
    const rule = template.theo_ky;
    const period = rule && periodOf(rule.ky, rule.o[0]?.truong, values);
    if (!period) return null;
    const next = JSON.parse(JSON.stringify(values));
    const move = mover(rule, period);
    const own = template.nhan.filter(({ id, loai }) => template.goi_theo.includes(id) || loai === "bang");
    for (const { id } of own) if (get(next, id) !== undefined) set(next, id, movedValue(get(next, id), move));
    const touched = carry(rule, next);
    for (const field of template.nhan) {
      if (!["ngay", "so_van_ban"].includes(field.loai) && !rule.de_trong.includes(field.id)) continue;
      empty(field, next);
      touched.add(field.id);
    }
    for (const { id, loai, cot } of own) {
      const rows = get(next, id);
      const columns = loai === "bang" ? cot.filter((column) => rule.de_trong.includes(`${id}.${column.id}`)) : [];
      if (!columns.length || !Array.isArray(rows)) continue;
      const blank = Object.fromEntries(columns.map((column) => [column.id, ""]));
      set(
        next,
        id,
        rows.map((row) => ({ ...row, ...blank })),
      );
    }
    const dated = periodValues(rule, SoTay.periods.moved(period, 1));
    for (const { truong: id } of rule.o) {
      set(next, id, get(dated, id));
      touched.add(id);
    }
    const same = own.filter(({ id }) => !touched.has(id) && isFilled(get(next, id))).map(({ id }) => [id, get(next, id)]);
    const before = JSON.parse(JSON.stringify(Object.fromEntries(same)));
    return { values: next, tu_ban: { ky: SoTay.periods.name(period), o: before } };
  }

  /** Whether a field still has a place in it that was left to fill in. */
  function isOpen({ id }, values) {
    return JSON.stringify(SoTay.templateFields.get(values, id) ?? "").includes(TO_FILL);
  }

  /** The fields with such a place, told as the checks of values tell a slip. */
  function openPlaces(template, values) {
    const open = template.nhan.filter((field) => isOpen(field, values));
    return open.map(({ id }) => ({ o: [id], co: TO_FILL, dung: "điền kết quả vào chỗ còn trống", quy_tac: "việc mang từ bản trước sang" }));
  }

  function partsOf(value) {
    if (!Array.isArray(value)) return linesOf(value);
    return value.filter(isFilled).map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  }

  /** {field: what is said beside its label} of all that still stands as it stood in the former document. */
  function keptMarks(template, from, values) {
    const marks = {};
    for (const { id, loai } of template.nhan) {
      const before = from?.o && typeof from.o === "object" ? partsOf(from.o[id] ?? "") : [];
      const now = partsOf(SoTay.templateFields.get(values, id) ?? "");
      const left = now.filter((part) => before.includes(part)).length;
      if (!left) continue;
      const some = left < now.length ? `${left} ${loai === "bang" ? "dòng" : "đoạn"} ` : "";
      marks[id] = `${some}giữ nguyên từ bản trước`;
    }
    return marks;
  }

  const SHORTEST = 12; // signs: a shorter sentence may stand anywhere

  function sentencesOf(value) {
    const texts = Array.isArray(value)
      ? value.flatMap((one) => (typeof one === "string" ? one : Object.values(one || {})))
      : linesOf(value);
    const sentences = texts.flatMap((text) => textOf(text).split(/(?<=[.;!?])\s+/));
    return sentences
      .map((one) =>
        one
          .replace(/\s+/g, " ")
          .trim()
          .replace(/[.;,]+$/, ""),
      )
      .filter((one) => one.length >= SHORTEST);
  }

  /** The sentences that still stand as they stood in the former document. */
  function sameSentences(from, values) {
    if (!from?.o || typeof from.o !== "object") return [];
    const all = Object.keys(from.o).flatMap((id) => {
      const now = new Set(sentencesOf(SoTay.templateFields.get(values, id) ?? ""));
      return sentencesOf(from.o[id]).filter((one) => now.has(one));
    });
    return [...new Set(all)];
  }

  /** A text in parts: [[text, whether it is one of the sentences `same`], …]. */
  function splitSame(text, same) {
    const at = same.map((one) => [text.indexOf(one), one]).filter(([where]) => where >= 0);
    if (!at.length) return [[text, false]];
    const [where, one] = at.reduce((best, each) =>
      each[0] < best[0] || (each[0] === best[0] && each[1].length > best[1].length) ? each : best,
    );
    const before = where ? [[text.slice(0, where), false]] : [];
    const rest = text.slice(where + one.length);
    return [...before, [one, true], ...(rest ? splitSame(rest, same) : [])];
  }

  /**
   * Which draft the next document can be made from: the one of the latest period, of several the first in `all`, the last saved.
   * @returns {{draft: object, period: object}|null}
   */
  function latest(kind, field, all) {
    const found = all.map((draft) => ({ draft, period: periodOf(kind, field, draft.gia_tri) })).filter(({ period }) => period);
    return found.reduce((best, one) => (!best || one.period.dau > best.period.dau ? one : best), null);
  }

  SoTay.renewal = { readyValues, renewed, isOpen, openPlaces, keptMarks, sameSentences, splitSame, latest };
})();
