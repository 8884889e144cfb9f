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

  /** A paragraph: `co` in points, `kieu` of "b" bold, "i" italic, "d" red; `cach` before and after in twentieths of a point. */
  function doan(chu, co, kieu, cach, them) {
    return '<w:p><w:pPr>' + (them || "") + '<w:spacing w:before="' + cach[0] + '" w:after="' + cach[1] + '"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>' +
      (kieu.indexOf("b") < 0 ? "" : "<w:b/>") + (kieu.indexOf("i") < 0 ? "" : "<w:i/>") + (kieu.indexOf("d") < 0 ? "" : '<w:color w:val="A3161A"/>') +
      '<w:sz w:val="' + co * 2 + '"/><w:szCs w:val="' + co * 2 + '"/></w:rPr><w:t xml:space="preserve">' + thoat(chu) + "</w:t></w:r></w:p>";
  }

  function o(rong, trong) {
    return '<w:tc><w:tcPr><w:tcW w:w="' + rong + '" w:type="dxa"/></w:tcPr>' + trong + "</w:tc>";
  }

  /** A certificate: who, what, with which result; the place to sign on the right. */
  function motGiay(chung, n, truoc) {
    var ngay = n.ngay.split("/");
    var cham = "……………………";
    return doan(chung.noiCap.toUpperCase() || cham, 15, "b", [0, 600], truoc ? "<w:pageBreakBefore/>" : "") +
      doan("GIẤY CHỨNG NHẬN", 38, "bd", [0, 360]) + doan("Chứng nhận đồng chí", 16, "i", [0, 120]) +
      doan(n.ten, 28, "b", [0, 60]) + doan(n.donVi || cham, 16, "", [0, 300]) +
      doan("đã hoàn thành khóa học", 16, "i", [0, 120]) + doan(chung.lop || cham, 22, "b", [0, 240]) +
      doan("Kết quả bài cuối khóa: " + String(n.diem).replace(".", ",") + "%", 16, "", [0, 480]) +
      '<w:tbl><w:tblPr><w:tblW w:w="13400" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="5900"/>' +
      '<w:gridCol w:w="7500"/></w:tblGrid><w:tr>' + o(5900, doan("Vào sổ số: …………", 13, "", [0, 0])) +
      o(7500, doan((chung.diaDanh || "…………") + ", ngày " + ngay[0] + " tháng " + ngay[1] + " năm " + ngay[2], 14, "i", [0, 60]) +
        doan(chung.chucVu.toUpperCase() || "NGƯỜI CẤP GIẤY", 14, "b", [0, 1300]) + doan(cham, 14, "", [0, 0])) +
      "</w:tr></w:tbl>";
  }

  /** `chung`: {lop, noiCap, diaDanh, chucVu}, any of them empty; `nguoi`: [{ten, donVi, diem, ngay}] → .docx, a framed landscape page for each. */
  function chungNhan(chung, nguoi) {
    var than = nguoi.map(function (n, i) { return motGiay(chung, n, i > 0); }).join("");
    var w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    var khung = ["top", "left", "bottom", "right"].map(function (canh) {
      return "<w:" + canh + ' w:val="thinThickSmallGap" w:sz="24" w:space="24" w:color="A3161A"/>';
    }).join("");
    return goi("word/document.xml", KIEU + "wordprocessingml.document", {
      "word/document.xml": [KIEU + "wordprocessingml.document.main+xml", '<w:document xmlns:w="' + w + '"><w:body>' + than +
        // Word wants a paragraph after a table at the end: as small as can be, so that it opens no page.
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>' +
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1247" w:right="1134" w:bottom="907" ' +
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:pgBorders w:offsetFrom="page">' + khung + '</w:pgBorders><w:vAlign w:val="center"/></w:sectPr></w:body></w:document>'],
      "word/_rels/document.xml.rels": ["", '<Relationships xmlns="' + GOI + '/relationships">' + ["styles", "settings", "fontTable"].map(function (t, i) {
        return '<Relationship Id="rId' + (i + 1) + '" Type="' + OFFICE + "/" + t + '" Target="' + t + '.xml"/>';
      }).join("") + "</Relationships>"],
      "word/settings.xml": [KIEU + "wordprocessingml.settings+xml", '<w:settings xmlns:w="' + w + '"/>'],
      "word/fontTable.xml": [KIEU + "wordprocessingml.fontTable+xml", '<w:fonts xmlns:w="' + w + '"><w:font w:name="Times New Roman"/></w:fonts>'],
      "word/styles.xml": [KIEU + "wordprocessingml.styles+xml", '<w:styles xmlns:w="' + w + '"><w:docDefaults><w:rPrDefault><w:rPr>' +
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/>' +
        '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">' +
        '<w:name w:val="Normal"/></w:style></w:styles>']
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
