/* A site on the web is kept for a day without a network: its worker is registered, and a new edition is told by it. */
(() => {
  "use strict";
  const LATER = "/assets/offline/ngoai-mang.js"; // what readers see of it
  const workers = navigator.serviceWorker;

  SoTay.keptPages = {
    /** Whether this page is shown by the worker, which may keep it. */
    works: () => Boolean(workers?.controller),

    /** Send the worker away: what it would fetch from now on it keeps no more. */
    async dismiss() {
      const registration = await workers?.getRegistration();
      registration?.active?.postMessage({ viec: "bo" });
      await registration?.unregister();
    },
  };

  // The component stands only in pages of a site that has a worker: not while a server here builds the pages anew.
  SoTay.component("ngoai-mang", (root) => {
    if (!workers || !location.protocol.startsWith("http")) return;
    document.head.append(SoTay.el("link", "", [], { rel: "manifest", href: SoTay.address("/ung-dung.json") }));
    workers.addEventListener("message", ({ data }) => {
      if (data.ban > root.dataset.anBan) SoTay.load(LATER, (error) => error || SoTay.offline.tellNew(data.ban));
    });
    const begin = async () => {
      const registration = await workers.register(SoTay.address("/sw.js"));
      document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => {}));
      if (workers.controller) return;
      const { active } = await workers.ready;
      active.postMessage({ viec: "da-xem", tep: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] });
    };
    const start = () => begin().catch(() => {}); // a copy without the worker, or a browser that refuses
    if (document.readyState === "complete") start();
    else addEventListener("load", start);
  });
})();
