/* «Thi đội»: how many teams, which topic, how many questions; then the projector. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  function choice(label, options, chosen) {
    const select = el(
      "select",
      "",
      options.map(([value, text]) => el("option", "", text, { value })),
    );
    select.value = chosen;
    return { select, label: el("label", "", [label, select]) };
  }

  /** Questions that are answered by one letter, of a topic or of all, in a chance order. */
  function drawn(bank, topic, count) {
    const fitting = Object.values(bank).filter(
      ({ loai, nhieu, hp }) => ["mot", "tinh_huong"].includes(loai) && !nhieu && (!topic || hp === topic),
    );
    const mixed = fitting.map((question) => [Math.random(), question.id]).sort((a, b) => a[0] - b[0]);
    return mixed.slice(0, count).map(([, id]) => id);
  }

  SoTay.openTeams = (root, { hocPhan }) => {
    const numbers = (all, word) => all.map((number) => [String(number), `${number} ${word}`]);
    const teams = choice("Số đội", numbers([2, 3, 4, 5, 6], "đội"), "3");
    const topic = choice("Chủ đề", [["", "Tất cả"], ...Object.entries(hocPhan)], "");
    const count = choice("Số câu", numbers([5, 10, 15, 20], "câu"), "10");
    const told = el("p", "", "", { role: "alert" });
    const begin = button("Bắt đầu", "st-nut", () => {
      SoTay.bank.load((bank, error) => {
        told.textContent = error;
        if (!bank) return;
        const contest = new SoTay.Contest(Number(teams.select.value), drawn(bank, topic.select.value, Number(count.select.value)));
        new SoTay.ContestStage(contest, bank, () => begin.focus());
      });
    });
    root.replaceChildren(el("div", "st-lop__hang", [teams.label, topic.label, count.label, begin]), told);
  };
})();
