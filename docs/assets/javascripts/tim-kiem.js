/* Tìm kiếm: brings the search in when a reader first asks for it. Until then a page view costs nothing of it. */
(function () {
  "use strict";
  var PARTS = ["tim-kiem", "du-lieu"]; // the scripts of docs/assets/search in one file, and the index
  var waiting = null; // those who wait for the search, while it is on its way

  /** `done(search)` with SoTay.timKiem ready, or `done(null)` when its files could not be had. */
  function ready(done) {
    if (waiting) {
      if (waiting.result !== undefined) done(waiting.result);
      else waiting.push(done);
      return;
    }
    waiting = [done];
    var left = PARTS.length;
    function end(result) {
      var all = waiting.splice(0);
      if (result) waiting.result = result;
      else waiting = null; // so that the next try starts anew
      all.forEach(function (each) { each(result); });
    }
    PARTS.forEach(function (name) {
      var script = document.createElement("script");
      script.src = SoTay.diaChi("assets/search/" + name + ".js");
      script.async = false; // fetched side by side, run in this order
      script.onload = function () {
        left -= 1;
        if (left === 0) end(SoTay.timKiem.start(SoTay.duLieu.timKiem));
      };
      script.onerror = function () {
        if (left > 0) end(null);
        left = -1;
      };
      document.head.appendChild(script);
    });
  }

  SoTay.thanhPhan("tim-kiem", function (box) {
    var input = box.querySelector("input");
    var toggle = document.getElementById("__search");

    function open() {
      var first = !box.started;
      box.started = true;
      if (first) {
        box.querySelector(".md-search-result__meta").textContent = "Đang mở mục lục tìm kiếm…";
        ready(function (search) {
          if (search) search.box(box, input, toggle);
          else {
            box.started = false;
            box.querySelector(".md-search-result__meta").textContent = "Không mở được mục lục tìm kiếm. Tải lại trang rồi thử lần nữa.";
          }
        });
      }
      // Only now, for laying out the opened box takes its time and the files can come meanwhile.
      if (toggle && !toggle.checked) toggle.click();
    }
    input.addEventListener("focus", open);
    if (toggle) {
      toggle.addEventListener("change", function () {
        if (toggle.checked) input.focus();
        else input.blur();
      });
    }
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      var wanted = (event.key === "/" && !typing && !event.altKey && !event.metaKey && !event.ctrlKey) || (event.key === "k" && (event.ctrlKey || event.metaKey));
      if (!wanted) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    // Focused before this script had come.
    if (document.activeElement === input) open();
  });

  SoTay.thanhPhan("trang-tim-kiem", function (place) {
    place.textContent = "Đang mở mục lục tìm kiếm…";
    ready(function (search) {
      if (search) search.page(place);
      else place.textContent = "Không mở được mục lục tìm kiếm. Tải lại trang rồi thử lần nữa.";
    });
  });
})();
