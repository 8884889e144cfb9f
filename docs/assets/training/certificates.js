/* Certificates made on the spot: a framed landscape page for each person. */
(() => {
  "use strict";
  const { escaped, relationships, pack } = SoTay.officePackage;
  const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const DOTS = "……………………";
  const RED = '<w:color w:val="A3161A"/>';
  const FONT = ["ascii", "hAnsi", "eastAsia", "cs"].map((kind) => `w:${kind}="Times New Roman"`).join(" ");
  const DEFAULTS = `<w:rPr><w:rFonts ${FONT}/><w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>`;
  const NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>';
  const STYLES = `<w:styles ${WORD}><w:docDefaults><w:rPrDefault>${DEFAULTS}</w:rPrDefault><w:pPrDefault/></w:docDefaults>${NORMAL}</w:styles>`;
  // Word wants a paragraph after a table at the end: as small as can be, so that it opens no page.
  const LAST_PARAGRAPH = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>';

  /**
   * A centred paragraph.
   * @param {string} text
   * @param {number} size in points
   * @param {string} style signs: "b" bold, "i" italic, "r" red
   * @param {number} after the space after it, in twentieths of a point
   * @param {string} [properties] more XML of the paragraph's properties
   */
  function paragraph(text, size, style, after, properties = "") {
    const bold = style.includes("b") ? "<w:b/>" : "";
    const italic = style.includes("i") ? "<w:i/>" : "";
    const colour = style.includes("r") ? RED : "";
    return (
      `<w:p><w:pPr>${properties}<w:spacing w:before="0" w:after="${after}"/><w:jc w:val="center"/></w:pPr>` +
      `<w:r><w:rPr>${bold}${italic}${colour}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr>` +
      `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
    );
  }

  function cell(width, content) {
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
  }

  /** The register number on the left, the place to sign on the right. */
  function signature({ place, office }, day) {
    const [date, month, year] = day.split("/");
    const where = `${place || "…………"}, ngày ${date} tháng ${month} năm ${year}`;
    const right =
      paragraph(where, 14, "i", 60) + paragraph(office.toUpperCase() || "NGƯỜI CẤP GIẤY", 14, "b", 1300) + paragraph(DOTS, 14, "", 0);
    return (
      '<w:tbl><w:tblPr><w:tblW w:w="13400" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>' +
      '<w:tblGrid><w:gridCol w:w="5900"/><w:gridCol w:w="7500"/></w:tblGrid>' +
      `<w:tr>${cell(5900, paragraph("Vào sổ số: …………", 13, "", 0))}${cell(7500, right)}</w:tr></w:tbl>`
    );
  }

  /** One page: who, what, with which result. */
  function certificate(common, person, isFirst) {
    return [
      paragraph(common.issuer.toUpperCase() || DOTS, 15, "b", 600, isFirst ? "" : "<w:pageBreakBefore/>"),
      paragraph("GIẤY CHỨNG NHẬN", 38, "br", 360),
      paragraph("Chứng nhận đồng chí", 16, "i", 120),
      paragraph(person.name, 28, "b", 60),
      paragraph(person.unit || DOTS, 16, "", 300),
      paragraph("đã hoàn thành khóa học", 16, "i", 120),
      paragraph(common.course || DOTS, 22, "b", 240),
      paragraph(`Kết quả bài «${common.exam}»: ${SoTay.text.decimal(person.score)}%`, 16, "", 480),
      signature(common, person.day),
    ].join("");
  }

  function section() {
    const border = (side) => `<w:${side} w:val="thinThickSmallGap" w:sz="24" w:space="24" w:color="A3161A"/>`;
    const borders = ["top", "left", "bottom", "right"].map(border).join("");
    return (
      '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' +
      '<w:pgMar w:top="1247" w:right="1134" w:bottom="907" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>' +
      `<w:pgBorders w:offsetFrom="page">${borders}</w:pgBorders><w:vAlign w:val="center"/></w:sectPr>`
    );
  }

  /**
   * Write the certificates.
   * @param {{exam: string, course: string, issuer: string, place: string, office: string}} common any of them but the exam's name may be empty
   * @param {{name: string, unit: string, score: number, day: string}[]} people `day` as dd/mm/yyyy
   * @returns {Blob} .docx
   */
  SoTay.certificates = (common, people) => {
    const pages = people.map((person, i) => certificate(common, person, i === 0)).join("");
    const document = `<w:document ${WORD}><w:body>${pages}${LAST_PARAGRAPH}${section()}</w:body></w:document>`;
    const fonts = `<w:fonts ${WORD}><w:font w:name="Times New Roman"/></w:fonts>`;
    const targets = ["styles", "settings", "fontTable"].map((name) => [name, `${name}.xml`]);
    return pack("word/document.xml", "wordprocessingml.document", [
      ["word/document.xml", "wordprocessingml.document.main", document],
      ["word/_rels/document.xml.rels", "", relationships(targets)],
      ["word/settings.xml", "wordprocessingml.settings", `<w:settings ${WORD}/>`],
      ["word/fontTable.xml", "wordprocessingml.fontTable", fonts],
      ["word/styles.xml", "wordprocessingml.styles", STYLES],
    ]);
  };
})();
