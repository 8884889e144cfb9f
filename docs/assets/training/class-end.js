/* The class page's last part: everything that the handbook kept on this machine is wiped, and what is left is told honestly. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const CLEAN = "Đã xóa hết: còn 0 mục.";
  const BLOCKED =
    "Chưa xóa hết: bài thi còn mở ở một cửa sổ khác nên trình duyệt giữ lại. " +
    "Đóng mọi cửa sổ khác của sổ tay; dòng này sẽ đổi khi xóa xong.";

  /** Wipe; `tell(text)` runs when it is done, and before that when something holds it up. */
  function wipe(tell) {
    SoTay.wipe({
      onBlocked: () => tell(BLOCKED),
      onDone: (left) => tell(left ? `Còn ${left} mục chưa xóa được; xóa dữ liệu trang trong trình duyệt.` : CLEAN),
    });
  }

  /** Draw the part into `place`; `onWipe()` runs when something has been wiped. */
  function draw(place, onWipe) {
    const status = el("p", "", [], { role: "status" });
    const question = el("p", "st-lop__hang");
    const list = button("Những gì máy này đang giữ", "st-nut st-nut--phu", SoTay.openKept);
    const end = button("Kết thúc buổi", "st-nut", () => {
      const sure = button("Xác nhận xóa", "st-nut", () => {
        question.textContent = "";
        wipe((text) => {
          status.textContent = text;
          onWipe();
        });
      });
      const cancel = button("Không xóa", "st-nut st-nut--phu", () => {
        question.textContent = "";
      });
      question.replaceChildren(sure, cancel);
    });
    const warning = "Xóa mọi nội dung sổ tay lưu trên máy này: hồ sơ, bài làm, dấu đã đánh, bản nháp văn bản. Xuất kết quả trước khi xóa.";
    place.append(
      el("h2", "", "Kết thúc buổi"),
      el("div", "st-lop__xoa", [el("p", "", warning), el("div", "st-lop__hang", [end, list]), question, status]),
    );
  }

  SoTay.classEnd = { draw };
})();
