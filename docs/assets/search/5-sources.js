/* Numbers of documents in what a reader typed («qd 399», «399/QĐ-TW», «hd05») → the sources they mean.
   SoTay.timKiem.sources(index, text) → [{number, title, issued, state, stateName, url, chain, chainUrl}…] */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const SHOWN = 4;
  const IN_FORCE = "con";
  const REPLACED = "het";
  // What readers write for a kind of document, the longest first, and the short form that a number's symbol begins with.
  const KINDS = new Map([
    ["quy che", "qc"],
    ["quy dinh", "qd"],
    ["quyet dinh", "qd"],
    ["huong dan", "hd"],
    ["chi thi", "ct"],
    ["ket luan", "kl"],
    ["cong van", "cv"],
    ["nghi dinh", "nd"],
    ["nghi quyet", "nq"],
    ["luat", "qh"],
    ["bo luat", "qh"],
    ["thong tri", "tt"],
    ["thong bao", "tb"],
    ["qdi", "qdi"],
    ["qyd", "qd"],
    ...["qd", "hd", "ct", "kl", "cv", "nd", "qc", "nq", "qh"].map((short) => [short, short]),
  ]);
  const NAMES = [...KINDS.keys()].join("|");
  const KIND_THEN_NUMBER = new RegExp(
    ` (${NAMES}) (?:so |nam )?0*(\\d{1,5})(?: (?:qd|hd|ct|kl|cv|nd|qc|qdi))?(?: (tw|vptw|btctw|btgtw|cp|vp|nb))?(?= )`,
    "g",
  );
  const NUMBER_THEN_KIND = new RegExp(` 0*(\\d{1,5}) (?:20\\d\\d )?(${NAMES})(?:\\d\\d)?(?: (tw|vptw|btctw|btgtw|cp))?(?= )`, "g");
  /** Single words of those. */
  search.KIND_WORDS = new Set([...KINDS.keys(), "tw", "vptw", "btctw", "btgtw", "cp", "ubkttw"].flatMap((name) => name.split(" ")));
  // «hd05», «05hd», also with who issued it: «hd36vptw»
  const GLUED = new RegExp(` (?:([a-z]{2,3})(\\d{1,5})|(\\d{1,5})(${NAMES}))(tw|vptw|btctw|btgtw|cp)?(?= )`, "g");
  const BARE_NUMBER = /^ (?:(?:van ban|so|vb) )*0*(\d{1,5})(?: 20\d\d)? $/;

  const BARE_DAY = /^\s*(?:ngày |ngay )?(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|1[0-2])(?:\/(20\d\d))?\s*$/i;
  const CALENDAR = "lich/index.html";

  /* «399-QĐ/TW» → {no: 399, kind: «qd», body: «tw», years: [2026]}; laws and decrees carry their year in the number. */
  function parts(source) {
    const match = /^(\d+)(?:[/-](\d{4}))?[-/ ]*([a-z]*)(\d*)[-/ ]*([a-z]*)/.exec(search.fold(source.number.toLowerCase()));
    if (!match) return null;
    const years = [...(source.issued.match(/\d{4}/g) || []), ...(match[2] ? [match[2]] : [])];
    return { no: Number(match[1]), kind: match[3], body: match[5], years: years.map(Number) };
  }

  /* The sources that have a number, with its parts. */
  function table(index) {
    if (index.sourceTable) return index.sourceTable;
    const sources = index.sources.map(([number, title, issued, state, stateName, chain], i) => {
      const [url, chainUrl] = index.sourcePages[i].map((page) => index.urls[page]);
      const source = { number, title, issued, state, stateName, chain, url: url || "", chainUrl: chainUrl || "" };
      source.parts = parts(source);
      return source;
    });
    index.sourceTable = sources.filter((source) => source.number);
    return index.sourceTable;
  }

  /* Numbers with the kind that stands before or behind them: [{no, kind, body, year}…]. */
  function asked(text) {
    const words = search.words(text).map((word) => word.text);
    const apart = (_, kind, after, no, before, body) => ` ${kind || no} ${after || before}${body ? ` ${body}` : ""}`;
    const folded = ` ${search.fold(words.join(" "))} `.replace(GLUED, apart);
    const wants = [];
    for (const match of folded.matchAll(KIND_THEN_NUMBER)) wants.push({ no: Number(match[2]), kind: KINDS.get(match[1]), body: match[3] });
    for (const match of folded.matchAll(NUMBER_THEN_KIND)) wants.push({ no: Number(match[1]), kind: KINDS.get(match[2]), body: match[3] });
    // A bare number asks for a document only when nothing else was typed but «số» or «văn bản».
    const bare = BARE_NUMBER.exec(folded);
    if (bare) wants.push({ no: Number(bare[1]), kind: "", body: undefined });
    const year = / (20[012]\d)(?= )/.exec(folded);
    for (const want of wants) want.year = year && Number(year[1]) !== want.no ? Number(year[1]) : null;
    return wants;
  }

  /* How well a source answers to a number; null when it does not. */
  function fit(source, want) {
    const has = source.parts;
    if (!has || has.no !== want.no || !has.kind.startsWith(want.kind)) return null;
    let worth = 1;
    if (want.body) worth += has.body.startsWith(want.body) ? 2 : -2;
    if (want.year) worth += has.years.includes(want.year) ? 3 : -2;
    if (source.state === IN_FORCE) worth += 1;
    if (source.state === REPLACED) worth -= 0.5;
    return worth;
  }

  /* The same while the number is still being typed: what begins with it. */
  function fitBegun(source, want) {
    const has = source.parts;
    if (!has || !want.kind || !has.kind.startsWith(want.kind) || !String(has.no).startsWith(want.no || "")) return null;
    return source.state === IN_FORCE ? 1 : 0;
  }

  function matching(index, wants, worthOf) {
    const found = new Map();
    for (const want of wants) {
      for (const source of table(index)) {
        const worth = worthOf(source, want);
        if (worth !== null && !found.has(source)) found.set(source, worth);
      }
    }
    return [...found].map(([source, worth]) => ({ source, worth }));
  }

  search.sources = (index, text) => {
    const wants = asked(text);
    if (!wants.length) return [];
    let found = matching(index, wants, fit);
    if (!found.length && /\d$/.test(text)) found = matching(index, wants, fitBegun);
    found.sort((a, b) => b.worth - a.worth);
    const near = found.filter((each) => each.worth > found[0].worth - 2.5);
    return near.slice(0, SHOWN).map(({ source, worth }) => ({ ...source, worth }));
  };

  /** The day that is all that was typed: {day, month, year or null, text}, or null. */
  search.bareDay = (text) => {
    const match = BARE_DAY.exec(text);
    if (!match) return null;
    const [day, month, year] = match.slice(1).map((part) => (part ? Number(part) : null));
    return { day, month, year, text: [day, month, year].filter(Boolean).join("/") };
  };

  /** A number of a document that was asked for puts that document first, then what replaced it; a day by itself, the calendar. */
  search.lead = (index, pages, sources, text) => {
    const urls = new Set(sources.flatMap((source) => [source.url, source.chainUrl]).filter(Boolean));
    if (search.bareDay(text)) urls.add(CALENDAR);
    const top = pages.length ? pages[0].score : 1;
    const first = [];
    [...urls].forEach((url, i) => {
      const page = index.urls.indexOf(url);
      if (page < 0) return;
      const record = index.firstRecord[page];
      const hit = { record, page, score: top + 1, cover: 1, kind: index.kind(record) };
      first.push({ page, score: top + 1 - i / 100, cover: 1, hits: [hit] });
    });
    const taken = new Set(first.map((row) => row.page));
    return [...first, ...pages.filter((row) => !taken.has(row.page))];
  };
})();
