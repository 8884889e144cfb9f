/* A file kept on this device from one page or visit to the next, under a key of the storage: {ten, ngay, tep}. */
(() => {
  "use strict";
  const AT_ONCE = 8192; // bytes that are written as signs together

  /** Keep `bytes` called `name`; false where the browser does not take them. */
  function keep(key, name, bytes) {
    let signs = "";
    for (let at = 0; at < bytes.length; at += AT_ONCE) signs += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
    return SoTay.storage.write(key, { ten: name, ngay: SoTay.dates.iso(SoTay.dates.today()), tep: btoa(signs) });
  }

  /** {name, day, bytes} of what is kept under `key`; null when nothing is, or nothing that can be read. */
  function read(key) {
    const { ten: name, ngay: day, tep } = SoTay.storage.readRecord(key);
    if (![name, day, tep].every((each) => typeof each === "string")) return null;
    try {
      return { name, day, bytes: Uint8Array.from(atob(tep), (sign) => sign.charCodeAt(0)) };
    } catch {
      return null;
    }
  }

  SoTay.keptFile = { keep, read };
})();
