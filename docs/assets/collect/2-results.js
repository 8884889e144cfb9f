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
  const MANY = 20; // names that are shown at once: at the beginning of a round a hundred would push the totals out of sight

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

  /** A field with `text` and a button that copies it and says so. */
  function copyField(text, words) {
    const rows = Math.min(MOST_ROWS, text.split("\n").length + 1);
    const field = el("textarea", "st-thu__tin", text, { readonly: "", rows, "aria-label": words });
    const press = button("Sao chép", SMALL, () => {
      SoTay.load(DESK, () =>
        SoTay.copyText(field, (done) => {
          press.textContent = done ? "Đã sao chép" : "Đã chọn sẵn: bấm Ctrl + C";
        }),
      );
    });
    return [field, press];
  }

  /** `text` to be copied, behind `words`: a hundred fields that nobody opens would be felt on an old machine. */
  function copied(text, words) {
    const fold = el("details", "st-thu__chep", el("summary", "", words));
    fold.addEventListener("toggle", () => fold.append(...copyField(text, words)), { once: true });
    return fold;
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

  function faulty(unit) {
    return el("article", "st-thu__don-vi", [
      el("h4", "", unit.name),
      el("p", "st-phu", unit.files.join(", ")),
      list(unit.faults),
      copied(unit.message, "Tin nhắn gửi lại đơn vị"),
    ]);
  }

  const told = ({ name, faults }) => el("article", "st-thu__don-vi", [el("h4", "", name), list(faults)]);

  function missing(units) {
    const names = units.map((unit) => unit.name);
    const all = el(
      "ul",
      "st-thu__ten",
      names.map((name) => el("li", "", name)),
    );
    const shown = names.length > MANY ? el("details", "", [el("summary", "", `Xem tên ${names.length} đơn vị`), all]) : all;
    return [shown, copied(names.join("\n"), "Danh sách để sao chép")];
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
    return [table(["Loại hình", "Gộp được", "Phải gửi lại", "Chưa gửi", "Tỷ lệ chưa hoàn thành"], rows, 1, "Theo loại hình")];
  }

  /** Puts the overview into `root`; a step is short, however many units there are. */
  function* fill(root, overview) {
    const section = (title, parts) => {
      const made = el("section", "st-thu__phan", [el("h3", "", title), ...parts]);
      root.append(made);
      return made;
    };
    function* each(title, units, draw, before = []) {
      if (!units.length && !before.length) return;
      const place = section(title, before);
      yield;
      for (const unit of units) {
        place.append(draw(unit));
        yield;
      }
    }
    const wrong = of(overview, FAULTY);
    const [bare, written] = [true, false].map((is) => wrong.filter((unit) => Boolean(unit.empty) === is));
    const none = of(overview, MISSING);
    const right = of(overview, RIGHT);
    const warned = right.filter((unit) => unit.faults.length);
    yield* each(`Phải gửi lại (${wrong.length})`, written, faulty, empty(bare, overview.to_empty));
    yield* each(`Tệp chưa gộp được vào đơn vị nào (${overview.strange.length})`, overview.strange, told);
    if (none.length) yield section(`Chưa gửi (${none.length})`, missing(none));
    yield* each(`Đã gộp, nên xem (${warned.length})`, warned, told);
    if (right.length) yield section("Tổng hợp", totals(overview));
    yield section("Theo loại hình", types(overview));
    if (right.length) {
      const names = right.map((unit) => el("li", "", unit.name));
      const summary = el("summary", "", `Đã gửi, gộp được (${right.length})`);
      root.append(el("section", "st-thu__phan", el("details", "", [summary, el("ul", "st-thu__ten", names)])));
    }
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

  SoTay.collected = { fill, sheet, RIGHT, FAULTY, MISSING };
})();
