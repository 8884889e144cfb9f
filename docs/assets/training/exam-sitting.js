/* An exam being sat: one question at a time, the numbers of all, flags, clock, handing in. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SECONDARY = "st-nut st-nut--phu";
  const REMINDERS = [300, 60]; // seconds before the end at which screen readers are told

  class Sitting {
    constructor({ place, title, state, bank, save, handIn }) {
      this.state = state;
      this.bank = bank;
      this.save = () => save(state);
      this.handIn = () => handIn(state);
      this.form = null;
      this.reminded = new Set();
      this.clock = el("span", "st-thi__gio", [], { role: "timer" });
      this.numbers = el(
        "nav",
        "st-thi__bang",
        state.de.map((_, i) => button(String(i + 1), "st-thi__so", () => this.goTo(i))),
        { "aria-label": "Danh sách câu" },
      );
      this.question = el("div", "st-thi__cau");
      this.confirmation = el("div", "st-thi__xac-nhan");
      this.previous = button("Câu trước", SECONDARY, () => this.goTo(state.o - 1));
      this.next = button("Câu sau", SECONDARY, () => this.goTo(state.o + 1));
      this.flag = button("", SECONDARY, () => this.toggleFlag());
      this.submit = button("Nộp bài", "st-nut", () => this.confirm());
      this.commands = el("p", "st-thi__lenh", [this.previous, this.next, this.flag, this.submit]);
      this.question.addEventListener("change", () => this.keepAnswer());
      this.question.addEventListener("input", () => this.keepAnswer());
      const head = el("p", "st-thi__dau", [el("strong", "", title), " · còn ", this.clock]);
      place.append(head, this.numbers, this.question, this.commands, this.confirmation);
      this.drawQuestion();
      this.scrollToQuestion();
      this.timer = setInterval(() => this.tick(), 500);
      this.tick();
    }

    get id() {
      return this.state.de[this.state.o];
    }

    answerOf(id) {
      return this.state.dap[id] || "";
    }

    isAnswered(id) {
      return SoTay.questions.isComplete(this.answerOf(id));
    }

    drawNumbers() {
      this.state.de.forEach((id, i) => {
        const done = this.isAnswered(id);
        const flagged = this.state.co[id];
        const wanted = {
          class: `st-thi__so${done ? " st-thi__so--xong" : ""}${flagged ? " st-thi__so--co" : ""}`,
          "aria-current": i === this.state.o ? "true" : "false",
          "aria-label": `Câu ${i + 1}, ${done ? "đã" : "chưa"} trả lời${flagged ? ", đã đánh dấu xem lại" : ""}`,
        };
        const number = this.numbers.children[i];
        // Only what has changed: forty buttons restyled at every press would be felt on an old machine.
        for (const name of Object.keys(wanted)) {
          if (number.getAttribute(name) !== wanted[name]) number.setAttribute(name, wanted[name]);
        }
      });
    }

    keepAnswer() {
      const answer = this.form.read();
      if (answer === this.answerOf(this.id)) return;
      this.state.dap[this.id] = answer;
      this.save();
      this.drawNumbers();
    }

    drawQuestion() {
      const { state } = this;
      const question = this.bank[this.id];
      this.form = SoTay.questions.draw(question, this.answerOf(this.id));
      const place = el("strong", "", `Câu ${state.o + 1}/${state.de.length}`);
      const head = el("p", "st-cau-hoi__dau", [place, ` ${SoTay.questions.KINDS[question.loai]}`]);
      this.question.replaceChildren(head, this.form.element);
      this.flag.textContent = state.co[this.id] ? "Bỏ dấu xem lại" : "Đánh dấu xem lại";
      this.previous.disabled = state.o === 0;
      const isLast = state.o === state.de.length - 1;
      this.next.disabled = isLast;
      // What comes next is the button that shows: handing in only at the last question.
      this.next.classList.toggle("st-nut--phu", isLast);
      this.submit.classList.toggle("st-nut--phu", !isLast);
      this.drawNumbers();
    }

    /** The buttons into sight, then the question, which matters more where both have no room. */
    scrollToQuestion() {
      for (const part of [this.commands, this.question]) part.scrollIntoView({ block: "nearest" });
    }

    goTo(place) {
      this.state.o = place;
      this.save();
      this.drawQuestion();
      // The head takes the focus, not the first choice: on a phone the question itself would scroll away.
      this.question.firstChild.tabIndex = -1;
      this.question.firstChild.focus({ preventScroll: true });
      this.scrollToQuestion();
    }

    toggleFlag() {
      if (this.state.co[this.id]) delete this.state.co[this.id];
      else this.state.co[this.id] = 1;
      this.save();
      this.drawQuestion();
      this.flag.focus();
    }

    confirm() {
      const missing = this.state.de.filter((id) => !this.isAnswered(id)).length;
      const text = missing ? `Còn ${missing} câu chưa trả lời. ` : "Đã trả lời đủ các câu. ";
      const sure = button("Xác nhận nộp bài", "st-nut", this.handIn);
      const goOn = button("Làm tiếp", SECONDARY, () => {
        this.confirmation.textContent = "";
        this.submit.focus();
      });
      this.confirmation.replaceChildren(el("p", "", `${text}Nộp bài?`), sure, goOn);
      sure.focus();
    }

    tick() {
      const left = (this.state.het - Date.now()) / 1000;
      this.clock.textContent = SoTay.dates.clock(left);
      for (const moment of REMINDERS) {
        if (left > moment || left <= moment - 5 || this.reminded.has(moment)) continue;
        this.reminded.add(moment);
        SoTay.announce(`Còn ${moment / 60} phút.`);
      }
      if (left <= 0) this.handIn();
    }

    stop() {
      clearInterval(this.timer);
    }
  }

  /**
   * Sit an exam.
   * @param {{place: Element, title: string, state: object, bank: Object<string, object>, save: (state: object) => void,
   *   handIn: (state: object) => void}} options
   * @returns {{stop: () => void}} `stop` ends the clock
   */
  SoTay.examSitting = (options) => new Sitting(options);
})();
