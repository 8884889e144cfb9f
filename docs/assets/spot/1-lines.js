/* A line of the spoilt paper in words: what it says, and how it is set, as the ribbon of Word would show it. */
(() => {
  "use strict";
  const ALIGNS = { left: "canh trái", center: "canh giữa", right: "canh phải", both: "canh đều" };

  const text = (line) =>
    line.chu
      .map(({ chu }) => chu)
      .join("")
      .replace(/\s+/g, " ")
      .trim();
  const isShown = (line) => text(line) !== "" || line.ke;

  /** «đậm» where all is, «có chữ đậm» where a part is. */
  function part(runs, key, word) {
    const some = runs.filter((run) => run[key]).length;
    return some === 0 ? [] : [some === runs.length ? word : `có chữ ${word}`];
  }

  /** «cỡ 14 · đậm · canh giữa» */
  function look(line) {
    const runs = line.chu.filter(({ chu }) => chu.trim() !== "");
    if (!runs.length) return line.ke ? "đường kẻ" : "dòng trống";
    const sizes = [...new Set(runs.map(({ co }) => SoTay.text.decimal(co)))].sort();
    const style = [...part(runs, "dam", "đậm"), ...part(runs, "nghieng", "nghiêng"), ...part(runs, "gach", "gạch chân")];
    const first = line.thut ? ["lùi đầu dòng"] : [];
    return [`cỡ ${sizes.join(" và ")}`, ...(style.length ? style : ["chữ thường"]), ALIGNS[line.canh] || ALIGNS.left, ...first].join(" · ");
  }

  /** What a mistake did, as [[on the paper, what is right]]: words where they differ, else how they are set. */
  function pairs(change, good) {
    const told = ([at, bad]) => (text(bad) === text(good[at]) ? [look(bad), look(good[at])] : [text(bad), text(good[at])]);
    const changed = (change.doi || []).map(told);
    const gone = (change.mat || []).map((at) => ["(không có)", text(good[at]) || look(good[at])]);
    const come = (change.them || []).map(([, bad]) => [text(bad), "(không ghi dòng này)"]);
    return [...changed, ...gone, ...come];
  }

  SoTay.spotLines = { text, look, isShown, pairs };
})();
