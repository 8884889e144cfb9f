/* An exam handed in: the mark, by module too, and every question with what was answered. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  function hasPassed(state, matrix) {
    return state.dung.length * 100 >= matrix.datTu * state.de.length;
  }

  function markLine(state, matrix) {
    const right = state.dung.length;
    const total = state.de.length;
    const percent = SoTay.text.decimal(Math.round((right * 1000) / total) / 10);
    const time = SoTay.dates.clock((state.nop - state.batDau) / 1000);
    const verdict = hasPassed(state, matrix) ? "✓ Đạt" : "✗ Chưa đạt";
    const text = `${verdict}: đúng ${right}/${total} câu (${percent}%), trong ${time}. Đạt từ ${matrix.datTu}%.`;
    return el("p", "st-thi__ket", text, { tabindex: -1 });
  }

  /** The lessons to read again where less than the pass mark of a topic was right. */
  function again(links) {
    return [". Học lại: ", ...links.flatMap(([title, url], i) => [i ? " · " : "", el("a", "", title, { href: SoTay.address(url) })])];
  }

  function moduleLines(state, bank, matrix, modules, lessons) {
    const counts = new Map(); // module → [right, all]
    for (const id of state.de) {
      const count = counts.get(bank[id].hp) || [0, 0];
      counts.set(bank[id].hp, count);
      count[1] += 1;
      if (state.dung.includes(id)) count[0] += 1;
    }
    return [...counts].map(([module, [right, all]]) => {
      const failed = right * 100 < matrix.datTu * all && lessons[module].length;
      return el("li", "", [`${modules[module]}: ${right}/${all}`, ...(failed ? again(lessons[module]) : [])]);
    });
  }

  /** One question, folded; its explanation is unveiled when it is opened or printed. */
  function reviewed(sealed, number, answer, right) {
    const summary = el("summary", "", `${right ? "✓" : "✗"} Câu ${number}. ${sealed.hoi}`);
    const details = el("details", "st-thi__xem", summary);
    const unveil = () => {
      if (details.children.length > 1) return;
      const question = SoTay.bank.open(sealed);
      if (question.tinhHuong) details.append(el("p", "st-cau-hoi__tinh-huong", question.tinhHuong));
      if (!answer) details.append(el("p", "", "Chưa trả lời."));
      details.append(SoTay.questions.explain(question, answer, right));
    };
    details.addEventListener("toggle", unveil);
    window.addEventListener("beforeprint", unveil);
    return details;
  }

  /** Draw the review into `place`; `startAnew()` runs when the reader wants another exam. */
  function draw({ place, state, bank, matrix, modules, lessons, startAnew }) {
    const mark = markLine(state, matrix);
    const link = (text, path) => el("a", "st-nut st-nut--phu", text, { href: SoTay.address(path) });
    const next = [button("Làm đề khác", "st-nut", startAnew)];
    if (state.dung.length < state.de.length) next.push(link("Ôn lại câu sai", "/dao-tao/on-lai.html"));
    if (matrix.id === SoTay.classResults.FINAL && hasPassed(state, matrix))
      next.push(link("Lấy giấy chứng nhận", "/dao-tao/lop-hoc.html#giay"));
    place.replaceChildren(mark, el("ul", "", moduleLines(state, bank, matrix, modules, lessons)), el("p", "st-thi__lenh", next));
    mark.focus();
    const drawQuestions = () => {
      if (!mark.isConnected) return; // another exam was begun meanwhile
      place.append(...state.de.map((id, i) => reviewed(bank[id], i + 1, state.dap[id] || "", state.dung.includes(id))));
    };
    // The mark first, the questions in the next breath: an old machine needs a tenth of a second for each.
    requestAnimationFrame(() => setTimeout(drawQuestions, 0));
  }

  SoTay.examReview = { draw, hasPassed };
})();
