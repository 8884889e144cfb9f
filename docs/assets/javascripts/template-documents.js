/* A template's data and what was typed → the .docx and its preview, on this device. */
(() => {
  "use strict";

  /** Template data, shared frame, values → the bytes of the .docx. */
  function docx(template, frame, typed) {
    const context = SoTay.templateValues(template.form, typed);
    const textOf = (name) => (template.phan[name] ? SoTay.templateProgram.run(template.phan[name], context) : frame.khung[name]);
    return SoTay.zip(frame.thuTu.map((name) => [name, textOf(name)]));
  }

  /** Template data, values → the preview's HTML, every value escaped. */
  function preview(template, typed) {
    return SoTay.templateProgram.run(template.trang, SoTay.templateValues(template.form, typed));
  }

  SoTay.templateDocuments = { docx, preview };
})();
