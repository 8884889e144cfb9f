/* Who is learning on this machine: short-lived profiles, so that people who share a PC never mix. */
(function () {
  "use strict";
  var S = window.SoTay;

  /** {id: {ten, donVi}} */
  function danhSach() {
    return S.luu.doc("nguoi-hoc", {});
  }

  function hienTai() {
    var id = S.luu.doc("nguoi-hoc-nay", "");
    return danhSach()[id] ? id : "";
  }

  S.nguoiHoc = {
    danhSach: danhSach,
    hienTai: hienTai,
    /** "thi" → "hoc:<who>:thi"; "may" stands for a reader without a profile. */
    khoa: function (ten) { return "hoc:" + (hienTai() || "may") + ":" + ten; },
    them: function (ten, donVi) {
      var tatCa = danhSach();
      var id = "hv" + (Object.keys(tatCa).length + 1);
      while (tatCa[id]) id += "a";
      tatCa[id] = { ten: ten, donVi: donVi };
      S.luu.ghi("nguoi-hoc", tatCa);
      S.luu.ghi("nguoi-hoc-nay", id);
      return id;
    },
    chon: function (id) { S.luu.ghi("nguoi-hoc-nay", id); },
    ten: function () { return (danhSach()[hienTai()] || { ten: "" }).ten; }
  };
})();
