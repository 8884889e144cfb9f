/* A page that was not reviewed for longer than it should be says so, by the reader's own clock. */
(() => {
  "use strict";

  SoTay.component("ra-soat", (root) => {
    const age = SoTay.dates.daysSince(root.getAttribute("data-ngay"));
    if (age <= Number(root.getAttribute("data-ky"))) return;
    root.classList.add("st-ra-soat--cu");
    const text = ` Đã ${age} ngày chưa rà soát lại: đối chiếu căn cứ trước khi dùng.`;
    root.querySelector("span").append(SoTay.el("strong", "", text));
  });
})();
