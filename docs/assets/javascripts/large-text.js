/* «Chữ to»: for projectors and older eyes. Kept on this device under "chu-to". The lines in the head of every page
   (overrides/partials/large-text.html) put it in force before the page is painted; here it is switched. */
(() => {
  "use strict";
  const KEY = "chu-to";
  const MARK = "data-chu-to";
  const root = document.documentElement;
  const switches = [];

  SoTay.isLargeText = () => root.hasAttribute(MARK);

  function set(isOn) {
    const changed = SoTay.isLargeText() !== isOn;
    root.toggleAttribute(MARK, isOn);
    for (const one of switches) one.setAttribute("aria-pressed", String(isOn));
    if (changed) window.dispatchEvent(new Event("resize")); // what measured its room measures again
  }

  function followKept() {
    set(SoTay.storage.read(KEY, false) === true);
  }

  function turn() {
    const isOn = !SoTay.isLargeText();
    set(isOn);
    // A browser that keeps nothing shows this page large all the same.
    if (isOn) SoTay.storage.write(KEY, true);
    else SoTay.storage.remove(KEY);
    SoTay.announce(isOn ? "Đã bật chữ to" : "Đã tắt chữ to");
  }

  SoTay.component("chu-to", (one) => {
    switches.push(one);
    one.setAttribute("aria-pressed", String(SoTay.isLargeText()));
    one.hidden = false;
    one.addEventListener("click", turn);
  });

  for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) document.addEventListener(told, followKept);
  SoTay.storage.watch(KEY, followKept);
})();
