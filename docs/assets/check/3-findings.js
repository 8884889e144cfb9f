/* The findings on one file: grouped, each with its place, what stands there, what is right, how to mend it. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const GROUPS = [
    ["error", "Lỗi", "loi"],
    ["warning", "Cảnh báo", "canh-bao"],
    ["info", "Nên xem", "nhac"],
  ];

  /** The number of the paragraph that a place names; 0 where it names none. */
  const paragraphOf = (place) => Number(/^đoạn (\d+)/.exec(place)?.[1] || 0);

  const count = (report, severity) => report.findings.filter((finding) => finding.severity === severity).length;
  const refused = (report) => report.findings.length === 1 && report.findings[0].id.startsWith("tu-choi-");

  /** «2 lỗi, 1 cảnh báo», or that nothing was found. */
  function summary(report) {
    if (refused(report)) return "Không kiểm tra được tệp này.";
    const told = GROUPS.map(([severity, name]) => [count(report, severity), name.toLowerCase()]).filter(([number]) => number);
    if (told.length) return `${told.map(([number, name]) => `${number} ${name}`).join(", ")} trong ${report.checked} mục đã kiểm tra.`;
    return `Không thấy lỗi trong ${report.checked} mục đã kiểm tra.`;
  }

  function row(list, term, words) {
    if (!words || words.length === 0) return;
    list.append(el("dt", "", term), el("dd", "", typeof words === "string" ? SoTay.unbroken([[words, false]]) : words));
  }

  /** «Chèn › Số trang; chọn «Trang đầu khác».» as steps, one for each part. */
  function steps(mend) {
    const parts = mend.split(/;\s+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1));
    return parts.length < 2
      ? mend
      : el(
          "ol",
          "st-kt__buoc",
          parts.map((part) => el("li", "", part)),
        );
  }

  function card(finding, name, number, source, seek) {
    const list = el("dl", "st-kt__chi-tiet");
    row(list, "Vị trí", finding.place);
    row(list, "Đang ghi", finding.found);
    row(list, "Cách ghi đúng", finding.expected);
    row(list, "Sửa trong Word", steps(finding.mend));
    row(
      list,
      "Căn cứ",
      finding.clause && (finding.clause === "không quy định" ? "Thể thức không có điều riêng." : `${source}, ${finding.clause}`),
    );
    const head = el("h4", "st-kt__ten", [el("span", "st-kt__so", String(number)), ` ${name}`]);
    const item = el("li", "st-kt__muc", [head, list], { id: `kt-${number}`, tabindex: "-1" });
    const paragraph = paragraphOf(finding.place);
    if (paragraph) item.append(button("Xem trên giấy", "st-nut st-nut--phu st-nut--nho", () => seek(paragraph)));
    return item;
  }

  /**
   * The findings of `report` as elements.
   * @param {Object} report
   * @param {string} source the name of the rules
   * @param {(paragraph: number) => void} seek leads to the place on the paper
   */
  function list(report, source, seek) {
    const root = el("div", "st-kt__ket-qua");
    const filter = el("div", "st-kt__loc", [], { role: "group", "aria-label": "Chỉ xem" });
    let number = 0;
    for (const [severity, title, kind] of GROUPS) {
      const items = [];
      report.findings.forEach((finding, index) => {
        if (finding.severity === severity) items.push(card(finding, report.names[index], ++number, source, seek));
      });
      if (!items.length) continue;
      const section = el("section", `st-kt__nhom st-kt__nhom--${kind}`, [
        el("h3", "st-kt__tieu-de", `${title} (${items.length})`),
        el("ol", "st-kt__ds", items),
      ]);
      const toggle = button(`${title} (${items.length})`, "st-kt__chip", () => {
        section.hidden = !section.hidden;
        toggle.setAttribute("aria-pressed", String(!section.hidden));
      });
      toggle.setAttribute("aria-pressed", "true");
      filter.append(toggle);
      root.append(section);
    }
    if (filter.children.length > 1) root.prepend(filter);
    return root;
  }

  SoTay.findings = { GROUPS, count, refused, summary, list, paragraphOf };
})();
