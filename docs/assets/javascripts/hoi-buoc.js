/* A decision table asked step by step: one question at a time, the answer at the end; the table stays below, folded. */
(function () {
  "use strict";
  var S = window.SoTay;
  S.thanhPhan("hoi-buoc", function (khung) {
    var dong = Array.prototype.slice.call(khung.querySelectorAll("tbody tr[data-duong]")).map(function (tr) {
      return { duong: tr.getAttribute("data-duong").split("|"), dap: tr.querySelector(".st-hoi__dap") };
    });
    var cauHoi = Array.prototype.slice.call(khung.querySelectorAll("thead th")).map(function (th) { return th.textContent; });
    var hop = document.createElement("div");
    hop.className = "st-hoi__hop";
    var bang = khung.querySelector(".st-bang-khung");
    var gap = document.createElement("details");
    var tieuDe = document.createElement("summary");
    tieuDe.textContent = "Xem cả bảng";
    gap.appendChild(tieuDe);
    khung.insertBefore(hop, bang);
    khung.insertBefore(gap, bang);
    gap.appendChild(bang);

    function nut(chu, khiBam, phu) {
      var b = document.createElement("button");
      b.type = "button";
      b.className = phu ? "st-nut st-nut--phu st-nut--nho" : "st-hoi__chon";
      b.textContent = chu;
      b.addEventListener("click", khiBam);
      return b;
    }
    function buoc(daChon, duaTieuDiem) {
      hop.textContent = "";
      var hopLe = dong.filter(function (d) { return daChon.every(function (c, i) { return d.duong[i] === c; }); });
      if (daChon.length) {
        var vet = document.createElement("p");
        vet.className = "st-hoi__vet";
        vet.textContent = daChon.join(" › ") + " ";
        vet.appendChild(nut("Quay lại", function () { buoc(daChon.slice(0, -1), true); }, true));
        hop.appendChild(vet);
      }
      var dau = document.createElement("p");
      dau.className = "st-hoi__cau";
      dau.tabIndex = -1;
      if (hopLe.length === 1 && hopLe[0].duong.length === daChon.length) {
        dau.textContent = cauHoi[cauHoi.length - 1] + ":";
        hop.appendChild(dau);
        var dap = document.createElement("div");
        dap.className = "st-hoi__ket";
        Array.prototype.forEach.call(hopLe[0].dap.childNodes, function (c) { dap.appendChild(c.cloneNode(true)); });
        hop.appendChild(dap);
        hop.appendChild(nut("Chọn lại từ đầu", function () { buoc([], true); }, true));
      } else {
        dau.textContent = cauHoi[daChon.length];
        hop.appendChild(dau);
        var ds = document.createElement("div");
        ds.className = "st-hoi__ds";
        var co = {};
        hopLe.forEach(function (d) {
          var luaChon = d.duong[daChon.length];
          if (co[luaChon]) return;
          co[luaChon] = true;
          ds.appendChild(nut(luaChon, function () { buoc(daChon.concat([luaChon]), true); }));
        });
        hop.appendChild(ds);
      }
      if (duaTieuDiem) dau.focus();
    }
    buoc([], false);
  });
})();
