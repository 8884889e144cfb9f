/* «Vai của tôi»: chosen once in the dialog of the unit (docs/assets/units/), kept on this device under "vai-tro": {noi, viec}. It
   decides what is shown first; what belongs to others is folded, never lost. A change is told by the event "so-tay:vai-tro" on
   document. */
(() => {
  "use strict";
  const KEY = "vai-tro";
  const PARTS = {
    noi: ["Nơi làm việc", { "chi-bo": "Chi bộ", "dang-uy": "Đảng ủy" }],
    viec: ["Nhiệm vụ", { "bi-thu": "Bí thư", "van-phong": "Văn phòng", "giang-vien": "Giảng viên" }],
  };
  const CELL = "chi-bo";

  /** What is chosen: {noi, viec}, each a known name or "". */
  function role() {
    const saved = SoTay.storage.readRecord(KEY);
    const known = (part) => (Object.keys(PARTS[part][1]).includes(saved[part]) ? saved[part] : "");
    return { noi: known("noi"), viec: known("viec") };
  }

  function setRole(part, value) {
    const chosen = { ...role(), [part]: value };
    if (chosen.noi || chosen.viec) SoTay.storage.write(KEY, chosen);
    else SoTay.storage.remove(KEY);
    document.dispatchEvent(new CustomEvent("so-tay:vai-tro"));
  }

  /** Run `changed()` now and whenever another role is chosen. */
  function followRole(changed) {
    document.addEventListener("so-tay:vai-tro", changed);
    changed();
  }

  /** The role in words: «Văn phòng, đảng ủy», or nothing. */
  function roleText() {
    const { noi, viec } = role();
    const words = [PARTS.viec[1][viec], PARTS.noi[1][noi]].filter(Boolean).join(", ");
    return words.charAt(0) + words.slice(1).toLowerCase();
  }

  /** A cell below a committee: what is due is its committee's deadline. A unit that is itself a cell has none above it here. */
  function inCell(unit) {
    return role().noi === "chi-bo" && !(unit && unit.cap_uy === unit.ten);
  }

  /** The test of whether a recurring task is the reader's own, for these tasks; one that would leave nothing counts for none. */
  function ownWork(tasks, unit) {
    const { viec } = role();
    const doers = [viec !== "giang-vien" && viec, inCell(unit) && CELL].filter(Boolean);
    const isMine = (task) => doers.every((doer) => task.vai.includes(doer));
    const cellWork = (task) => task.vai.includes(CELL);
    if (!doers.length) return () => true;
    if (tasks.some(isMine)) return isMine;
    return inCell(unit) && tasks.some(cellWork) ? cellWork : () => true;
  }

  /** The test of whether an entry of the calendar is the reader's own work: of the role that was chosen, and not put away. */
  function ownEntry(entries, unit) {
    const hidden = SoTay.dueMarks.hiddenTasks(unit?.id);
    const isMine = ownWork(
      entries.map((entry) => entry.task),
      unit,
    );
    return (entry) => isMine(entry.task) && !hidden[entry.id];
  }

  // The list of what the machine keeps may have taken the role away.
  document.addEventListener("so-tay:may-nay", () => document.dispatchEvent(new CustomEvent("so-tay:vai-tro")));

  Object.assign(SoTay, { role, setRole, roleParts: PARTS, followRole, roleText, ownWork, ownEntry, inCell });
})();
