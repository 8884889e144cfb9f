/* The one namespace, and what every component shares: storage, start-up, lazy scripts, announcements. */
(function () {
  "use strict";
  var PREFIX = "so-tay:";
  // The site's root as this page sees it: "." or "../.."; also right on file://.
  var config = document.getElementById("__config");
  var base = config ? JSON.parse(config.textContent).base : ".";
  var starters = {};

  /** Saved on this device only. Every call survives a browser that refuses storage or holds broken state. */
  var luu = {
    doc: function (khoa, macDinh) {
      try {
        var tho = localStorage.getItem(PREFIX + khoa);
        return tho === null ? macDinh : JSON.parse(tho);
      } catch (loi) {
        return macDinh;
      }
    },
    ghi: function (khoa, giaTri) {
      try {
        localStorage.setItem(PREFIX + khoa, JSON.stringify(giaTri));
        return true;
      } catch (loi) {
        return false;
      }
    },
    xoa: function (khoa) {
      try {
        localStorage.removeItem(PREFIX + khoa);
      } catch (loi) { /* nothing was saved, so nothing is left */ }
    },
    cacKhoa: function () {
      try {
        return Object.keys(localStorage)
          .filter(function (khoa) { return khoa.indexOf(PREFIX) === 0; })
          .map(function (khoa) { return khoa.slice(PREFIX.length); });
      } catch (loi) {
        return [];
      }
    },
    xoaHet: function () {
      luu.cacKhoa().forEach(luu.xoa);
    }
  };

  /** "/a/b.html" from the site's root → an address that works from this page, on http and on file://. */
  function diaChi(tuGoc) {
    return base.replace(/\/$/, "") + "/" + tuGoc.replace(/^\//, "");
  }

  var dangNap = {};
  /** Load a classic script once; `xong(loi)` runs when it has run (loi is null) or could not be had. */
  function nap(tuGoc, xong) {
    if (!dangNap[tuGoc]) {
      dangNap[tuGoc] = { ketQua: undefined, cho: [] };
      var the = document.createElement("script");
      the.src = diaChi(tuGoc);
      var ket = function (loi) {
        dangNap[tuGoc].ketQua = loi;
        dangNap[tuGoc].cho.splice(0).forEach(function (ham) { ham(loi); });
      };
      the.onload = function () { ket(null); };
      the.onerror = function () {
        ket(new Error("Không mở được " + tuGoc));
        delete dangNap[tuGoc];
      };
      document.head.appendChild(the);
    }
    var viec = dangNap[tuGoc];
    if (viec.ketQua === undefined) viec.cho.push(xong || function () {});
    else if (xong) xong(viec.ketQua);
  }

  /** Register a component: `ham(phanTu)` runs for every element with data-so-tay="ten". */
  function thanhPhan(ten, ham) {
    starters[ten] = ham;
  }

  function khoiDong(trong) {
    (trong || document).querySelectorAll("[data-so-tay]").forEach(function (phanTu) {
      phanTu.getAttribute("data-so-tay").split(" ").forEach(function (ten) {
        var daChay = phanTu.soTayDaChay || (phanTu.soTayDaChay = {});
        if (!starters[ten] || daChay[ten]) return;
        daChay[ten] = true;
        try {
          starters[ten](phanTu);
        } catch (loi) {
          // One broken component must not take the others, or the page's text, with it.
          console.error("Sổ tay: " + ten, loi);
        }
      });
    });
  }

  var loa;
  /** Tell screen readers something that has changed on the page. */
  function doc(cau) {
    if (!loa) {
      loa = document.createElement("div");
      loa.className = "st-chi-doc";
      loa.setAttribute("role", "status");
      document.body.appendChild(loa);
    }
    loa.textContent = "";
    setTimeout(function () { loa.textContent = cau; }, 50);
  }

  /** The reader's own date, at midnight; tests set window.SO_TAY_HOM_NAY to another. */
  function homNay() {
    var d = window.SO_TAY_HOM_NAY ? new Date(window.SO_TAY_HOM_NAY) : new Date();
    return new Date(d.getFullYear(), d.getMonth(), d.getDate());
  }

  /** dd/mm/yyyy */
  function ngay(d) {
    return ("0" + d.getDate()).slice(-2) + "/" + ("0" + (d.getMonth() + 1)).slice(-2) + "/" + d.getFullYear();
  }

  /** Lower case without accents, "đ" included: what the reader means when they type without them. */
  function gap(chu) {
    return chu.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  window.SoTay = {
    gap: gap, luu: luu, nap: nap, diaChi: diaChi, thanhPhan: thanhPhan, khoiDong: khoiDong, doc: doc,
    homNay: homNay, ngay: ngay, duLieu: {}
  };

  // The components stand after this file in the same deferred script; they have registered when the page is read to its end.
  if (document.readyState !== "complete") {
    document.addEventListener("DOMContentLoaded", function () { khoiDong(); });
  } else {
    setTimeout(khoiDong, 0);
  }
})();
