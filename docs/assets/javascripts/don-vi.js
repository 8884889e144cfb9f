/* «Đơn vị của tôi»: chosen once on this device; pages, due days and documents then speak of that unit.

   Saved under "don-vi" as the record that SoTay.donVi() gives:
   {id, ten, co_quan, ngan, cap_uy, ky_hieu, dia_danh, hinh_thuc, loai_hinh, phien_ban, tinh_den, mau,
    cap_tren: {id, ten, cap_uy, ten_dang_bo, dia_danh}}. Nothing leaves the device, nothing of a person is kept.
   A change is told by the event "so-tay:don-vi" on document. The list of units is loaded only when it is needed. */
(function () {
  "use strict";
  var KHOA = "don-vi", THU_MUC = "/assets/du-lieu/";
  var NAP_HET = 1500; // up to so many units the whole list is loaded at once; beyond, a superior is opened first
  var HIEN = 24; // shown at first; more on request
  var dangChon = null;

  function hopLe(banGhi) {
    return banGhi && typeof banGhi.id === "string" && typeof banGhi.ten === "string" && banGhi.cap_tren && banGhi.cap_tren.id ? banGhi : null;
  }

  SoTay.donVi = function () { return dangChon; };

  function dat(banGhi, ghi) {
    dangChon = banGhi;
    if (ghi && banGhi) SoTay.luu.ghi(KHOA, banGhi);
    if (ghi && !banGhi) SoTay.luu.xoa(KHOA);
    document.documentElement.setAttribute("data-cap-tren-cua-toi", banGhi ? banGhi.cap_tren.id : "");
    document.dispatchEvent(new CustomEvent("so-tay:don-vi", { detail: banGhi }));
  }

  /** A packed row of a shard → the record of a unit. */
  function moGoi(goi, dong, chung) {
    var hinhThuc = goi.hinhThuc[dong[2]];
    return {
      id: dong[0], ten: hinhThuc[1] + " " + dong[1], co_quan: dong[1], ngan: dong[5] || dong[1], cap_uy: hinhThuc[2] + " " + dong[1],
      ky_hieu: dong[6] || hinhThuc[3], dia_danh: goi.diaDanh[dong[4]], hinh_thuc: hinhThuc[0], loai_hinh: goi.loaiHinh[dong[3]],
      cap_tren: goi.capTren, phien_ban: chung.phien_ban, tinh_den: chung.tinh_den, mau: chung.mau
    };
  }

  function napChung(xong) {
    SoTay.nap(THU_MUC + "to-chuc.js", function (loi) { xong(loi, SoTay.duLieu.toChuc); });
  }

  function napCapTren(id, xong) {
    SoTay.nap(THU_MUC + "don-vi-" + id + ".js", function (loi) { xong(loi, SoTay.duLieu["donVi:" + id]); });
  }

  /* The list to choose from: {ten, chu (folded), goi, dong} for every unit loaded. */
  var danhSach = [];
  var daNap = {};

  function themGoi(goi) {
    if (daNap[goi.capTren.id]) return;
    daNap[goi.capTren.id] = true;
    goi.ds.forEach(function (dong) {
      var ten = goi.hinhThuc[dong[2]][1] + " " + dong[1];
      danhSach.push({ ten: ten, chu: SoTay.gap(ten + " " + (dong[5] || "") + " " + (dong[7] || "")), goi: goi, dong: dong });
    });
  }

  /** Units whose name (or old name) holds every word typed, accents forgiven. `trong`: an earlier answer to narrow. */
  function tim(cau, trong) {
    var tu = SoTay.gap(cau).split(/\s+/).filter(Boolean);
    return (trong || danhSach).filter(function (muc) {
      for (var i = 0; i < tu.length; i += 1) if (muc.chu.indexOf(tu[i]) < 0) return false;
      return true;
    });
  }

  function the(ten, lop, chu) {
    var phanTu = document.createElement(ten);
    if (lop) phanTu.className = lop;
    if (chu) phanTu.textContent = chu;
    return phanTu;
  }

  function nut(chu, lop, khiBam) {
    var phanTu = the("button", "st-nut " + lop, chu);
    phanTu.type = "button";
    phanTu.addEventListener("click", khiBam);
    return phanTu;
  }

  /* The picker: a dialog with a search box and a list in groups by superior. Built when first opened. */
  var hop = null;

  function dungHop() {
    var o = { khung: the("dialog", "st-don-vi-hop"), ketQua: [], viTri: -1, truoc: null };
    o.khung.setAttribute("aria-labelledby", "st-don-vi-ten");
    var dau = o.khung.appendChild(the("div", "st-don-vi-hop__dau"));
    var ten = dau.appendChild(the("h2", "st-don-vi-hop__ten", "Chọn đơn vị của tôi"));
    ten.id = "st-don-vi-ten";
    dau.appendChild(nut("Đóng", "st-nut--phu st-nut--nho", function () { o.khung.close(); }));
    var nhan = o.khung.appendChild(the("label", "st-don-vi-hop__nhan", "Gõ tên đơn vị, có dấu hay không đều được"));
    o.o = nhan.appendChild(the("input", "st-don-vi-hop__o"));
    o.o.type = "search";
    o.o.autocomplete = "off";
    o.o.setAttribute("role", "combobox");
    o.o.setAttribute("aria-expanded", "true");
    o.o.setAttribute("aria-controls", "st-don-vi-ds");
    o.o.setAttribute("aria-autocomplete", "list");
    o.bao = o.khung.appendChild(the("p", "st-don-vi-hop__bao"));
    o.bao.setAttribute("role", "status");
    o.ds = o.khung.appendChild(the("div", "st-don-vi-hop__ds"));
    o.ds.id = "st-don-vi-ds";
    o.ds.setAttribute("role", "listbox");
    o.ds.setAttribute("aria-label", "Đơn vị");
    o.chan = o.khung.appendChild(the("p", "st-don-vi-hop__chan"));
    o.o.addEventListener("input", function () { loc(o); });
    o.o.addEventListener("keydown", function (suKien) {
      var buoc = { ArrowDown: 1, ArrowUp: -1 }[suKien.key];
      if (buoc && o.ketQua.length) {
        suKien.preventDefault();
        danhDau(o, (o.viTri + buoc + o.ketQua.length) % o.ketQua.length);
      } else if (suKien.key === "Enter" && o.ketQua.length) {
        suKien.preventDefault();
        o.ketQua[Math.max(o.viTri, 0)].lam();
      }
    });
    o.khung.addEventListener("click", function (suKien) { if (suKien.target === o.khung) o.khung.close(); });
    document.body.appendChild(o.khung);
    return o;
  }

  function danhDau(o, viTri) {
    o.ketQua.forEach(function (muc, i) { muc.phanTu.setAttribute("aria-selected", i === viTri ? "true" : "false"); });
    o.viTri = viTri;
    var muc = o.ketQua[viTri];
    o.o.setAttribute("aria-activedescendant", muc ? muc.phanTu.id : "");
    if (muc && viTri > 0) muc.phanTu.scrollIntoView({ block: "nearest" });
    else o.ds.scrollTop = 0;
  }

  function themMuc(o, vao, chu, phu, lam) {
    var muc = the("div", "st-don-vi-hop__muc", chu);
    muc.id = "st-don-vi-muc-" + o.ketQua.length;
    muc.setAttribute("role", "option");
    muc.setAttribute("aria-selected", "false");
    if (phu) muc.appendChild(the("span", "st-phu", phu));
    muc.addEventListener("click", lam);
    vao.appendChild(muc);
    o.ketQua.push({ phanTu: muc, lam: lam });
  }

  function loc(o, hien) {
    var cau = o.o.value;
    hien = hien || HIEN;
    // A longer text can only narrow what the shorter one found.
    var trong = o.truoc && cau.indexOf(o.truoc.cau) === 0 ? o.truoc.thay : null;
    var thay = tim(cau, trong);
    o.truoc = { cau: cau, thay: thay };
    o.ketQua = [];
    var moi = document.createDocumentFragment(), nhom = null, tenNhom = null;
    thay.slice(0, hien).forEach(function (muc) {
      if (muc.goi.capTren.id !== tenNhom) {
        tenNhom = muc.goi.capTren.id;
        nhom = moi.appendChild(the("div", "st-don-vi-hop__nhom"));
        nhom.setAttribute("role", "group");
        nhom.setAttribute("aria-label", muc.goi.capTren.ten_dang_bo);
        nhom.appendChild(the("p", "st-don-vi-hop__cap-tren", muc.goi.capTren.ten_dang_bo)).setAttribute("aria-hidden", "true");
      }
      themMuc(o, nhom, muc.ten, muc.goi.loaiHinh[muc.dong[3]], function () {
        dat(moGoi(muc.goi, muc.dong, SoTay.duLieu.toChuc), true);
        o.khung.close();
        SoTay.doc("Đã chọn " + muc.ten);
      });
    });
    var tu = SoTay.gap(cau).split(/\s+/).filter(Boolean);
    (SoTay.duLieu.toChuc.capTren || []).forEach(function (capTren) {
      if (daNap[capTren.id] || !tu.every(function (t) { return SoTay.gap(capTren.ten_dang_bo).indexOf(t) >= 0; })) return;
      if (o.ketQua.length >= hien) return;
      themMuc(o, moi, "Mở danh sách: " + capTren.ten_dang_bo, capTren.soDonVi + " đơn vị", function () {
        napCapTren(capTren.id, function (loi, goi) {
          if (loi) return baoLoi(o);
          themGoi(goi);
          o.o.value = "";
          o.truoc = null;
          loc(o);
          o.o.focus();
        });
      });
    });
    if (thay.length > hien) {
      themMuc(o, moi, "Hiện thêm", (thay.length - hien) + " đơn vị nữa", function () {
        var dangO = o.viTri;
        loc(o, hien + 100);
        danhDau(o, dangO < 0 ? hien : dangO);
        o.o.focus();
      });
    }
    o.ds.textContent = "";
    o.ds.appendChild(moi);
    danhDau(o, cau && o.ketQua.length ? 0 : -1);
    o.bao.textContent = thay.length > hien ? "Có " + thay.length + " đơn vị, đang hiện " + hien + ". Gõ thêm chữ để thu hẹp." :
      o.ketQua.length ? "Có " + thay.length + " đơn vị." : "Không có đơn vị nào khớp. Thử gõ ít chữ hơn, hoặc gõ tên cũ.";
  }

  function baoLoi(o) {
    o.bao.textContent = "Không mở được danh sách đơn vị. Kiểm tra xem thư mục «assets» của sổ tay có bị thiếu không, rồi tải lại trang.";
  }

  function moHop() {
    hop = hop || dungHop();
    hop.bao.textContent = "Đang mở danh sách…";
    if (!hop.khung.open) {
      if (hop.khung.showModal) hop.khung.showModal();
      else hop.khung.setAttribute("open", "");
    }
    hop.o.value = "";
    hop.o.focus();
    napChung(function (loi, chung) {
      if (loi) return baoLoi(hop);
      hop.chan.textContent = "Dữ liệu của " + chung.chu + ", tính đến " + chung.tinh_den + (chung.mau ? "; dữ liệu mẫu, hư cấu" : "") +
        ". Lựa chọn chỉ lưu trên máy này.";
      var cho = chung.tong <= NAP_HET ? chung.capTren.length : 0;
      if (!cho) { hop.truoc = null; loc(hop); }
      chung.capTren.slice(0, cho).forEach(function (capTren) {
        napCapTren(capTren.id, function (loiGoi, goi) {
          if (loiGoi) return baoLoi(hop);
          themGoi(goi);
          cho -= 1;
          if (!cho) {
            var thuTu = chung.capTren.map(function (c) { return c.id; });
            danhSach.sort(function (a, b) { return thuTu.indexOf(a.goi.capTren.id) - thuTu.indexOf(b.goi.capTren.id); });
            hop.truoc = null;
            loc(hop);
          }
        });
      });
    });
  }

  SoTay.chonDonVi = moHop;
  /** Search what is loaded; for tests and for the picker alone. */
  SoTay.timDonVi = tim;
  SoTay.themGoiDonVi = themGoi;

  /* The bar under the header: whose data are shown, of which day; switch, wipe. */
  function dungThanh(vao) {
    var thanh = the("aside", "st-don-vi-thanh");
    thanh.setAttribute("aria-label", "Đơn vị đang xem");
    vao.insertBefore(thanh, vao.firstChild);
    function ve() {
      thanh.textContent = "";
      thanh.hidden = !dangChon;
      if (!dangChon) return;
      var chu = thanh.appendChild(the("p", "st-don-vi-thanh__chu"));
      chu.appendChild(the("strong", "", dangChon.ten));
      chu.appendChild(document.createTextNode(" thuộc " + dangChon.cap_tren.ten_dang_bo));
      chu.appendChild(the("span", "st-don-vi-thanh__ngay", "số liệu tính đến " + dangChon.tinh_den + (dangChon.mau ? ", dữ liệu mẫu" : "")));
      var nutDoi = thanh.appendChild(nut("Đổi", "st-nut--phu st-nut--nho", moHop));
      nutDoi.setAttribute("aria-label", "Đổi đơn vị");
      if (!SoTay.luu.doc(KHOA, null)) return; // preset by the edition: nothing is kept on this device
      var nutXoa = thanh.appendChild(nut("Xóa khỏi máy này", "st-nut--phu st-nut--nho", function () {
        dat(null, true);
        SoTay.doc("Đã bỏ đơn vị đã chọn khỏi máy này");
      }));
      nutXoa.title = "Dùng trên máy chung: bỏ đơn vị đã chọn";
    }
    document.addEventListener("so-tay:don-vi", ve);
    ve();
  }

  SoTay.thanhPhan("don-vi", function (nutDau) {
    var phienBan = nutDau.getAttribute("data-phien-ban");
    var datSan = nutDau.getAttribute("data-dat-san");
    var banGhi = hopLe(SoTay.luu.doc(KHOA, null));
    if (!banGhi && datSan) {
      try { banGhi = hopLe(JSON.parse(datSan)); } catch (loi) { banGhi = null; }
    }
    nutDau.hidden = false;
    nutDau.addEventListener("click", moHop);
    function ten() {
      nutDau.querySelector(".st-don-vi-nut__ten").textContent = dangChon ? dangChon.ngan : "Đơn vị của tôi";
      nutDau.setAttribute("aria-label", dangChon ? "Đơn vị của tôi: " + dangChon.ten + ". Bấm để đổi" : "Chọn đơn vị của tôi");
    }
    document.addEventListener("so-tay:don-vi", ten);
    dat(banGhi, false);
    var noiDung = document.querySelector(".md-content__inner");
    if (noiDung) dungThanh(noiDung);
    // The data were renewed since the choice: read the unit again; one that is gone is told, not guessed.
    if (banGhi && banGhi.phien_ban !== phienBan) {
      napChung(function (loi, chung) {
        if (loi) return;
        napCapTren(banGhi.cap_tren.id, function (loiGoi, goi) {
          var dong = loiGoi ? null : goi.ds.filter(function (d) { return d[0] === banGhi.id; })[0];
          if (dong) dat(moGoi(goi, dong, chung), true);
          else if (!loiGoi) {
            dat(null, true);
            SoTay.doc("Đơn vị đã chọn không còn trong dữ liệu mới; hãy chọn lại.");
          }
        });
      });
    }
  });

  /* Pages that speak of every superior: once it is known who reads, the others fold away, one button brings them back. */
  SoTay.thanhPhan("theo-cap-tren", function (khung) {
    var phan = Array.prototype.slice.call(khung.querySelectorAll("[data-cap-tren]"));
    var moi = document.createElement("div"), moRa = false;
    moi.className = "st-cap-tren-khac";
    khung.insertBefore(moi, khung.firstChild);
    function ve() {
      var cua = phan.filter(function (p) { return dangChon && p.getAttribute("data-cap-tren") === dangChon.cap_tren.id; });
      var an = cua.length > 0 && cua.length < phan.length && !moRa;
      phan.forEach(function (p) { p.hidden = an && cua.indexOf(p) < 0; });
      moi.textContent = "";
      moi.hidden = !cua.length || cua.length === phan.length;
      if (moi.hidden) return;
      moi.appendChild(the("span", "", an ? "Đang hiện phần của " + dangChon.cap_tren.ten_dang_bo + "." : "Đang hiện mọi cấp trên."));
      moi.appendChild(nut(an ? "Hiện mọi cấp trên" : "Chỉ hiện cấp trên của tôi", "st-nut--phu st-nut--nho", function () {
        moRa = !moRa;
        ve();
        moi.querySelector("button").focus();
      }));
    }
    document.addEventListener("so-tay:don-vi", ve);
    ve();
  });

  /* Tables with rows by superior: the reader's own row is marked. */
  SoTay.thanhPhan("han-nop", function (khung) {
    function danh() {
      Array.prototype.forEach.call(khung.querySelectorAll("[data-cap-tren]"), function (hang) {
        hang.classList.toggle("st-cua-toi", !!dangChon && hang.getAttribute("data-cap-tren") === dangChon.cap_tren.id);
      });
    }
    document.addEventListener("so-tay:don-vi", danh);
    danh();
  });
})();
