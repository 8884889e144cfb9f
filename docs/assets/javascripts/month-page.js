/* The page «Hồ sơ tháng»; its scripts, and those of the registers that it writes into, come only there. */
(() => {
  "use strict";

  SoTay.component("ho-so-thang", (root) => {
    const data = JSON.parse(root.querySelector("script").textContent);
    SoTay.load("/assets/registers/so-van-ban.js", (registersError) => {
      SoTay.load("/assets/month/ho-so-thang.js", (error) => {
        if (!registersError && !error) SoTay.openMonth(root, data);
      });
    });
  });
})();
