/* How old this copy is, by the reader's own clock: a copy on a USB stick may have travelled for a year. */
(function () {
  "use strict";
  var QUA_CU = 400; // days from which the whole copy says that it must be renewed
  var MOT_NGAY = 24 * 60 * 60 * 1000;

  /** Whole days from an ISO date to the reader's today; never below 0, for a clock may be set wrong. */
  function soNgayTu(chu) {
    var so = chu.split("-").map(Number);
    return Math.max(0, Math.round((SoTay.homNay() - new Date(so[0], so[1] - 1, so[2])) / MOT_NGAY));
  }

  SoTay.thanhPhan("ban-cu", function (goc) {
    var tuoi = soNgayTu(goc.getAttribute("data-an-ban"));
    goc.textContent = tuoi ? ", đã " + tuoi + " ngày" : ", hôm nay";
    if (tuoi < QUA_CU) return;
    var bang = document.createElement("aside");
    bang.className = "md-banner st-bang-cu";
    bang.setAttribute("aria-label", "Bản sổ tay đã cũ");
    var trong = bang.appendChild(document.createElement("div"));
    trong.className = "md-banner__inner md-grid md-typeset";
    trong.textContent = "Bản sổ tay này đã " + tuoi + " ngày. Xin bản mới ở văn phòng cấp trên trước khi dựa vào hạn và căn cứ trong đây.";
    var dau = document.querySelector(".md-header");
    dau.parentNode.insertBefore(bang, dau);
  });

  SoTay.thanhPhan("ra-soat", function (goc) {
    var tuoi = soNgayTu(goc.getAttribute("data-ngay"));
    if (tuoi <= Number(goc.getAttribute("data-ky"))) return;
    goc.classList.add("st-ra-soat--cu");
    var chu = goc.querySelector("span").appendChild(document.createElement("strong"));
    chu.textContent = " Đã " + tuoi + " ngày chưa rà soát lại: đối chiếu căn cứ trước khi dùng.";
  });
})();
