/* The page «Hồ sơ tháng»; its scripts, and those of the registers that it writes into, come only there. */
(() => {
  "use strict";
  const SCRIPTS = ["/assets/desk/ban-viec.js", "/assets/registers/so-van-ban.js", "/assets/month/ho-so-thang.js"];

  SoTay.component("ho-so-thang", (root) => {
    const data = JSON.parse(root.querySelector("script").textContent);
    SoTay.loadAll(SCRIPTS, (error) => {
      if (!error) SoTay.draftJournal.restore(() => SoTay.openMonth(root, data));
    });
  });
})();
