/* The contest on the projector: the question, who answers, the scores. Keys for the teams, mouse or keys for the trainer. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SECONDS = 15; // to answer after the key was pressed
  // Far from each other, so that hands have room at one keyboard. The figures 1 to 6 do the same.
  const KEYS = ["Q", "P", "Z", "M", "T", "V"];
  const SIGNS = ["◆", "●", "▲", "■", "★", "✚"]; // beside the colour, for those who see it otherwise

  class Stage {
    constructor(contest, bank, leave) {
      this.contest = contest;
      this.bank = bank;
      this.leave = () => {
        clearInterval(this.timer);
        document.removeEventListener("keydown", this.onKey);
        document.documentElement.classList.remove("st-dang-chieu");
        this.root.remove();
        leave();
      };
      this.question = el("div", "st-doi__cau");
      this.state = el("p", "st-doi__luc", "", { role: "status" });
      this.teams = contest.scores.map((_, team) => this.teamCard(team));
      this.main = button("", "st-doi__chinh", () => this.goOn());
      const bar = el("p", "st-doi__thanh", [
        this.main,
        button("Toàn màn hình", "", () => (document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen?.())),
        button("Thoát", "", this.leave),
      ]);
      this.root = el("div", "st-doi", [this.question, this.state, el("div", "st-doi__cac-doi", this.teams), bar], {
        role: "region",
        "aria-label": "Thi đội",
        tabindex: -1,
      });
      this.onKey = (event) => this.handleKey(event);
      document.addEventListener("keydown", this.onKey);
      document.documentElement.classList.add("st-dang-chieu");
      document.body.append(this.root);
      this.root.focus();
      this.draw();
    }

    teamCard(team) {
      const score = el("output", "st-doi__diem", "0");
      const press = button([el("span", "st-doi__dau", SIGNS[team]), ` Đội ${team + 1} `, el("kbd", "", KEYS[team])], "st-doi__bam", () =>
        this.buzz(team),
      );
      const change = (points, text) => {
        const small = button(text, "st-doi__sua", () => {
          this.contest.adjust(team, points);
          this.drawTeams();
        });
        small.setAttribute("aria-label", `Đội ${team + 1}: ${text} điểm`);
        return small;
      };
      return el("div", `st-doi__doi st-doi__doi--${team + 1}`, [press, el("p", "", [change(-5, "−5"), score, change(5, "+5")])]);
    }

    buzz(team) {
      if (!this.contest.buzz(team)) return;
      let left = SECONDS;
      clearInterval(this.timer);
      const tell = () => {
        this.state.textContent = left > 0 ? `Đội ${team + 1} trả lời: còn ${left} giây` : `Đội ${team + 1}: hết giờ`;
      };
      this.timer = setInterval(() => {
        left -= 1;
        tell();
        if (left <= 0) clearInterval(this.timer);
      }, 1000);
      this.draw();
      tell();
    }

    /** The team's answer is the option `i`. */
    choose(i) {
      const { contest } = this;
      if (contest.answering === null || i >= this.open.y.length) return;
      clearInterval(this.timer);
      const team = contest.answering + 1;
      const isRight = this.open.khoa.includes(String(i));
      if (!isRight) this.tried.add(i);
      contest.answer(isRight);
      this.draw();
      if (isRight) this.state.textContent = `Đội ${team} đúng, thêm 10 điểm.`;
      else this.state.textContent = `Đội ${team} chưa đúng, bớt 5 điểm.${contest.isShown ? "" : " Các đội khác bấm tiếp."}`;
    }

    goOn() {
      const { contest } = this;
      clearInterval(this.timer);
      if (contest.isOver) {
        this.leave();
        return;
      }
      if (contest.isShown) {
        contest.next();
        this.open = null;
      } else contest.reveal();
      this.draw();
    }

    handleKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      // By its place on the keyboard: a Vietnamese typing program may change the letter.
      const key = event.code.replace(/^(?:Key|Digit|Numpad)(?=.$)/, "");
      const team = KEYS.indexOf(key) >= 0 ? KEYS.indexOf(key) : "123456".indexOf(key);
      const isButton = event.target?.tagName === "BUTTON";
      if (key === "Escape" && !document.fullscreenElement) this.leave();
      else if (team >= 0) this.buzz(team);
      else if (/^[A-F]$/.test(key)) this.choose("ABCDEF".indexOf(key));
      else if (["ArrowRight", "PageDown"].includes(key) || (!isButton && ["Enter", "Space"].includes(key))) this.goOn();
      else return;
      event.preventDefault();
      event.stopPropagation(); // the theme turns pages at «p» and «n»
    }

    draw() {
      const { contest } = this;
      this.drawTeams();
      if (contest.isOver) {
        this.drawEnd();
        return;
      }
      if (!this.open) {
        this.open = SoTay.bank.open(this.bank[contest.question]);
        this.tried = new Set();
      }
      const { tinhHuong, hoi, y, khoa, giai } = this.open;
      const options = y.map((text, i) => {
        const letter = String.fromCharCode(65 + i);
        const isRight = contest.isShown && khoa.includes(String(i));
        const names = ["st-doi__y", isRight ? "st-doi__y--dung" : "", this.tried.has(i) ? "st-doi__y--sai" : ""];
        const option = button([el("b", "", letter), el("span", "", text), isRight ? " ✓" : ""], names.filter(Boolean).join(" "), () =>
          this.choose(i),
        );
        option.disabled = contest.answering === null || this.tried.has(i);
        return option;
      });
      const why = contest.isShown ? [el("p", "st-doi__vi", giai.vi[Number(khoa[0])] || giai.chung)] : [];
      this.question.replaceChildren(
        el("p", "st-doi__so", `Câu ${contest.at + 1}/${contest.questions.length}`),
        ...(tinhHuong ? [el("p", "", tinhHuong)] : []),
        el("h2", "", hoi),
        el("div", "st-doi__cac-y", options),
        ...why,
      );
      this.state.textContent = contest.isShown ? "" : "Đội nào biết thì bấm phím của đội.";
      this.main.textContent = contest.isShown ? "Câu tiếp" : "Xem đáp án";
    }

    drawTeams() {
      const { answering, out, scores } = this.contest;
      this.teams.forEach((card, team) => {
        card.classList.toggle("st-doi__doi--tra-loi", answering === team);
        card.classList.toggle("st-doi__doi--thoi", out.has(team));
        card.querySelector("output").textContent = scores[team];
      });
    }

    drawEnd() {
      const lines = this.contest.ranking().map(([team, score]) => el("li", "", `${SIGNS[team]} Đội ${team + 1}: ${score} điểm`));
      this.question.replaceChildren(el("h2", "", "Kết quả"), el("ol", "st-doi__hang", lines));
      this.state.textContent = "";
      this.main.textContent = "Về trang đầu";
    }
  }

  SoTay.ContestStage = Stage;
})();
