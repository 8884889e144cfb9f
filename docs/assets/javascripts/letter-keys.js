/* Keys of one letter or sign (p, n, s, f, «/», a comma, a full stop): who speaks to the machine, or touches keys unawares, turns them
   off (WCAG 2.2, 2.1.4). Kept on this device under "tat-phim-tat"; the switch stands on the page about access. */
(() => {
  "use strict";
  const KEY = "tat-phim-tat";

  SoTay.areLetterKeysOff = () => SoTay.storage.read(KEY, false) === true;

  SoTay.component("phim-tat", (place) => {
    const box = SoTay.el("input", "", [], { type: "checkbox" });
    box.checked = SoTay.areLetterKeysOff();
    box.addEventListener("change", () => {
      if (!box.checked) SoTay.storage.remove(KEY);
      else if (!SoTay.storage.write(KEY, true)) box.checked = false;
    });
    SoTay.storage.watch(KEY, () => {
      box.checked = SoTay.areLetterKeysOff();
    });
    place.append(SoTay.el("label", "", [box, " Tắt phím tắt chỉ gồm một ký tự"]));
  });
})();
