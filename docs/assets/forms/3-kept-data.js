/* All that this machine keeps as one file, and back: nothing newer here is written over, and a file that is not ours changes nothing.
   The file: {loai: "so-tay-du-lieu", ban: 1, ngay: ISO moment, muc: {key: value}}. */
(() => {
  "use strict";
  const KIND = "so-tay-du-lieu";
  const VERSION = 1;
  const MOST_ASKED = 200; // questions of a search history that are kept

  function fileOf(keys) {
    const kept = Object.fromEntries(keys.map((key) => [key, SoTay.storage.read(key, null)]));
    return { loai: KIND, ban: VERSION, ngay: new Date(Date.now()).toISOString(), muc: kept };
  }

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  /** The text of a file → {entries, skipped} or {fault: what is wrong with it and what to do}. */
  function read(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { fault: "Tệp này không mở được: bị hỏng, tải chưa đủ, hoặc không phải tệp .json. Sao chép lại tệp từ máy cũ rồi nhập lại." };
    }
    if (!isRecord(file) || file.loai !== KIND || !isRecord(file.muc)) {
      return { fault: "Tệp này không phải dữ liệu của sổ tay. Chọn tệp «so-tay-du-lieu-….json» đã tải ở mục này." };
    }
    if (!Number.isInteger(file.ban) || file.ban < 1)
      return { fault: "Tệp này không ghi đúng bản dữ liệu. Tải lại tệp từ máy cũ rồi nhập lại." };
    if (file.ban > VERSION)
      return { fault: `Tệp này do bản sổ tay mới hơn tạo ra (dữ liệu bản ${file.ban}). Lấy bản sổ tay mới rồi nhập lại.` };
    const all = Object.entries(file.muc);
    const entries = all.filter(([key, value]) => SoTay.keptKinds.isSound(key, value));
    return { entries, skipped: all.length - entries.length };
  }

  function same(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
  }

  /** The people of the file whose place here is taken by somebody else; nothing of theirs can be taken. */
  function strangers(entries, here) {
    const theirs = Object.fromEntries(entries)["nguoi-hoc"] || {};
    const ours = here("nguoi-hoc") || {};
    return Object.keys(theirs).filter((id) => ours[id] && !same(ours[id], theirs[id]));
  }

  /** What stands under `key` after the merge, or undefined where nothing changes. `mine`: what is here. */
  function merged(key, value, mine, skippedPeople) {
    if (key.startsWith("hoc:") && skippedPeople.includes(key.split(":")[1])) return undefined;
    if (key === "nguoi-hoc") {
      const theirs = Object.fromEntries(Object.entries(value).filter(([id]) => !skippedPeople.includes(id)));
      return { ...theirs, ...(mine || {}) };
    }
    if (mine === null || mine === undefined) return value;
    if (key.startsWith("nhap:")) return (Number(value.luu) || 0) > (Number(mine.luu) || 0) ? value : undefined;
    if (key === "viec-xong" || key === "viec-khong-cua-toi") return { ...value, ...mine };
    if (key.startsWith("tim-kiem:") && Array.isArray(mine)) {
      return [...mine, ...value.filter((one) => !mine.some((own) => same(own, one) || (own?.cau && own.cau === one?.cau)))].slice(
        0,
        MOST_ASKED,
      );
    }
    return undefined;
  }

  /**
   * Take the entries of a file in.
   * @param {[string, object][]} entries
   * @returns {{added: number, updated: number, left: number}|null} `left`: here it was newer or somebody else's; null: no room, nothing changed
   */
  function take(entries) {
    const here = (key) => SoTay.storage.read(key, null);
    const people = strangers(entries, here);
    const report = { added: 0, updated: 0, left: 0 };
    const undo = [];
    for (const [key, value] of entries) {
      const mine = here(key);
      const next = merged(key, value, mine, people);
      if (next === undefined || same(next, mine)) {
        report.left += 1;
        continue;
      }
      if (!SoTay.storage.write(key, next)) {
        for (const [earlier, kept] of undo) {
          if (kept === null) SoTay.storage.remove(earlier);
          else SoTay.storage.write(earlier, kept);
        }
        return null;
      }
      undo.push([key, mine]);
      report[mine === null ? "added" : "updated"] += 1;
    }
    return report;
  }

  function save(file, name) {
    SoTay.download(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }), name);
  }

  /** All that is kept here, as a file to download. */
  function downloadAll() {
    const day = SoTay.dates.text(SoTay.dates.today()).replace(/\//g, "-");
    save(fileOf(SoTay.storage.keys()), `so-tay-du-lieu-${day}.json`);
  }

  /** One draft as such a file, also where the browser keeps nothing. */
  function downloadDraft(draft) {
    const { id, ...kept } = draft;
    const file = { ...fileOf([]), muc: { [SoTay.drafts.keyOf(draft)]: { ...kept, luu: Date.now() } } };
    save(file, `ban-nhap-${draft.mau}.json`);
  }

  SoTay.keptData = { fileOf, read, take, downloadAll, downloadDraft };
})();
