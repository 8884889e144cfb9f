/* A class without a server: profiles on a shared PC, results to a USB stick, merged by the trainer, wiped at the end. */
(function () {
  "use strict";
  var S = window.SoTay;

  // The exam that certificates are given for, when it was sat.
  var CUOI = "cuoi-khoa";

  function ngayTep() {
    var d = S.homNay();
    return d.getFullYear() + ("0" + (d.getMonth() + 1)).slice(-2) + ("0" + d.getDate()).slice(-2);
  }

  /** What one learner has done on this machine. */
  function ketQuaCua(id) {
    var luyen = S.luu.doc("hoc:" + id + ":luyen", {});
    var ma = Object.keys(luyen);
    return {
      luyen: { lam: ma.length, dung: ma.filter(function (m) { return luyen[m].d; }).length },
      thi: S.luu.doc("hoc:" + id + ":ket-qua", [])
    };
  }

  function tomTat(k) {
    var cuoi = k.thi[k.thi.length - 1];
    return "luyện " + k.luyen.dung + "/" + k.luyen.lam + (cuoi ? ", thi " + cuoi.dung + "/" + cuoi.soCau : "");
  }

  function xuat() {
    var ds = S.nguoiHoc.danhSach();
    var nguoi = Object.keys(ds).map(function (id) {
      return { ten: ds[id].ten, donVi: ds[id].donVi, ketQua: ketQuaCua(id) };
    });
    var tep = JSON.stringify({ loai: "so-tay-ket-qua", ban: 1, ngay: S.ngay(S.homNay()), nguoi: nguoi }, null, 1);
    S.tepVanPhong.taiVe(new Blob([tep], { type: "application/json" }), "ket-qua-" + ngayTep() + "-" + Date.now() % 100000 + ".json");
  }

  /** Files' texts → {nguoi, loi, de}: one entry a person (name and unit); of every exam the best sitting and how many there
      were, a file read twice counted once. `de`: {id: name} of the exams that were sat. */
  function gop(tep) {
    var bang = {};
    var loi = [];
    var cacDe = {};
    tep.forEach(function (t) {
      var d = null;
      try { d = JSON.parse(t.chu); } catch (e) { /* told below */ }
      if (!d || d.loai !== "so-tay-ket-qua" || !Array.isArray(d.nguoi)) {
        loi.push(t.ten + ": không phải tệp kết quả của sổ tay.");
        return;
      }
      d.nguoi.forEach(function (n) {
        var khoa = String(n.ten).trim().toLowerCase() + "|" + String(n.donVi).trim().toLowerCase();
        var cu = bang[khoa] || (bang[khoa] = { ten: String(n.ten), donVi: String(n.donVi), lam: 0, dung: 0, tot: {}, lan: {}, da: {} });
        cu.lam = Math.max(cu.lam, Number(n.ketQua.luyen.lam) || 0);
        cu.dung = Math.max(cu.dung, Number(n.ketQua.luyen.dung) || 0);
        n.ketQua.thi.forEach(function (b) {
          var dau = [b.de, b.ngay, b.giay, b.dung].join("|");
          if (cu.da[dau]) return;
          cu.da[dau] = true;
          cacDe[b.de] = b.ten || b.de;
          cu.lan[b.de] = (cu.lan[b.de] || 0) + 1;
          if (!cu.tot[b.de] || b.dung / b.soCau > cu.tot[b.de].dung / cu.tot[b.de].soCau) cu.tot[b.de] = b;
        });
      });
    });
    var nguoi = Object.keys(bang).map(function (k) { return bang[k]; });
    nguoi.sort(function (a, b) { return a.donVi.localeCompare(b.donVi, "vi") || a.ten.localeCompare(b.ten, "vi"); });
    return { nguoi: nguoi, loi: loi, de: cacDe };
  }

  /** The people as one exam shows them: {ten, donVi, lam, dung, thi (best sitting or null), lan}. */
  function theoDe(nguoi, de) {
    return nguoi.map(function (n) {
      return { ten: n.ten, donVi: n.donVi, lam: n.lam, dung: n.dung, thi: n.tot[de] || null, lan: n.lan[de] || 0 };
    });
  }

  function diem(n) {
    return n.thi ? Math.round(n.thi.dung * 1000 / n.thi.soCau) / 10 : 0;
  }

  function trangTinh(nguoi) {
    var dau = ["Số thứ tự", "Họ và tên", "Đơn vị", "Số lần thi", "Câu đúng", "Số câu", "Điểm (%)", "Đạt", "Luyện đúng", "Luyện đã làm"];
    return [{
      ten: "Kết quả",
      hang: [dau].concat(nguoi.map(function (n, i) {
        return [i + 1, n.ten, n.donVi, n.lan, n.thi ? n.thi.dung : 0, n.thi ? n.thi.soCau : 0, diem(n), n.thi && n.thi.dat ? "Đạt" : "Chưa đạt", n.dung, n.lam];
      }))
    }, {
      ten: "Điểm danh",
      hang: [["Số thứ tự", "Họ và tên", "Đơn vị", "Có mặt"]].concat(nguoi.map(function (n, i) { return [i + 1, n.ten, n.donVi, "có"]; }))
    }];
  }

  function ketThuc(xong) {
    S.luu.xoaHet();
    try {
      var xoa = indexedDB.deleteDatabase("so-tay-thi");
      xoa.onsuccess = xoa.onerror = xoa.onblocked = function () { xong(S.luu.cacKhoa().length); };
    } catch (e) { xong(S.luu.cacKhoa().length); }
  }

  S.thanhPhan("lop-hoc", function (khung) {
    var C = S.cauHoi;
    khung.querySelector(".st-can-js").hidden = true;
    var may = C.tao("div");
    khung.appendChild(may);

    function o(nhan, ten) {
      var input = document.createElement("input");
      input.name = ten;
      input.autocomplete = "off";
      input.maxLength = 80;
      return { input: input, nhan: C.tao("label", "", [nhan, input]) };
    }

    function veMay() {
      may.textContent = "";
      may.appendChild(C.tao("h2", "", "Người học trên máy này"));
      var ds = S.nguoiHoc.danhSach();
      var nay = S.nguoiHoc.hienTai();
      var ten = o("Họ và tên", "ten");
      var donVi = o("Đơn vị", "don-vi");
      var danh = C.tao("ul", "st-lop__nguoi", Object.keys(ds).map(function (id) {
        var b = C.nut((id === nay ? "● " : "") + [ds[id].ten, ds[id].donVi, tomTat(ketQuaCua(id))].filter(Boolean).join(" · "), "st-nut st-nut--phu", function () {
          S.nguoiHoc.chon(id);
          veMay();
        });
        b.setAttribute("aria-pressed", id === nay ? "true" : "false");
        return C.tao("li", "", b);
      }));
      may.appendChild(C.tao("p", "", nay ? "Đang học: " + ds[nay].ten + ". Bấm tên khác để đổi người." : "Chưa có ai. Ghi tên rồi bắt đầu học."));
      may.appendChild(danh);
      var hang = C.tao("div", "st-lop__hang", [ten.nhan, donVi.nhan, C.nut("Thêm người học", "st-nut", function () {
        var t = ten.input.value.trim();
        if (!t) { S.doc("Ghi họ và tên."); ten.input.focus(); return; }
        S.nguoiHoc.them(t, donVi.input.value.trim());
        veMay();
      })]);
      may.appendChild(hang);
      var nutXuat = C.nut("Xuất kết quả ra tệp", "st-nut", xuat);
      nutXuat.disabled = !Object.keys(ds).length;
      may.appendChild(C.tao("p", "", nutXuat));
    }

    function veGop() {
      var noi = C.tao("div");
      var chon = document.createElement("input");
      chon.type = "file";
      chon.multiple = true;
      chon.accept = ".json,application/json";
      chon.addEventListener("change", function () {
        var tep = Array.prototype.slice.call(chon.files);
        var xong = [];
        if (!tep.length) return;
        tep.forEach(function (f) {
          var doc = new FileReader();
          doc.onloadend = function () {
            xong.push({ ten: f.name, chu: doc.result || "" });
            if (xong.length === tep.length) hien(gop(xong));
          };
          doc.readAsText(f);
        });
      });
      function hien(g) {
        noi.textContent = "";
        g.loi.forEach(function (l) { noi.appendChild(C.tao("p", "st-nhan--qua-han", l)); });
        var cac = Object.keys(g.de).sort(function (a, b) { return (a !== CUOI) - (b !== CUOI) || (a < b ? -1 : 1); });
        var bang = C.tao("div");
        if (cac.length > 1) {
          var chonDe = document.createElement("select");
          cac.forEach(function (de) { chonDe.appendChild(new Option(g.de[de], de)); });
          chonDe.addEventListener("change", function () { hienDe(bang, theoDe(g.nguoi, chonDe.value)); });
          noi.appendChild(C.tao("p", "", C.tao("label", "", ["Lấy kết quả của đề: ", chonDe])));
        }
        noi.appendChild(bang);
        hienDe(bang, theoDe(g.nguoi, cac[0]));
      }
      function hienDe(khungBang, nguoi) {
        khungBang.textContent = "";
        var dat = nguoi.filter(function (n) { return n.thi && n.thi.dat; });
        khungBang.appendChild(C.tao("p", "", "Gộp được " + nguoi.length + " người, " + dat.length + " người đạt."));
        var bang = C.tao("table", "", [C.tao("caption", "", "Kết quả của lớp")]);
        bang.appendChild(C.tao("thead", "", C.tao("tr", "", ["Họ và tên", "Đơn vị", "Điểm (%)", "Kết quả"].map(function (t) { return C.tao("th", "", t); }))));
        bang.appendChild(C.tao("tbody", "", nguoi.map(function (n) {
          return C.tao("tr", "", [n.ten, n.donVi, n.thi ? String(diem(n)).replace(".", ",") : "–", n.thi ? n.thi.dat ? "Đạt" : "Chưa đạt" : "Chưa thi"]
            .map(function (t) { return C.tao("td", "", t); }));
        })));
        khungBang.appendChild(bang);
        khungBang.appendChild(C.tao("p", "st-lop__hang", C.nut("Bảng kết quả (.xlsx)", "st-nut", function () {
          S.tepVanPhong.taiVe(S.tepVanPhong.bangTinh(trangTinh(nguoi)), "ket-qua-lop-" + ngayTep() + ".xlsx");
        })));
        if (dat.length) khungBang.appendChild(mauGiay(dat));
      }
      /** What stands on every certificate, typed once; what is left empty is dotted, to be written by hand. */
      function mauGiay(dat) {
        var lop = o("Tên lớp", "lop");
        var noiCap = o("Nơi cấp", "noi-cap");
        var noiKy = o("Địa danh", "dia-danh");
        var chucVu = o("Chức vụ người ký", "chuc-vu");
        lop.input.value = "Nghiệp vụ văn phòng cấp ủy";
        var nut = C.nut("Giấy chứng nhận (.docx)", "st-nut st-nut--phu", function () {
          var chung = { lop: lop.input.value.trim(), noiCap: noiCap.input.value.trim(), diaDanh: noiKy.input.value.trim(), chucVu: chucVu.input.value.trim() };
          S.tepVanPhong.taiVe(S.tepVanPhong.chungNhan(chung, dat.map(function (n) {
            return { ten: n.ten, donVi: n.donVi, diem: diem(n), ngay: n.thi.ngay };
          })), "giay-chung-nhan-" + ngayTep() + ".docx");
        });
        return C.tao("fieldset", "st-lop__giay", [
          C.tao("legend", "", "Giấy chứng nhận cho " + dat.length + " người đạt"),
          C.tao("div", "st-lop__hang", [lop.nhan, noiCap.nhan, noiKy.nhan, chucVu.nhan, nut])
        ]);
      }
      khung.appendChild(C.tao("h2", "", "Giảng viên gộp kết quả"));
      khung.appendChild(C.tao("p", "", C.tao("label", "", ["Chọn các tệp đã xuất: ", chon])));
      khung.appendChild(noi);
    }

    function veKetThuc() {
      var cho = C.tao("p", "");
      cho.setAttribute("role", "status");
      var hoi = C.tao("p", "st-lop__hang");
      khung.appendChild(C.tao("h2", "", "Kết thúc buổi"));
      khung.appendChild(C.tao("div", "st-lop__xoa", [
        C.tao("p", "", "Xóa mọi hồ sơ, bài làm và dấu tích của sổ tay trên máy này. Xuất kết quả trước khi bấm."),
        C.nut("Kết thúc buổi", "st-nut", function () {
          hoi.textContent = "";
          hoi.appendChild(C.nut("Xóa thật", "st-nut", function () {
            hoi.textContent = "";
            ketThuc(function (con) {
              cho.textContent = con ? "Còn " + con + " mục chưa xóa được; xóa dữ liệu trang trong trình duyệt." : "Đã xóa sạch: còn 0 mục.";
              veMay();
            });
          }));
          hoi.appendChild(C.nut("Thôi", "st-nut st-nut--phu", function () { hoi.textContent = ""; }));
        }), hoi, cho
      ]));
    }

    veMay();
    veGop();
    veKetThuc();
  });

  S.lopHoc = { gop: gop, trangTinh: trangTinh };
})();
