/* Trang kết quả: tim-kiem.html?q=…&loai=…, every result of a question under an address of its own. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* q and loai of the address; a broken escape counts as nothing asked. */
  function asked() {
    var wanted = new URLSearchParams(location.search);
    var kind = wanted.get("loai");
    return { text: (wanted.get("q") || "").slice(0, 240), kind: search.KINDS.indexOf(kind) >= 0 ? kind : null };
  }

  function save(name, text) {
    var link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  search.page = function (place) {
    place.textContent = "";
    var form = make("form", "st-tim__o-lon");
    form.setAttribute("role", "search");
    var label = make("label", "st-tim__nhan", "Câu cần tìm");
    var input = make("input", "st-tim__chu");
    input.type = "search";
    input.name = "q";
    input.id = "st-tim-trang-o";
    input.maxLength = 240;
    input.autocomplete = "off";
    input.spellcheck = false;
    label.htmlFor = input.id;
    form.appendChild(label);
    form.appendChild(input);
    form.appendChild(make("button", "st-tim__tim", "Tìm"));
    place.appendChild(form);
    var body = make("div", "st-tim st-tim--trang");
    place.appendChild(body);
    var foot = make("div", "st-tim__cuoi");
    place.appendChild(foot);
    var kind = null;
    var remembered = null;
    var pause = null;

    function address() {
      var text = input.value.trim();
      var query = text ? "?q=" + encodeURIComponent(text) + (kind ? "&loai=" + kind : "") : "";
      if (query === location.search) return;
      try {
        history.replaceState(null, "", location.pathname + query);
      } catch (error) {
        return; // some browsers refuse it on file://; the results are shown all the same
      }
    }

    function show(final) {
      clearTimeout(pause);
      body.textContent = "";
      var text = input.value;
      address();
      if (!text.trim()) {
        body.appendChild(make("p", "", "Gõ tên việc, tên mẫu hoặc số văn bản. Gõ có dấu hay không dấu đều tìm được."));
        var recent = search.recent.all();
        if (recent.length) body.appendChild(search.suggestions(recent));
        return;
      }
      var found = search.find(search.index, text, 60);
      var view = search.view(search.index, found, { prefix: "st-trang", kind: kind, all: true });
      view.options.forEach(function (link) { link.tabIndex = 0; });
      view.list.setAttribute("role", "list");
      view.options.forEach(function (link) { link.removeAttribute("role"); link.removeAttribute("aria-selected"); });
      if (found.query.mended) {
        var line = make("p", "st-tim__y", "Ý bạn là ");
        line.appendChild(search.suggestions([found.query.mended]));
        body.appendChild(line);
      }
      if (!search.answered(found)) body.appendChild(search.nothing(search.index, found));
      if (view.options.length || kind) {
        body.appendChild(search.filters(view.counts, kind, function (chosen) {
          kind = chosen;
          show(true);
        }));
        body.appendChild(view.list);
      }
      function settle() {
        SoTay.doc(search.tell(found, view.options.length));
        if (!search.answered(found) && remembered !== text) {
          remembered = text;
          search.unanswered.add(text);
          keepers();
        }
      }
      if (final) settle();
      else pause = setTimeout(settle, 1500);
    }

    function keepers() {
      foot.textContent = "";
      var rows = search.unanswered.all();
      if (!rows.length) return;
      foot.appendChild(make("p", "", "Máy này đang giữ " + rows.length + " câu tìm chưa ra. Các câu ấy không được gửi đi đâu. Muốn sổ tay tốt lên, hãy tải về và gửi người phụ trách sổ tay."));
      var get = make("button", "st-tim__nut", "Tải các câu chưa ra (.json)");
      get.type = "button";
      get.addEventListener("click", function () {
        save("cau-tim-chua-ra.json", JSON.stringify(search.unanswered.all(), null, 2));
      });
      var clear = make("button", "st-tim__nut", "Xóa khỏi máy này");
      clear.type = "button";
      clear.addEventListener("click", function () {
        search.unanswered.clear();
        keepers();
      });
      foot.appendChild(get);
      foot.appendChild(clear);
    }

    input.addEventListener("input", function () {
      kind = null;
      show(false);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      search.recent.add(input.value);
      show(true);
    });
    place.addEventListener("click", function (event) {
      var again = event.target.closest("[data-tim]");
      if (again) {
        input.value = again.getAttribute("data-tim");
        kind = null;
        show(true);
      } else if (event.target.closest(".st-tim__muc")) search.recent.add(input.value);
    });
    search.grown.push(function () { show(false); });
    var first = asked();
    input.value = first.text;
    kind = first.kind;
    show(true);
    keepers();
    if (!first.text) input.focus();
  };
})();
