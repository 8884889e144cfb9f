/* Aids around the theme's own parts: keyboard for its label buttons, scrolling tables, details and links on paper. */
(function () {
  "use strict";

  // The drawer and the search box open by a <label>; make each a button for the keyboard. Enter is the theme's own.
  document.querySelectorAll(".md-header__button[for]:not([hidden])").forEach(function (nhan) {
    if (nhan.closest("form")) return;
    nhan.setAttribute("role", "button");
    nhan.setAttribute("tabindex", "0");
    nhan.addEventListener("keydown", function (suKien) {
      if (suKien.key !== " ") return;
      suKien.preventDefault();
      nhan.click();
    });
  });

  // A section of the contents that has a page of its own is folded by a bare arrow: give the arrow and the list its name.
  document.querySelectorAll(".md-nav__container").forEach(function (khung) {
    var lien = khung.querySelector("a"), mui = khung.querySelector("label"), ds = khung.parentNode.querySelector(".md-nav");
    if (!lien || !ds) return;
    ds.removeAttribute("aria-labelledby");
    ds.setAttribute("aria-label", lien.textContent.trim());
    if (mui) mui.setAttribute("aria-label", "Mở hoặc gấp mục " + lien.textContent.trim());
  });

  // A link to the results page that opens the search box in place.
  SoTay.thanhPhan("mo-tim", function (lien) {
    lien.addEventListener("click", function (suKien) {
      var hop = document.getElementById("__search");
      if (!hop || suKien.ctrlKey || suKien.metaKey) return;
      suKien.preventDefault();
      if (!hop.checked) hop.click();
    });
  });

  // A table or a picture wider than its column scrolls in its own box: the keyboard must reach that box, and it needs a name.
  function hopCuon() {
    document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset figure").forEach(function (hop) {
      var tran = hop.scrollWidth > hop.clientWidth + 1 && getComputedStyle(hop).overflowX !== "visible";
      if (tran && !hop.hasAttribute("tabindex")) {
        var tua = hop.querySelector("caption, figcaption");
        hop.setAttribute("tabindex", "0");
        hop.setAttribute("role", "region");
        hop.setAttribute("aria-label", tua ? tua.textContent : "Phần rộng, cuộn ngang để xem hết");
        hop.setAttribute("data-cuon", "");
      } else if (!tran && hop.hasAttribute("data-cuon")) {
        ["tabindex", "role", "aria-label", "data-cuon"].forEach(function (ten) { hop.removeAttribute(ten); });
      }
    });
  }
  window.addEventListener("load", hopCuon);
  window.addEventListener("resize", hopCuon);

  // On paper: everything folded is unfolded, and the links of the prose become numbered notes at the end.
  var moTam = [];
  var chuThich = null;

  function chuanBiIn() {
    if (chuThich) return;
    moTam = Array.prototype.filter.call(document.querySelectorAll("details:not([open])"), function (the) {
      the.open = true;
      return true;
    });
    chuThich = document.createElement("ol");
    chuThich.className = "st-chu-thich-in";
    var daCo = {};
    document.querySelectorAll(".md-content__inner p a[href], .md-content__inner td a[href]").forEach(function (lien) {
      // Only prose that is on the paper: no citations (listed already), no links within the page, no cards, nothing hidden.
      if (!lien.offsetParent || lien.getAttribute("href").charAt(0) === "#") return;
      if (lien.closest(".st-can-cu, .st-tu, .st-nha, .st-the, .st-han, .st-don-vi-thanh, nav")) return;
      var dich = duongDan(lien);
      if (!daCo[dich]) {
        var muc = chuThich.appendChild(document.createElement("li"));
        muc.textContent = lien.textContent.trim() + ": " + dich;
        daCo[dich] = chuThich.children.length;
      }
      var so = document.createElement("sup");
      so.className = "st-so-chu-thich-in";
      so.textContent = String(daCo[dich]);
      lien.after(so);
    });
    if (chuThich.children.length) document.querySelector(".md-content__inner").appendChild(chuThich);
  }

  /** The address of a page of ours without the place where this copy lies; others as they are. */
  function duongDan(lien) {
    var goc = new URL(SoTay.diaChi("/"), location.href).href;
    return decodeURI(lien.href.indexOf(goc) === 0 ? lien.href.slice(goc.length) : lien.href);
  }

  function donSauIn() {
    moTam.forEach(function (the) { the.open = false; });
    document.querySelectorAll(".st-so-chu-thich-in").forEach(function (so) { so.remove(); });
    if (chuThich) chuThich.remove();
    chuThich = null;
  }

  window.addEventListener("beforeprint", chuanBiIn);
  window.addEventListener("afterprint", donSauIn);
})();
