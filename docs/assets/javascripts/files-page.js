/* The pages that take files: their scripts are loaded there only. */
(() => {
  "use strict";
  const page = (name, own, open) =>
    SoTay.component(name, (root) => {
      const scripts = [`du-lieu/${name}`, `javascripts/${name}`, "files/lay-tep", own].map((path) => `/assets/${path}.js`);
      SoTay.loadAll(scripts, (error) => {
        if (error) root.textContent = "Không mở được trang. Tải lại rồi thử lần nữa.";
        else SoTay[open](root);
      });
    });

  page("kiem-van-ban", "check/tha-tep", "openChecker");
  page("thu-bao-cao", "collect/thu-bao-cao", "openCollector");
})();
