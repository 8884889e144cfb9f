/* Words of asking, which lead to no page, and words that say what kind of thing is wanted.
   SoTay.timKiem.quiet(index, tokens, accented) sets token.noise and token.asks; .wish(tokens, accented) → a kind of page, or null. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  // Phrases are always noise. Single words only lower what they weigh, and an unaccented one («can», «hoi», «the») only when
  // no neighbour makes it part of a known pair («cán bộ», «đại hội»).
  const PHRASES = [
    "là gì|là sao|là thế nào|nghĩa là gì|thì sao|thì phải làm sao|làm thế nào|làm như thế nào|như thế nào|thế nào|làm sao",
    "ra sao|kiểu gì|bao nhiêu|bao lâu|bao giờ|khi nào|lúc nào|ngày nào|hôm nào|mấy ngày|ở đâu|chỗ nào|tại sao|vì sao",
    "sao lại|có phải|có được|có cần|được không|phải không|đúng không|hay không|có không|gồm những gì|gồm những|những gì",
    "cần những gì|cần gì|cho em hỏi|cho tôi hỏi|cho hỏi|xin hỏi|em hỏi|anh chị|với ạ|ạ|giúp em|giúp tôi|giúp với|em muốn", // cho-phep: xung-ho – lời người hỏi hay gõ
    "tôi muốn|em cần|tôi cần|muốn hỏi|chỉ em|phải làm gì|làm gì|để làm gì|theo quy định|ai biết|thế ạ|như nào|nhé|nhỉ|vậy",
  ].flatMap((line) => line.split("|"));
  const SINGLES = [
    "là gì nào sao mấy ai đâu hả hay hoặc và của cho với các những một em anh chị mình tôi bác xin hỏi giúp muốn cần phải", // cho-phep: xung-ho – lời người hỏi hay gõ
    "được bị có không chưa rồi đã đang sẽ ở tại trong khi lúc thì mà vẫn cũng này đó kia ấy cái cách làm để vì nếu còn thế", // cho-phep: cau-dich – lời người hỏi hay gõ
    "vậy như từ theo về do hết xong nên cứ ra ngay luôn mới chỉ đều rất quá nữa thôi chứ bằng trên dưới",
  ].flatMap((line) => line.split(" "));
  // Single words that ask, among those.
  const ASKING = "gì nào sao mấy ai đâu hả hay có không chưa thì nếu".split(" ");
  const LONGEST = 5; // words of a phrase
  const PHRASE_WEIGHT = 0.03;
  const WORD_WEIGHT = 0.12;
  const UNACCENTED_WEIGHT = 0.15;
  const KNOWN_PAIR = 3; // times that two words must be met side by side, and once more

  const phrases = { accented: new Set(PHRASES), folded: new Set(PHRASES.map(search.fold)) };
  const singles = { accented: new Set(SINGLES), folded: new Set(SINGLES.map(search.fold)) };

  const asking = { accented: new Set(ASKING), folded: new Set(ASKING.map(search.fold)) };

  // A word that says which kind of thing is wanted.
  const WISHES = [
    {
      kind: "mau",
      folded: /(^| )(mau|bieu mau|file|file word|word|docx|ban mem|tai ve|tai|excel)( |$)/,
      accented: /(^| )(mẫu|biểu mẫu|file|word|docx|excel|bản mềm|tải|tải về)( |$)/,
    },
    {
      kind: "bang-kiem",
      folded: /(^| )(bang kiem|checklist|check list|danh sach kiem tra|ra soat lai)( |$)/,
      accented: /(^| )(bảng kiểm|checklist|check list)( |$)/,
    },
    {
      kind: "can-cu",
      folded: /(^| )(can cu|van ban nao|quy dinh nao|quy dinh moi|con hieu luc|het hieu luc|thay the|dieu may)( |$)/,
      accented: /(^| )(căn cứ|văn bản nào|quy định nào|còn hiệu lực|hết hiệu lực|thay thế|điều mấy)( |$)/,
    },
    {
      kind: "can-cu",
      folded: /^(luat|nghi dinh|quy dinh|huong dan|chi thi) (?!(chi|lam|cach))/,
      accented: /^(luật|nghị định|quy định|hướng dẫn|chỉ thị) /,
    },
    {
      kind: "bai-hoc",
      folded: /(^| )(bai hoc|bai giang|tap huan|hoc ve|hoc viet|hoc cach|slide|giao an|trac nghiem|on tap)( |$)/,
      accented: /(^| )(bài học|bài giảng|tập huấn|học viết|học cách|slide|giáo án|trắc nghiệm|ôn tập)( |$)/,
    },
    {
      kind: "thuat-ngu",
      folded: /(^| )(viet tat|nghia la gi|nghia la|la gi|thuat ngu|khai niem)( |$)/,
      accented: /(^| )(viết tắt|nghĩa là gì|nghĩa là|là gì|thuật ngữ|khái niệm)( |$)/,
    },
  ];

  function textsOf(tokens, accented) {
    return tokens.map((token) => (accented ? token.text : search.fold(token.text)));
  }

  function quietPhrases(tokens, texts, known) {
    for (let from = 0; from < tokens.length; from++) {
      for (let size = Math.min(LONGEST, tokens.length - from); size > 0; size--) {
        if (!known.has(texts.slice(from, from + size).join(" "))) continue;
        for (const token of tokens.slice(from, from + size)) Object.assign(token, { noise: PHRASE_WEIGHT, asks: true });
        break;
      }
    }
  }

  /* Whether a neighbour that asks for nothing makes the word part of a known pair. */
  function isPaired(index, tokens, texts, i) {
    const id = index.foldIds.get(texts[i]);
    if (id === undefined) return false;
    const left = i > 0 && !tokens[i - 1].noise ? index.foldIds.get(texts[i - 1]) : undefined;
    if (left !== undefined && index.pairOfFolds(left, id) > KNOWN_PAIR) return true;
    const right = i + 1 < tokens.length && !singles.folded.has(texts[i + 1]) ? index.foldIds.get(texts[i + 1]) : undefined;
    return right !== undefined && index.pairOfFolds(id, right) > KNOWN_PAIR;
  }

  /** Marks the words of asking. When nothing else would be left, they count in full. */
  search.quiet = (index, tokens, accented) => {
    const writing = accented ? "accented" : "folded";
    const texts = textsOf(tokens, accented);
    quietPhrases(tokens, texts, phrases[writing]);
    tokens.forEach((token, i) => {
      if (token.noise || !singles[writing].has(texts[i])) return;
      if (accented) token.noise = WORD_WEIGHT;
      else token.noise = isPaired(index, tokens, texts, i) ? 0 : UNACCENTED_WEIGHT;
      token.asks = token.noise > 0 && asking[writing].has(texts[i]);
    });
    if (!tokens.every((token) => token.noise)) return;
    for (const token of tokens) token.noise = 0;
  };

  search.wish = (tokens, accented) => {
    const flat = textsOf(tokens, accented).join(" ");
    const found = WISHES.find((wish) => (accented ? wish.accented : wish.folded).test(flat));
    return found ? found.kind : null;
  };
})();
