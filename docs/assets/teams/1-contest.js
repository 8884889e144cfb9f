/* A contest of teams: who may answer, and the scores. Knows no page; nothing of it is kept anywhere. */
(() => {
  "use strict";
  const RIGHT = 10;
  const WRONG = -5;

  class Contest {
    /**
     * @param {number} teams how many
     * @param {string[]} questions their ids, in the order of asking
     */
    constructor(teams, questions) {
      this.scores = Array(teams).fill(0);
      this.questions = questions;
      this.at = 0;
      this.open();
    }

    /** Open the question `at` for all teams. */
    open() {
      this.answering = null; // the team that was first
      this.out = new Set(); // teams that answered this question wrongly
      this.isShown = false; // whether the answer is shown
    }

    get question() {
      return this.questions[this.at];
    }

    get isOver() {
      return this.at >= this.questions.length;
    }

    /** A team presses its key; whether it may answer now. */
    buzz(team) {
      const isLate = this.answering !== null || this.isShown || this.isOver;
      if (isLate || team < 0 || team >= this.scores.length || this.out.has(team)) return false;
      this.answering = team;
      return true;
    }

    /** The answer of the team that was first. After a wrong one the others may try, until none is left. */
    answer(isRight) {
      if (this.answering === null) return;
      this.scores[this.answering] += isRight ? RIGHT : WRONG;
      if (!isRight) this.out.add(this.answering);
      this.answering = null;
      if (isRight || this.out.size === this.scores.length) this.isShown = true;
    }

    /** Show the answer, nobody scores. */
    reveal() {
      this.answering = null;
      this.isShown = true;
    }

    next() {
      this.at += 1;
      this.open();
    }

    /** The trainer puts a score right. */
    adjust(team, points) {
      this.scores[team] += points;
    }

    /** [[team, score], …], the best first; equal scores in the order of the teams. */
    ranking() {
      return this.scores.map((score, team) => [team, score]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    }
  }

  SoTay.Contest = Contest;
})();
