/* The exam: draw by matrix, clock, navigation, flags, hand in, review. Nothing tells an answer before it is handed in:
   the bank holds salted hashes. Every answer is saved as it is given, so that a power cut loses at most one. */
(function () {
  "use strict";
  var S = window.SoTay;
  var C = S.cauHoi;
  var BANG = "/assets/thi/ngan-hang.js";

  /** A repeatable generator (mulberry32): the same number draws the same test again after a reload. */
  function xucXac(hat) {
    return function () {
      hat = (hat + 0x6d2b79f5) | 0;
      var t = Math.imul(hat ^ (hat >>> 15), 1 | hat);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function xao(ds, tung) {
    var moi = ds.slice();
    for (var i = moi.length - 1; i > 0; i--) {
      var j = Math.floor(tung() * (i + 1));
      var giu = moi[i];
      moi[i] = moi[j];
      moi[j] = giu;
    }
    return moi;
  }

  /** Ids drawn by the matrix, in a mixed order. */
  function rutDe(maTran, bang, hat) {
    var tung = xucXac(hat);
    var de = [];
    Object.keys(maTran.o).forEach(function (hp) {
      maTran.o[hp].forEach(function (so, muc) {
        var hop = bang.filter(function (c) { return c.hp === hp && c.kho === muc + 1; });
        de = de.concat(xao(hop, tung).slice(0, so));
      });
    });
    return xao(de, tung).map(function (c) { return c.id; });
  }

  /* The usual storage reaches the disk seconds late. IndexedDB with strict durability is flushed at once, so the last
     answers are kept there too; without it the exam still runs, only less safely. */
  function nhatKy(khoa) {
    var kho = null;
    try {
      var mo = indexedDB.open("so-tay-thi", 1);
      mo.onupgradeneeded = function () { mo.result.createObjectStore("bai"); };
      mo.onsuccess = function () { kho = mo.result; };
      mo.onerror = function (e) { e.preventDefault(); };
    } catch (loi) { /* no IndexedDB here */ }
    return {
      ghi: function (bai) {
        if (!kho) return;
        try {
          kho.transaction("bai", "readwrite", { durability: "strict" }).objectStore("bai").put(bai, khoa);
        } catch (loi) { kho = null; }
      },
      /** `xong(bai | undefined)` */
      doc: function (xong) {
        try {
          var mo2 = indexedDB.open("so-tay-thi", 1);
          mo2.onupgradeneeded = function () { mo2.result.createObjectStore("bai"); };
          mo2.onerror = function (e) { e.preventDefault(); xong(undefined); };
          mo2.onsuccess = function () {
            var hoi = mo2.result.transaction("bai").objectStore("bai").get(khoa);
            hoi.onsuccess = function () { mo2.result.close(); xong(hoi.result); };
            hoi.onerror = function () { xong(undefined); };
          };
        } catch (loi) { xong(undefined); }
      }
    };
  }

  function phut(giay) {
    var g = Math.max(0, Math.round(giay));
    return Math.floor(g / 60) + ":" + ("0" + (g % 60)).slice(-2);
  }

  S.thanhPhan("thi", function (khung) {
    var duLieu = JSON.parse(khung.querySelector("script").textContent);
    var khoa = S.nguoiHoc.khoa("thi");
    var so = nhatKy(khoa);
    var than = C.tao("div");
    var dong = null;
    var bang = {};
    khung.querySelector(".st-can-js").hidden = true;
    khung.appendChild(than);

    function luu(bai) {
      bai.luc = Date.now();
      S.luu.ghi(khoa, bai);
      so.ghi(bai);
    }

    function maTranCua(bai) {
      return duLieu.maTran.filter(function (m) { return m.id === bai.maTran; })[0];
    }

    function batDauManHinh() {
      than.textContent = "";
      khung.querySelector("table").hidden = false;
      var chon = document.createElement("select");
      chon.id = "st-thi-de";
      duLieu.maTran.forEach(function (m) { chon.appendChild(new Option(m.ten + " · " + m.phut + " phút", m.id)); });
      var nhan = C.tao("label", "", "Chọn đề: ");
      nhan.htmlFor = chon.id;
      var nguoi = S.nguoiHoc.ten();
      than.appendChild(C.tao("p", "", nguoi ? "Người làm bài: " + nguoi + "." : "Chưa chọn người học; kết quả ghi cho máy này."));
      than.appendChild(C.tao("p", "st-thi__chon", [nhan, chon, " ", C.nut("Bắt đầu", "st-nut", function () {
        var m = duLieu.maTran.filter(function (x) { return x.id === chon.value; })[0];
        var hat = Math.floor(Math.random() * 4294967296);
        var bai = {
          maTran: m.id, hat: hat, de: rutDe(m, S.duLieu.nganHang.cau, hat), dap: {}, co: {}, o: 0,
          batDau: Date.now(), het: Date.now() + m.phut * 60000, nop: 0, ten: nguoi
        };
        luu(bai);
        lamBai(bai);
      })]));
    }

    function lamBai(bai) {
      than.textContent = "";
      khung.querySelector("table").hidden = true;
      var m = maTranCua(bai);
      var dongHo = C.tao("span", "st-thi__gio");
      dongHo.setAttribute("role", "timer");
      var bangSo = C.tao("nav", "st-thi__bang");
      bangSo.setAttribute("aria-label", "Danh sách câu");
      var noi = C.tao("div", "st-thi__cau");
      var lenh = C.tao("p", "st-thi__lenh");
      var lan = null;

      function capNhat() {
        bai.de.forEach(function (ma, i) {
          var b = bangSo.children[i];
          var du = C.du(bang[ma], bai.dap[ma] || "");
          var moi = [
            "st-thi__so" + (du ? " st-thi__so--xong" : "") + (bai.co[ma] ? " st-thi__so--co" : ""), i === bai.o ? "true" : "false",
            "Câu " + (i + 1) + (du ? ", đã trả lời" : ", chưa trả lời") + (bai.co[ma] ? ", đã cắm cờ" : "")
          ];
          // Only what has changed: forty buttons restyled at every press would be felt on an old machine.
          ["class", "aria-current", "aria-label"].forEach(function (ten, k) {
            if (b.getAttribute(ten) !== moi[k]) b.setAttribute(ten, moi[k]);
          });
        });
      }
      function ghiDap() {
        var ma = bai.de[bai.o];
        var dap = lan.doc();
        if (dap === (bai.dap[ma] || "")) return;
        bai.dap[ma] = dap;
        luu(bai);
        capNhat();
      }
      function veCau() {
        var ma = bai.de[bai.o];
        noi.textContent = "";
        lan = C.hien(bang[ma], bai.dap[ma] || "");
        noi.appendChild(C.tao("p", "st-cau-hoi__dau", [
          C.tao("strong", "", "Câu " + (bai.o + 1) + "/" + bai.de.length), " " + C.LOAI[bang[ma].loai]
        ]));
        noi.appendChild(lan.phanTu);
        nutCo.textContent = bai.co[ma] ? "Bỏ cờ" : "Cắm cờ xem lại";
        nutTruoc.disabled = bai.o === 0;
        nutSau.disabled = bai.o === bai.de.length - 1;
        capNhat();
      }
      /** The buttons into sight, then the question, which matters more where both have no room. */
      function hienCau() {
        [lenh, noi].forEach(function (e) { e.scrollIntoView({ block: "nearest" }); });
      }
      function den(o) {
        bai.o = o;
        luu(bai);
        veCau();
        // The head takes the focus, not the first choice: on a phone the question itself would scroll away.
        noi.firstChild.tabIndex = -1;
        noi.firstChild.focus({ preventScroll: true });
        hienCau();
      }
      var nutTruoc = C.nut("Câu trước", "st-nut st-nut--phu", function () { den(bai.o - 1); });
      var nutSau = C.nut("Câu sau", "st-nut st-nut--phu", function () { den(bai.o + 1); });
      var nutCo = C.nut("", "st-nut st-nut--phu", function () {
        var ma = bai.de[bai.o];
        if (bai.co[ma]) delete bai.co[ma];
        else bai.co[ma] = 1;
        luu(bai);
        veCau();
        nutCo.focus();
      });
      var xacNhan = C.tao("div", "st-thi__xac-nhan");
      var nutNop = C.nut("Nộp bài", "st-nut", function () {
        var thieu = bai.de.filter(function (ma) { return !C.du(bang[ma], bai.dap[ma] || ""); }).length;
        xacNhan.textContent = "";
        xacNhan.appendChild(C.tao("p", "", (thieu ? "Còn " + thieu + " câu chưa trả lời. " : "Đã trả lời đủ các câu. ") + "Nộp thật chứ?"));
        var that = C.nut("Nộp thật", "st-nut", function () { nop(bai); });
        xacNhan.appendChild(that);
        xacNhan.appendChild(C.nut("Làm tiếp", "st-nut st-nut--phu", function () { xacNhan.textContent = ""; nutNop.focus(); }));
        that.focus();
      });
      bai.de.forEach(function (_, i) {
        bangSo.appendChild(C.nut(String(i + 1), "st-thi__so", function () { den(i); }));
      });
      noi.addEventListener("change", ghiDap);
      noi.addEventListener("input", ghiDap);
      [nutTruoc, nutSau, nutCo, nutNop].forEach(function (b) { lenh.appendChild(b); });
      than.appendChild(C.tao("p", "st-thi__dau", [C.tao("strong", "", m.ten), " · còn ", dongHo]));
      [bangSo, noi, lenh, xacNhan].forEach(function (e) { than.appendChild(e); });
      veCau();
      hienCau();
      var nhac = {};
      function tich() {
        var con = (bai.het - Date.now()) / 1000;
        dongHo.textContent = phut(con);
        [300, 60].forEach(function (moc) {
          if (con <= moc && con > moc - 5 && !nhac[moc]) {
            nhac[moc] = true;
            S.doc("Còn " + moc / 60 + " phút.");
          }
        });
        if (con <= 0) nop(bai);
      }
      dong = setInterval(tich, 500);
      tich();
    }

    function nop(bai) {
      clearInterval(dong);
      if (!bai.nop) {
        bai.nop = Math.min(Date.now(), bai.het);
        bai.dung = bai.de.filter(function (ma) { return S.niemPhong.dung(bang[ma], bai.dap[ma] || ""); });
        luu(bai);
        var lich = S.luu.doc(S.nguoiHoc.khoa("ket-qua"), []);
        lich.push({
          de: bai.maTran, ten: maTranCua(bai).ten, ngay: S.ngay(new Date(bai.nop)), soCau: bai.de.length, dung: bai.dung.length,
          giay: Math.round((bai.nop - bai.batDau) / 1000), dat: bai.dung.length * 100 >= maTranCua(bai).datTu * bai.de.length
        });
        S.luu.ghi(S.nguoiHoc.khoa("ket-qua"), lich);
      }
      xemLai(bai);
    }

    function xemLai(bai) {
      var m = maTranCua(bai);
      var diem = Math.round(bai.dung.length * 1000 / bai.de.length) / 10;
      var dat = bai.dung.length * 100 >= m.datTu * bai.de.length;
      than.textContent = "";
      var ket = C.tao("p", "st-thi__ket", (dat ? "✓ Đạt: " : "✗ Chưa đạt: ") + "đúng " + bai.dung.length + "/" + bai.de.length +
        " câu (" + String(diem).replace(".", ",") + "%), trong " + phut((bai.nop - bai.batDau) / 1000) + ". Đạt từ " + m.datTu + "%.");
      ket.tabIndex = -1;
      than.appendChild(ket);
      var theoHP = {};
      bai.de.forEach(function (ma) {
        var d = theoHP[bang[ma].hp] || (theoHP[bang[ma].hp] = [0, 0]);
        d[1] += 1;
        if (bai.dung.indexOf(ma) >= 0) d[0] += 1;
      });
      than.appendChild(C.tao("ul", "", Object.keys(theoHP).map(function (hp) {
        return C.tao("li", "", duLieu.hocPhan[hp] + ": " + theoHP[hp][0] + "/" + theoHP[hp][1]);
      })));
      than.appendChild(C.nut("Làm đề khác", "st-nut", function () {
        S.luu.xoa(khoa);
        so.ghi({ luc: Date.now(), xoa: true });
        batDauManHinh();
      }));
      ket.focus();
      // The mark first, the questions in the next breath: an old machine needs a tenth of a second for each.
      requestAnimationFrame(function () { setTimeout(function () { than.appendChild(cacCau(bai)); }, 0); });
    }

    /** The questions with what was answered, each explanation unveiled when it is opened or printed. */
    function cacCau(bai) {
      var khungCau = document.createDocumentFragment();
      bai.de.forEach(function (ma, i) {
        var dap = bai.dap[ma] || "";
        var the = document.createElement("details");
        the.className = "st-thi__xem";
        var dung = bai.dung.indexOf(ma) >= 0;
        the.appendChild(C.tao("summary", "", (dung ? "✓ " : "✗ ") + "Câu " + (i + 1) + ". " + bang[ma].hoi));
        function mo() {
          if (the.children.length > 1) return;
          var cau = S.niemPhong.mo(bang[ma]);
          if (cau.tinhHuong) the.appendChild(C.tao("p", "st-cau-hoi__tinh-huong", cau.tinhHuong));
          if (!dap) the.appendChild(C.tao("p", "", "Chưa trả lời."));
          the.appendChild(C.giaiThich(cau, dap, dung));
        }
        the.addEventListener("toggle", mo);
        window.addEventListener("beforeprint", mo);
        khungCau.appendChild(the);
      });
      return khungCau;
    }

    S.nap(BANG, function (loi) {
      if (loi) {
        than.textContent = "Không mở được ngân hàng câu hỏi. Chép lại cả thư mục sổ tay rồi mở lại trang này.";
        return;
      }
      S.duLieu.nganHang.cau.forEach(function (c) { bang[c.id] = c; });
      so.doc(function (cu) {
        var bai = S.luu.doc(khoa, null);
        if (cu && (!bai || cu.luc > bai.luc)) bai = cu.xoa ? null : cu;
        if (!bai || !maTranCua(bai) || bai.de.some(function (ma) { return !bang[ma]; })) batDauManHinh();
        else if (bai.nop) xemLai(bai);
        else if (Date.now() >= bai.het) nop(bai);
        else lamBai(bai);
      });
    });
  });

  S.thi = { rutDe: rutDe };
})();
