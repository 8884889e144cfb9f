/* What is said beside the results: questions to ask again, the slip that was mended, and what to do when nothing was found. */
(() => {
  "use strict";
  const search = SoTay.timKiem;

  // Where there is no answer, the best page scores low and covers little of the question: a page that covers less than the share
  // `scant` must reach the higher score `more`. Below DOUBT lie three in four of the questions in tests/search/unanswered.yml and
  // one in thirty of those in judged.yml; below NONE, none of the latter.
  const NONE = { least: 0.6, scant: 0.45, more: 1.5 };
  const DOUBT = { least: 1.6, scant: 0.8, more: 1.9 };
  const ALIKE = 0.3;
  const NEAREST = 4;

  /** How far what was found may be trusted to answer: "sure", "doubtful" or "none". */
  search.trust = (found) => {
    if (found.sources.length || found.answer) return "sure";
    const [best] = found.pages;
    const isBelow = ({ least, scant, more }) => best.score < least || (best.score < more && best.cover < scant);
    if (!best || isBelow(NONE)) return "none";
    return isBelow(DOUBT) ? "doubtful" : "sure";
  };

  /** Whether the site has an answer worth the name. */
  search.answered = (found) => search.trust(found) !== "none";

  /** What a screen reader is told. */
  search.tell = (found, shown) => {
    if (found.answer?.text) return `Lời đáp: ${found.answer.text} Dưới đó là ${shown} kết quả.`;
    if (!shown) return "Không tìm thấy trang nào";
    return `${shown} kết quả. Dùng phím mũi tên để chọn, phím Enter để mở`;
  };

  /** A button with a question; the box and the page ask it again at a click on what carries data-tim. */
  search.suggestion = (phrase) => SoTay.el("button", "st-tim__goi-y", phrase, { type: "button", "data-tim": phrase });

  search.suggestions = (phrases) => SoTay.el("div", "st-tim__gan-day", phrases.map(search.suggestion));

  function letterPairs(text) {
    const pairs = new Set();
    for (let i = 0; i < text.length - 1; i++) pairs.add(text.slice(i, i + 2));
    return pairs;
  }

  function likeness(mine, phrase) {
    const other = letterPairs(search.fold(phrase.toLowerCase()));
    const both = [...other].filter((pair) => mine.has(pair)).length;
    return (2 * both) / (mine.size + other.size);
  }

  /* Terms of the handbook that share most letters with what was typed. */
  function nearest(index, text) {
    const typed = search
      .fold(text.toLowerCase())
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
    if (!typed) return [];
    const mine = letterPairs(typed);
    const rows = index.concepts.map((phrases) => ({
      name: phrases[0],
      likeness: Math.max(0, ...phrases.map((phrase) => likeness(mine, phrase))),
    }));
    const alike = rows.filter((row) => row.likeness > ALIKE);
    return search.topBy(alike, (row) => row.likeness, NEAREST).map((row) => row.name);
  }

  /** A word of doubt above the results, or what to do when nothing answers; null where an answer was found. */
  search.notice = (index, found) => {
    const trust = search.trust(found);
    if (trust === "none") return nothing(index, found);
    if (trust === "sure") return null;
    const doubt = "Có thể chưa có câu trả lời đúng. Dưới đây là những chỗ gần nhất; chưa thấy thì xin ý kiến văn phòng cấp ủy cấp trên.";
    return SoTay.el("div", "st-tim__khong", SoTay.el("p", "", doubt));
  };

  /* With nothing found: the nearest terms, and the way to ask. */
  function nothing(index, found) {
    const { el } = SoTay;
    const box = el("div", "st-tim__khong", el("p", "", "Chưa có trang nào trả lời câu hỏi này."));
    const near = nearest(index, found.query.text);
    if (near.length) {
      const buttons = near.flatMap((phrase, i) => (i ? [" · ", search.suggestion(phrase)] : [search.suggestion(phrase)]));
      box.append(el("p", "", ["Thử tìm: ", ...buttons]));
    }
    const advice =
      "Nhập ít chữ hơn, chỉ giữ tên công việc hoặc số văn bản. Cần ngay thì xin ý kiến văn phòng cấp ủy cấp trên. Câu vừa nhập được giữ trên máy này; " +
      "có thể tải các câu đó về ở trang kết quả để gửi người phụ trách sổ tay.";
    box.append(el("p", "", advice));
    return box;
  }
})();
