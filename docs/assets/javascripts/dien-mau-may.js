/* The second interpreter: a template's program and values → the same bytes that Python writes.
   Mirrors macros/documents/program.py, fill.py and archive.py function by function; a fuzz test compares them. */
(function () {
  "use strict";
  var SoTay = window.SoTay || (window.SoTay = {});
  var THIEU = "……";
  var NBSP = "\u00a0";
  var BO = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]/g;
  var LE = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
  var KHOANG = /[ \t\n\r\x85\u2028\u2029]+/g;

  // ---- program.py
  function laThat(v) {
    return !(v === null || v === undefined || v === false || v === "" || v === 0 || (Array.isArray(v) && v.length === 0));
  }
  function chu(v) {
    if (typeof v === "string") return v;
    return typeof v === "number" && Math.abs(v) < 1e15 && Math.floor(v) === v ? String(v === 0 ? 0 : v) : "";
  }
  function laBang(v) {
    return typeof v === "object" && v !== null && !Array.isArray(v);
  }
  function lay(v, khoa) {
    return laBang(v) && Object.prototype.hasOwnProperty.call(v, khoa) ? v[khoa] : null;
  }
  function cat(s, kyTu) {
    var dau = 0, cuoi = s.length;
    while (dau < cuoi && kyTu.indexOf(s[dau]) >= 0) dau++;
    while (cuoi > dau && kyTu.indexOf(s[cuoi - 1]) >= 0) cuoi--;
    return s.slice(dau, cuoi);
  }
  function catCuoi(s, kyTu) {
    var cuoi = s.length;
    while (cuoi > 0 && kyTu.indexOf(s[cuoi - 1]) >= 0) cuoi--;
    return s.slice(0, cuoi);
  }
  function tinh(bt, canh) {
    var loai = bt[0], trai;
    if (loai === "c") return bt[1];
    if (loai === "p") {
      var v = canh;
      for (var i = 0; i < bt[1].length; i++) v = lay(v, bt[1][i]);
      return v;
    }
    if (loai === "u") return loc(bt, canh);
    trai = tinh(bt[1], canh);
    if (loai === "n") return !laThat(trai);
    if (loai === "a") return laThat(trai) ? tinh(bt[2], canh) : trai;
    if (loai === "o") return laThat(trai) ? trai : tinh(bt[2], canh);
    var nhuNhau = chu(trai) === chu(tinh(bt[2], canh));
    return loai === "e" ? nhuNhau : !nhuNhau;
  }
  function loc(bt, canh) {
    var v = tinh(bt[2], canh), s;
    if (bt[1] === "default") return laThat(v) ? v : tinh(bt[3], canh);
    s = chu(v);
    return bt[1] === "upper" ? s.toUpperCase() : bt[1] === "lower" ? s.toLowerCase() : cat(s, " \t\n\r\u00a0");
  }
  function thoat(v) {
    return chu(v).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }
  function chay(ct, canh, hien) {
    hien = hien || thoat;
    var ra = "";
    for (var i = 0; i < ct.length; i++) {
      var nut = ct[i];
      if (typeof nut === "string") ra += nut;
      else if (nut[0] === "v") ra += hien(tinh(nut[1], canh));
      else if (nut[0] === "f") {
        var ds = tinh(nut[2], canh);
        if (!Array.isArray(ds)) ds = [];
        for (var k = 0; k < ds.length; k++) {
          var trong = Object.create(null);
          for (var khoa in canh) trong[khoa] = canh[khoa];
          trong[nut[1]] = ds[k];
          trong.loop = { index: k + 1, first: k === 0, last: k === ds.length - 1 };
          ra += chay(nut[3], trong, hien);
        }
      } else {
        var than = nut[2];
        for (var n = 0; n < nut[1].length; n++) {
          if (laThat(tinh(nut[1][n][0], canh))) { than = nut[1][n][1]; break; }
        }
        ra += chay(than, canh, hien);
      }
    }
    return ra;
  }

  // ---- fill.py
  function sach(v) {
    var s = chu(v).replace(BO, "").replace(LE, function (doi) { return doi.length === 2 ? doi : ""; });
    return cat(s.replace(KHOANG, " ").normalize("NFC"), " ");
  }
  function hai(n) { return (n < 10 ? "0" : "") + n; }
  function ngay(v) {
    var s = sach(v), m = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(s), ngayCuoi;
    if (m) {
      var nam = +m[1], thang = +m[2], so = +m[3];
      ngayCuoi = thang === 2 ? ((nam % 4 === 0 && nam % 100 !== 0) || nam % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].indexOf(thang) >= 0 ? 30 : 31;
      if (nam >= 1 && thang >= 1 && thang <= 12 && so >= 1 && so <= ngayCuoi) {
        var t = thang < 3 ? hai(thang) : String(thang);
        return { iso: s, chu: ["ngày", hai(so), "tháng", t, "năm", String(nam)].join(NBSP), so: hai(so) + "/" + t + "/" + m[1], nam: m[1] };
      }
    }
    var trong = NBSP + NBSP + NBSP + NBSP + NBSP;
    return { iso: "", chu: "ngày" + trong + "tháng" + trong + "năm" + NBSP, so: THIEU, nam: THIEU };
  }
  function giaTri(o, v) {
    if (o.loai === "ngay") return ngay(v);
    if (o.loai === "co") return v === true;
    if (o.loai === "bang") {
      var hang = [];
      (Array.isArray(v) ? v : []).forEach(function (dong) {
        if (!laBang(dong)) return;
        var gon = {}, co = false;
        o.cot.forEach(function (cot) { gon[cot] = sach(lay(dong, cot)); co = co || gon[cot] !== ""; });
        if (co) hang.push(gon);
      });
      return hang;
    }
    if (o.loai === "doan") {
      var tho = Array.isArray(v) ? v : typeof v === "string" ? v.split(/\r\n|\r|\n/) : [];
      var doan = tho.map(sach).filter(function (s) { return s !== ""; });
      return doan.length ? doan : o.bat_buoc ? [THIEU] : [];
    }
    var s = sach(v) || sach(o.mac_dinh);
    if (o.loai === "so_van_ban") return (/^[1-9]$/.test(s) ? "0" + s : s) || NBSP + NBSP + NBSP + NBSP + NBSP;
    return s || (o.bat_buoc ? THIEU : "");
  }
  function chuanBi(mau, giaTriTho) {
    var canh = Object.create(null);
    mau.truong.forEach(function (o) {
      var v = giaTriTho, phan = o.id.split(".");
      phan.forEach(function (khoa) { v = lay(v, khoa); });
      if (phan.length > 1) (canh[phan[0]] = canh[phan[0]] || {})[phan[1]] = giaTri(o, v);
      else canh[o.id] = giaTri(o, v);
    });
    function chuoi(ct) { return chay(ct, canh, chu); }
    function cac(ds) { return ds.map(chuoi).filter(function (s) { return s !== ""; }); }
    var chon = canh.co_quan;
    var cq = typeof chon === "string" && Object.prototype.hasOwnProperty.call(mau.co_quan, chon) ? mau.co_quan[chon] : mau.co_quan[Object.keys(mau.co_quan)[0]];
    canh.bh = {
      goi: cq.goi, ten: chuoi(cq.ten), dong_tren: cac(cq.dong_tren), dong_duoi: cac(cq.dong_duoi),
      ky_hieu: cq.ky_hieu, luu: chuoi(cq.luu), tac_gia: cq.tac_gia, xac_nhan: cq.xac_nhan
    };
    var chucVu = canh.chuc_vu;
    chucVu = laThat(chucVu) && chucVu !== THIEU ? chucVu : cq.chuc_vu.length ? cq.chuc_vu[0] : "";
    if (cq.quyen_han) canh.ky = { quyen_han: cq.quyen_han, chuc_vu: chucVu };
    else {
      var cho = chu(chucVu).indexOf(" / ");
      canh.ky = cho < 0 ? { quyen_han: chu(chucVu), chuc_vu: "" } : { quyen_han: chucVu.slice(0, cho), chuc_vu: chucVu.slice(cho + 3) };
    }
    Object.keys(mau.muc).forEach(function (ten) {
      var thay = [];
      mau.muc[ten].forEach(function (muc) {
        if (muc[0] === "l") thay = thay.concat(canh[muc[1]] || []);
        else thay.push(chuoi(muc[1]));
      });
      canh[ten] = thay.map(function (s) { return catCuoi(s, " .;,"); }).filter(function (s) { return s !== ""; });
    });
    return canh;
  }

  // ---- archive.py, stored
  var BANG_CRC = null;
  function crc(byte) {
    var c, i, k;
    if (!BANG_CRC) {
      BANG_CRC = [];
      for (i = 0; i < 256; i++) {
        for (c = i, k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
        BANG_CRC[i] = c >>> 0;
      }
    }
    for (c = 0xffffffff, i = 0; i < byte.length; i++) c = BANG_CRC[(c ^ byte[i]) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  }
  function utf8(s) {
    var nhi = unescape(encodeURIComponent(s)), ra = new Uint8Array(nhi.length);
    for (var i = 0; i < nhi.length; i++) ra[i] = nhi.charCodeAt(i);
    return ra;
  }
  function so(n, dai) {
    var ra = [];
    for (var i = 0; i < dai; i++) { ra.push(n & 255); n = n >>> 8; }
    return ra;
  }
  /** [[name, text], …] → Uint8Array; names are ASCII, stamps are 1980, exactly as Python's zipfile stores. */
  function nen(tep) {
    var khoi = [], mucLuc = [], cho = 0, daiMucLuc = 0;
    tep.forEach(function (muc) {
      var ten = utf8(muc[0]), than = utf8(muc[1]);
      var chung = [].concat(so(20, 2), so(0, 2), so(0, 2), so(0, 2), so(0x21, 2), so(crc(than), 4), so(than.length, 4), so(than.length, 4), so(ten.length, 2), so(0, 2));
      var dau = [].concat(so(0x04034b50, 4), chung);
      var cuoi = [].concat(so(0x02014b50, 4), so(20, 2), chung, so(0, 2), so(0, 2), so(0, 2), so(0x01800000, 4), so(cho, 4));
      khoi.push(new Uint8Array(dau), ten, than);
      mucLuc.push(new Uint8Array(cuoi), ten);
      cho += dau.length + ten.length + than.length;
      daiMucLuc += cuoi.length + ten.length;
    });
    var het = new Uint8Array([].concat(so(0x06054b50, 4), so(0, 4), so(tep.length, 2), so(tep.length, 2), so(daiMucLuc, 4), so(cho, 4), so(0, 2)));
    var tatCa = khoi.concat(mucLuc, [het]), ra = new Uint8Array(cho + daiMucLuc + het.length), o = 0;
    tatCa.forEach(function (m) { ra.set(m, o); o += m.length; });
    return ra;
  }

  /** Template data, shared frame, values → the bytes of the .docx. */
  function soan(duLieu, khung, giaTriTho) {
    var canh = chuanBi(duLieu.form, giaTriTho);
    return nen(khung.thuTu.map(function (ten) {
      return [ten, duLieu.phan[ten] ? chay(duLieu.phan[ten], canh) : khung.khung[ten]];
    }));
  }
  /** Template data, values → the preview's HTML, every value escaped. */
  function xemTruoc(duLieu, giaTriTho) {
    return chay(duLieu.trang, chuanBi(duLieu.form, giaTriTho));
  }

  SoTay.mau = { chay: chay, chuanBi: chuanBi, soan: soan, xemTruoc: xemTruoc, nen: nen, sach: sach };
})();
