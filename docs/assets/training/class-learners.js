/* The class page's first part: who learns on this machine, and the export of their results. */
(() => {
  "use strict";
  const { el, button, field } = SoTay;

  function today() {
    return SoTay.dates.iso(SoTay.dates.today()).replace(/-/g, "");
  }

  function summary(results) {
    const last = results.thi[results.thi.length - 1];
    const exam = last ? `, thi ${last.dung}/${last.soCau}` : "";
    return `luyện ${results.luyen.dung}/${results.luyen.lam}${exam}`;
  }

  function exportResults() {
    const blob = new Blob([SoTay.classResults.exportText()], { type: "application/json" });
    SoTay.download(blob, `ket-qua-${today()}-${Date.now() % 100000}.json`);
  }

  function learnerLine(id, learner, current, redraw) {
    const texts = [learner.ten, learner.donVi, summary(SoTay.classResults.resultsOf(id))].filter(Boolean);
    const choose = button((current ? "● " : "") + texts.join(" · "), "st-nut st-nut--phu", () => {
      SoTay.learners.choose(id);
      redraw();
    });
    choose.setAttribute("aria-pressed", current ? "true" : "false");
    return el("li", "", choose);
  }

  /** Draw the part into `place`. */
  function draw(place) {
    const redraw = () => draw(place);
    const all = SoTay.learners.list();
    const current = SoTay.learners.current();
    const name = field("Họ và tên", "ten");
    const unit = field("Đơn vị", "don-vi");
    const lines = Object.keys(all).map((id) => learnerLine(id, all[id], id === current, redraw));
    const add = button("Thêm người học", "st-nut", () => {
      const typed = name.input.value.trim();
      if (!typed) {
        SoTay.announce("Ghi họ và tên.");
        name.input.focus();
        return;
      }
      SoTay.learners.add(typed, unit.input.value.trim());
      redraw();
    });
    const save = button("Xuất kết quả ra tệp", "st-nut", exportResults);
    save.disabled = !lines.length;
    const hint = current ? `Đang học: ${all[current].ten}. Bấm tên khác để đổi người.` : "Chưa có người học. Ghi tên rồi bắt đầu học.";
    place.replaceChildren(
      el("h2", "", "Người học trên máy này"),
      el("p", "", hint),
      el("ul", "st-lop__nguoi", lines),
      el("div", "st-lop__hang", [name.label, unit.label, add]),
      el("p", "", save),
    );
  }

  SoTay.classLearners = { draw, today };
})();
