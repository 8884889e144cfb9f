/* What follows the reader down the page: the header, the tabs, the two columns at the sides and the contents of this page, the way
   back to the top. */
(() => {
  "use strict";
  const WIDE = { navigation: matchMedia("(min-width: 76.25em)"), toc: matchMedia("(min-width: 60em)") };
  const part = (name) => document.querySelector(`[data-md-component="${name}"]`);
  const header = part("header");
  const main = part("main");
  const title = part("header-title");
  const tabs = part("tabs");
  const top = part("top");
  const heading = document.querySelector(".md-content h1");
  const columns = [...document.querySelectorAll('[data-md-component="sidebar"]')].map((column) => ({
    column,
    box: column.querySelector(".md-sidebar__scrollwrap"),
    wide: WIDE[column.getAttribute("data-md-type")],
    begun: false,
  }));
  const marks = [...document.querySelectorAll('[data-md-component="toc"]')].map((list) => {
    const links = [...list.querySelectorAll(".md-nav__link[href*='#']")];
    return links
      .map((link) => ({ link, place: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter(({ place }) => place);
  });
  let last = window.scrollY;
  let planned = false;

  /** The middle of `box` comes to show `item`. */
  function bringIntoView(item, box) {
    box.scrollTo({ top: item.offsetTop - box.offsetTop - box.clientHeight / 2 });
  }

  function placeColumn(one, visible, offset) {
    const { column, box } = one;
    if (!one.wide.matches) {
      column.style.top = "";
      box.style.height = "";
      return;
    }
    const grid = column.closest(".md-grid");
    const above = grid.offsetTop - grid.parentElement.offsetTop;
    const height = visible + Math.min(above, Math.max(0, window.scrollY - offset)) - above;
    column.style.top = `${header.offsetHeight}px`;
    box.style.height = `${height - 2 * box.offsetTop}px`;
    if (one.begun) return;
    one.begun = true;
    for (const item of box.querySelectorAll(".md-nav__link--active[href]")) if (item.clientHeight) bringIntoView(item, box);
  }

  /** The last section that has begun above the middle of what shows is the one the reader is in; at the foot it is the last. */
  function markContents(sections, line) {
    const atFoot = window.scrollY + window.innerHeight >= Math.floor(document.body.offsetHeight);
    const passed = sections.filter(
      ({ place }) => atFoot || (place.closest("details:not([open])") || place).getBoundingClientRect().top < line,
    );
    const here = passed[passed.length - 1]?.link;
    for (const { link } of sections) {
      const isPassed = passed.some((one) => one.link === link);
      const moved = link === here && !link.classList.contains("md-nav__link--active");
      link.classList.toggle("md-nav__link--passed", isPassed);
      link.classList.toggle("md-nav__link--active", link === here);
      if (moved && link.offsetHeight) bringIntoView(link, link.closest(".md-sidebar__scrollwrap"));
    }
  }

  function follow() {
    planned = false;
    const y = window.scrollY;
    const height = header.offsetHeight;
    const offset = main.offsetTop - height;
    const end = main.offsetTop + main.offsetHeight;
    const view = window.innerHeight;
    const visible = Math.max(0, view - Math.max(0, main.offsetTop - y, height) - Math.max(0, view + y - end));
    const isInside = offset <= y;
    header.classList.toggle("md-header--shadow", isInside);
    if (heading)
      title.classList.toggle("md-header__title--active", heading.offsetHeight > 0 && heading.getBoundingClientRect().bottom <= height);
    if (tabs) tabs.hidden = tabs.getBoundingClientRect().top <= height - 10;
    if (top) {
      const goesUp = isInside && y > 0 && (y < last || (y === last && !top.hidden)); // what only changes its size moves nobody
      top.hidden = !goesUp;
      top.style.top = `${height + 16}px`;
      if (goesUp) top.removeAttribute("tabindex");
      else top.setAttribute("tabindex", "-1");
    }
    last = y;
    for (const one of columns) placeColumn(one, visible, offset);
    const gap = main.firstElementChild.offsetTop - main.offsetTop;
    for (const sections of marks) if (sections.length) markContents(sections, height + 0.8 * gap);
  }

  function plan() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(follow);
  }

  top?.addEventListener("click", () => window.scrollTo({ top: 0 }));
  window.addEventListener("scroll", plan, { passive: true });
  window.addEventListener("resize", plan);
  const sizes = new ResizeObserver(plan); // it tells the first size too
  sizes.observe(header);
  sizes.observe(main);
})();
