/* «Đơn vị của tôi»: chosen once on this device; pages, due days and documents then speak of that unit.

   Saved under "don-vi" as the record that SoTay.unit() gives:
   {id, ten, co_quan, ngan, cap_uy, ky_hieu, dia_danh, hinh_thuc, loai_hinh, dang_vien, chi_bo, phien_ban, tinh_den, mau,
    cap_tren: {id, ten, cap_uy, ten_dang_bo, dia_danh}}. Nothing leaves the device, nothing of a person is kept.
   A change is told by the event "so-tay:don-vi" on document. The list of units is loaded only when it is needed. */
(() => {
  "use strict";
  const KEY = "don-vi";
  const PICKER = "/assets/units/chon-don-vi.js"; // the list of units and the dialog that shows it
  const BROKEN = "Không mở được danh sách đơn vị. Kiểm tra thư mục «assets» của sổ tay có bị thiếu hay không, rồi tải lại trang.";
  let current = null;

  /** The record, or null where it is not one. */
  function valid(record) {
    return record && typeof record.id === "string" && typeof record.ten === "string" && record.cap_tren?.id ? record : null;
  }

  /** Make `record` the reader's unit on this page and tell the components; null for none. */
  function show(record) {
    current = record;
    document.documentElement.setAttribute("data-cap-tren-cua-toi", record ? record.cap_tren.id : "");
    document.dispatchEvent(new CustomEvent("so-tay:don-vi", { detail: record }));
  }

  /** The same, kept on this device; null forgets it. */
  function setUnit(record) {
    if (record) SoTay.storage.write(KEY, record);
    else SoTay.storage.remove(KEY);
    show(record);
  }

  /** Run `changed()` now and whenever another unit is chosen. */
  function followUnit(changed) {
    document.addEventListener("so-tay:don-vi", changed);
    changed();
  }

  SoTay.unit = () => current;
  SoTay.isUnitKept = () => Boolean(SoTay.storage.read(KEY, null)); // not where an edition presets it
  SoTay.setUnit = setUnit;
  SoTay.followUnit = followUnit;

  /** Open the dialog of units; its script is loaded at the first press. */
  SoTay.chooseUnit = () => {
    const isWanted = SoTay.untilEscape();
    SoTay.load(PICKER, (error) => {
      if (error) SoTay.announce(BROKEN);
      else if (isWanted()) SoTay.unitPicker.open();
    });
  };

  /** The data were renewed since the choice: read the unit again, under whichever superior it is now; one that is gone is told, not guessed. */
  function renew(record) {
    function next(superiors, summary) {
      if (!superiors.length) {
        setUnit(null);
        SoTay.announce("Đơn vị đã chọn không còn trong dữ liệu mới; hãy chọn lại.");
        return;
      }
      SoTay.units.loadShard(superiors[0].id, (error, shard) => {
        if (error) return;
        const row = shard.ds.find((one) => one[0] === record.id);
        if (row) setUnit(SoTay.units.record(shard, row, summary));
        else next(superiors.slice(1), summary);
      });
    }
    SoTay.load(PICKER, (error) => {
      if (error) return;
      SoTay.units.loadSummary((summaryError, summary) => {
        if (summaryError) return;
        const isOld = (one) => one.id === record.cap_tren.id;
        const asked = summary.capTren.filter((one) => one.soDonVi);
        next([...asked.filter(isOld), ...asked.filter((one) => !isOld(one))], summary);
      });
    });
  }

  SoTay.component("don-vi", (headerButton) => {
    const kept = () => valid(SoTay.storage.read(KEY, null)) || valid(SoTay.duLieu.donViDatSan);
    const record = kept();
    headerButton.hidden = false;
    headerButton.addEventListener("click", SoTay.chooseUnit);
    show(record);
    // Chosen or wiped in another window, or wiped here.
    SoTay.storage.watch(KEY, () => show(kept()));
    document.addEventListener("so-tay:da-xoa", () => show(kept()));
    followUnit(() => {
      const label = current ? `Đơn vị của tôi: ${current.ten}. Bấm để đổi` : "Chọn đơn vị của tôi";
      headerButton.querySelector(".st-don-vi-nut__ten").textContent = current ? current.ngan : "Đơn vị của tôi";
      headerButton.setAttribute("aria-label", label);
    });
    if (record && record.phien_ban !== headerButton.getAttribute("data-phien-ban")) renew(record);
  });
})();
