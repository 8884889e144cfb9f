/* The note of a citation: kept inside the window, described to screen readers, closed by Escape. Shown by CSS. */
(function () {
  "use strict";
  var LE = 8; // px between the note and the window's edge
  var DAU_TRANG = 60; // px that the header covers
  var dem = 0;

  SoTay.thanhPhan("can-cu", function (goc) {
    var lien = goc.querySelector(".st-can-cu__lien"), ghiChu = goc.querySelector(".st-can-cu__ghi-chu");
    ghiChu.id = "ghi-chu-" + (dem += 1);
    lien.setAttribute("aria-describedby", ghiChu.id);

    goc.addEventListener("mouseenter", function () { dat(goc); });
    goc.addEventListener("focusin", function () { dat(goc); });
  });

  /** Place the note by its link; fixed, so that no scrolling box around the citation cuts it off. */
  function dat(goc) {
    goc.removeAttribute("data-dong");
    var lien = goc.querySelector(".st-can-cu__lien"), ghiChu = goc.querySelector(".st-can-cu__ghi-chu");
    var cho = lien.getClientRects()[0] || lien.getBoundingClientRect();
    ghiChu.style.position = "fixed";
    ghiChu.style.bottom = "auto";
    var rong = ghiChu.offsetWidth, cao = ghiChu.offsetHeight;
    ghiChu.style.left = Math.max(LE, Math.min(cho.left, document.documentElement.clientWidth - rong - LE)) + "px";
    ghiChu.style.top = (cho.top - cao - LE > DAU_TRANG ? cho.top - cao - LE : cho.bottom + LE) + "px";
  }

  function dangMo() {
    return Array.prototype.slice.call(document.querySelectorAll(".st-can-cu:hover, .st-can-cu:focus-within"));
  }

  document.addEventListener("keydown", function (suKien) {
    if (suKien.key === "Escape") dangMo().forEach(function (goc) { goc.setAttribute("data-dong", ""); });
  });
  window.addEventListener("scroll", function () {
    dangMo().filter(function (goc) { return !goc.hasAttribute("data-dong"); }).forEach(dat);
  }, { passive: true });
})();
