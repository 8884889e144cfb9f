/* What a merge tells, as parts of the page: who sent, what to send back, totals, types of units. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const RIGHT = "đã gửi, gộp được";
  const FAULTY = "phải gửi lại";
  const MISSING = "chưa gửi";
  const DESK = "/assets/desk/ban-viec.js"; // copies
  const MOST_ROWS = 12; // of a field that shows a message

  const shape = new Intl.NumberFormat("vi-VN"); // making one for each number took half the time of showing a merge
  const number = (value) => shape.format(value).replace(/,/g, ".");
  const signed = (value) => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0");
  const of = (overview, state) => overview.units.filter((unit) => unit.state === state);

  function table(heads, rows, numeric, name) {
    const head = heads.map((text) => el("th", "", text, { scope: "col" }));
    const body = rows.map((cells) =>
      el(
        "tr",
        "",
        cells.map((cell, i) => el("td", i >= numeric ? "st-thu__so" : "", cell)),
      ),
    );
    return el(
      "div",
      "st-thu__bang",
      el("table", "", [el("caption", "st-chi-doc", name), el("thead", "", el("tr", "", head)), el("tbody", "", body)]),
    );
  }

  function section(title, parts) {
    return el("section", "st-thu__phan", [el("h3", "", title), ...parts]);
  }

  /** `text` in a field behind `words`, and a button that copies it and says so. */
  function copied(text, words) {
    const rows = Math.min(MOST_ROWS, text.split("\n").length + 1);
    const field = el("textarea", "st-thu__tin", text, { readonly: "", rows, "aria-label": words });
    const press = button("Chép", SMALL, () => {
      SoTay.load(DESK, () =>
        SoTay.copyText(field, (done) => {
          press.textContent = done ? "Đã chép" : "Đã bôi đen: bấm Ctrl+C";
        }),
      );
    });
    return el("details", "st-thu__chep", [el("summary", "", words), field, press]);
  }

  const list = (lines) =>
    el(
      "ol",
      "st-thu__loi",
      lines.map((line) => el("li", "", line)),
    );

  /** Forms that came back as they went out: who sent them in one place, and one message for all. */
  function empty(units, message) {
    const names = units.map((unit) => el("li", "", unit.name));
    const summary = el("summary", "", `${units.length} đơn vị gửi biểu chưa ghi số nào`);
    return units.length
      ? [
          el("article", "st-thu__don-vi", [
            el("details", "", [summary, el("ul", "st-thu__ten", names)]),
            copied(message, "Tin nhắn gửi các đơn vị này"),
          ]),
        ]
      : [];
  }

  function faulty(units) {
    return units.map((unit) =>
      el("article", "st-thu__don-vi", [
        el("h4", "", unit.name),
        el("p", "st-phu", unit.files.join(", ")),
        list(unit.faults),
        copied(unit.message, "Tin nhắn gửi lại đơn vị"),
      ]),
    );
  }

  function missing(units) {
    const names = units.map((unit) => unit.name);
    return [
      el(
        "ul",
        "st-thu__ten",
        names.map((name) => el("li", "", name)),
      ),
      copied(names.join("\n"), "Danh sách để chép"),
    ];
  }

  function totals(overview) {
    const rows = overview.totals.map(({ name, measure, value, before }) => [
      `${name} (${measure})`,
      number(value),
      before === null ? "–" : number(before),
      before === null ? "–" : signed(value - before),
    ]);
    const note = "Cộng các đơn vị đã gộp được; kỳ trước là của chính các đơn vị đó.";
    const heads = [overview.period, overview.before].map((words) => words.charAt(0).toUpperCase() + words.slice(1));
    return [table(["Chỉ tiêu", ...heads, "Chênh lệch"], rows, 1, "Tổng hợp"), el("p", "st-phu", note)];
  }

  function types(overview) {
    const rows = overview.types.map(({ name, right, faulty: wrong, missing: none, weak }) => [
      name,
      ...[right, wrong, none].map(number),
      weak,
    ]);
    return [table(["Loại hình", "Gộp được", "Phải gửi lại", "Chưa gửi", "Tỷ lệ chưa xong"], rows, 1, "Theo loại hình")];
  }

  function strange(files) {
    return files.map(({ name, faults }) => el("article", "st-thu__don-vi", [el("h4", "", name), list(faults)]));
  }

  /** The overview as elements. */
  function shown(overview) {
    const wrong = of(overview, FAULTY);
    const [bare, written] = [true, false].map((is) => wrong.filter((unit) => Boolean(unit.empty) === is));
    const none = of(overview, MISSING);
    const right = of(overview, RIGHT);
    const warned = right.filter((unit) => unit.faults.length);
    const parts = [];
    if (wrong.length) parts.push(section(`Phải gửi lại (${wrong.length})`, [...empty(bare, overview.to_empty), ...faulty(written)]));
    if (overview.strange.length)
      parts.push(section(`Tệp chưa gộp được vào đơn vị nào (${overview.strange.length})`, strange(overview.strange)));
    if (none.length) parts.push(section(`Chưa gửi (${none.length})`, missing(none)));
    if (warned.length)
      parts.push(
        section(
          `Đã gộp, nên xem (${warned.length})`,
          warned.map((unit) => el("article", "st-thu__don-vi", [el("h4", "", unit.name), list(unit.faults)])),
        ),
      );
    if (right.length) parts.push(section("Tổng hợp", totals(overview)));
    parts.push(section("Theo loại hình", types(overview)));
    if (right.length) {
      const names = el(
        "ul",
        "st-thu__ten",
        right.map((unit) => el("li", "", unit.name)),
      );
      parts.push(el("section", "st-thu__phan", el("details", "", [el("summary", "", `Đã gửi, gộp được (${right.length})`), names])));
    }
    return parts;
  }

  /** One sheet for the leadership: the counts, totals, types, and who is missing; nothing to press. */
  function sheet(overview) {
    const named = (title, units) =>
      units.length ? [el("h3", "", `${title} (${units.length})`), el("p", "", `${units.map(({ name }) => name).join("; ")}.`)] : [];
    return el("div", "st-thu__in", [
      el("h2", "", `Tình hình gửi biểu số liệu ${overview.period}`),
      el("p", "", overview.summary),
      ...(of(overview, RIGHT).length ? totals(overview) : []),
      el("h3", "", "Theo loại hình"),
      ...types(overview),
      ...named("Phải gửi lại", of(overview, FAULTY)),
      ...named("Chưa gửi", of(overview, MISSING)),
    ]);
  }

  SoTay.collected = { shown, sheet, RIGHT, FAULTY, MISSING };
})();
