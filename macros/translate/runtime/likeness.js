/* How alike two texts are, as Python's difflib reckons it. */
(() => {
  "use strict";
  const { isText, iterate, order, refuse } = SoTay.python;
  const LONGEST = 199; // from here on difflib leaves frequent signs out

  /** The longest run of signs that both have within these bounds, the first of them: [begin in a, begin in b, length]. */
  function longest(a, b, [aLow, aHigh, bLow, bHigh]) {
    let best = [aLow, bLow, 0];
    let before = new Map(); // end in b → length of the run that ends there and at the sign of a before
    for (let i = aLow; i < aHigh; i++) {
      const now = new Map();
      for (let j = bLow; j < bHigh; j++) {
        if (a[i] !== b[j]) continue;
        const length = (before.get(j - 1) || 0) + 1;
        now.set(j, length);
        if (length > best[2]) best = [i - length + 1, j - length + 1, length];
      }
      before = now;
    }
    return best;
  }

  function matching(a, b, bounds) {
    const [aLow, aHigh, bLow, bHigh] = bounds;
    const [i, j, length] = longest(a, b, bounds);
    return length && length + matching(a, b, [aLow, i, bLow, j]) + matching(a, b, [i + length, aHigh, j + length, bHigh]);
  }

  function ratio(a, b) {
    const whole = a.length + b.length;
    return whole ? (2 * matching(a, b, [0, a.length, 0, b.length])) / whole : 1;
  }

  /** The texts most like `word`, at most `most`, the best first. */
  function get_close_matches(word, texts, most, cutoff) {
    const wanted = isText(word) ? Array.from(word) : refuse("text expected");
    if (wanted.length > LONGEST) refuse("a shorter text expected");
    const found = iterate(texts)
      .map((text) => [ratio(Array.from(text), wanted), text])
      .filter(([alike]) => alike >= cutoff);
    return found
      .sort((a, b) => order(b, a))
      .slice(0, most)
      .map(([, text]) => text);
  }

  Object.assign(SoTay.python, { get_close_matches });
})();
