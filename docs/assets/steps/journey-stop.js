/* A page that a journey leads through: for who is on that journey its step stands at the top, with the way on and back, and the foot of
   the page leads along the journey too. The window remembers which journey the reader walks. */
(() => {
  "use strict";
  const KEY = "hanh-trinh-dang-di";

  /** The neighbours at the foot of the page become those of the journey; beyond its ends lies the journey's own page. */
  function leadOn(stop) {
    const journey = stop.querySelector(".st-dang-di__o a");
    for (const link of document.querySelectorAll(".md-footer__link")) {
      const step = stop.querySelector(`.st-dang-di__di a[rel=${link.rel}]`);
      const [direction, title] = link.querySelector(".md-footer__title").children;
      link.href = (step || journey).href;
      direction.textContent = step ? (link.rel === "prev" ? "Bước trước" : "Bước sau") : "Hành trình";
      title.textContent = step ? step.textContent.replace(/^\p{L}+: /u, "") : journey.textContent;
      link.setAttribute("aria-label", `${direction.textContent}: ${title.textContent}`);
      link.closest("nav").setAttribute("aria-label", "Bước liền trước và liền sau của hành trình");
    }
  }

  SoTay.component("dang-di", (root) => {
    const walked = SoTay.storage.readWindow(KEY, null);
    const stop = [...root.children].find((one) => one.getAttribute("data-hanh-trinh") === walked);
    const heading = document.querySelector("article h1");
    if (!stop || !heading) return;
    stop.classList.add("st-dang-di__mot--nay");
    const words = stop.firstElementChild.firstChild;
    words.data = words.data.replace("Bước", "Đang ở bước");
    heading.after(stop);
    leadOn(stop);
    root.hidden = !root.children.length;
  });

  SoTay.walkJourney = (id) => SoTay.storage.writeWindow(KEY, id);
})();
