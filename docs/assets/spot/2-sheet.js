/* The spoilt paper: a learner marks its lines by mouse, finger or keyboard; after judging it shows what was hit. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { look, isShown } = SoTay.spotLines;
  const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

  class Sheet {
    /**
     * @param {[string, object][]} lines name and look of each line
     * @param {{onMark: () => void, onLook: (look: string) => void}} told
     */
    constructor(lines, { onMark, onLook }) {
      this.marks = new Set();
      this.told = { onMark, onLook };
      this.lines = new Map(lines);
      this.element = SoTay.paper.sheet(lines.map(([name, line]) => ({ ...line, doan: name })));
      this.element.classList.add("st-bl__giay");
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", "Văn bản có lỗi. Phím mũi tên để di chuyển, phím cách để đánh dấu.");
      this.places = [...this.element.querySelectorAll("[data-doan]")].filter((place) => isShown(this.line(place)));
      for (const [at, place] of this.places.entries()) this.arm(place, at);
    }

    line(place) {
      return this.lines.get(place.dataset.doan);
    }

    arm(place, at) {
      place.classList.add("st-bl__dong");
      place.setAttribute("role", "checkbox");
      place.setAttribute("aria-checked", "false");
      place.tabIndex = at ? -1 : 0;
      place.append(el("span", "st-chi-doc", ` (${look(this.line(place))})`));
      const tell = () => this.told.onLook(look(this.line(place)));
      place.addEventListener("click", () => this.toggle(place));
      place.addEventListener("pointerenter", tell);
      place.addEventListener("focus", tell);
      place.addEventListener("keydown", (event) => this.onKey(event, at));
    }

    onKey(event, at) {
      const step = STEPS[event.key];
      if (event.key === " " || event.key === "Enter") this.toggle(this.places[at]);
      else if (step) this.go(at + step);
      else if (event.key === "Home") this.go(0);
      else if (event.key === "End") this.go(this.places.length - 1);
      else return;
      event.preventDefault();
    }

    go(at) {
      const place = this.places[Math.max(0, Math.min(this.places.length - 1, at))];
      for (const each of this.places) each.tabIndex = each === place ? 0 : -1;
      place.focus();
    }

    toggle(place) {
      if (this.isJudged) return;
      const name = place.dataset.doan;
      if (!this.marks.delete(name)) this.marks.add(name);
      place.setAttribute("aria-checked", String(this.marks.has(name)));
      this.told.onLook(look(this.line(place)));
      this.told.onMark();
    }

    place(name) {
      return this.element.querySelector(`[data-doan="${name}"]`);
    }

    /**
     * Show what was hit.
     * @param {{number: number, found: boolean, places: string[]}[]} mistakes
     * @param {(number: number) => void} seek leads to the explanation
     */
    judge(mistakes, seek) {
      this.isJudged = true;
      const right = new Set(mistakes.flatMap(({ places }) => places));
      for (const name of this.marks) if (!right.has(name)) this.sign(this.place(name), "nham", "✗", "Chỗ này không sai");
      for (const { number, found, places } of mistakes) {
        for (const name of places) this.place(name)?.classList.add(`st-bl__dong--${found ? "trung" : "sot"}`);
        const first = places.length ? this.place(places[0]) : null;
        if (!first) continue;
        // Neighbours have theirs on either side, so that no number covers another.
        const sign = button(String(number), number % 2 ? "st-bl__so" : "st-bl__so st-bl__so--sau", () => seek(number));
        sign.setAttribute("aria-label", `Lỗi ${number}: ${found ? "đã đánh dấu" : "bỏ sót"}. Xem giải thích`);
        first.prepend(sign);
      }
      for (const place of this.places) {
        place.removeAttribute("role");
        place.removeAttribute("aria-checked");
        place.removeAttribute("tabindex");
      }
    }

    sign(place, kind, sign, text) {
      place.classList.add(`st-bl__dong--${kind}`);
      place.prepend(el("span", "st-bl__so", sign, { title: text }), el("span", "st-chi-doc", `${text}. `));
    }
  }

  SoTay.SpotSheet = Sheet;
})();
