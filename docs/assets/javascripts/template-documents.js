/* A template's data and what was typed → the .docx and its preview, on this device. The filling itself is the project's own Python,
   translated into dien-mau.js, which stands on the pages of templates. */
(() => {
  "use strict";
  const taken = new WeakMap(); // data of a template, or a part of it → the same as the translated functions read it

  function take(data) {
    if (!taken.has(data)) taken.set(data, SoTay.python.take(data));
    return taken.get(data);
  }

  /** Template data, shared frame, values → the bytes of the .docx. */
  function docx(template, frame, typed) {
    const texts = SoTay.templateFilling.parts_of(take(template.phan), take(template.form), SoTay.python.take(typed));
    return SoTay.zip(frame.thuTu.map((name) => [name, texts.get(name) ?? frame.khung[name]]));
  }

  /** Template data, values → the preview's HTML, every value escaped. */
  function preview(template, typed) {
    return SoTay.templateFilling.preview_of(take(template.trang), take(template.form), SoTay.python.take(typed));
  }

  /** The form of a template and what was typed → names and values as the template's text sees them. */
  SoTay.templateValues = (form, typed) => SoTay.python.give(SoTay.templateFilling.prepare(take(form), SoTay.python.take(typed)));

  SoTay.templateDocuments = { docx, preview };
})();
