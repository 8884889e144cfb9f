/* Pages that speak of every superior: the reader's own stands first and alone. */
(() => {
  "use strict";

  SoTay.component("theo-cap-tren", (root) => {
    const sections = [...root.querySelectorAll("[data-cap-tren]")];

    function choose() {
      const superior = SoTay.unit()?.cap_tren;
      return (
        superior && {
          own: sections.filter((section) => section.getAttribute("data-cap-tren") === superior.id),
          folded: `Đang hiển thị phần của ${superior.ten_dang_bo}.`,
          all: `Đang hiển thị phần của mọi cấp trên, trước hết là ${superior.ten_dang_bo}.`,
          showAll: "Hiện phần của mọi cấp trên",
          showOwn: "Chỉ hiện phần của cấp trên trực tiếp",
        }
      );
    }

    SoTay.foldSections(root, sections, choose, SoTay.followUnit);
  });
})();
