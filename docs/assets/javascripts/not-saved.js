/* A refused save is told where something would be lost, once a page: the browser keeps nothing, or has no room left. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  let told = null;

  /** The component that the reader is in, or the page's text. */
  function place() {
    const component = document.activeElement?.closest(".md-content__inner [data-so-tay]:not(button, a)");
    return component || document.querySelector("dialog[open], .md-content__inner");
  }

  document.addEventListener("so-tay:khong-luu", ({ detail }) => {
    // A form says it itself, with what can be done there.
    if (told || document.querySelector(".st-dien")) return;
    const where = place();
    if (!where) return;
    const text = detail.full
      ? "Trình duyệt đã hết dung lượng lưu: nội dung vừa điền chưa được lưu, đóng trang thì mất. Xóa bớt những gì máy này đang giữ rồi điền lại."
      : "Trình duyệt này không cho lưu: đóng trang thì mất nội dung vừa điền. Cần giữ thì mở sổ tay bằng cửa sổ thường, không phải cửa sổ ẩn danh.";
    told = el("div", "st-khong-luu", el("p", "", text));
    if (detail.full) told.append(button("Những gì máy này đang giữ", "st-nut st-nut--phu st-nut--nho", () => SoTay.openKept()));
    where.prepend(told);
    SoTay.announce(text);
  });
})();
