/* The answer where a question names a situation and a kind of work («đảng viên dự bị có được biểu quyết không»): the cell in which
   they cross, if each word of the question is of one of their names, said by the cell, or a word of asking, and if the cell holds
   what is asked for. SoTay.timKiem.crossing(index, query) → Answer or null. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  // Words that change nothing of what is asked.
  const ASKING = new Set(
    "co duoc khong ko k chua phai can hay thi sao the nao nhu lam ai do dau o noi cho bi la ra cua voi vay a nhi neu khi ma van con cung nguoi dang vien dv truong hop ve viec trong bao nhieu may gi cap muc lau gio luc den lan nam ngay thang cau hoi em anh chi xin roi nay moi".split(
      " ",
    ),
  );
  // These want a list, which no cell is.
  const LISTS = /(^| )((can|gom) (nhung )?gi|nhung gi|buoc nao|cac buoc|trinh tu|mau( nao)?|thu tuc|giay to)( |$)/;
  // By what is asked for, what the cell must say for it.
  const HOLDS = {
    place: /(^| )(o|noi|ve) /,
    person: /(^| )(cap uy|chi bo|dang uy|chi uy|bi thu|noi|to chuc dang)( |$)/,
    amount: /\d|mot lan|hai lan|(^| )(muc|nhu) /,
    day: /\d+ (thang|ngay|nam)|mot lan|hai lan|(^| )(khi|het) /,
  };

  const flat = (text) => {
    return search
      .words(text, Number.POSITIVE_INFINITY)
      .map((word) => search.fold(word.text))
      .join(" ");
  };

  /* The longest of `names` that stand in `words`, or "". */
  function named(words, names) {
    const within = names.filter((name) => ` ${words} `.includes(` ${name} `));
    return within.reduce((best, name) => (name.length > best.length ? name : best), "");
  }

  /* Whether the words left over are said by the cell or only ask. */
  function isCovered(words, known, said) {
    return words.split(" ").every((word) => !word || known.has(word) || ASKING.has(word) || said.has(word));
  }

  /* `rest` are the words beside the name of the situation. */
  function answers(query, rest, work, text) {
    const [, names, parts] = work;
    const name = named(rest, names);
    const part = named(rest, parts);
    if (!name && !part) return false;
    const said = flat(text);
    const excused = new Set(name.split(" "));
    if (part && !name.includes(part) && !` ${said} `.includes(` ${part} `)) return false;
    if (!isCovered(rest, excused, new Set(said.split(" ")))) return false;
    return [...search.askedFor(query.text)].every((kind) => !HOLDS[kind] || HOLDS[kind].test(said));
  }

  search.crossing = (index, query) => {
    const { works, situations, cells, page } = index.tables.crossings;
    const words = query.tokens.map((token) => search.fold(token.mend || token.text)).join(" ");
    if (!cells || !query.asked || LISTS.test(words)) return null;
    const rests = situations.map(([, names]) => {
      const name = named(words, names);
      return name && ` ${words} `.replace(` ${name} `, " | ").trim();
    });
    if (!rests.some(Boolean)) return null;
    if (!index.cellRows) index.cellRows = index.rows(index.tables.cells);
    const fitting = cells.flatMap(([situation, work, anchor, sign], i) => {
      const rest = rests[situation];
      if (!rest) return [];
      const [text, basis] = index.cellRows[i];
      return answers(query, rest.replace("|", " ").replace(/ +/g, " "), works[work], text)
        ? [{ title: `${situations[situation][0]}: ${works[work][0].toLowerCase()}`, text, sign, basis, anchor }]
        : [];
    });
    if (fitting.length !== 1) return null;
    const [{ anchor, ...cell }] = fitting;
    return { kind: "tinh-huong", ...cell, url: `${index.urls[page]}#${anchor}` };
  };
})();
