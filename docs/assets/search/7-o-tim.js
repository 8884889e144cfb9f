/* Ô tìm: the box in the header. Also opens the index, and keeps on this device what was asked. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;
  var RECENT = "tim-kiem:gan-day";
  var UNANSWERED = "tim-kiem:chua-thay";
  var SLICE = 12; // ms that reading the bodies may take at a stretch
  var PAUSE = 1500; // ms without a key after which a question counts as asked

  /** Opens the index, which answers from headings at once; the bodies follow in small steps, and those who listen are told. */
  search.start = function (data) {
    search.index = search.open(data);
    search.grown = [];
    if (data.than) grow([data.than]);
    var parts = [];
    var left = data.manh;
    for (var number = 1; number <= data.manh; number++) bring(number);
    function bring(number) {
      SoTay.nap("assets/search/du-lieu-" + number + ".js", function (error) {
        if (error) return; // headings and keywords go on answering
        parts[number - 1] = SoTay.duLieu["timKiem" + number];
        left -= 1;
        if (!left) grow(parts);
      });
    }
    return search;
  };

  function grow(parts) {
    var step = search.index.add(parts);
    (function go() {
      var start = performance.now();
      if (step(function () { return performance.now() - start > SLICE; })) return setTimeout(go, 0);
      search.grown.forEach(function (tell) { tell(); });
    })();
  }

  /** Questions asked before, the latest first. */
  search.recent = {
    all: function () {
      var kept = SoTay.luu.doc(RECENT, []);
      return Array.isArray(kept) ? kept.filter(function (q) { return typeof q === "string"; }) : [];
    },
    add: function (text) {
      var clean = text.trim().slice(0, 120);
      if (clean.length < 2) return;
      var others = search.recent.all().filter(function (q) { return q !== clean; });
      SoTay.luu.ghi(RECENT, [clean].concat(others).slice(0, 8));
    },
    clear: function () { SoTay.luu.xoa(RECENT); },
  };

  /** Questions that the handbook could not answer: [{cau, lan, ngay}], on this device only. */
  search.unanswered = {
    all: function () {
      var kept = SoTay.luu.doc(UNANSWERED, []);
      return Array.isArray(kept) ? kept : [];
    },
    add: function (text) {
      var clean = text.trim().slice(0, 200);
      if (clean.length < 3) return;
      var kept = search.unanswered.all();
      var old = kept.filter(function (row) { return row.cau === clean; })[0];
      if (old) old.lan += 1;
      else kept.unshift({ cau: clean, lan: 1, ngay: SoTay.ngay(SoTay.homNay()) });
      SoTay.luu.ghi(UNANSWERED, kept.slice(0, 200));
    },
    clear: function () { SoTay.luu.xoa(UNANSWERED); },
  };

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** Buttons with questions; a click asks them again. */
  search.suggestions = function (phrases) {
    var row = make("div", "st-tim__gan-day");
    phrases.forEach(function (phrase) {
      var button = make("button", "st-tim__goi-y", phrase);
      button.type = "button";
      button.setAttribute("data-tim", phrase);
      row.appendChild(button);
    });
    return row;
  };

  search.box = function (box, input, toggle) {
    var meta = box.querySelector(".md-search-result__meta");
    var body = box.querySelector(".st-tim__than");
    var kind = null;
    var links = [];
    var active = -1;
    var timer = null;
    var last = null;

    function point(next) {
      if (links[active]) {
        links[active].setAttribute("aria-selected", "false");
        links[active].classList.remove("st-tim__muc--chon");
      }
      active = next;
      if (links[active]) {
        links[active].setAttribute("aria-selected", "true");
        links[active].classList.add("st-tim__muc--chon");
        links[active].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", links[active].id);
      } else input.removeAttribute("aria-activedescendant");
    }

    function ask(text) {
      input.value = text;
      kind = null;
      show();
      input.focus();
    }

    function start() {
      meta.textContent = "Gõ có dấu hay không dấu đều tìm được.";
      var recent = search.recent.all();
      if (!recent.length) return;
      body.appendChild(make("div", "st-tim__nhan", "Tìm gần đây trên máy này"));
      var row = search.suggestions(recent);
      var clear = make("button", "st-tim__xoa", "Xóa các câu này");
      clear.type = "button";
      clear.addEventListener("click", function () {
        search.recent.clear();
        show();
        input.focus();
      });
      row.appendChild(clear);
      body.appendChild(row);
    }

    function show() {
      clearTimeout(timer);
      body.textContent = "";
      links = [];
      point(-1);
      last = null;
      var text = input.value;
      input.setAttribute("aria-expanded", String(Boolean(text.trim())));
      if (!text.trim()) return start();
      var found = (last = search.find(search.index, text, 30));
      var view = search.view(search.index, found, { prefix: "st-tim", kind: kind });
      links = view.options;
      meta.textContent = links.length ? "" : "Không có kết quả";
      if (found.query.mended) {
        var line = make("p", "st-tim__y", "Ý bạn là ");
        var button = make("button", "st-tim__goi-y", found.query.mended);
        button.type = "button";
        button.setAttribute("data-tim", found.query.mended);
        line.appendChild(button);
        line.appendChild(document.createTextNode("?"));
        body.appendChild(line);
      }
      if (links.length || kind) {
        body.appendChild(search.filters(view.counts, kind, function (chosen) {
          kind = chosen;
          show();
          input.focus();
        }));
        body.appendChild(view.list);
        if (found.pages.length > 6) {
          var all = make("a", "st-tim__het", "Xem cả " + found.pages.length + " kết quả trên một trang");
          all.href = SoTay.diaChi("tim-kiem.html") + "?q=" + encodeURIComponent(text.trim());
          body.appendChild(all);
        }
      }
      if (!search.answered(found)) body.insertBefore(search.nothing(search.index, found), links.length ? body.querySelector(".st-tim__loc") : null);
      timer = setTimeout(function () {
        SoTay.doc(search.tell(found, links.length));
        if (!search.answered(found)) search.unanswered.add(text);
      }, PAUSE);
    }

    function leave() {
      input.setAttribute("aria-expanded", "false");
      if (toggle && toggle.checked) toggle.click();
      input.blur();
    }

    input.addEventListener("input", function () {
      kind = null;
      show();
    });
    box.addEventListener("click", function (event) {
      var again = event.target.closest("[data-tim]");
      if (again) return ask(again.getAttribute("data-tim"));
      if (event.target.closest(".st-tim__muc")) {
        search.recent.add(input.value);
        if (toggle && toggle.checked) toggle.click();
      }
    });
    box.querySelector("form").addEventListener("reset", function () {
      setTimeout(function () {
        show();
        input.focus();
      }, 0);
    });
    box.querySelector("form").addEventListener("submit", function (event) {
      if (!input.value.trim()) return event.preventDefault();
      search.recent.add(input.value);
      if (last && !search.answered(last)) search.unanswered.add(input.value);
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!links.length) return;
        event.preventDefault();
        var step = event.key === "ArrowDown" ? 1 : -1;
        point(active + step < -1 ? links.length - 1 : active + step >= links.length ? -1 : active + step);
      } else if (event.key === "Enter" && links[active]) {
        event.preventDefault();
        links[active].click();
      }
    });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      leave();
    });
    search.grown.push(function () { if (input.value.trim()) show(); });
    show();
  };
})();
