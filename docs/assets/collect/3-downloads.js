/* What the desk hands out, each as one zip: blank forms for all units, and a letter to each unit that has not sent. */
(() => {
  "use strict";
  const BLANKS = "/assets/du-lieu/bieu-trong.js";
  const TEMPLATE = "mau/cong-van-don-doc";
  const FILLING = ["/assets/javascripts/dien-mau.js", "/assets/du-lieu/mau/khung.js", `/assets/du-lieu/${TEMPLATE}.js`];
  const ISSUER = "dang-uy"; // who asks units for figures is a committee

  const loaded = (paths) => new Promise((done) => SoTay.loadAll(paths, (error) => done(!error)));
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const save = (files, name) => SoTay.download(new Blob([SoTay.zip(files)], { type: "application/zip" }), name);

  /** Save the forms of all units for `period`; how many there are, 0 when they could not be made. */
  async function forms(collector, period) {
    if (!(await loaded([BLANKS]))) return 0;
    const made = await collector.forms(SoTay.duLieu["bieu-trong"].map(bytesOf), period);
    if (made.length)
      save(
        made.map(([name, parts]) => [name, SoTay.zip(parts)]),
        `bieu-${period}.zip`,
      );
    return made.length;
  }

  /** Save a letter to each of `units` (ids); how many there are, 0 when they could not be made. */
  async function letters(collector, units, period) {
    if (!(await loaded(FILLING))) return 0;
    const { take } = SoTay.python;
    const frame = SoTay.duLieu["mau/khung"];
    const { phan, form } = SoTay.duLieu[TEMPLATE];
    const [programs, fields] = [take(phan), take(form)];
    const files = (await collector.letters(units, period)).map(([, name, values]) => {
      const texts = SoTay.templateFilling.parts_of(programs, fields, take({ ...values, co_quan: ISSUER }));
      return [name, SoTay.zip(frame.thuTu.map((part) => [part, texts.get(part) ?? frame.khung[part]]))];
    });
    if (files.length) save(files, `don-doc-${period}.zip`);
    return files.length;
  }

  SoTay.collectorFiles = { forms, letters };
})();
