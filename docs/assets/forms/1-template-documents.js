/* A template's data and what was typed → the .docx and its preview, on this device. The filling itself is the project's own Python,
   translated into dien-mau.js, which stands on the pages of templates. */
(() => {
  "use strict";
  const taken = new WeakMap(); // data of a template, or a part of it → the same as the translated functions read it

  function kept(data) {
    if (!taken.has(data)) taken.set(data, SoTay.python.take(data));
    return taken.get(data);
  }

  /** Template data, shared frame, values → the bytes of the .docx. */
  function docx(template, frame, typed) {
    const texts = SoTay.templateFilling.parts_of(kept(template.phan), kept(template.form), SoTay.python.take(typed));
    return SoTay.zip(frame.thuTu.map((name) => [name, texts.get(name) ?? frame.khung[name]]));
  }

  /** Template data, values → the preview's HTML, every value escaped. */
  function preview(template, typed) {
    return SoTay.templateFilling.preview_of(kept(template.trang), kept(template.form), SoTay.python.take(typed));
  }

  /** What a document is about, in words: its «trích yếu». */
  function subject(template, typed) {
    const text = document.createElement("template");
    text.innerHTML = SoTay.templateFilling.preview_of(kept(template.trich_yeu), kept(template.form), SoTay.python.take(typed));
    return text.content.textContent.replace(/\s+/g, " ").trim();
  }

  /** The form of a template and what was typed → names and values as the template's text sees them. */
  SoTay.templateValues = (form, typed) => SoTay.python.give(SoTay.templateFilling.prepare(kept(form), SoTay.python.take(typed)));

  /** A clause «id, điều» as readers know its source. */
  function named(clause, names) {
    const [id, ...rest] = clause.split(", ");
    return [names[id] || id, ...rest].join(", ");
  }

  /** Template data, values → [{ o: fields, co: what stands, dung: what is right, can_cu: clauses, quy_tac: the rule in words }, …]. */
  function slips(template, typed, facts = SoTay.duLieu["mau/khung"].soat) {
    const { take, give } = SoTay.python;
    const found = give(SoTay.templateFilling.slips(kept(facts), kept(template.form), kept(template.trang), take(typed)));
    return found.map((slip) => withRule(slip, facts));
  }

  /** A slip with the rule that it rests on in words. */
  function withRule(slip, facts) {
    return { ...slip, quy_tac: slip.can_cu.map((each) => named(each, facts.ten)).join("; ") || "kinh nghiệm" };
  }

  SoTay.templateDocuments = { docx, preview, subject, slips, withRule };
})();
