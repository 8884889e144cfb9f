/* The page that checks Word files: its scripts are loaded there only. */
(() => {
  "use strict";
  const SCRIPTS = ["/assets/du-lieu/kiem-van-ban.js", "/assets/javascripts/kiem-van-ban.js", "/assets/check/tha-tep.js"];

  SoTay.component("kiem-van-ban", (root) => {
    SoTay.loadAll(SCRIPTS, (error) => {
      if (error) root.textContent = "Không mở được bộ kiểm tra của sổ tay. Tải lại trang rồi thử lần nữa.";
      else SoTay.openChecker(root);
    });
  });
})();
