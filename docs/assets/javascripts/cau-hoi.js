/* One question as a form: draw it, read the answer, judge it, explain it. Used by practice, review, exam and slides.
   A question is what macros/training/questions.py `shape` writes; an answer is the string described there. */
(function () {
  "use strict";
  var LOAI = {
    mot: "Chọn một", nhieu: "Chọn nhiều", dung_sai: "Đúng hay sai", sap_xep: "Sắp thứ tự", ghep_doi: "Ghép đôi",
    dien: "Điền chỗ trống", bat_loi: "Bắt lỗi", tinh_huong: "Tình huống"
  };
  var CACH_LAM = {
    nhieu: "Có thể chọn nhiều ý.", bat_loi: "Đánh dấu các dòng có lỗi.", dung_sai: "Chọn Đúng hoặc Sai cho từng ý.",
    sap_xep: "Dùng nút mũi tên để đưa từng việc lên, xuống.", ghep_doi: "Chọn ý ghép được với từng dòng.",
    dien: "Gõ có dấu hay không dấu đều được."
  };
  var so = 0;

  /** tao("p", "lop", "chữ" | [con, con]) */
  function tao(the, lop, trong) {
    var phanTu = document.createElement(the);
    if (lop) phanTu.className = lop;
    (Array.isArray(trong) ? trong : trong === undefined ? [] : [trong]).forEach(function (con) {
      phanTu.appendChild(typeof con === "string" ? document.createTextNode(con) : con);
    });
    return phanTu;
  }

  function nut(chu, lop, khiBam) {
    var b = tao("button", lop, chu);
    b.type = "button";
    b.addEventListener("click", khiBam);
    return b;
  }

  /** Without accents, signs and case, as macros.vietnamese.slug folds: what a filled-in answer is compared by. */
  function gap(chu) {
    return chu.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d")
      .replace(/[^a-z0-9]+/g, " ").trim();
  }

  function oChon(loai, ten, giaTri, chu, duoc) {
    var o = document.createElement("input");
    o.type = loai;
    o.name = ten;
    o.value = giaTri;
    o.checked = duoc;
    return tao("label", "st-cau-hoi__o", [o, tao("span", "", chu)]);
  }

  function daChon(form) {
    return Array.prototype.filter.call(form.querySelectorAll("input"), function (o) { return o.checked; })
      .map(function (o) { return Number(o.value); });
  }

  var VE = {};
  VE.mot = VE.nhieu = VE.tinh_huong = VE.bat_loi = function (cau, cu, ten) {
    var chon = cu === "" ? [] : cu.split(",").map(Number);
    var nhom = tao("div", cau.loai === "bat_loi" ? "st-cau-hoi__van-ban" : "");
    cau.y.forEach(function (chu, i) {
      var o = oChon(cau.nhieu ? "checkbox" : "radio", ten, i, chu, chon.indexOf(i) >= 0);
      o.setAttribute("data-y", i);
      nhom.appendChild(o);
    });
    return { phanTu: nhom, doc: function () { return daChon(nhom).join(","); } };
  };
  VE.dung_sai = function (cau, cu, ten) {
    var chon = cu.split(",");
    var nhom = tao("div");
    cau.y.forEach(function (chu, i) {
      var dong = tao("fieldset", "st-cau-hoi__phat-bieu", [tao("legend", "", chu)]);
      dong.setAttribute("data-y", i);
      dong.appendChild(oChon("radio", ten + "-" + i, 1, "Đúng", chon[i] === "1"));
      dong.appendChild(oChon("radio", ten + "-" + i, 0, "Sai", chon[i] === "0"));
      nhom.appendChild(dong);
    });
    return {
      phanTu: nhom,
      doc: function () {
        var dap = cau.y.map(function (_, i) {
          var o = nhom.querySelector('input[name="' + ten + "-" + i + '"]:checked');
          return o ? o.value : "";
        });
        return dap.join("") === "" ? "" : dap.join(",");
      }
    };
  };
  VE.sap_xep = function (cau, cu) {
    var thuTu = cu ? cu.split(",").map(Number) : cau.y.map(function (_, i) { return i; });
    var daDung = Boolean(cu);
    var ds = tao("ol", "st-cau-hoi__thu-tu");
    function doi(viTri, buoc) {
      var moi = viTri + buoc;
      if (moi < 0 || moi >= thuTu.length) return;
      thuTu.splice(moi, 0, thuTu.splice(viTri, 1)[0]);
      daDung = true;
      ve();
      var nutMoi = ds.children[moi].querySelectorAll("button")[buoc < 0 ? 0 : 1];
      (nutMoi.disabled ? ds.children[moi].querySelector("button:not(:disabled)") : nutMoi).focus();
      window.SoTay.doc(cau.y[thuTu[moi]] + ": thứ " + (moi + 1) + " trên " + thuTu.length);
      ds.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function ve() {
      ds.textContent = "";
      thuTu.forEach(function (y, viTri) {
        var len = nut("↑", "st-nut st-nut--phu", function () { doi(viTri, -1); });
        var xuong = nut("↓", "st-nut st-nut--phu", function () { doi(viTri, 1); });
        len.setAttribute("aria-label", "Đưa lên: " + cau.y[y]);
        xuong.setAttribute("aria-label", "Đưa xuống: " + cau.y[y]);
        len.disabled = viTri === 0;
        xuong.disabled = viTri === thuTu.length - 1;
        var dong = tao("li", "", [tao("span", "", cau.y[y]), tao("span", "st-cau-hoi__nut", [len, xuong])]);
        dong.setAttribute("data-y", y);
        ds.appendChild(dong);
      });
    }
    ve();
    // The order shown at first is never the right one; an untouched list counts as not answered.
    return { phanTu: ds, doc: function () { return daDung ? thuTu.join(",") : ""; } };
  };
  VE.ghep_doi = function (cau, cu) {
    var chon = cu.split(",");
    var nhom = tao("div");
    cau.y.forEach(function (chu, i) {
      var hop = document.createElement("select");
      hop.appendChild(new Option("Chọn…", ""));
      cau.phai.forEach(function (phai, j) { hop.appendChild(new Option(phai, j)); });
      hop.value = chon[i] || "";
      var dong = tao("label", "st-cau-hoi__cap", [tao("span", "", chu), hop]);
      dong.setAttribute("data-y", i);
      nhom.appendChild(dong);
    });
    return {
      phanTu: nhom,
      doc: function () {
        var dap = Array.prototype.map.call(nhom.querySelectorAll("select"), function (hop) { return hop.value; });
        return dap.join("") === "" ? "" : dap.join(",");
      }
    };
  };
  VE.dien = function (cau, cu, ten) {
    var o = document.createElement("input");
    o.type = "text";
    o.id = ten;
    o.autocomplete = "off";
    o.value = cu;
    var nhan = tao("label", "", "Câu trả lời: ");
    nhan.htmlFor = ten;
    return { phanTu: tao("p", "st-cau-hoi__dien", [nhan, o]), doc: function () { return gap(o.value); } };
  };

  /** {phanTu, doc()}: the question as a fieldset, filled with `cu` (an earlier answer or ""). */
  function hien(cau, cu) {
    so += 1;
    var khung = tao("fieldset", "st-cau-hoi__form");
    var de = tao("legend", "st-cau-hoi__hoi");
    if (cau.tinhHuong) de.appendChild(tao("span", "st-cau-hoi__tinh-huong", cau.tinhHuong));
    de.appendChild(tao("span", "", cau.hoi.replace("___", "……………")));
    khung.appendChild(de);
    var cach = CACH_LAM[cau.loai] || (cau.nhieu ? CACH_LAM.nhieu : "");
    if (cach) khung.appendChild(tao("p", "st-cau-hoi__cach", cach));
    var ve = VE[cau.loai](cau, cu || "", "cau-" + so);
    khung.appendChild(ve.phanTu);
    return { phanTu: khung, doc: ve.doc };
  }

  /** Has every part been answered? */
  function du(cau, dap) {
    return dap !== "" && dap.split(",").indexOf("") < 0;
  }

  /** What is to be said of each line: [{chu, dung, vi}], `dung` null where lines are not judged one by one. */
  function tungY(cau, dap) {
    var khoa = cau.khoa[0].split(",");
    var chon = dap.split(",");
    if (cau.loai === "dien") return [];
    if (cau.loai === "sap_xep") {
      return khoa.map(function (y, i) { return { chu: (i + 1) + ". " + cau.y[y], dung: chon[i] === y, vi: cau.giai.vi[y] }; });
    }
    return cau.y.map(function (chu, i) {
      if (cau.loai === "ghep_doi") return { chu: chu + " → " + cau.phai[khoa[i]], dung: chon[i] === khoa[i], vi: cau.giai.vi[i] };
      if (cau.loai === "dung_sai") {
        return { chu: chu + " (" + (khoa[i] === "1" ? "Đúng" : "Sai") + ")", dung: chon[i] === khoa[i], vi: cau.giai.vi[i] };
      }
      var can = khoa.indexOf(String(i)) >= 0;
      var duoc = chon.indexOf(String(i)) >= 0;
      return { chu: chu, dung: can || duoc ? can === duoc : null, nenChon: can, vi: cau.giai.vi[i] };
    });
  }

  /** The explanation after an answer: verdict, each line with its reason, sources. */
  function giaiThich(cau, dap, dung) {
    var khung = tao("div", "st-cau-hoi__giai " + (dung ? "st-cau-hoi__giai--dung" : "st-cau-hoi__giai--sai"));
    khung.appendChild(tao("p", "st-cau-hoi__ket-qua", dung ? "✓ Đúng." : "✗ Chưa đúng."));
    if (cau.loai === "dien") {
      khung.appendChild(tao("p", "", ["Đáp án: ", tao("strong", "", cau.giai.dapAn)]));
      cau.giai.nham.forEach(function (nham) {
        if (nham.y === dap) khung.appendChild(tao("p", "", nham.vi));
      });
    }
    var ds = tao("ul", "st-cau-hoi__tung-y");
    tungY(cau, dap).forEach(function (y) {
      var dau = y.dung === null ? "·" : y.dung ? "✓" : "✗";
      var the = tao("li", y.dung === false ? "st-cau-hoi__y-sai" : "", [
        tao("span", "st-cau-hoi__dau-y", dau + " "), tao("strong", "", y.chu), " – " + y.vi
      ]);
      if (y.nenChon) the.appendChild(tao("em", "", cau.loai === "bat_loi" ? " (dòng có lỗi)" : " (ý đúng)"));
      ds.appendChild(the);
    });
    if (ds.children.length) khung.appendChild(ds);
    if (cau.giai.chung) khung.appendChild(tao("p", "", cau.giai.chung));
    var nguon = tao("p", "st-cau-hoi__can-cu", cau.giai.canCu.length ? "Căn cứ: " : "Kinh nghiệm.");
    cau.giai.canCu.forEach(function (c, i) {
      var a = tao("a", "", c.nhan);
      a.href = window.SoTay.diaChi(c.url);
      if (i) nguon.appendChild(document.createTextNode("; "));
      nguon.appendChild(a);
      if (c.luuY) nguon.appendChild(document.createTextNode(" (" + c.luuY + ")"));
    });
    khung.appendChild(nguon);
    return khung;
  }

  window.SoTay.cauHoi = {
    LOAI: LOAI, tao: tao, nut: nut, gap: gap, hien: hien, du: du, giaiThich: giaiThich,
    /** Is the answer right? For questions whose key is at hand. */
    dung: function (cau, dap) { return cau.khoa.indexOf(dap) >= 0; }
  };
})();
