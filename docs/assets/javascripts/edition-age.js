/* How old this copy is, by the reader's own clock: a copy on a USB stick may have travelled for a year. */
(() => {
  "use strict";
  const TOO_OLD = 400; // days from which the whole copy says that it must be renewed

  SoTay.component("ban-cu", (root) => {
    const age = SoTay.dates.daysSince(root.getAttribute("data-an-ban"));
    root.textContent = age ? `, đã ${age} ngày` : ", hôm nay";
    if (age < TOO_OLD) return;
    const text = `Bản sổ tay này đã ${age} ngày. Đề nghị văn phòng cấp trên cung cấp bản mới trước khi dùng thời hạn, căn cứ tại đây.`;
    const inner = SoTay.el("div", "md-banner__inner md-grid md-typeset", text);
    document.querySelector(".md-header").before(SoTay.el("aside", "md-banner st-bang-cu", inner, { "aria-label": "Bản sổ tay đã cũ" }));
  });
})();
