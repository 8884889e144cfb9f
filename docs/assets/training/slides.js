/* Slides: the lesson's own page, opened with ?trinh-chieu. Keyboard, clicker, touch; a second window for the trainer.
   The trainers' notes come from the trainers' kit, when it lies beside the site. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SWIPE = 60; // px that a finger moves to turn the slide

  class Show {
    constructor(lesson) {
      this.lesson = lesson;
      this.slides = lesson.trang.map((slide, at) => SoTay.slideView.draw(slide, at, lesson));
      this.answered = new Set(); // places of the questions whose answer is shown
      this.started = Date.now();
      this.tellTrainer = null;
      const wanted = Number(location.hash.match(/^#trang-(\d+)$/)?.[1]) || 1;
      this.at = Math.min(Math.max(0, wanted - 1), this.slides.length - 1);
      this.onKey = (event) => this.handleKey(event);
      this.previous = button("‹ Trước", "", () => this.back());
      this.next = button("Tiếp ›", "", () => this.forward());
      this.place = el("span", "st-chieu__cho", "", { "aria-hidden": "true" });
      const bar = el("p", "st-chieu__thanh", [
        this.previous,
        this.place,
        this.next,
        button("Toàn màn hình", "", () => this.toggleFull()),
        button("Giảng viên", "", () => this.openTrainer()),
        button("In", "", () => window.print()),
        button("Thoát", "", () => this.leave()),
      ]);
      const attributes = { role: "region", "aria-label": `Trình chiếu: ${lesson.ten}`, tabindex: -1 };
      this.stage = el("div", "st-chieu", [...this.slides, bar], attributes);
      this.listenToTouch();
      document.addEventListener("keydown", this.onKey);
      document.documentElement.classList.add("st-dang-chieu");
      document.body.appendChild(this.stage);
      this.stage.focus();
      this.show();
      window.addEventListener("resize", () => SoTay.slideView.fit(this.slides[this.at]));
    }

    toggleFull() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.stage.requestFullscreen?.();
    }

    listenToTouch() {
      let from = 0;
      const onStart = (event) => {
        from = event.changedTouches[0].clientX;
      };
      const onEnd = (event) => {
        const moved = event.changedTouches[0].clientX - from;
        if (Math.abs(moved) <= SWIPE) return;
        if (moved < 0) this.forward();
        else this.back();
      };
      this.stage.addEventListener("touchstart", onStart, { passive: true });
      this.stage.addEventListener("touchend", onEnd, { passive: true });
    }

    show() {
      this.slides.forEach((slide, i) => {
        slide.classList.toggle("st-chieu__trang--hien", i === this.at);
      });
      SoTay.slideView.fit(this.slides[this.at]);
      this.previous.disabled = this.at === 0;
      const question = this.lesson.trang[this.at].cau;
      const isOpen = question && !this.answered.has(this.at);
      this.next.textContent = isOpen ? "Đáp án" : "Tiếp ›";
      this.next.disabled = !isOpen && this.at === this.slides.length - 1;
      this.place.textContent = `${this.at + 1}/${this.slides.length}`;
      try {
        history.replaceState(null, "", `#trang-${this.at + 1}`);
      } catch {
        // Some browsers refuse on file://; the slide is shown all the same.
      }
      SoTay.announce(`${this.lesson.trang[this.at].tieuDe}, trang ${this.at + 1} trên ${this.slides.length}`);
      if (this.tellTrainer) this.tellTrainer(this.at);
    }

    goTo(at) {
      this.at = at;
      this.show();
    }

    /** The answer of a question first, then the next slide. */
    forward() {
      const question = this.lesson.trang[this.at].cau;
      if (question && !this.answered.has(this.at)) {
        this.answered.add(this.at);
        SoTay.slideView.showAnswer(this.slides[this.at], question);
        this.show();
      } else if (this.at < this.slides.length - 1) {
        this.goTo(this.at + 1);
      }
    }

    back() {
      if (this.at > 0) this.goTo(this.at - 1);
    }

    leave() {
      document.removeEventListener("keydown", this.onKey);
      location.href = location.pathname;
    }

    openTrainer() {
      SoTay.load(`/giang-vien/ghi-chu/${this.lesson.ma}.js`, (error) => {
        const clockText = () => SoTay.dates.clock(Math.floor((Date.now() - this.started) / 1000));
        const notes = error ? null : SoTay.duLieu.ghiChu;
        this.tellTrainer = SoTay.openTrainerWindow(this.lesson, notes, this.onKey, clockText);
        if (this.tellTrainer) this.tellTrainer(this.at);
      });
    }

    /** What a key does, or null. */
    actionOf(event) {
      const onButton = event.target?.tagName === "BUTTON";
      const forward = () => this.forward();
      const back = () => this.back();
      const trainer = () => this.openTrainer();
      const black = () => this.stage.classList.toggle("st-chieu--den");
      const full = () => this.toggleFull();
      const actions = {
        ArrowRight: forward,
        PageDown: forward,
        ArrowDown: forward,
        " ": onButton ? null : forward,
        Enter: onButton ? null : forward,
        ArrowLeft: back,
        PageUp: back,
        ArrowUp: back,
        Backspace: back,
        Home: () => this.goTo(0),
        End: () => this.goTo(this.slides.length - 1),
        b: black,
        ".": black,
        g: trainer,
        f: full,
      };
      return actions[event.key] || actions[event.key.toLowerCase()] || null;
    }

    handleKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "Escape") {
        if (!document.fullscreenElement) this.leave();
        return;
      }
      const action = this.actionOf(event);
      if (!action) return;
      action();
      event.preventDefault();
    }
  }

  SoTay.component("trinh-chieu", (root) => {
    const lesson = JSON.parse(root.querySelector("script").textContent);
    if (/[?&]trinh-chieu\b/.test(location.search)) new Show(lesson);
  });
})();
