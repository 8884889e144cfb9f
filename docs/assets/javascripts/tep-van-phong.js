/* Office files made on the spot for the class: a spreadsheet with numbers as numbers, certificates one a page.
   The zip is the stored one of the documents' part, so there is a single writer. */
(function () {
  "use strict";
  var S = window.SoTay;
  var DAU = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var GOI = "http://schemas.openxmlformats.org/package/2006";
  var KIEU = "application/vnd.openxmlformats-officedocument.";

  function thoat(v) {
    return String(v).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function goi(chinh, loai, phan) {
    var tuPhan = Object.keys(phan).filter(function (t) { return /\.xml$/.test(t); });
    var loaiTep = tuPhan.map(function (t) {
      return '<Override PartName="/' + t + '" ContentType="' + phan[t][0] + '"/>';
    }).join("");
    var tep = [
      ["[Content_Types].xml", DAU + '<Types xmlns="' + GOI + '/content-types"><Default Extension="rels" ContentType="application/' +
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + loaiTep + "</Types>"],
      ["_rels/.rels", DAU + '<Relationships xmlns="' + GOI + '/relationships"><Relationship Id="rId1" Type="' + OFFICE +
        '/officeDocument" Target="' + chinh + '"/></Relationships>']
    ];
    Object.keys(phan).forEach(function (t) { tep.push([t, DAU + phan[t][1]]); });
    return new Blob([S.mau.nen(tep)], { type: loai });
  }

  function cot(i) {
    return i < 26 ? String.fromCharCode(65 + i) : cot(Math.floor(i / 26) - 1) + String.fromCharCode(65 + i % 26);
  }

  /** [{ten, hang: [[value, …], …]}] → .xlsx. Numbers stay numbers; all else is text, so that no value becomes a formula. */
  function bangTinh(trang) {
    var phan = {};
    var ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    phan["xl/workbook.xml"] = [KIEU + "spreadsheetml.sheet.main+xml", "<workbook " + ns + ' xmlns:r="' + OFFICE + '"><sheets>' +
      trang.map(function (t, i) {
        return '<sheet name="' + thoat(t.ten) + '" sheetId="' + (i + 1) + '" r:id="rId' + (i + 1) + '"/>';
      }).join("") + "</sheets></workbook>"];
    phan["xl/_rels/workbook.xml.rels"] = ["", '<Relationships xmlns="' + GOI + '/relationships">' + trang.map(function (_, i) {
      return '<Relationship Id="rId' + (i + 1) + '" Type="' + OFFICE + '/worksheet" Target="worksheets/sheet' + (i + 1) + '.xml"/>';
    }).join("") + "</Relationships>"];
    trang.forEach(function (t, i) {
      var hang = t.hang.map(function (h, r) {
        return '<row r="' + (r + 1) + '">' + h.map(function (v, c) {
          var o = cot(c) + (r + 1);
          if (typeof v === "number" && isFinite(v)) return '<c r="' + o + '"><v>' + v + "</v></c>";
          return '<c r="' + o + '" t="inlineStr"><is><t xml:space="preserve">' + thoat(v) + "</t></is></c>";
        }).join("") + "</row>";
      }).join("");
      phan["xl/worksheets/sheet" + (i + 1) + ".xml"] = [KIEU + "spreadsheetml.worksheet+xml",
        "<worksheet " + ns + "><sheetData>" + hang + "</sheetData></worksheet>"];
    });
    return goi("xl/workbook.xml", KIEU + "spreadsheetml.sheet", phan);
  }

  function doan(chu, co, dam, truoc) {
    return '<w:p><w:pPr><w:spacing w:before="' + truoc + '" w:after="120"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>' +
      '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>' + (dam ? "<w:b/>" : "") +
      '<w:sz w:val="' + co * 2 + '"/></w:rPr><w:t xml:space="preserve">' + thoat(chu) + "</w:t></w:r></w:p>";
  }

  /** [{ten, donVi, diem, ngay}] → .docx, a landscape page for each. */
  function chungNhan(lop, nguoi) {
    var than = nguoi.map(function (n, i) {
      return (i ? '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' : "") +
        doan("GIẤY CHỨNG NHẬN", 28, true, 1400) + doan("hoàn thành khóa học", 16, false, 0) + doan(lop, 18, true, 120) +
        doan("Đồng chí " + n.ten, 24, true, 480) + doan(n.donVi, 16, false, 0) +
        doan("Kết quả cuối khóa: " + String(n.diem).replace(".", ",") + "%", 16, false, 240) +
        doan("Ngày " + n.ngay, 14, false, 480) + doan("Người cấp giấy (ký, ghi rõ họ tên)", 14, false, 120);
    }).join("");
    var w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    return goi("word/document.xml", KIEU + "wordprocessingml.document", {
      "word/document.xml": [KIEU + "wordprocessingml.document.main+xml", '<w:document xmlns:w="' + w + '"><w:body>' + than +
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" ' +
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>']
    });
  }

  /** Offer `tep` (Blob) to be saved under `ten`. */
  function taiVe(tep, ten) {
    var a = document.createElement("a");
    a.href = URL.createObjectURL(tep);
    a.download = ten;
    document.body.appendChild(a);
    a.click();
    a.remove();
    setTimeout(function () { URL.revokeObjectURL(a.href); }, 10000);
  }

  S.tepVanPhong = { bangTinh: bangTinh, chungNhan: chungNhan, taiVe: taiVe };
})();
