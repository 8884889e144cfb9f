/* The meaning of a term beside its first use: on hover and focus, on the first tap of a finger; Escape closes it.
   Without this script the link leads to the glossary. */
(function () {
  "use strict";
  var LE = 8; // px between the note and the window's edge
  var DAU_TRANG = 60; // px that the header covers
  var CHO = 200; // ms in which the pointer may reach the note before it goes

  SoTay.thanhPhan("thuat-ngu", function () {
    var the = document.createElement("span"), dangXem = null, hen = 0, bangTay = false;
    the.className = "st-tu-nghia";
    the.hidden = true;
    // Screen readers hear the same words by the link's aria-describedby.
    the.setAttribute("aria-hidden", "true");
    document.body.appendChild(the);

    function mo(lien) {
      clearTimeout(hen);
      var nghia = document.getElementById(lien.getAttribute("aria-describedby"));
      if (!nghia) return;
      var ten = document.createElement("b");
      ten.textContent = nghia.previousElementSibling.textContent;
      the.replaceChildren(ten, document.createTextNode(nghia.textContent));
      the.hidden = false;
      dangXem = lien;
      dat();
    }

    function dat() {
      var cho = dangXem.getClientRects()[0] || dangXem.getBoundingClientRect();
      var rong = document.documentElement.clientWidth - the.offsetWidth - LE;
      var tren = cho.top - the.offsetHeight - LE;
      the.style.left = Math.max(LE, Math.min(cho.left, rong)) + "px";
      the.style.top = (tren > DAU_TRANG ? tren : cho.bottom + LE) + "px";
    }

    function dong() {
      clearTimeout(hen);
      the.hidden = true;
      dangXem = null;
    }

    function henDong() {
      clearTimeout(hen);
      hen = setTimeout(dong, CHO);
    }

    function tu(suKien) {
      return suKien.target.closest && suKien.target.closest(".st-tu");
    }

    document.addEventListener("mouseover", function (suKien) {
      if (tu(suKien)) mo(tu(suKien));
      else if (the.contains(suKien.target)) clearTimeout(hen);
      else if (dangXem && document.activeElement !== dangXem) henDong();
    });
    document.addEventListener("focusin", function (suKien) {
      if (tu(suKien)) mo(tu(suKien));
      else if (dangXem) dong();
    });
    document.addEventListener("pointerdown", function (suKien) {
      bangTay = suKien.pointerType === "touch";
      if (bangTay && !tu(suKien) && !the.contains(suKien.target)) dong();
    });
    // A finger cannot hover: its first tap tells, the second one goes to the glossary.
    var daCham = null;
    document.addEventListener("click", function (suKien) {
      var lien = tu(suKien);
      if (lien && bangTay && daCham !== lien) {
        suKien.preventDefault();
        mo(lien);
      }
      daCham = lien;
    });
    document.addEventListener("keydown", function (suKien) {
      if (suKien.key === "Escape" && dangXem) dong();
    });
    window.addEventListener("scroll", function () { if (dangXem) dat(); }, { passive: true });
  });
})();
