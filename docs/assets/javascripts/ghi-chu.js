/* The note of a citation: kept inside the window, described to screen readers, closed by Escape. Shown by CSS. */
(function () {
  "use strict";
  var LE = 8; // px between the note and the window's edge
  var dem = 0;

  SoTay.thanhPhan("can-cu", function (goc) {
    var lien = goc.querySelector(".st-can-cu__lien"), ghiChu = goc.querySelector(".st-can-cu__ghi-chu");
    ghiChu.id = "ghi-chu-" + (dem += 1);
    lien.setAttribute("aria-describedby", ghiChu.id);

    // Fixed, so that no scrolling box around the citation cuts it off.
    function dat() {
      goc.removeAttribute("data-dong");
      var cho = lien.getClientRects()[0] || lien.getBoundingClientRect();
      ghiChu.style.position = "fixed";
      ghiChu.style.bottom = "auto";
      var rong = ghiChu.offsetWidth, cao = ghiChu.offsetHeight;
      ghiChu.style.left = Math.max(LE, Math.min(cho.left, document.documentElement.clientWidth - rong - LE)) + "px";
      ghiChu.style.top = (cho.top - cao - LE > 60 ? cho.top - cao - LE : cho.bottom + LE) + "px";
    }

    goc.addEventListener("mouseenter", dat);
    goc.addEventListener("focusin", dat);
  });

  function dongHet() {
    document.querySelectorAll(".st-can-cu:hover, .st-can-cu:focus-within").forEach(function (goc) {
      goc.setAttribute("data-dong", "");
    });
  }

  document.addEventListener("keydown", function (suKien) { if (suKien.key === "Escape") dongHet(); });
  window.addEventListener("scroll", dongHet, { passive: true });
})();
