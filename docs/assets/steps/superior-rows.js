/* Tables with rows by superior: the row of the reader's own superior is marked. */
(() => {
  "use strict";

  SoTay.component("han-nop", (root) => {
    SoTay.followUnit(() => {
      const superior = SoTay.unit()?.cap_tren.id;
      for (const row of root.querySelectorAll("[data-cap-tren]")) {
        row.classList.toggle("st-cua-toi", Boolean(superior) && row.getAttribute("data-cap-tren") === superior);
      }
    });
  });
})();
