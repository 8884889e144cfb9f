/* What this machine remembers of a learner's hunts, under the learner's key "bat-loi":
   {muc: {level: {lam: papers done, sao: best stars, giay: seconds of the best}}, loi: {mistake: as of an exercise}} */
(() => {
  "use strict";
  const key = () => SoTay.learners.key(SoTay.learners.SPOTTING);

  function all() {
    const saved = SoTay.storage.readRecord(key());
    return { muc: saved.muc || {}, loi: saved.loi || {} };
  }

  /** Note a judged paper; whether it is the best of its level. */
  function note(level, result, seconds) {
    const saved = all();
    const before = saved.muc[level] || { lam: 0, sao: -1, giay: 0 };
    const isBest = result.sao > before.sao || (result.sao === before.sao && seconds < before.giay);
    saved.muc[level] = { lam: before.lam + 1, ...(isBest ? { sao: result.sao, giay: seconds } : { sao: before.sao, giay: before.giay }) };
    for (const [ids, right] of [
      [result.tim, true],
      [result.sot, false],
    ]) {
      for (const id of ids) saved.loi[id] = SoTay.practice.step(saved.loi[id], right);
    }
    SoTay.storage.write(key(), saved);
    return isBest && before.lam > 0;
  }

  SoTay.spotRecord = { all, note };
})();
