/* The exam: choose, sit, hand in, review. Nothing tells an answer before it is handed in: the bank holds salted hashes.

   Saved under the learner's key "thi" as it is given, so that a power cut loses at most one answer:
   {maTran: exam, hat: seed, de: [question], dap: {question: answer}, co: {question: 1 when flagged}, o: place,
    batDau, het, nop: moments of start, end and handing in, ten: learner, luc: moment of saving, dung: [question]} */
(() => {
  "use strict";
  const { el, button } = SoTay;

  SoTay.component("thi", (root) => {
    const { maTran: matrices, hocPhan: modules, bai: lessons } = JSON.parse(root.querySelector("script").textContent);
    const key = SoTay.learners.key("thi");
    const body = root.appendChild(el("div"));
    let bank = {};
    let journal = null;
    let sitting = null; // the exam being sat, if one is
    root.querySelector(".st-can-js").hidden = true;

    function save(state) {
      state.luc = Date.now();
      SoTay.storage.write(key, state);
      journal.write(state);
    }

    function matrixOf(state) {
      return matrices.find((matrix) => matrix.id === state.maTran);
    }

    function start(matrix) {
      const seed = Math.floor(Math.random() * 4294967296);
      const state = {
        maTran: matrix.id,
        hat: seed,
        de: SoTay.drawExam(matrix, Object.values(bank), seed),
        dap: {},
        co: {},
        o: 0,
        batDau: Date.now(),
        het: Date.now() + matrix.phut * 60000,
        nop: 0,
        ten: SoTay.learners.currentName(),
      };
      save(state);
      sit(state);
    }

    function drawStart() {
      const name = SoTay.learners.currentName();
      const select = el("select", "", [], { id: "st-thi-de" });
      for (const matrix of matrices) select.append(new Option(`${matrix.ten} · ${matrix.phut} phút · đạt từ ${matrix.datTu}%`, matrix.id));
      const label = el("label", "", "Chọn đề: ", { for: select.id });
      const begin = button("Bắt đầu", "st-nut", () => start(matrices.find((matrix) => matrix.id === select.value)));
      body.replaceChildren(
        el("p", "", name ? `Người làm bài: ${name}.` : "Chưa chọn người học; kết quả ghi cho máy này."),
        el("p", "st-thi__chon", [label, select, " ", begin]),
      );
    }

    function sit(state) {
      body.textContent = "";
      sitting = SoTay.examSitting({ place: body, title: matrixOf(state).ten, state, bank, save, handIn });
    }

    function handIn(state) {
      if (sitting) sitting.stop();
      if (!state.nop) mark(state);
      review(state);
    }

    /** Mark the answers and add the result to the learner's list under "ket-qua". */
    function mark(state) {
      const matrix = matrixOf(state);
      state.nop = Math.min(Date.now(), state.het);
      state.dung = state.de.filter((id) => SoTay.bank.isRight(bank[id], state.dap[id] || ""));
      save(state);
      const resultsKey = SoTay.learners.key("ket-qua");
      const result = {
        de: state.maTran,
        ten: matrix.ten,
        ngay: SoTay.dates.text(new Date(state.nop)),
        soCau: state.de.length,
        dung: state.dung.length,
        giay: Math.round((state.nop - state.batDau) / 1000),
        dat: SoTay.examReview.hasPassed(state, matrix),
      };
      SoTay.storage.write(resultsKey, [...SoTay.storage.readList(resultsKey), result]);
      // What was missed comes back in «Ôn lại», as what is missed in practice does.
      SoTay.practice.save(state.de.map((id) => [bank[id], state.dap[id] || "", state.dung.includes(id)]));
    }

    function review(state) {
      SoTay.examReview.draw({
        place: body,
        state,
        bank,
        matrix: matrixOf(state),
        modules,
        lessons,
        startAnew: () => {
          SoTay.storage.remove(key);
          journal.write({ luc: Date.now(), xoa: true });
          drawStart();
        },
      });
    }

    /** The machine was wiped from another window: nothing of this exam is written again. */
    function end() {
      if (sitting) sitting.stop();
      body.replaceChildren(
        el("p", "", "Buổi học đã kết thúc trên máy này, bài làm đã xóa. Tải lại trang để làm bài mới.", { role: "status" }),
      );
    }

    /** Of the two places the one written later. */
    function latest(kept) {
      const saved = SoTay.storage.read(key, null);
      if (!kept || (saved && saved.luc >= kept.luc)) return saved;
      return kept.xoa ? null : kept;
    }

    function isWhole(state) {
      return state && matrixOf(state) && state.de.every((id) => bank[id]);
    }

    SoTay.bank.load((questions, error) => {
      if (!questions) {
        body.textContent = error;
        return;
      }
      bank = questions;
      SoTay.examJournal.start(key, end, (opened, kept) => {
        journal = opened;
        const state = latest(kept);
        if (!isWhole(state)) drawStart();
        else if (state.nop) review(state);
        else if (Date.now() >= state.het) handIn(state);
        else sit(state);
      });
    });
  });
})();
