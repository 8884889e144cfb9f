/* The names under which docs/assets/search still calls what all scripts share. */
(() => {
  "use strict";
  const { storage, dates } = SoTay;

  Object.assign(SoTay, {
    diaChi: SoTay.address,
    nap: SoTay.load,
    doc: SoTay.announce,
    homNay: dates.today,
    ngay: dates.text,
    luu: { doc: storage.read, ghi: storage.write, xoa: storage.remove },
  });
})();
