/* Từ hỏi: the words of asking, which lead to no page, and the words that say what kind of thing is wanted.
   SoTay.timKiem.quiet(index, tokens, accented) sets token.noise; .wish(tokens, accented) → a kind of page, or null. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var fold = search.chu.fold;

  // Words of asking and of courtesy. Phrases are always noise; single words only lower what they weigh, and an
  // unaccented one («can», «hoi», «the») only when no neighbour makes it part of a known pair («cán bộ», «đại hội»).
  var PHRASES = (
    "là gì|là sao|là thế nào|nghĩa là gì|thì sao|thì phải làm sao|làm thế nào|làm như thế nào|như thế nào|thế nào|làm sao|ra sao|kiểu gì|" +
    "bao nhiêu|bao lâu|bao giờ|khi nào|lúc nào|ngày nào|hôm nào|mấy ngày|ở đâu|chỗ nào|tại sao|vì sao|sao lại|" +
    "có phải|có được|có cần|được không|phải không|đúng không|hay không|có không|gồm những gì|gồm những|những gì|cần những gì|cần gì|" +
    "cho em hỏi|cho tôi hỏi|cho hỏi|xin hỏi|em hỏi|anh chị|với ạ|ạ|giúp em|giúp tôi|giúp với|em muốn|tôi muốn|em cần|tôi cần|muốn hỏi|chỉ em|" +
    "phải làm gì|làm gì|để làm gì|theo quy định|ai biết|thế ạ|như nào|nhé|nhỉ|vậy"
  ).split("|");
  var SINGLES = (
    "là gì nào sao mấy ai đâu hả hay hoặc và của cho với các những một em anh chị mình tôi bác xin hỏi giúp muốn cần phải được bị có không " +
    "chưa rồi đã đang sẽ ở tại trong khi lúc thì mà vẫn cũng này đó kia ấy cái cách làm để vì nếu còn thế vậy như từ theo về do hết xong nên cứ ra ngay luôn mới chỉ đều rất quá nữa thôi chứ bằng trên dưới"
  ).split(" ");
  var phraseSet = new Set();
  var phraseFolds = new Set();
  PHRASES.forEach(function (phrase) {
    phraseSet.add(phrase);
    phraseFolds.add(fold(phrase));
  });
  var singleSet = new Set(SINGLES);
  var singleFolds = new Set(SINGLES.map(fold));

  // A word that says which kind of thing is wanted.
  var WISHES = [
    ["mau", /(^| )(mau|bieu mau|file|file word|word|docx|ban mem|tai ve|tai|excel)( |$)/, /(^| )(mẫu|biểu mẫu|file|word|docx|excel|bản mềm|tải|tải về)( |$)/],
    ["bang-kiem", /(^| )(bang kiem|checklist|check list|danh sach kiem tra|ra soat lai)( |$)/, /(^| )(bảng kiểm|checklist|check list)( |$)/],
    ["can-cu", /(^| )(can cu|van ban nao|quy dinh nao|quy dinh moi|con hieu luc|het hieu luc|thay the|dieu may)( |$)|^(luat|nghi dinh|quy dinh|huong dan|chi thi) (?!(chi|lam|cach))/, /(^| )(căn cứ|văn bản nào|quy định nào|còn hiệu lực|hết hiệu lực|thay thế|điều mấy)( |$)|^(luật|nghị định|quy định|hướng dẫn|chỉ thị) /],
    ["bai-hoc", /(^| )(bai hoc|bai giang|tap huan|hoc ve|hoc viet|hoc cach|slide|giao an|trac nghiem|on tap)( |$)/, /(^| )(bài học|bài giảng|tập huấn|học viết|học cách|slide|giáo án|trắc nghiệm|ôn tập)( |$)/],
    ["thuat-ngu", /(^| )(viet tat|nghia la gi|nghia la|la gi|thuat ngu|khai niem)( |$)/, /(^| )(viết tắt|nghĩa là gì|nghĩa là|là gì|thuật ngữ|khái niệm)( |$)/],
  ];

  /* Marks the words of asking. When nothing else would be left, they count in full. */
  search.quiet = function (index, list, accentedQuery) {
    var texts = list.map(function (t) { return accentedQuery ? t.text : fold(t.text); });
    var phrases = accentedQuery ? phraseSet : phraseFolds;
    for (var from = 0; from < list.length; from++) {
      for (var size = Math.min(5, list.length - from); size > 0; size--) {
        if (!phrases.has(texts.slice(from, from + size).join(" "))) continue;
        for (var k = from; k < from + size; k++) list[k].noise = 0.03;
        break;
      }
    }
    list.forEach(function (token, i) {
      if (token.noise) return;
      if (!(accentedQuery ? singleSet : singleFolds).has(texts[i])) return;
      if (accentedQuery) token.noise = 0.12;
      else {
        var id = index.foldIds.get(texts[i]);
        var left = i > 0 && !list[i - 1].noise ? index.foldIds.get(texts[i - 1]) : undefined;
        var right = i + 1 < list.length && !singleFolds.has(texts[i + 1]) ? index.foldIds.get(texts[i + 1]) : undefined;
        var paired =
          id !== undefined &&
          ((left !== undefined && index.pairOfFolds(left, id) > 3) || (right !== undefined && index.pairOfFolds(id, right) > 3));
        token.noise = paired ? 0 : 0.15;
      }
    });
    if (list.every(function (token) { return token.noise; })) list.forEach(function (token) { token.noise = 0; });
  };

  search.wish = function (list, accented) {
    var flat = list.map(function (token) { return accented ? token.text : fold(token.text); }).join(" ");
    var found = WISHES.filter(function (wish) { return wish[accented ? 2 : 1].test(flat); })[0];
    return found ? found[0] : null;
  };
})();
