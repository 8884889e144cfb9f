/* A test on paper: the files that `run.py exam` writes, made by the project's own Python, translated. */
(() => {
  "use strict";
  const { python } = SoTay;
  const TITLE = /\ue000/g; // where title and content stand in the sheet that all papers share
  const CONTENT = "\ue001";
  let bank = null;

  function questions(data) {
    bank ||= python.made(SoTay.bank.unveiled(data.kin, "de-giay"), SoTay.paperTest.classes);
    return bank;
  }

  /** [[name, text or bytes], …] of the test `id` in `count` variants, drawn by `seed`. Throws when the bank is too small. */
  function files(data, id, count, seed) {
    const made = SoTay.paperTest;
    const matrix = python.made(data.maTran, made.classes).find((each) => each.id === id);
    const variants = made.variants(made.drawn(questions(data), matrix, seed), count, seed);
    const sheet = (title, content) => data.giay.replace(TITLE, title).replace(CONTENT, () => content);
    const word = python.take(data.word);
    const out = [];
    for (const variant of variants) {
      const { code } = variant;
      const lines = made.word_lines(matrix.title, matrix.minutes, variant);
      out.push([`de-${code}.html`, sheet(`Đề ${code}`, made.paper(matrix.title, matrix.minutes, variant))]);
      out.push([`de-${code}.docx`, SoTay.zip(made.plain_parts(word, `Đề ${code}`, lines))]);
      out.push([`phieu-tra-loi-${code}.html`, sheet("Phiếu trả lời", made.grid(matrix.title, variant, false))]);
      out.push([`mau-duc-lo-${code}.html`, sheet("Mẫu đục lỗ", made.grid(matrix.title, variant, true))]);
    }
    out.push(["dap-an.html", sheet("Đáp án", made.keys(matrix.title, variants, seed, false))]);
    out.push(["cham-diem.xlsx", SoTay.zip(made.marks_parts(variants))]);
    return out;
  }

  SoTay.paperFiles = files;
})();
