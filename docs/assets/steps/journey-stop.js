/* A page that a journey leads through: for who is on that journey its step stands at the top, with the way on and back. The window
   remembers which journey the reader walks. */
(() => {
  "use strict";
  const KEY = "hanh-trinh-dang-di";

  SoTay.component("dang-di", (root) => {
    const walked = SoTay.storage.readWindow(KEY, null);
    const stop = [...root.children].find((one) => one.getAttribute("data-hanh-trinh") === walked);
    const heading = document.querySelector("article h1");
    if (!stop || !heading) return;
    stop.classList.add("st-dang-di__mot--nay");
    const words = stop.firstElementChild.firstChild;
    words.data = words.data.replace("Bước", "Đang ở bước");
    heading.after(stop);
    root.hidden = !root.children.length;
  });

  SoTay.walkJourney = (id) => SoTay.storage.writeWindow(KEY, id);
})();
