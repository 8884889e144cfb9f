/* Practice with immediate explanations, and «Ôn lại», which brings back what was missed at growing intervals. */
(function () {
  "use strict";
  var S = window.SoTay;
  var C = S.cauHoi;
  // Days until a missed question comes back, by how many times running it was answered right since.
  var KHOANG = [0, 1, 3, 7, 16, 35];

  function ngaySo() {
    var d = S.homNay();
    return Math.round(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / 864e5);
  }

  /** Results of the active learner: {ma: {b: fingerprint, t: answer, d: 1|0, h: box, n: due day, s: times missed}} */
  function ketQua() {
    return S.luu.doc(S.nguoiHoc.khoa("luyen"), {});
  }

  function ghi(cau, dap, dung) {
    var tatCa = ketQua();
    var cu = tatCa[cau.id] || { h: 0, s: 0 };
    var hop = dung ? Math.min(cu.h + 1, KHOANG.length - 1) : 0;
    tatCa[cau.id] = {
      b: cau.bam, t: dap, d: dung ? 1 : 0, h: hop, n: ngaySo() + KHOANG[hop], s: cu.s + (dung ? 0 : 1), hp: cau.hp
    };
    S.luu.ghi(S.nguoiHoc.khoa("luyen"), tatCa);
  }

  /** Turn `noi` into an exercise on `cau`; `xong(dung)` after each check. */
  function dung(noi, cau, nho, xong) {
    var lan = C.hien(cau, nho ? nho.t : "");
    var loi = C.tao("div", "st-cau-hoi__tra-loi");
    var nutKiemTra = C.nut("Kiểm tra", "st-nut", function () {
      var dap = lan.doc();
      if (!C.du(cau, dap)) {
        S.doc("Hãy trả lời đủ các ý rồi kiểm tra.");
        loi.textContent = "Hãy trả lời đủ các ý rồi kiểm tra.";
        return;
      }
      var laDung = C.dung(cau, dap);
      ghi(cau, dap, laDung);
      hienGiai(dap, laDung);
      S.doc(laDung ? "Đúng." : "Chưa đúng. Xem giải thích bên dưới.");
      if (xong) xong(laDung);
    });
    var nutLai = C.nut("Làm lại", "st-nut st-nut--phu", function () {
      noi.textContent = "";
      dung(noi, cau, null, xong);
      noi.querySelector("input, select, button").focus();
    });
    function hienGiai(dap, laDung) {
      loi.textContent = "";
      loi.appendChild(C.giaiThich(cau, dap, laDung));
    }
    noi.appendChild(lan.phanTu);
    noi.appendChild(C.tao("p", "st-cau-hoi__nut", [nutKiemTra, nutLai]));
    noi.appendChild(loi);
    if (nho) hienGiai(nho.t, nho.d === 1);
  }

  S.thanhPhan("cau-hoi", function (khung) {
    var nho = ketQua();
    var ds = Array.prototype.slice.call(khung.querySelectorAll(".st-cau-hoi"));
    var tienDo = C.tao("p", "st-luyen__tien-do");
    khung.insertBefore(tienDo, khung.firstChild);
    var cau = ds.map(function (muc) { return JSON.parse(muc.querySelector("script").textContent); });
    function dem() {
      var luc = ketQua();
      var lam = cau.filter(function (c) { return luc[c.id] && luc[c.id].b === c.bam; });
      var dungRoi = lam.filter(function (c) { return luc[c.id].d; });
      tienDo.textContent = "Đã làm " + lam.length + "/" + cau.length + " câu, đúng " + dungRoi.length + ".";
    }
    // The forms are built as they come near the screen: forty at once would hold up an old machine.
    var than = ds.map(function (muc) { return muc.querySelector(".st-cau-hoi__than"); });
    function lam(i) {
      if (than[i].soTayXong) return;
      than[i].soTayXong = true;
      than[i].textContent = "";
      var cu = nho[cau[i].id];
      dung(than[i], cau[i], cu && cu.b === cau[i].bam ? cu : null, dem);
      var tinhHuong = ds[i].querySelector(":scope > .st-cau-hoi__tinh-huong");
      if (tinhHuong) tinhHuong.hidden = true;
      ds[i].querySelector(".st-cau-hoi__dap").hidden = true;
    }
    if ("IntersectionObserver" in window && ds.length > 12) {
      var nhin = new IntersectionObserver(function (thay) {
        thay.forEach(function (t) { if (t.isIntersecting) lam(ds.indexOf(t.target)); });
      }, { rootMargin: "600px" });
      ds.forEach(function (muc) { nhin.observe(muc); });
      window.addEventListener("beforeprint", function () { ds.forEach(function (_, i) { lam(i); }); });
    } else {
      ds.forEach(function (_, i) { lam(i); });
    }
    dem();
  });

  S.thanhPhan("on-lai", function (khung) {
    var hocPhan = JSON.parse(khung.querySelector("script").textContent).hocPhan;
    khung.querySelector(".st-can-js").hidden = true;
    var than = C.tao("div");
    khung.appendChild(than);
    function denHan() {
      var luc = ketQua();
      var nay = ngaySo();
      return Object.keys(luc).filter(function (ma) { return luc[ma].s > 0 && luc[ma].n <= nay; })
        .sort(function (a, b) { return luc[a].n - luc[b].n || (a < b ? -1 : 1); });
    }
    /** The line at the head, which takes the focus when the next question comes. */
    function dau(chu) {
      var p = than.appendChild(C.tao("p", "", chu));
      p.tabIndex = -1;
    }
    function ve(bang) {
      than.textContent = "";
      var ma = denHan().filter(function (m) { return bang[m]; });
      if (!ma.length) {
        var cho = Object.keys(ketQua()).filter(function (m) { return ketQua()[m].s > 0; }).length;
        dau(cho
          ? "Hôm nay không có câu nào đến hạn ôn. Còn " + cho + " câu từng sai đang chờ tới ngày."
          : "Chưa có câu nào làm sai. Làm luyện tập trước; câu sai sẽ quay lại đây sau 1, 3, 7, 16 rồi 35 ngày.");
        return;
      }
      var dem = {};
      ma.forEach(function (m) { dem[bang[m].hp] = (dem[bang[m].hp] || 0) + 1; });
      dau("Đến hạn ôn " + ma.length + " câu: " + Object.keys(dem).map(function (hp) {
        return hocPhan[hp] + " " + dem[hp];
      }).join(", ") + ".");
      var cau = S.niemPhong.mo(bang[ma[0]]);
      var muc = C.tao("section", "st-cau-hoi");
      muc.appendChild(C.tao("p", "st-cau-hoi__dau", [C.tao("strong", "", hocPhan[cau.hp]), " " + C.LOAI[cau.loai]]));
      var noi = C.tao("div");
      muc.appendChild(noi);
      than.appendChild(muc);
      dung(noi, cau, null, function () {
        if (muc.querySelector(".st-on-lai__tiep")) return;
        muc.appendChild(C.nut("Câu tiếp", "st-nut st-nut--phu st-on-lai__tiep", function () {
          ve(bang);
          than.querySelector("p").focus();
        }));
      });
    }
    S.nap("/assets/thi/ngan-hang.js", function (loi) {
      if (loi) {
        than.textContent = "Không mở được ngân hàng câu hỏi. Chép lại cả thư mục sổ tay rồi mở lại trang này.";
        return;
      }
      var bang = {};
      // Sealed as they come: unveiling the whole bank would hold up an old machine for seconds.
      S.duLieu.nganHang.cau.forEach(function (c) { bang[c.id] = c; });
      ve(bang);
    });
  });
})();
