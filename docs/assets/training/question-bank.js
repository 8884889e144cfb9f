/* The bank of questions, and the veil over its answers: the same as in macros/training/questions.py. */
(() => {
  "use strict";

  /**
   * Load the bank. Its questions come sealed: unveiling all of them would hold up an old machine for seconds.
   * @param {(bank: Object<string, object>|null, error: string) => void} done the questions by id, or null and what to tell the reader
   */
  function load(done) {
    SoTay.load("/assets/thi/ngan-hang.js", (error) => {
      if (error) done(null, "Không mở được ngân hàng câu hỏi. Sao chép lại cả thư mục sổ tay rồi mở lại trang này.");
      else done(Object.fromEntries(SoTay.duLieu.nganHang.cau.map((question) => [question.id, question])), "");
    });
  }

  function salt() {
    return SoTay.duLieu.nganHang.muoi;
  }

  /** What was veiled under `name` (base64 of JSON), taken from under it. */
  function unveiled(text, name) {
    const sealed = atob(text);
    const bytes = new Uint8Array(sealed.length);
    for (let block = 0; block * 32 < sealed.length; block++) {
      const stream = SoTay.sha256.bytes(`${salt()}|${name}|${block}`);
      for (let i = 0; i < 32 && block * 32 + i < sealed.length; i++) {
        bytes[block * 32 + i] = sealed.charCodeAt(block * 32 + i) ^ stream[i];
      }
    }
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** A sealed question of the bank with its key and explanations (`khoa`, `giai`) back in place. */
  function open(question) {
    if (question.khoa) return question;
    const { khoa, giai } = unveiled(question.kin, question.id);
    return { ...question, khoa, giai };
  }

  /** Is the answer right? Judged by salted hashes, so without unveiling anything. */
  function isRight(question, answer) {
    return question.dau.includes(SoTay.sha256.hex(`${salt()}|${question.id}|${answer}`));
  }

  SoTay.bank = { load, unveiled, open, isRight };
})();
