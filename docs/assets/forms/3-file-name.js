/* What a finished document is called on the reader's disk: kind, when, whose. No page is needed. */
(() => {
  "use strict";
  const LONGEST = 80; // signs, the ending included

  function slug(text) {
    return SoTay.text.foldToWords(text || "").replace(/ /g, "-");
  }

  /** The period that the document is for, else the day on which it is signed, else nothing. */
  function when(template, values) {
    const rule = template.theo_ky;
    const period = rule?.o.length && SoTay.periods.read(rule.ky, SoTay.templateFields.get(values, rule.o[0].truong));
    if (period) return slug(SoTay.periods.name(period).replace("tuần từ", "tuần"));
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(values.ngay_ky || "") || [];
    return year ? `${day}-${month}-${year}` : "";
  }

  /** Who issues it: the branch where a branch does, else the committee. */
  function whose(template, values) {
    const body = template.form.co_quan[values.co_quan] || Object.values(template.form.co_quan)[0];
    const isBranch = JSON.stringify(body).includes('"ten_chi_bo"');
    return slug((isBranch && values.ten_chi_bo) || values.don_vi?.cap_uy || values.don_vi?.ten);
  }

  /** "BC-thang-11-2026-dang-uy-benh-vien-phoi.docx"; what is too long is cut between two words. */
  function fileName(template, values, ending = ".docx") {
    const parts = [template.ten_tep, when(template, values), whose(template, values)];
    let stem = parts.filter(Boolean).join("-");
    const room = LONGEST - ending.length;
    if (stem.length > room)
      stem = stem
        .slice(0, room + 1)
        .replace(/-[^-]*$/, "")
        .slice(0, room);
    return stem + ending;
  }

  SoTay.fileName = fileName;
})();
