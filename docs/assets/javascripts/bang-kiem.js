/* A checklist whose ticks stay on this device.

   Saved under "bang-kiem:<list>": {ky: "2026-11", muc: {"<item>": true}}. Items have ids, so ticks survive a change of
   text; a tick of an item that is gone is forgotten at the next save. `ky` is the run: a month, a quarter, a year, or the
   day on which a run of a «mỗi lần» list began. A new run begins when the reader says so, never by itself. */
(function () {
  "use strict";

  function kyHienNay(datLai, homNay) {
    var nam = homNay.getFullYear(), thang = homNay.getMonth() + 1;
    if (datLai === "thang") return nam + "-" + ("0" + thang).slice(-2);
    if (datLai === "quy") return nam + "-Q" + Math.ceil(thang / 3);
    if (datLai === "nam") return String(nam);
    return nam + "-" + ("0" + thang).slice(-2) + "-" + ("0" + homNay.getDate()).slice(-2);
  }

  function tenKy(datLai, ky) {
    var so = ky.split("-");
    if (datLai === "thang") return "tháng " + Number(so[1]) + "/" + so[0];
    if (datLai === "quy") return "quý " + so[1].slice(1) + "/" + so[0];
    if (datLai === "nam") return "năm " + ky;
    return "lần bắt đầu ngày " + so[2] + "/" + so[1] + "/" + so[0];
  }

  function nut(chu, lop, khiBam) {
    var phanTu = document.createElement("button");
    phanTu.type = "button";
    phanTu.className = "st-nut st-nut--nho " + lop;
    phanTu.textContent = chu;
    phanTu.addEventListener("click", khiBam);
    return phanTu;
  }

  /** A saved state that can be trusted, or null. */
  function docDaGhi(khoa) {
    var daGhi = SoTay.luu.doc(khoa, null);
    if (!daGhi || typeof daGhi.ky !== "string" || !daGhi.muc || typeof daGhi.muc !== "object") return null;
    return daGhi;
  }

  SoTay.thanhPhan("bang-kiem", function (goc) {
    var ma = goc.getAttribute("data-ma"), datLai = goc.getAttribute("data-dat-lai");
    var khoa = "bang-kiem:" + ma;
    var cacO = Array.prototype.slice.call(goc.querySelectorAll("[data-muc]"));
    var kyNay = kyHienNay(datLai, SoTay.homNay());
    var daGhi = docDaGhi(khoa);
    var trangThai = daGhi || { ky: kyNay, muc: {} };
    var vuaBo = null;

    var thanh = document.createElement("div");
    thanh.className = "st-bang-kiem__thanh";
    var dem = document.createElement("span");
    dem.className = "st-bang-kiem__dem";
    var kyChu = document.createElement("span");
    kyChu.className = "st-bang-kiem__ky-nay";
    var vach = document.createElement("div");
    vach.className = "st-bang-kiem__vach";
    vach.setAttribute("aria-hidden", "true");
    var phan = vach.appendChild(document.createElement("span"));
    var lamLai = nut("Làm lại", "st-nut--phu", function () {
      if (vuaBo) {
        trangThai = vuaBo;
        vuaBo = null;
        SoTay.doc("Đã hoàn lại " + soXong() + " dấu.");
      } else {
        vuaBo = trangThai;
        trangThai = { ky: kyNay, muc: {} };
        SoTay.doc("Đã bỏ hết dấu. Bấm Hoàn lại nếu lỡ tay.");
      }
      ghi();
      ve();
    });
    var inRa = nut("In bảng kiểm", "st-nut--phu", function () { inRieng(goc); });
    [dem, kyChu, lamLai, inRa, vach].forEach(function (con) { thanh.appendChild(con); });

    var nhac = document.createElement("div");
    nhac.className = "st-bang-kiem__nhac";
    nhac.hidden = true;
    var cauNhac = nhac.appendChild(document.createElement("p"));
    nhac.appendChild(nut("Bắt đầu " + tenKy(datLai, kyNay), "", function () {
      vuaBo = trangThai;
      trangThai = { ky: kyNay, muc: {} };
      ghi();
      ve();
      if (cacO[0]) cacO[0].focus();
    }));

    var dau = goc.querySelector(".st-bang-kiem__dau");
    goc.insertBefore(thanh, dau.nextSibling);
    goc.insertBefore(nhac, thanh);

    function soXong() {
      return cacO.filter(function (o) { return trangThai.muc[o.getAttribute("data-muc")]; }).length;
    }

    function ghi() {
      if (!SoTay.luu.ghi(khoa, trangThai)) kyChu.textContent = "Trình duyệt này không cho lưu dấu.";
    }

    function ve() {
      cacO.forEach(function (o) { o.checked = Boolean(trangThai.muc[o.getAttribute("data-muc")]); });
      var xong = soXong();
      dem.textContent = xong + "/" + cacO.length + " xong";
      kyChu.textContent = datLai === "moi_lan" && !xong ? "" : viet(tenKy(datLai, trangThai.ky));
      phan.style.setProperty("--phan", (100 * xong / cacO.length) + "%");
      lamLai.textContent = vuaBo ? "Hoàn lại" : "Làm lại";
      lamLai.hidden = !xong && !vuaBo;
      var kyCu = datLai !== "moi_lan" && trangThai.ky !== kyNay && xong > 0;
      nhac.hidden = !kyCu;
      cauNhac.textContent = kyCu ? "Các dấu dưới đây là của " + tenKy(datLai, trangThai.ky) + "." : "";
    }

    function viet(chu) {
      return chu.charAt(0).toUpperCase() + chu.slice(1);
    }

    cacO.forEach(function (o) {
      o.addEventListener("change", function () {
        vuaBo = null;
        var muc = {};
        cacO.forEach(function (moi) { if (moi.checked) muc[moi.getAttribute("data-muc")] = true; });
        // The first tick of an empty run begins the run of today.
        trangThai = { ky: soXong() ? trangThai.ky : kyNay, muc: muc };
        ghi();
        ve();
        SoTay.doc(dem.textContent);
      });
    });

    // The same list open in another window.
    window.addEventListener("storage", function (suKien) {
      if (suKien.key !== "so-tay:" + khoa) return;
      trangThai = docDaGhi(khoa) || { ky: kyNay, muc: {} };
      vuaBo = null;
      ve();
    });

    if (!soXong()) trangThai.ky = kyNay;
    ve();
  });

  /** Print one part of the page alone. */
  function inRieng(phanTu) {
    document.body.classList.add("st-in-rieng");
    phanTu.classList.add("st-in-rieng__phan");
    window.addEventListener("afterprint", function () {
      document.body.classList.remove("st-in-rieng");
      phanTu.classList.remove("st-in-rieng__phan");
    }, { once: true });
    window.print();
  }
  SoTay.inRieng = inRieng;
})();
