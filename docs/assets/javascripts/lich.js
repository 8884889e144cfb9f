/* Due days by the reader's clock: the home page's block and the month view. A copy on a USB stick may be months old,
   so nothing here trusts the day of the build. What is done is ticked on this device, under "viec-xong". */
(function () {
  "use strict";
  var KHOA = "viec-xong", LUI = 31, MOT_NGAY = 86400000;
  var HIEN = 3, daMo = {}; // of a home card: entries shown at once; which card the reader has unfolded
  var THU = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
  var LOAI = { "quy-trinh": "Cách làm", "bang-kiem": "Bảng kiểm" }; // a template goes by its own name

  function the(ten, lop, chu) {
    var phanTu = document.createElement(ten);
    if (lop) phanTu.className = lop;
    if (chu) phanTu.textContent = chu;
    return phanTu;
  }

  function nut(chu, khiBam) {
    var phanTu = the("button", "st-nut st-nut--phu st-nut--nho", chu);
    phanTu.type = "button";
    phanTu.addEventListener("click", khiBam);
    return phanTu;
  }

  function ngayTu(chu) {
    var so = chu.split("-");
    return new Date(Number(so[0]), Number(so[1]) - 1, Number(so[2]));
  }

  function soNgay(tu, den) { return Math.round((den - tu) / MOT_NGAY); }

  function daXong() { var ghi = SoTay.luu.doc(KHOA, {}); return ghi && typeof ghi === "object" ? ghi : {}; }

  /** The entries of the given superiors: [{ngay, capTren, viec, ky, kyChu, doi, ma}], by day. */
  function napHan(khung, cacCapTren, xong) {
    var thuMuc = khung.getAttribute("data-thu-muc"), cho = cacCapTren.length, het = [], hong = null;
    if (!cho) xong(null, []);
    cacCapTren.forEach(function (id) {
      SoTay.nap(thuMuc + "lich-" + id + ".js", function (loi) {
        if (loi) hong = loi;
        else {
          var goi = SoTay.duLieu["lich:" + id];
          goi.han.forEach(function (h) {
            het.push({ ngay: ngayTu(h[0]), capTren: goi.capTren, viec: goi.viec[h[1]], ky: h[2], kyChu: h[3], doi: h[4], ma: id + "." + h[1] + "." + h[2] });
          });
        }
        cho -= 1;
        if (!cho) xong(hong, het.sort(function (a, b) { return a.ngay - b.ngay || (a.ma < b.ma ? -1 : 1); }));
      });
    });
  }

  function capTrenCua(khung) {
    var donVi = SoTay.donVi && SoTay.donVi();
    return donVi ? [donVi.cap_tren.id] : khung.getAttribute("data-cap-tren").split(" ").slice(0, 3);
  }

  function khiNao(han, homNay) {
    var con = soNgay(homNay, han.ngay);
    if (con < 0) return "quá " + -con + " ngày";
    return con === 0 ? "hôm nay" : con === 1 ? "ngày mai" : "còn " + con + " ngày";
  }

  /** One entry: day, task, what it opens, the tick. `khiDoi` runs after a tick. */
  function dong(han, homNay, chung, khiDoi) {
    var muc = the("li", "st-han"), xong = daXong()[han.ma];
    var con = soNgay(homNay, han.ngay);
    if (con < 0 && !xong) muc.classList.add("st-han--qua");
    else if (con <= 2 && !xong) muc.classList.add("st-han--gap");
    var ngay = muc.appendChild(the("time", "st-han__ngay", SoTay.ngay(han.ngay).slice(0, 5)));
    ngay.setAttribute("datetime", han.ngay.getFullYear() + "-" + ("0" + (han.ngay.getMonth() + 1)).slice(-2) + "-" + ("0" + han.ngay.getDate()).slice(-2));
    var giua = muc.appendChild(the("div", "st-han__viec"));
    var ten = giua.appendChild(the("p", "st-han__ten", han.viec.ten + " "));
    ten.appendChild(the("span", "st-han__ky", han.kyChu));
    var phu = [khiNao(han, homNay)];
    if (chung) phu.push(han.capTren.ten_dang_bo);
    if (han.doi) phu.push(han.doi);
    giua.appendChild(the("p", "st-phu", phu.join("; ")));
    if (han.viec.lienKet.length) {
      var lien = giua.appendChild(the("p", "st-han__lien"));
      han.viec.lienKet.forEach(function (l) {
        var a = lien.appendChild(the("a", "", LOAI[l[0]] || l[1]));
        a.href = SoTay.diaChi(l[2]);
        if (LOAI[l[0]]) a.appendChild(the("span", "st-chi-doc", l[1].slice(LOAI[l[0]].length)));
      });
    }
    if (khiDoi) {
      var nhan = muc.appendChild(the("label", "st-han__xong"));
      var o = nhan.appendChild(the("input"));
      o.type = "checkbox";
      o.checked = !!xong;
      nhan.appendChild(document.createTextNode(" Đã gửi"));
      nhan.appendChild(the("span", "st-chi-doc", " " + han.viec.ten + " " + han.kyChu));
      o.addEventListener("change", function () {
        var ghi = daXong();
        if (o.checked) ghi[han.ma] = true; else delete ghi[han.ma];
        SoTay.luu.ghi(KHOA, ghi);
        SoTay.doc((o.checked ? "Đã đánh dấu: " : "Đã bỏ đánh dấu: ") + han.viec.ten + " " + han.kyChu);
        khiDoi();
      });
    }
    return muc;
  }

  function theViec(ten, lop, cacHan, trong, homNay, chung, khiDoi) {
    var khung = the("section", "st-sap-den__the " + lop);
    var dau = khung.appendChild(the("h2", "st-sap-den__dau", ten + " "));
    dau.appendChild(the("span", "st-sap-den__so", String(cacHan.length)));
    if (cacHan.length) {
      var ds = khung.appendChild(the("ol", "st-han-ds")), an = cacHan.length - HIEN;
      cacHan.slice(0, HIEN).forEach(function (han) { ds.appendChild(dong(han, homNay, chung, khiDoi)); });
      if (an > 0) {
        var them = khung.appendChild(the("details", "st-sap-den__them"));
        them.appendChild(the("summary", "", "Thêm " + an + " việc"));
        them.open = !!daMo[ten];
        them.addEventListener("toggle", function () { daMo[ten] = them.open; });
        ds = them.appendChild(the("ol", "st-han-ds"));
        cacHan.slice(HIEN).forEach(function (han) { ds.appendChild(dong(han, homNay, chung, khiDoi)); });
      }
    } else khung.appendChild(the("p", "st-phu", trong));
    return khung;
  }

  SoTay.thanhPhan("viec-sap-den", function (khung) {
    var tinh = khung.querySelector(".st-sap-den__tinh");
    var song = the("div", "st-sap-den__song");
    khung.appendChild(song);

    /** After a tick the cards are drawn anew; the keyboard goes on in the same card. */
    function doi() {
      var the = document.activeElement.closest(".st-sap-den__the");
      var lop = the ? "." + the.className.split(" ").join(".") : "";
      ve();
      var o = lop && song.querySelector(lop) && (song.querySelector(lop + " input") || song.querySelector(lop + " h2"));
      if (!o) return;
      if (o.tagName === "H2") o.tabIndex = -1;
      o.focus();
    }

    function ve() {
      var capTren = capTrenCua(khung), chung = !SoTay.donVi || !SoTay.donVi();
      napHan(khung, capTren, function (loi, het) {
        if (loi) return; // the plain list of the build stays
        var homNay = SoTay.homNay(), xong = daXong();
        var cuoiThang = new Date(homNay.getFullYear(), homNay.getMonth() + 1, 0);
        var cuoiDuLieu = het.length ? het[het.length - 1].ngay : homNay;
        var qua = het.filter(function (h) { var c = soNgay(homNay, h.ngay); return c < 0 && c >= -LUI && !xong[h.ma]; }).reverse();
        var tuan = het.filter(function (h) { var c = soNgay(homNay, h.ngay); return c >= 0 && c <= 7; });
        var thang = het.filter(function (h) { return soNgay(homNay, h.ngay) > 7 && h.ngay <= cuoiThang; });
        tinh.hidden = true;
        song.textContent = "";
        if (homNay > cuoiDuLieu) {
          song.appendChild(the("p", "st-du-lieu-mau", "Lịch của bản sổ tay này chỉ đến " + SoTay.ngay(cuoiDuLieu) + ". Xin bản mới ở văn phòng cấp trên."));
        }
        if (chung) {
          var moi = song.appendChild(the("p", "st-sap-den__moi", "Đang hiện hạn của mọi cấp trên. "));
          moi.appendChild(nut("Chọn đơn vị của tôi", function () { SoTay.chonDonVi(); }));
        }
        var luoi = song.appendChild(the("div", "st-sap-den__luoi"));
        var trongTuan = theViec("Trong 7 ngày", "st-sap-den__the--tuan", tuan, "Không có việc nào đến hạn trong 7 ngày tới.", homNay, chung, chung ? null : doi);
        // Whose deadline has passed is known only when it is known who reads. What is late comes before what is due.
        var quaHan = chung ? [] : [theViec("Quá hạn", "st-sap-den__the--qua", qua, "Không có việc nào quá hạn.", homNay, chung, doi)];
        (qua.length ? quaHan.concat(trongTuan) : [trongTuan].concat(quaHan)).forEach(function (o) { luoi.appendChild(o); });
        luoi.appendChild(theViec("Tháng này", "st-sap-den__the--thang", thang, "Từ nay đến cuối tháng không còn hạn nào khác.", homNay, chung, chung ? null : doi));
      });
    }
    document.addEventListener("so-tay:don-vi", ve);
    ve();
  });

  SoTay.thanhPhan("lich-thang", function (khung) {
    var tinh = khung.querySelector(".st-lich__tinh");
    var song = khung.appendChild(the("div", "st-lich__song"));
    var homNay = SoTay.homNay();
    var thang = new Date(homNay.getFullYear(), homNay.getMonth(), 1);

    // The buttons stay while the month below them changes, so that the keyboard keeps its place.
    var dau = song.appendChild(the("div", "st-lich__dau"));
    dau.appendChild(nut("‹ Trước", function () { chuyen(-1); })).setAttribute("aria-label", "Tháng trước");
    var tenThang = dau.appendChild(the("h2", "st-lich__ten"));
    dau.appendChild(nut("Sau ›", function () { chuyen(1); })).setAttribute("aria-label", "Tháng sau");
    dau.appendChild(nut("Hôm nay", function () { thang = new Date(homNay.getFullYear(), homNay.getMonth(), 1); ve(true); }));
    var than = song.appendChild(the("div"));
    song.hidden = true;

    function chuyen(buoc) {
      thang = new Date(thang.getFullYear(), thang.getMonth() + buoc, 1);
      ve(true);
    }

    function ve(noi) {
      var capTren = capTrenCua(khung), chung = !SoTay.donVi || !SoTay.donVi();
      napHan(khung, capTren, function (loi, het) {
        if (loi) return; // the plain tables of the build stay
        homNay = SoTay.homNay();
        var nghi = {};
        SoTay.duLieu["lich:" + capTren[0]].nghi.forEach(function (n) { nghi[n[0]] = n; });
        var cua = het.filter(function (h) { return h.ngay.getFullYear() === thang.getFullYear() && h.ngay.getMonth() === thang.getMonth(); });
        tinh.hidden = true;
        song.hidden = false;
        tenThang.textContent = "Tháng " + (thang.getMonth() + 1) + "/" + thang.getFullYear();
        if (noi) SoTay.doc(tenThang.textContent + ", " + cua.length + " hạn");
        than.textContent = "";
        than.appendChild(bang(cua, nghi));
        if (cua.length) {
          var ds = than.appendChild(the("ol", "st-han-ds"));
          cua.forEach(function (h) { ds.appendChild(dong(h, homNay, chung, function () { ve(false); })); });
        } else than.appendChild(the("p", "st-phu", "Tháng này không có hạn nào trong dữ liệu."));
      });
    }

    function bang(cua, nghi) {
      var b = the("table", "st-lich__bang");
      b.appendChild(the("caption", "st-chi-doc", "Các ngày trong tháng; ngày có hạn ghi số việc"));
      var hang = b.appendChild(the("thead")).appendChild(the("tr"));
      THU.forEach(function (t) { hang.appendChild(the("th", "", t)).setAttribute("scope", "col"); });
      var thanBang = b.appendChild(the("tbody")), ngay = new Date(thang);
      ngay.setDate(1 - (ngay.getDay() + 6) % 7);
      do {
        hang = thanBang.appendChild(the("tr"));
        for (var i = 0; i < 7; i += 1) hang.appendChild(o(new Date(ngay.getFullYear(), ngay.getMonth(), ngay.getDate() + i), cua, nghi));
        ngay = new Date(ngay.getFullYear(), ngay.getMonth(), ngay.getDate() + 7);
      } while (ngay.getMonth() === thang.getMonth());
      return b;
    }

    function o(ngay, cua, nghi) {
      var td = the("td", "st-lich__o");
      if (ngay.getMonth() !== thang.getMonth()) return td;
      var iso = ngay.getFullYear() + "-" + ("0" + (ngay.getMonth() + 1)).slice(-2) + "-" + ("0" + ngay.getDate()).slice(-2);
      var le = nghi[iso], viec = cua.filter(function (h) { return soNgay(h.ngay, ngay) === 0; });
      td.appendChild(the("span", "st-lich__so", String(ngay.getDate())));
      if ((ngay.getDay() % 6 === 0 && !(le && le[2] === "làm bù")) || (le && le[2] === "nghỉ")) td.classList.add("st-lich__o--nghi");
      if (le) td.appendChild(the("span", "st-lich__le", le[1]));
      if (soNgay(homNay, ngay) === 0) { td.classList.add("st-lich__o--nay"); td.setAttribute("aria-current", "date"); }
      viec.forEach(function (h) { td.appendChild(the("span", "st-lich__viec", h.viec.ten)); });
      if (viec.length) td.classList.add("st-lich__o--han");
      return td;
    }

    document.addEventListener("so-tay:don-vi", function () { ve(false); });
    ve(false);
  });

  // From a USB stick there is nothing to subscribe to: the file alone is offered.
  SoTay.thanhPhan("dia-chi-lich", function (khung) { khung.hidden = location.protocol === "file:"; });
})();
