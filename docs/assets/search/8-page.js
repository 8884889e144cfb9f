/* The results page: tim-kiem.html?q=…&loai=…, every result of a question under an address of its own.
   SoTay.timKiem.page(root) fills the page. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const MOST = 60; // pages that are looked for
  const MOST_LETTERS = 240;
  const PAUSE = 1500; // ms without a key after which a question counts as asked

  /* q and loai of the address. */
  function asked() {
    const wanted = new URLSearchParams(location.search);
    const kind = wanted.get("loai");
    return { text: (wanted.get("q") || "").slice(0, MOST_LETTERS), kind: search.KINDS.includes(kind) ? kind : null };
  }

  class Page {
    constructor(root) {
      const { el } = SoTay;
      const first = asked();
      const id = "st-tim-trang-o";
      const field = { id, type: "search", name: "q", maxlength: MOST_LETTERS, autocomplete: "off", spellcheck: "false" };
      this.input = el("input", "st-tim__chu", [], field);
      this.input.value = first.text;
      this.form = el("form", "st-tim__o-lon", [], { role: "search" });
      this.form.append(el("label", "st-tim__nhan", "Câu cần tìm", { for: id }), this.input, el("button", "st-tim__tim", "Tìm"));
      this.body = el("div", "st-tim st-tim--trang");
      this.foot = el("div", "st-tim__cuoi");
      root.replaceChildren(this.form, this.body, this.foot);
      this.kind = first.kind; // the one kind that results are narrowed to
      this.kept = null; // the last question without an answer that was noted
      this.timer = null;
      this.listen(root);
      this.show();
      this.settle();
      this.showUnanswered();
      if (!first.text) this.input.focus();
    }

    listen(root) {
      this.input.addEventListener("input", () => {
        this.kind = null;
        this.show();
      });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        search.recent.add(this.input.value);
        this.show();
        this.settle();
      });
      root.addEventListener("click", (event) => this.click(event));
      search.grown.push(() => this.show());
    }

    click(event) {
      const again = event.target.closest("[data-tim]");
      if (again) {
        this.input.value = again.getAttribute("data-tim");
        this.kind = null;
        this.show();
        this.settle();
      } else if (event.target.closest(".st-tim__muc")) search.recent.add(this.input.value);
    }

    /* The question and the kind into the address. */
    writeAddress() {
      const text = this.input.value.trim();
      const kind = this.kind ? `&loai=${this.kind}` : "";
      const query = text ? `?q=${encodeURIComponent(text)}${kind}` : "";
      if (query === location.search) return;
      try {
        history.replaceState(null, "", location.pathname + query);
      } catch {
        // Some browsers refuse it on file://; the results are shown all the same.
      }
    }

    show() {
      clearTimeout(this.timer);
      this.body.textContent = "";
      this.found = null;
      this.writeAddress();
      if (this.input.value.trim()) this.answer(this.input.value);
      else this.offerRecent();
    }

    offerRecent() {
      const recent = search.recent.all();
      this.body.append(SoTay.el("p", "", "Nhập tên công việc, tên mẫu hoặc số văn bản, có dấu hoặc không dấu."));
      if (recent.length) this.body.append(search.suggestions(recent));
    }

    answer(text) {
      const found = search.find(search.index, text, MOST);
      const view = search.view(search.index, found, { prefix: "st-trang", kind: this.kind, all: true });
      view.list.setAttribute("role", "list");
      for (const link of view.options) {
        link.tabIndex = 0;
        link.removeAttribute("role");
        link.removeAttribute("aria-selected");
      }
      const { mended } = found.query;
      if (mended) this.body.append(SoTay.el("p", "st-tim__y", ["Có phải là ", search.suggestions([mended])]));
      const notice = search.notice(search.index, found);
      if (notice) this.body.append(notice);
      if (found.answer && !this.kind) this.body.append(search.card(found));
      if (view.options.length || this.kind) {
        const choose = (kind) => {
          this.kind = kind;
          this.show();
          this.settle();
        };
        this.body.append(search.filters(view.counts, this.kind, choose), view.list);
      }
      this.found = found;
      this.shown = view.options.length;
      this.timer = setTimeout(() => this.settle(), PAUSE);
    }

    /* The question counts as asked: tells what was found, and notes it when it has no answer. */
    settle() {
      clearTimeout(this.timer);
      if (!this.found) return;
      SoTay.announce(search.tell(this.found, this.shown));
      const text = this.input.value;
      if (search.answered(this.found) || this.kept === text) return;
      this.kept = text;
      search.unanswered.add(text);
      this.showUnanswered();
    }

    /* How many questions without an answer this device keeps, and the ways to take them out or away. */
    showUnanswered() {
      this.foot.textContent = "";
      const count = search.unanswered.all().length;
      if (!count) return;
      const told =
        `Máy này đang giữ ${count} câu tìm chưa có kết quả. Các câu đó không được gửi đi nơi khác. ` +
        "Để hoàn thiện sổ tay, đề nghị tải về và gửi người phụ trách sổ tay.";
      const take = SoTay.button("Tải các câu chưa có kết quả (.json)", "st-tim__nut", () => {
        const text = JSON.stringify(search.unanswered.all(), null, 2);
        SoTay.download(new Blob([text], { type: "application/json" }), "cau-tim-chua-ra.json");
      });
      const clear = SoTay.button("Xóa khỏi máy này", "st-tim__nut", () => {
        search.unanswered.clear();
        this.showUnanswered();
      });
      this.foot.append(SoTay.el("p", "", told), take, clear);
    }
  }

  search.page = (root) => new Page(root);
})();
