/* The page of the registers of documents; its scripts come only there. */
(() => {
  "use strict";

  SoTay.component("so-van-ban", (root) => {
    const data = JSON.parse(root.querySelector("script").textContent);
    SoTay.loadAll(["/assets/desk/ban-viec.js", "/assets/registers/so-van-ban.js"], (error) => {
      if (!error) SoTay.openRegisters(root, data);
    });
  });
})();
