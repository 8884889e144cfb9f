/* One question as a form: draw it, judge the answer, explain it. Used by practice, revision, exam and slides.
   A question is what macros/training/questions.py `shape` writes; an answer is the string described there. */
(() => {
  "use strict";
  const { el } = SoTay;
  const KINDS = {
    mot: "Chọn một phương án",
    nhieu: "Chọn nhiều phương án",
    dung_sai: "Đúng hay sai",
    sap_xep: "Sắp xếp thứ tự",
    ghep_doi: "Ghép đôi",
    dien: "Điền chỗ trống",
    bat_loi: "Tìm lỗi",
    tinh_huong: "Tình huống",
  };
  const INSTRUCTIONS = {
    nhieu: "Có thể chọn nhiều ý.",
    bat_loi: "Đánh dấu các dòng có lỗi.",
    dung_sai: "Chọn Đúng hoặc Sai cho từng ý.",
    sap_xep: "Dùng nút mũi tên để đưa từng việc lên, xuống.",
    ghep_doi: "Chọn ý tương ứng với từng dòng.",
    dien: "Nhập có dấu hoặc không dấu đều được.",
  };
  let drawn = 0;

  /** {element, read()}: the question as a fieldset, filled with `earlier` (an answer or nothing). */
  function draw(question, earlier = "") {
    drawn += 1;
    const legend = el("legend", "st-cau-hoi__hoi");
    if (question.tinhHuong) legend.append(el("span", "st-cau-hoi__tinh-huong", question.tinhHuong));
    legend.append(el("span", "", question.hoi.replace("___", "……………")));
    const instruction = INSTRUCTIONS[question.loai] || (question.nhieu ? INSTRUCTIONS.nhieu : "");
    const form = SoTay.questionForms[question.loai](question, earlier, `cau-${drawn}`);
    const hint = instruction ? [el("p", "st-cau-hoi__cach", instruction)] : [];
    return { element: el("fieldset", "st-cau-hoi__form", [legend, ...hint, form.element]), read: form.read };
  }

  /** Has every part been answered? */
  function isComplete(answer) {
    return answer !== "" && !answer.split(",").includes("");
  }

  /** Is the answer right? For questions whose key is at hand. */
  function isRight(question, answer) {
    return question.khoa.includes(answer);
  }

  const letters = (answer) => answer.split(",").filter(Boolean);

  /** What is to be said of a line that was to be chosen or left: what is right looks right, whatever was chosen. */
  function chosenLine(question, text, wanted, chosen) {
    const isHunt = question.loai === "bat_loi";
    if (wanted) {
      const done = isHunt ? ["dòng có lỗi, đã đánh dấu", "dòng có lỗi, bỏ sót"] : ["ý đúng, đã chọn", "ý đúng, chưa chọn"];
      return { text, sign: "✓", state: "dung", note: done[chosen ? 0 : 1] };
    }
    if (chosen) return { text, sign: "✗", state: "sai", note: isHunt ? "dòng này không có lỗi" : "đã chọn, không đúng" };
    return { text, sign: "·", state: "", note: "" };
  }

  /** What is to be said of each line: [{text, sign, state ("dung", "sai" or ""), note, why}]. A text is always the right one. */
  function verdicts(question, answer) {
    const key = question.khoa[0].split(",");
    const given = answer.split(",");
    const why = question.giai.vi;
    const right = (text, same, note, reason) => ({ text, sign: "✓", state: "dung", note: same || !answer ? "" : note, why: reason });
    if (question.loai === "dien") return [];
    if (question.loai === "sap_xep") {
      return key.map((y, i) => right(`${i + 1}. ${question.y[y]}`, given[i] === y, "đã đặt ở chỗ khác", why[y]));
    }
    return question.y.map((text, i) => {
      const same = given[i] === key[i];
      if (question.loai === "ghep_doi") {
        return right(`${text} → ${question.phai[key[i]]}`, same, `đã ghép với «${question.phai[given[i]]}»`, why[i]);
      }
      if (question.loai === "dung_sai") {
        return right(`${text} (${key[i] === "1" ? "Đúng" : "Sai"})`, same, `đã chọn ${given[i] === "1" ? "Đúng" : "Sai"}`, why[i]);
      }
      return { ...chosenLine(question, text, key.includes(String(i)), given.includes(String(i))), why: why[i] };
    });
  }

  function verdictLine({ text, sign, state, note, why }) {
    const content = [el("span", "st-cau-hoi__dau-y", `${sign} `), el("strong", "", text), ` – ${why}`];
    if (note) content.push(el("em", "", ` (${note})`));
    return el("li", state ? `st-cau-hoi__y-${state}` : "", content);
  }

  /** Show on the drawn options themselves which are right, and which was chosen wrongly; nothing while it is unanswered. */
  function mark(element, question, answer) {
    const isChosen = ["mot", "nhieu", "tinh_huong", "bat_loi"].includes(question.loai);
    for (const line of isChosen ? element.querySelectorAll("[data-y]") : []) {
      const wanted = letters(question.khoa[0]).includes(line.dataset.y);
      line.classList.toggle("st-cau-hoi__o--dung", answer !== "" && wanted);
      line.classList.toggle("st-cau-hoi__o--sai", !wanted && letters(answer).includes(line.dataset.y));
    }
  }

  function sources(question) {
    const cited = question.giai.canCu;
    const line = el("p", "st-cau-hoi__can-cu", cited.length ? "Căn cứ: " : "Kinh nghiệm.");
    cited.forEach((source, i) => {
      if (i) line.append("; ");
      line.append(el("a", "", source.nhan, { href: SoTay.address(source.url) }));
      if (source.luuY) line.append(` (${source.luuY})`);
    });
    return line;
  }

  /** The explanation after an answer: verdict, each line with its reason, sources. */
  function explain(question, answer, right) {
    const box = el("div", `st-cau-hoi__giai st-cau-hoi__giai--${right ? "dung" : "sai"}`);
    box.append(el("p", "st-cau-hoi__ket-qua", right ? "✓ Đúng." : "✗ Chưa đúng."));
    if (question.loai === "dien") {
      box.append(el("p", "", ["Đáp án: ", el("strong", "", question.giai.dapAn)]));
      for (const mistake of question.giai.nham) if (mistake.y === answer) box.append(el("p", "", mistake.vi));
    }
    const lines = verdicts(question, answer).map(verdictLine);
    if (lines.length) box.append(el("ul", "st-cau-hoi__tung-y", lines));
    if (question.giai.chung) box.append(el("p", "", question.giai.chung));
    box.append(sources(question));
    return box;
  }

  SoTay.questions = { KINDS, draw, isComplete, isRight, explain, mark };
})();
