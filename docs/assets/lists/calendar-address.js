/* The address to subscribe to a calendar. From a USB stick there is nothing to subscribe to: the file alone is offered. */
(() => {
  "use strict";

  SoTay.component("dia-chi-lich", (root) => {
    root.hidden = location.protocol === "file:";
  });
})();
