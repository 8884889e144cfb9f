/* Slides: the lesson's own page, opened with ?trinh-chieu. Keyboard, clicker, touch; a second window for the trainer;
   a tally of hands on a question. The trainers' notes come from the trainers' kit, when it lies beside the site. */
(function () {
  "use strict";
  var S = window.SoTay;
  var C = S.cauHoi;

  /** [["chữ", 0], ["từ khóa", 3]] → text with its numbered keywords. */
  function dong(manh) {
    return manh.map(function (m) {
      return m[1] ? C.tao("strong", "st-chieu__tu", [m[0], C.tao("sup", "", String(m[1]))]) : m[0];
    });
  }

  function veCau(cau) {
    var khung = C.tao("div", "st-chieu__cau");
    if (cau.tinhHuong) khung.appendChild(C.tao("p", "", cau.tinhHuong));
    khung.appendChild(C.tao("p", "st-chieu__hoi", cau.hoi.replace("___", "……")));
    var ds = C.tao("ol", "st-chieu__y");
    cau.y.forEach(function (chu, i) {
      var dem = C.tao("output", "st-chieu__phieu", "");
      var them = C.nut(String.fromCharCode(65 + i), "st-chieu__chu", function (e) {
        var so = Math.max(0, Number(dem.value || 0) + (e.shiftKey ? -1 : 1));
        dem.value = so || "";
        S.doc("Ý " + them.textContent + ": " + so + " phiếu");
      });
      them.title = "Bấm để thêm một phiếu, giữ Shift để bớt";
      them.setAttribute("aria-label", "Thêm một phiếu cho ý " + them.textContent);
      var li = C.tao("li", "", [them, C.tao("span", "", chu), dem]);
      ds.appendChild(li);
    });
    khung.appendChild(ds);
    return khung;
  }

  function dapAn(trang, cau) {
    var khoa = cau.khoa[0].split(",");
    if (cau.loai === "dien") trang.querySelector(".st-chieu__hoi").appendChild(C.tao("strong", "", " → " + cau.giai.dapAn));
    trang.querySelectorAll(".st-chieu__y li").forEach(function (li, i) {
      var dau;
      if (cau.loai === "sap_xep") dau = String(khoa.indexOf(String(i)) + 1);
      else if (cau.loai === "dung_sai") dau = khoa[i] === "1" ? "Đ" : "S";
      else if (khoa.indexOf(String(i)) >= 0) dau = cau.loai === "bat_loi" ? "✗" : "✓";
      if (!dau) return;
      li.classList.add("st-chieu__dung");
      li.appendChild(C.tao("span", "st-chieu__dau", dau));
    });
  }

  function veTrang(t, i, tong, ten) {
    var trang = C.tao("section", "st-chieu__trang st-chieu__trang--" + t.loai);
    trang.setAttribute("aria-label", "Trang " + (i + 1) + " trên " + tong);
    trang.appendChild(C.tao("h2", "", t.tieuDe));
    if (t.loai === "bia") trang.appendChild(C.tao("p", "", t.phu));
    if (t.y) trang.appendChild(C.tao("ul", "", t.y.map(function (m) { return C.tao("li", "", dong(m)); })));
    if (t.cau) trang.appendChild(veCau(t.cau));
    trang.appendChild(C.tao("footer", "", [C.tao("span", "", ten), C.tao("span", "", (i + 1) + "/" + tong)]));
    return trang;
  }

  /** What the next slide says, in lines: the trainer leads over to it before the class sees it. */
  function xemTruoc(t) {
    var y = t.cau ? [t.cau.hoi].concat(t.cau.y) : (t.y || []).map(function (m) { return m.map(function (x) { return x[0]; }).join(""); });
    return [t.tieuDe].concat(y).join("\n– ");
  }

  /** The trainer's own window: this slide, its notes, the next one, a clock. Written into about:blank, which is the
      one page that a file:// page may write to. */
  function cuaSo(bai, ghiChu, luc) {
    var w = window.open("", "so-tay-giang-vien", "width=900,height=640");
    if (!w) {
      S.doc("Trình duyệt chặn cửa sổ thứ hai. Cho phép cửa sổ bật lên rồi thử lại.");
      return null;
    }
    var d = w.document;
    d.title = "Giảng viên: " + bai.ten;
    d.body.textContent = "";
    d.documentElement.lang = "vi";
    d.body.style.cssText = "font:20px/1.5 system-ui,sans-serif;margin:24px;color:#1d1b1a;background:#fffdfa";
    var gio = d.createElement("p");
    var nay = d.createElement("h1");
    var loi = d.createElement("div");
    var sau = d.createElement("p");
    gio.style.cssText = "font-size:32px;font-variant-numeric:tabular-nums;margin:0";
    loi.style.cssText = "white-space:pre-line";
    sau.style.cssText = "white-space:pre-line;border-top:2px solid #a3161a;padding-top:12px;color:#5a5552";
    [gio, nay, loi, sau].forEach(function (e) { d.body.appendChild(e); });
    d.addEventListener("keydown", luc.phim);
    var dong2 = setInterval(function () {
      if (w.closed) clearInterval(dong2);
      else gio.textContent = luc.gio();
    }, 500);
    return function (i) {
      if (w.closed) return;
      var t = bai.trang[i];
      nay.textContent = (i + 1) + "/" + bai.trang.length + " · " + t.tieuDe;
      loi.textContent = ghiChu ? (ghiChu[t.buoc] || "") : "Chưa có ghi chú: chép thư mục giang-vien của bộ giảng viên vào cạnh sổ tay.";
      sau.textContent = bai.trang[i + 1] ? "Trang sau: " + xemTruoc(bai.trang[i + 1]) : "Hết bài.";
    };
  }

  function chieu(bai) {
    var khung = C.tao("div", "st-chieu");
    khung.setAttribute("role", "region");
    khung.setAttribute("aria-label", "Trình chiếu: " + bai.ten);
    khung.tabIndex = -1;
    var trang = bai.trang.map(function (t, i) { return veTrang(t, i, bai.trang.length, bai.ten); });
    trang.forEach(function (t) { khung.appendChild(t); });
    var o = Math.min(Math.max(0, (Number((location.hash.match(/^#trang-(\d+)$/) || [])[1]) || 1) - 1), trang.length - 1);
    var daHien = {};
    var batDau = Date.now();
    var ghiChu = null;
    var giangVien = null;

    function ve() {
      trang.forEach(function (t, i) { t.classList.toggle("st-chieu__trang--hien", i === o); });
      try { history.replaceState(null, "", "#trang-" + (o + 1)); } catch (loi) { /* file:// in some browsers */ }
      S.doc(bai.trang[o].tieuDe + ", trang " + (o + 1) + " trên " + trang.length);
      if (giangVien) giangVien(o);
    }
    function tiep() {
      var t = bai.trang[o];
      if (t.cau && !daHien[o]) {
        daHien[o] = true;
        dapAn(trang[o], t.cau);
        return;
      }
      if (o < trang.length - 1) { o += 1; ve(); }
    }
    function lui() { if (o > 0) { o -= 1; ve(); } }
    function thoat() {
      document.removeEventListener("keydown", phim);
      location.href = location.pathname;
    }
    function gio() {
      var g = Math.floor((Date.now() - batDau) / 1000);
      return Math.floor(g / 60) + ":" + ("0" + g % 60).slice(-2);
    }
    function moGiangVien() {
      S.nap("/giang-vien/ghi-chu/" + bai.ma + ".js", function (loi) {
        ghiChu = loi ? null : S.duLieu.ghiChu;
        giangVien = cuaSo(bai, ghiChu, { phim: phim, gio: gio });
        if (giangVien) giangVien(o);
      });
    }
    function phim(e) {
      if (e.ctrlKey || e.altKey || e.metaKey) return;
      var trongNut = e.target && e.target.tagName === "BUTTON";
      var k = e.key;
      if (k === "ArrowRight" || k === "PageDown" || k === "ArrowDown" || (!trongNut && (k === " " || k === "Enter"))) tiep();
      else if (k === "ArrowLeft" || k === "PageUp" || k === "ArrowUp" || k === "Backspace") lui();
      else if (k === "Home") { o = 0; ve(); }
      else if (k === "End") { o = trang.length - 1; ve(); }
      else if (k === "b" || k === "B" || k === ".") khung.classList.toggle("st-chieu--den");
      else if (k === "g" || k === "G") moGiangVien();
      else if (k === "f" || k === "F") { if (khung.requestFullscreen) khung.requestFullscreen(); }
      else if (k === "Escape") { if (!document.fullscreenElement) thoat(); return; }
      else return;
      e.preventDefault();
    }

    var thanh = C.tao("p", "st-chieu__thanh", [
      C.nut("Trước", "", lui), C.nut("Tiếp", "", tiep), C.nut("Giảng viên", "", moGiangVien),
      C.nut("In", "", function () { window.print(); }), C.nut("Thoát", "", thoat)
    ]);
    khung.appendChild(thanh);
    var cham = null;
    khung.addEventListener("touchstart", function (e) { cham = e.changedTouches[0].clientX; }, { passive: true });
    khung.addEventListener("touchend", function (e) {
      var xa = e.changedTouches[0].clientX - cham;
      if (Math.abs(xa) > 60) (xa < 0 ? tiep : lui)();
    }, { passive: true });
    document.addEventListener("keydown", phim);
    document.documentElement.classList.add("st-dang-chieu");
    document.body.appendChild(khung);
    khung.focus();
    ve();
  }

  S.thanhPhan("trinh-chieu", function (noi) {
    var bai = JSON.parse(noi.querySelector("script").textContent);
    if (/[?&]trinh-chieu\b/.test(location.search)) chieu(bai);
  });
})();
