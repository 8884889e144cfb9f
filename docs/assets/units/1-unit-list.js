/* The list of units, loaded superior by superior, and the search in it. The packed rows are those of macros/organisation. */
(() => {
  "use strict";
  const FOLDER = "/assets/du-lieu/";
  const LOOSE = 5; // the rank of a unit in which the words typed stand anywhere
  const PHRASE = 2; // up to this rank the words typed stand together, as whole words
  const OLD = 0.5; // what a former name costs against a present one
  const loaded = new Set(); // ids of the superiors whose units are in `list`
  const list = []; // {name, shard, row, names: [[folded name, cost]], text: all of them in one, order: its place}

  function fullName(shard, row) {
    return `${shard.hinhThuc[row[2]][1]} ${row[1]}`;
  }

  /** A packed row of a shard → the record of a unit. */
  function record(shard, row, summary) {
    const form = shard.hinhThuc[row[2]];
    const [members, cells] = shard.so[shard.ds.indexOf(row)] || [];
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
      dang_vien: members,
      chi_bo: cells,
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

  /** All that a unit is called, folded, with what each costs. */
  function namesOf(shard, row) {
    const [shortNow = "", shortOld = ""] = (row[8] || "").split("|");
    const several = (text) => text.split("; ").filter(Boolean);
    const now = [row[1], fullName(shard, row), row[5] || "", ...several(shortNow)];
    const old = [...several(row[7] || ""), ...several(shortOld)];
    const named = [...now.map((name) => [name, 0]), ...old.map((name) => [name, OLD])];
    return named.filter(([name]) => name).map(([name, cost]) => [SoTay.text.foldToWords(name), cost]);
  }

  /** Take the units of a shard into the list, once. */
  function add(shard) {
    if (loaded.has(shard.capTren.id)) return;
    loaded.add(shard.capTren.id);
    for (const row of shard.ds) {
      const names = namesOf(shard, row);
      list.push({ name: fullName(shard, row), names, text: names.map(([name]) => name).join(" | "), order: list.length, shard, row });
    }
  }

  /** Put the list in the order of the superiors. */
  function sort(superiors) {
    const order = superiors.map((superior) => superior.id);
    list.sort((a, b) => order.indexOf(a.shard.capTren.id) - order.indexOf(b.shard.capTren.id));
    list.forEach((unit, at) => {
      unit.order = at;
    });
  }

  /** How well a folded name fits: 0 the same, 1 it begins with the phrase, 2 it holds it, 3 with the last word begun, 4 words begin so, 5 loose. */
  function fit(name, typed, words) {
    if (name === typed) return 0;
    if (name.startsWith(`${typed} `)) return 1;
    if (` ${name} `.includes(` ${typed} `)) return PHRASE;
    if (` ${name}`.includes(` ${typed}`)) return 3;
    return words.every((word) => ` ${name}`.includes(` ${word}`)) ? 4 : LOOSE;
  }

  function rank(unit, typed, words) {
    return Math.min(LOOSE, ...unit.names.map(([name, cost]) => fit(name, typed, words) + cost));
  }

  /**
   * Units in one of whose names every word typed stands, accents forgiven: the whole phrase first, then beginnings of words, then the rest.
   * @param {string} typed
   * @param {object[]} [within] an earlier answer to narrow
   * @returns {{units: object[], sure: boolean}} `sure`: the first is the one meant, by its name or because it is the only one
   */
  function find(typed, within = list) {
    const phrase = SoTay.text.foldToWords(typed);
    if (!phrase) return { units: typed.trim() ? [] : within, sure: false };
    const words = phrase.split(" ");
    const ranked = within
      .filter((unit) => words.every((word) => unit.text.includes(word)))
      .map((unit) => ({ unit, rank: rank(unit, phrase, words) }))
      .sort((a, b) => a.rank - b.rank || a.unit.order - b.unit.order);
    const [first, second] = ranked;
    const exact = Boolean(first) && first.rank < 1 && !(second?.rank === first.rank);
    const onlyPhrase = Boolean(first) && first.rank <= PHRASE + OLD && !(second?.rank <= PHRASE + OLD);
    return { units: ranked.map((one) => one.unit), sure: ranked.length === 1 || exact || onlyPhrase };
  }

  /** Whether every unit is in the list: only then can a match be the only one. */
  function isWhole(superiors) {
    return superiors.every((superior) => loaded.has(superior.id));
  }

  /** The superiors whose units are not loaded yet and whose name holds every word typed. */
  function unopened(superiors, typed) {
    const words = SoTay.text.words(typed);
    return superiors.filter((superior) => {
      const name = SoTay.text.fold(superior.ten_dang_bo);
      return !loaded.has(superior.id) && words.every((word) => name.includes(word));
    });
  }

  SoTay.units = { loadSummary, loadShard, add, sort, find, isWhole, unopened, record };
})();
