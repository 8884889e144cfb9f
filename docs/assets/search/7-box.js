/* The box in the header: results at every key, chosen with the arrows. SoTay.timKiem.box(box, input, toggle) */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const MOST = 30; // pages that are looked for
  const SHOWN = 6; // more pages than this have a page of results offered
  const PAUSE = 1500; // ms without a key after which a question counts as asked

  class Box {
    constructor(box, input, toggle) {
      this.input = input;
      this.toggle = toggle;
      this.status = box.querySelector(".md-search-result__meta");
      this.body = box.querySelector(".st-tim__than");
      this.form = box.querySelector("form");
      this.kind = null; // the one kind that results are narrowed to
      this.links = [];
      this.active = -1; // place of the chosen link; -1 none
      this.timer = null;
      this.found = null;
      this.listen(box);
      search.grown.push(() => {
        if (input.value.trim()) this.show();
      });
      this.show();
    }

    listen(box) {
      this.input.addEventListener("input", () => this.ask());
      this.input.addEventListener("keydown", (event) => this.press(event));
      box.addEventListener("click", (event) => this.click(event));
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        this.leave();
      });
      this.form.addEventListener("reset", () => setTimeout(() => this.showAndFocus(), 0));
      this.form.addEventListener("submit", (event) => this.submit(event));
    }

    /* Answers what stands in the field, of every kind. */
    ask() {
      this.kind = null;
      this.show();
    }

    showAndFocus() {
      this.show();
      this.input.focus();
    }

    show() {
      clearTimeout(this.timer);
      this.point(-1);
      this.body.textContent = "";
      this.links = [];
      this.found = null;
      const text = this.input.value;
      this.input.setAttribute("aria-expanded", String(Boolean(text.trim())));
      if (text.trim()) this.answer(text);
      else this.offerRecent();
    }

    answer(text) {
      const found = search.find(search.index, text, MOST);
      const view = search.view(search.index, found, { prefix: "st-tim", kind: this.kind });
      this.found = found;
      this.links = view.options;
      this.status.textContent = this.links.length ? "" : "Không có kết quả";
      if (found.query.mended) this.body.append(SoTay.el("p", "st-tim__y", ["Có phải là ", search.suggestion(found.query.mended), "?"]));
      const isAnswered = search.answered(found);
      const notice = search.notice(search.index, found);
      if (notice) this.body.append(notice);
      if (found.answer && !this.kind) this.body.append(search.card(found));
      if (this.links.length || this.kind) this.showList(view, text);
      this.timer = setTimeout(() => {
        SoTay.announce(search.tell(found, this.links.length));
        if (!isAnswered) search.unanswered.add(text);
      }, PAUSE);
    }

    showList(view, text) {
      const choose = (kind) => {
        this.kind = kind;
        this.showAndFocus();
      };
      this.body.append(search.filters(view.counts, this.kind, choose), view.list);
      const count = this.found.pages.length;
      if (count <= SHOWN) return;
      const href = `${SoTay.address("tim-kiem.html")}?q=${encodeURIComponent(text.trim())}`;
      this.body.append(SoTay.el("a", "st-tim__het", `Xem cả ${count} kết quả trên một trang`, { href }));
    }

    offerRecent() {
      this.status.textContent = "Nhập có dấu hoặc không dấu đều tìm được.";
      const recent = search.recent.all();
      if (!recent.length) return;
      const row = search.suggestions(recent);
      const clear = SoTay.button("Xóa các câu này", "st-tim__xoa", () => {
        search.recent.clear();
        this.showAndFocus();
      });
      row.append(clear);
      this.body.append(SoTay.el("div", "st-tim__nhan", "Tìm gần đây trên máy này"), row);
    }

    /* Chooses the link at this place; -1 chooses none. */
    point(next) {
      const before = this.links[this.active];
      if (before) {
        before.setAttribute("aria-selected", "false");
        before.classList.remove("st-tim__muc--chon");
      }
      this.active = next;
      const link = this.links[next];
      if (!link) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      link.setAttribute("aria-selected", "true");
      link.classList.add("st-tim__muc--chon");
      link.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", link.id);
    }

    press(event) {
      if (event.isComposing) return;
      if (event.key === "Enter" && this.links[this.active]) {
        event.preventDefault();
        this.links[this.active].click();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !this.links.length) return;
      event.preventDefault();
      // The field itself stands between the last link and the first.
      const places = this.links.length + 1;
      this.point(((this.active + 1 + step + places) % places) - 1);
    }

    click(event) {
      const again = event.target.closest("[data-tim]");
      if (again) {
        this.input.value = again.getAttribute("data-tim");
        this.ask();
        this.input.focus();
      } else if (event.target.closest(".st-tim__muc")) {
        search.recent.add(this.input.value);
        this.close();
      }
    }

    submit(event) {
      if (!this.input.value.trim()) {
        event.preventDefault();
        return;
      }
      search.recent.add(this.input.value);
      if (this.found && !search.answered(this.found)) search.unanswered.add(this.input.value);
    }

    close() {
      if (this.toggle?.checked) this.toggle.click();
    }

    leave() {
      this.input.setAttribute("aria-expanded", "false");
      this.close();
      this.input.blur();
    }
  }

  search.box = (box, input, toggle) => new Box(box, input, toggle);
})();
