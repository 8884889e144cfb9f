/* Who is learning on this machine: short-lived profiles, so that people who share a PC never mix. */
(() => {
  "use strict";
  const ALL = "nguoi-hoc";
  const CURRENT = "nguoi-hoc-nay";
  const SPOTTING = "bat-loi"; // what a learner's hunts for mistakes leave, also for «Ôn lại»

  /** {id: {ten, donVi}} */
  function list() {
    return SoTay.storage.readRecord(ALL);
  }

  /** The id of who is learning now, or "". */
  function current() {
    const id = SoTay.storage.read(CURRENT, "");
    return list()[id] ? id : "";
  }

  /** "thi" → "hoc:<who>:thi"; "may" stands for a reader without a profile. */
  function key(name, id = current() || "may") {
    return `hoc:${id}:${name}`;
  }

  function choose(id) {
    SoTay.storage.write(CURRENT, id);
  }

  function add(name, unit) {
    const all = list();
    let id = `hv${Object.keys(all).length + 1}`;
    while (all[id]) id += "a";
    all[id] = { ten: name, donVi: unit };
    SoTay.storage.write(ALL, all);
    choose(id);
  }

  /** The name of who is learning now, or "". */
  function currentName() {
    return (list()[current()] || { ten: "" }).ten;
  }

  SoTay.learners = { SPOTTING, list, current, currentName, key, choose, add };
})();
