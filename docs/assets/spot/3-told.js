/* What is said of a paper when it has been judged, and the same paper for print: the sheet, then the key on a page of its own. */
(() => {
  "use strict";
  const { el } = SoTay;
  const { pairs, isShown } = SoTay.spotLines;

  function sources(reasons) {
    if (!reasons.canCu.length) return el("p", "st-phu", "Kinh nghiệm.");
    const line = el("p", "st-phu", "Căn cứ: ");
    reasons.canCu.forEach(({ nhan, url, luuY }, at) => {
      line.append(at ? "; " : "", el("a", "", nhan, { href: SoTay.address(url) }), luuY ? ` (${luuY})` : "");
    });
    return line;
  }

  /** [[on the paper, what is right]] of the mistake `id`. */
  const changes = (game, paper, id) => pairs(game.van_ban[paper.van_ban].loi[id], game.van_ban[paper.van_ban].dong).slice(0, 2);

  function card(game, paper, id, number, found) {
    const reasons = game.giai[id];
    const rows = changes(game, paper, id).flatMap(([bad, good]) => [
      el("dt", "", "Trên giấy"),
      el("dd", "", el("del", "", bad)),
      el("dt", "", "Cách ghi đúng"),
      el("dd", "", el("ins", "", good)),
    ]);
    const sign = found ? "✓ " : "";
    const head = el("h3", "st-bl__ten", [
      el("span", "st-bl__so", String(number)),
      ` ${reasons.ten} `,
      el("span", "st-bl__nhan", found ? `${sign}đã đánh dấu` : "bỏ sót"),
    ]);
    const body = [el("dl", "st-bl__cap", rows), el("p", "", reasons.vi), el("p", "", `Sửa trong Word: ${reasons.sua}`), sources(reasons)];
    return el("li", `st-bl__muc st-bl__muc--${found ? "trung" : "sot"}`, [head, ...body], { id: `bl-${number}`, tabindex: -1 });
  }

  /** The explanations of all mistakes, in the order of the paper's numbers. */
  function cards(game, paper, found) {
    return el(
      "ol",
      "st-bl__ds",
      paper.loi.map(({ id }, at) => card(game, paper, id, at + 1, found.includes(id))),
    );
  }

  /** Number the lines of a printed sheet: «dòng 7» is how a class speaks of it. */
  function numbered(lines) {
    const sheet = SoTay.paper.sheet(lines.map(([name, line]) => ({ ...line, doan: name })));
    const numbers = {};
    for (const [name, line] of lines) {
      if (!isShown(line)) continue;
      numbers[name] = Object.keys(numbers).length + 1;
      sheet.querySelector(`[data-doan="${name}"]`).prepend(el("span", "st-bl__le", String(numbers[name])));
    }
    return { sheet, numbers };
  }

  /** The sheet for the class and the key for the trainer. */
  function printed(game, paper) {
    const level = game.muc[Number(paper.ma[0]) - 1];
    const { sheet, numbers } = numbered(paper.dong);
    const title = `Đề ${paper.ma} · ${game.van_ban[paper.van_ban].ten} · Mức ${paper.ma[0]}: ${level.ten}`;
    const where = (places) => (places.length ? `dòng ${places.map((name) => numbers[name]).join(", ")}` : "phần còn thiếu");
    const rows = paper.loi.map(({ id, cho }, at) => {
      const [[bad, good]] = changes(game, paper, id);
      const { ten, canCu } = game.giai[id];
      const cells = [
        String(at + 1),
        where(cho.slice(0, 4)),
        ten,
        `${bad} → ${good}`,
        canCu.map(({ nhan }) => nhan).join("; ") || "kinh nghiệm",
      ];
      return el(
        "tr",
        "",
        cells.map((cell) => el("td", "", cell)),
      );
    });
    const heads = ["Số", "Vị trí", "Lỗi", "Trên giấy → cách ghi đúng", "Căn cứ"].map((head) => el("th", "", head, { scope: "col" }));
    return el("div", "st-bl__in", [
      el("section", "", [
        el("p", "st-bl__in-dau", [el("strong", "", "Tìm lỗi văn bản. "), title]),
        el("p", "", `Văn bản có ${paper.loi.length} lỗi. Đánh dấu chỗ sai, ghi bên lề cách viết đúng. Họ và tên: ${"…".repeat(22)}`),
        sheet,
      ]),
      el("section", "st-bl__in-dap", [
        el("h2", "", `Đáp án đề ${paper.ma}, dành cho giảng viên`),
        el("p", "", title),
        el("table", "", [el("thead", "", el("tr", "", heads)), el("tbody", "", rows)]),
      ]),
    ]);
  }

  SoTay.spotTold = { cards, printed };
})();
