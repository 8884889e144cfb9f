/* The list of units, loaded superior by superior, and the search in it. The packed rows are those of macros/organisation. */
(() => {
  "use strict";
  const FOLDER = "/assets/du-lieu/";
  const loaded = new Set(); // ids of the superiors whose units are in `list`
  const list = []; // {name, text (folded), shard, row}

  function fullName(shard, row) {
    return `${shard.hinhThuc[row[2]][1]} ${row[1]}`;
  }

  /** A packed row of a shard → the record of a unit. */
  function record(shard, row, summary) {
    const form = shard.hinhThuc[row[2]];
    return {
      id: row[0],
      ten: fullName(shard, row),
      co_quan: row[1],
      ngan: row[5] || row[1],
      cap_uy: `${form[2]} ${row[1]}`,
      ky_hieu: row[6] || form[3],
      dia_danh: shard.diaDanh[row[4]],
      hinh_thuc: form[0],
      loai_hinh: shard.loaiHinh[row[3]],
      cap_tren: shard.capTren,
      phien_ban: summary.phien_ban,
      tinh_den: summary.tinh_den,
      mau: summary.mau,
    };
  }

  /** `done(error, summary)`: which superiors there are, and how many units. */
  function loadSummary(done) {
    SoTay.load(`${FOLDER}to-chuc.js`, (error) => done(error, SoTay.duLieu.toChuc));
  }

  /** `done(error, shard)`: the units of one superior. */
  function loadShard(superior, done) {
    SoTay.load(`${FOLDER}don-vi-${superior}.js`, (error) => done(error, SoTay.duLieu[`donVi:${superior}`]));
  }

  /** Take the units of a shard into the list, once. */
  function add(shard) {
    if (loaded.has(shard.capTren.id)) return;
    loaded.add(shard.capTren.id);
    for (const row of shard.ds) {
      const name = fullName(shard, row);
      list.push({ name, text: SoTay.text.fold(`${name} ${row[5] || ""} ${row[7] || ""}`), shard, row });
    }
  }

  /** Put the list in the order of the superiors. */
  function sort(superiors) {
    const order = superiors.map((superior) => superior.id);
    list.sort((a, b) => order.indexOf(a.shard.capTren.id) - order.indexOf(b.shard.capTren.id));
  }

  /** Units whose name (or old name) holds every word typed, accents forgiven. `within`: an earlier answer to narrow. */
  function find(typed, within = list) {
    const words = SoTay.text.words(typed);
    return within.filter((unit) => words.every((word) => unit.text.includes(word)));
  }

  /** The superiors whose units are not loaded yet and whose name holds every word typed. */
  function unopened(superiors, typed) {
    const words = SoTay.text.words(typed);
    return superiors.filter((superior) => {
      const name = SoTay.text.fold(superior.ten_dang_bo);
      return !loaded.has(superior.id) && words.every((word) => name.includes(word));
    });
  }

  SoTay.units = { loadSummary, loadShard, add, sort, find, unopened, record };
})();
