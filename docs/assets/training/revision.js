/* «Ôn lại»: brings back what was missed, at growing intervals. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  /** Ids of the questions that were missed once. */
  function missed(results) {
    return Object.keys(results).filter((id) => results[id].s > 0);
  }

  /** Those of them to be asked today, the longest due first. */
  function due(results) {
    const today = SoTay.dates.todayNumber();
    return missed(results)
      .filter((id) => results[id].n <= today)
      .sort((a, b) => results[a].n - results[b].n || (a < b ? -1 : 1));
  }

  /** The mistakes of form that were overlooked in a document and are due again: they are met in another document. */
  function drawSpotting(place) {
    const mistakes = SoTay.storage.readRecord(SoTay.learners.key(SoTay.learners.SPOTTING)).loi || {};
    const ids = due(mistakes);
    if (!ids.length) return;
    const link = el("a", "st-nut st-nut--phu", "Tìm lỗi trong một văn bản", { href: SoTay.address("/dao-tao/bat-loi.html#on") });
    place.append(el("p", "", [`${ids.length} kiểu lỗi thể thức từng bỏ sót đã đến hạn. `, link]));
  }

  SoTay.component("on-lai", (root) => {
    const modules = JSON.parse(root.querySelector("script").textContent).hocPhan;
    drawSpotting(root);
    const body = root.appendChild(el("div"));
    root.querySelector(".st-can-js").hidden = true;

    /** The line at the head, which takes the focus when the next question comes. */
    function drawHead(text) {
      body.replaceChildren(el("p", "", text, { tabindex: -1 }));
    }

    function drawEmpty() {
      const waiting = missed(SoTay.practice.results()).length;
      if (waiting) drawHead(`Hôm nay không có câu nào đến hạn ôn lại. Còn ${waiting} câu từng làm sai chưa đến hạn.`);
      else drawHead("Chưa có câu nào làm sai. Làm luyện tập trước; câu làm sai được đưa lại vào trang này sau 1, 3, 7, 16 rồi 35 ngày.");
    }

    function drawQuestion(question, bank) {
      const place = el("div");
      const head = el("p", "st-cau-hoi__dau", [el("strong", "", modules[question.hp]), ` ${SoTay.questions.KINDS[question.loai]}`]);
      const section = body.appendChild(el("section", "st-cau-hoi", [head, place]));
      SoTay.practice.build(place, question, null, () => {
        if (section.querySelector(".st-on-lai__tiep")) return;
        const next = button("Câu tiếp", "st-nut st-nut--phu st-on-lai__tiep", () => {
          draw(bank);
          body.querySelector("p").focus();
        });
        section.append(next);
      });
    }

    function draw(bank) {
      const ids = due(SoTay.practice.results()).filter((id) => bank[id]);
      if (!ids.length) {
        drawEmpty();
        return;
      }
      const counts = {};
      for (const id of ids) counts[bank[id].hp] = (counts[bank[id].hp] || 0) + 1;
      const parts = Object.keys(counts).map((module) => `${modules[module]} ${counts[module]}`);
      drawHead(`Đến hạn ôn ${ids.length} câu: ${parts.join(", ")}.`);
      drawQuestion(SoTay.bank.open(bank[ids[0]]), bank);
    }

    SoTay.bank.load((bank, error) => {
      if (bank) draw(bank);
      else body.textContent = error;
    });
  });
})();
