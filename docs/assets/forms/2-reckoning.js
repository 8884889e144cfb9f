/* What a form works out by itself: ratios, sums, differences, products, as its template says (`tinh`). A result stands only where nothing
   else was typed: in an empty place, or in the place of the result of a moment ago. No page is needed. */
(() => {
  "use strict";
  const NUMBER = /^(?:ước |khoảng )?([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?/;

  /** "5.936.000 đồng" → 5936000, "92,3%" → 92.3, "45/60" → 45; null for what begins with no number. */
  function numberOf(text) {
    const [found, sign, whole, decimals = ""] = NUMBER.exec(String(text ?? "").trim()) || [];
    if (!found) return null;
    const value = Number(`${whole.replace(/\./g, "")}.${decimals || 0}`);
    return sign === "-" ? -value : value;
  }

  /** 5936000 → "5.936.000" where one of the numbers that it comes from is written so, or it is that long. */
  function written(value, texts) {
    const [whole, decimals] = String(Math.round(Math.abs(value) * 100) / 100).split(".");
    const isDotted = whole.length > 4 || texts.some((text) => /\d\.\d{3}/.test(text));
    const shown = isDotted ? whole.replace(/\B(?=(\d{3})+$)/g, ".") : whole;
    return `${value < 0 ? "-" : ""}${shown}${decimals ? `,${decimals}` : ""}`;
  }

  /** 12 of 13 → "92,3%" */
  function ratio(part, whole) {
    const tenths = Math.round((part * 1000) / whole);
    return tenths % 10 ? `${Math.floor(tenths / 10)},${tenths % 10}%` : `${tenths / 10}%`;
  }

  /** The result of some texts, or "" while one of them is no number. */
  function result(how, texts) {
    const numbers = texts.map(numberOf);
    if (!numbers.length || numbers.some((one) => one === null)) return "";
    const [first, ...rest] = numbers;
    if (how === "ty_le") return rest[0] > 0 && first >= 0 ? ratio(first, rest[0]) : "";
    const value = rest.reduce((sum, one) => (how === "tong" ? sum + one : how === "hieu" ? sum - one : sum * one), first);
    return written(value, texts);
  }

  function begins(row, columns, words) {
    return String(row?.[columns[0]] ?? "").startsWith(words);
  }

  /** [[{id, row, column}, result], …] of one rule. */
  function ofRule(rule, template, values) {
    const { get } = SoTay.templateFields;
    const field = (id) => get(values, id);
    if (rule.truong) {
      const texts = rule.cua.flatMap((name) => {
        const [table, column] = name.split(".");
        const cells = column ? (field(table) || []).map((row) => row[column]) : [field(name)];
        return column ? cells.filter((text) => String(text ?? "").trim()) : cells;
      });
      return [[{ id: rule.truong }, result(rule.la, texts)]];
    }
    const rows = field(rule.bang) || [];
    const ids = template.nhan.find(({ id }) => id === rule.bang).cot.map(({ id }) => id);
    if (!rule.hang) {
      const texts = (row) => rule.cua.map((name) => (ids.includes(name) ? row[name] : field(name)));
      return rows.map((row, i) => [{ id: rule.bang, row: i, column: rule.cot[0] }, result(rule.la, texts(row))]);
    }
    const at = rows.findIndex((row) => begins(row, ids, rule.hang));
    if (at < 0) return [];
    const parts = rule.cua.length ? rule.cua.map((words) => rows.find((row) => begins(row, ids, words))) : rows.slice(0, at);
    return rule.cot.map((column) => {
      const texts = parts.map((row) => row?.[column]);
      return [
        { id: rule.bang, row: at, column },
        result(rule.la, rule.cua.length ? texts : texts.filter((text) => String(text ?? "").trim())),
      ];
    });
  }

  function valueAt(values, { id, row, column }) {
    const value = SoTay.templateFields.get(values, id);
    return String((column ? value?.[row]?.[column] : value) ?? "").trim();
  }

  /**
   * @param {object} template
   * @param {object} earlier the values before the last key
   * @param {object} now
   * @returns {[{id: string, row?: number, column?: string}, string][]} the places that get another result
   */
  function changes(template, earlier, now) {
    const found = [];
    for (const rule of template.tinh) {
      const before = ofRule(rule, template, earlier);
      ofRule(rule, template, now).forEach(([place, next], i) => {
        const stands = valueAt(now, place);
        const [, former] = before[i] || [];
        const isTyped = stands !== valueAt(earlier, place); // by the reader, this very moment
        if (next && next !== stands && !isTyped && (!stands || stands === former)) found.push([place, next]);
      });
    }
    return found;
  }

  SoTay.reckoning = { numberOf, result, changes };
})();
