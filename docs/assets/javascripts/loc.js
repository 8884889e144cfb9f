/* Filter the rows of a table, or a list of folded answers, by words (without accents) and by the facets in its rows' data attributes. */
(function () {
  "use strict";
  SoTay.thanhPhan("loc", function (khung) {
    var hang = khung.querySelector(".st-loc__hang");
    var chu = khung.querySelector("[data-loc-chu]");
    var chon = Array.prototype.slice.call(khung.querySelectorAll("select[data-loc]"));
    var dem = khung.querySelector("[data-loc-dem]");
    var dong = Array.prototype.slice.call(khung.querySelectorAll("tbody tr, [data-loc-the]")).map(function (tr) {
      return { tr: tr, chu: SoTay.gap(tr.textContent) };
    });
    hang.hidden = false;

    function loc() {
      var tu = SoTay.gap(chu ? chu.value : "").split(/\s+/).filter(Boolean);
      var con = 0;
      dong.forEach(function (d) {
        var hop = tu.every(function (t) { return d.chu.indexOf(t) >= 0; }) && chon.every(function (o) {
          var giaTri = (d.tr.getAttribute("data-" + o.getAttribute("data-loc")) || "").split("|");
          return !o.value || giaTri.indexOf(o.value) >= 0;
        });
        d.tr.hidden = !hop;
        if (hop) con += 1;
      });
      dem.textContent = con === dong.length ? "" :
        con ? "Còn " + con + " trong " + dong.length + " mục." : "Không có mục nào khớp. Bớt điều kiện lọc rồi thử lại.";
    }
    if (chu) chu.addEventListener("input", loc);
    chon.forEach(function (o) { o.addEventListener("change", loc); });
  });
})();
