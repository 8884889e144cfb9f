/* The fill form of a template: fields, a sheet that follows what is typed, and the .docx, all on this device. */
(function () {
  "use strict";
  var S = window.SoTay;
  if (!S.thanhPhan) return;

  function the(ten, thuocTinh, con) {
    var nut = document.createElement(ten);
    Object.keys(thuocTinh || {}).forEach(function (khoa) {
      if (khoa === "chu") nut.textContent = thuocTinh[khoa];
      else nut.setAttribute(khoa, thuocTinh[khoa]);
    });
    (con || []).forEach(function (c) { nut.appendChild(c); });
    return nut;
  }
  function lay(o, duong) {
    return duong.split(".").reduce(function (v, khoa) { return v && typeof v === "object" ? v[khoa] : undefined; }, o);
  }
  function dat(o, duong, v) {
    var khoa = duong.split("."), cuoi = khoa.pop();
    khoa.forEach(function (k) { o = o[k] = o[k] && typeof o[k] === "object" ? o[k] : {}; });
    o[cuoi] = v;
  }

  /** Facts of the reader's own unit, under the names that templates use. */
  function tuDonVi() {
    var dv = S.donVi && S.donVi();
    if (!dv || !dv.cap_tren) return {};
    return {
      don_vi: { ten: dv.ten, cap_uy: dv.cap_uy, dia_danh: dv.dia_danh },
      cap_tren: { ten_dang_bo: dv.cap_tren.ten_dang_bo, cap_uy: dv.cap_tren.cap_uy },
      kyHieu: dv.ky_hieu
    };
  }
  /** The first body of the template whose symbol is the unit's: a «CB» unit issues as a chi bộ. */
  function hopKyHieu(form, kyHieu) {
    return Object.keys(form.co_quan).filter(function (id) { return form.co_quan[id].ky_hieu === kyHieu; })[0];
  }

  function BangDien(nut, duLieu, khung) {
    var khoa = "dien:" + duLieu.id, hen = null, dau = "dien-" + duLieu.id + "-";
    var giaTri = S.luu.doc(khoa, null) || batDau();
    var cot = the("form", { "class": "st-dien__cot", autocomplete: "off" });
    var xem = the("div", { "class": "st-dien__xem", "aria-label": "Xem trước văn bản", role: "region", tabindex: "0" });
    var thieu = the("p", { "class": "st-dien__thieu" });

    function batDau() {
      var dv = tuDonVi(), v = { don_vi: dv.don_vi || {}, cap_tren: dv.cap_tren || {} };
      var cq = dv.kyHieu && hopKyHieu(duLieu.form, dv.kyHieu);
      if (cq) v.co_quan = cq;
      return v;
    }

    function o(t) {
      var id = dau + t.id.replace(".", "-"), gt = lay(giaTri, t.id), vao;
      if (t.loai === "bang") return bang(t, id);
      if (t.loai === "co") {
        vao = the("input", { type: "checkbox", id: id });
        vao.checked = gt === true;
        return the("div", { "class": "st-dien__o st-dien__o--co" }, [vao, the("label", { "for": id, chu: t.nhan })]);
      }
      if (t.loai === "chon" || t.id === "chuc_vu") {
        vao = the("select", { id: id });
        var chon = t.id === "chuc_vu" ? chucVu() : t.lua_chon;
        chon.forEach(function (c) { vao.appendChild(the("option", { value: c[0], chu: c[1] || "(không)" })); });
        vao.value = gt === undefined ? t.mac_dinh || chon[0][0] : gt;
        if (vao.selectedIndex < 0) vao.selectedIndex = 0;
      } else if (t.loai === "doan") {
        vao = the("textarea", { id: id });
        vao.value = Array.isArray(gt) ? gt.join("\n") : gt || "";
      } else {
        vao = the("input", { id: id, type: t.loai === "ngay" ? "date" : "text" });
        vao.value = gt === undefined ? t.mac_dinh || "" : gt;
      }
      vao.dataset.o = t.id;
      var goiY = t.goi_y ? t.goi_y + (t.loai === "doan" ? ". Mỗi dòng là một đoạn." : "") : "";
      var con = [the("label", { "for": id, chu: t.nhan + (t.bat_buoc ? "" : " (không bắt buộc)") }), vao];
      if (goiY) {
        con.push(the("span", { "class": "st-dien__goi-y", id: id + "-y", chu: goiY }));
        vao.setAttribute("aria-describedby", id + "-y");
      }
      return the("div", { "class": "st-dien__o" }, con);
    }
    function chucVu() {
      var cq = duLieu.form.co_quan[giaTri.co_quan] || duLieu.form.co_quan[Object.keys(duLieu.form.co_quan)[0]];
      return (cq.chuc_vu.length ? cq.chuc_vu : [""]).map(function (c) { return [c, c]; });
    }
    function bang(t, id) {
      var hop = the("fieldset", { id: id }, [the("legend", { "class": "st-dien__nhan", chu: t.nhan })]);
      var them = the("button", { type: "button", "class": "st-nut st-nut--phu st-nut--nho", chu: "Thêm dòng" });
      function dong(gt, so) {
        var con = t.cot.map(function (c) {
          var oId = id + "-" + so + "-" + c.id;
          var vao = the("input", { id: oId, type: "text" });
          vao.dataset.bang = t.id;
          vao.dataset.cot = c.id;
          vao.value = (gt && gt[c.id]) || "";
          return the("div", {}, [the("label", { "for": oId, chu: c.nhan }), vao]);
        });
        var bo = the("button", { type: "button", "class": "st-nut st-nut--phu st-nut--nho", chu: "Bỏ dòng này" });
        var d = the("div", { "class": "st-dien__dong" }, con.concat([bo]));
        bo.addEventListener("click", function () { d.remove(); doi(); them.focus(); });
        return d;
      }
      var so = 0, coSan = lay(giaTri, t.id) || [];
      (coSan.length ? coSan : [{}]).forEach(function (gt) { hop.appendChild(dong(gt, so++)); });
      them.addEventListener("click", function () {
        var d = dong({}, so++);
        hop.insertBefore(d, them);
        d.querySelector("input").focus();
      });
      hop.appendChild(them);
      return hop;
    }

    function hopVoi(t) {
      if (t.nhom === "Bản sao") return !!giaTri.hinh_thuc_sao;
      if (t.nhom !== "Riêng cơ quan") return true;
      var cq = giaTri.co_quan || Object.keys(duLieu.form.co_quan)[0];
      return JSON.stringify(duLieu.form.co_quan[cq]).indexOf('"' + t.id + '"') >= 0;
    }
    function ve() {
      var nhom = {}, thuTu = [];
      duLieu.nhan.forEach(function (t) {
        if (!hopVoi(t)) return;
        if (t.id === "co_quan" && t.lua_chon.length < 2) return;
        if (t.id === "chuc_vu" && chucVu()[0][0] === "") return;
        if (!nhom[t.nhom]) { nhom[t.nhom] = []; thuTu.push(t.nhom); }
        nhom[t.nhom].push(t);
      });
      // What the document is about comes first; options last and folded.
      thuTu.sort(function (a, b) { return hang(a) - hang(b); });
      cot.textContent = "";
      thuTu.forEach(function (ten) {
        var con = nhom[ten].map(o);
        if (ten === "Tùy chọn") {
          cot.appendChild(the("details", {}, [the("summary", { chu: "Tùy chọn: độ khẩn, dự thảo, in hai mặt …" })].concat(con)));
        } else {
          cot.appendChild(the("fieldset", {}, [the("legend", { chu: ten })].concat(con)));
        }
      });
      cot.appendChild(thanh);
    }
    function hang(ten) {
      var thu = ["Đơn vị", "Riêng cơ quan", "Nội dung", "Số và ngày", "Ký", "Biên bản", "Xác nhận", "Tùy chọn", "Bản sao"].indexOf(ten);
      return thu < 0 ? 2 : thu;
    }

    function doc() {
      var v = {};
      duLieu.nhan.forEach(function (t) {
        if (t.loai === "bang") {
          var hang = [];
          cot.querySelectorAll("#" + dau + t.id.replace(".", "-") + " .st-dien__dong").forEach(function (d) {
            var gt = {};
            d.querySelectorAll("input").forEach(function (i) { gt[i.dataset.cot] = i.value; });
            hang.push(gt);
          });
          v[t.id] = hang;
          return;
        }
        var vao = document.getElementById(dau + t.id.replace(".", "-"));
        if (!vao) {
          var cu = lay(giaTri, t.id);
          if (cu !== undefined) dat(v, t.id, cu);
        } else dat(v, t.id, t.loai === "co" ? vao.checked : t.loai === "doan" ? vao.value.split("\n") : vao.value);
      });
      return v;
    }
    function hien() {
      xem.innerHTML = S.mau.xemTruoc(duLieu, giaTri).replace(/……/g, "<mark>……</mark>");
      var con = duLieu.nhan.filter(function (t) {
        if (!t.bat_buoc || t.loai === "bang" || t.loai === "co" || !hopVoi(t) || t.mac_dinh) return false;
        var gt = lay(giaTri, t.id);
        return !(Array.isArray(gt) ? gt.join("") : gt || "").trim();
      });
      thieu.textContent = con.length ? "Còn " + con.length + " ô chưa điền: " + con.slice(0, 4).map(function (t) { return t.nhan; }).join("; ") + (con.length > 4 ? " …" : "") : "";
    }
    function doi() {
      var cu = giaTri.co_quan, saoCu = giaTri.hinh_thuc_sao || "";
      giaTri = doc();
      S.luu.ghi(khoa, giaTri);
      if (cu !== giaTri.co_quan || saoCu !== (giaTri.hinh_thuc_sao || "")) {
        // Other fields are asked for now; the reader stays where they were.
        var dangO = document.activeElement && document.activeElement.id;
        if (cu !== giaTri.co_quan) delete giaTri.chuc_vu;
        ve();
        var lai = dangO && document.getElementById(dangO);
        if (lai) {
          var gap = lai.closest("details");
          if (gap) gap.open = true;
          lai.focus();
        }
      }
      hien();
    }

    var tai = the("button", { type: "submit", "class": "st-nut", chu: "Tải văn bản (.docx)" });
    var mau = the("button", { type: "button", "class": "st-nut st-nut--phu", chu: "Điền thử bằng ví dụ" });
    var xoa = the("button", { type: "button", "class": "st-nut st-nut--phu", chu: "Xóa hết, làm lại" });
    var thanh = the("div", { "class": "st-dien__thanh" }, [thieu, tai, mau, xoa]);
    mau.addEventListener("click", function () { giaTri = JSON.parse(JSON.stringify(duLieu.vi_du)); ve(); hien(); });
    xoa.addEventListener("click", function () { S.luu.xoa(khoa); giaTri = batDau(); ve(); hien(); S.doc("Đã xóa các ô."); });
    // Another unit chosen while the form is open: its facts replace the old ones, the rest stays.
    document.addEventListener("so-tay:don-vi", function () {
      var dv = tuDonVi();
      if (!dv.don_vi) return;
      giaTri = doc();
      giaTri.don_vi = dv.don_vi;
      giaTri.cap_tren = dv.cap_tren;
      var cq = hopKyHieu(duLieu.form, dv.kyHieu);
      if (cq) giaTri.co_quan = cq;
      S.luu.ghi(khoa, giaTri);
      ve();
      hien();
    });
    cot.addEventListener("input", function () { clearTimeout(hen); hen = setTimeout(doi, 120); });
    cot.addEventListener("submit", function (su) {
      su.preventDefault();
      clearTimeout(hen);
      doi();
      var tep = new Blob([S.mau.soan(duLieu, khung, giaTri)], { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" });
      var lien = the("a", { href: URL.createObjectURL(tep), download: duLieu.id + ".docx" });
      document.body.appendChild(lien);
      lien.click();
      setTimeout(function () { URL.revokeObjectURL(lien.href); lien.remove(); }, 1000);
      S.doc("Đã tạo văn bản trên máy này.");
    });

    ve();
    hien();
    return the("section", { "class": "st-dien", "aria-label": "Điền mẫu" }, [cot, xem]);
  }

  S.thanhPhan("dien-mau", function (nut) {
    var id = nut.dataset.mau, cho = document.getElementById("dien");
    nut.hidden = false;
    nut.addEventListener("click", function () {
      if (cho.firstChild) { cho.scrollIntoView(); cho.querySelector("input, textarea, select").focus(); return; }
      S.nap("/assets/du-lieu/mau/khung.js", function (loi) {
        if (loi) return;
        S.nap("/assets/du-lieu/mau/" + id + ".js", function (loi2) {
          if (loi2) return;
          cho.appendChild(BangDien(nut, S.duLieu["mau/" + id], S.duLieu["mau/khung"]));
          cho.scrollIntoView();
          cho.querySelector("input, textarea, select").focus();
        });
      });
    });
  });
})();
