/* The page of search results. */
(() => {
  "use strict";

  SoTay.component("trang-tim-kiem", (root) => {
    root.textContent = "Đang mở mục lục tìm kiếm…";
    SoTay.loadSearch((search) => {
      if (search) search.page(root);
      else root.textContent = "Không mở được mục lục tìm kiếm. Tải lại trang rồi thử lần nữa.";
    });
  });
})();
