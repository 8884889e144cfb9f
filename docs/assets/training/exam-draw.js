/* Draws an exam by its matrix. */
(() => {
  "use strict";

  /** A repeatable generator (mulberry32): the same seed draws the same test again after a reload. */
  function generator(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function shuffled(items, random) {
    const mixed = items.slice();
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
    }
    return mixed;
  }

  /** Ids drawn by the matrix (how many of each module and level), in a mixed order. */
  SoTay.drawExam = (matrix, questions, seed) => {
    const random = generator(seed);
    const drawn = [];
    for (const module of Object.keys(matrix.o)) {
      matrix.o[module].forEach((number, level) => {
        const fitting = questions.filter((question) => question.hp === module && question.kho === level + 1);
        drawn.push(...shuffled(fitting, random).slice(0, number));
      });
    }
    return shuffled(drawn, random).map((question) => question.id);
  };
})();
