/* What a question wants to hear: a day, an amount, a person, a place, a yes or no, a way. SoTay.timKiem.askedFor(text) → a set of these
   words, for a text in any accents; SoTay.timKiem.asksAlike(query, question) tells whether one answer can serve both. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  const KINDS = [
    ["day", /(^| )(ngay (nao|may|gi)|khi nao|bao gio|luc nao|hom nao|may ngay|may thang|bao lau|thang nao|nam nao|han|thoi han)( |$)/],
    ["amount", /(^| )(bao nhieu|may|bao lau|muc nao|muc gi|dai bao nhieu)( |$)/],
    ["person", /(^| )(ai|nguoi nao|cap nao|co quan nao|do dau|nhung ai)( |$)/],
    ["place", /(^| )(o dau|cho nao|noi nao|ben nao|di dau|ve dau|tu dau)( |$)/],
    ["yes or no", /(^| )((co|duoc|phai|can|con|bi|da)( .*)? (khong|chua|ko|k|hong)|hay)( |$)/],
    ["way", /(^| )(the nao|lam sao|nhu nao|ra sao|thi sao|cach|lam gi|kieu gi|xu ly sao|bang sao|tinh sao|sao$)( |$)/],
  ];
  // Without their accents these would be words that ask.
  const OTHER_WORDS = new Set("máy mày dấu đầu đấu dầu hàn sáo".split(" "));
  // These say so much of what is wanted that an answer to another of them serves nobody.
  const STRICT = ["day", "amount", "person", "place"];
  const LOOSE = ["way", "yes or no"];

  search.askedFor = (text) => {
    const flat = search
      .words(text)
      .filter((word) => !OTHER_WORDS.has(word.text))
      .map((word) => search.fold(word.text))
      .join(" ");
    return new Set(KINDS.filter(([, pattern]) => pattern.test(flat)).map(([kind]) => kind));
  };

  const meets = (one, two) => STRICT.some((kind) => one.has(kind) && two.has(kind));
  const isStrict = (kinds) => STRICT.some((kind) => kinds.has(kind));

  search.asksAlike = (query, question) => {
    const asked = search.askedFor(query);
    const told = search.askedFor(question);
    if (isStrict(asked)) return meets(asked, told) || (!isStrict(told) && !told.has("way"));
    // «làm thế nào», «có phải … không» are not answered by a day.
    return !isStrict(told) || !LOOSE.some((kind) => asked.has(kind)) || LOOSE.some((kind) => asked.has(kind) && told.has(kind));
  };
})();
