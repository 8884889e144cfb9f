/* A decision table asked step by step: one question at a time, the answer at the end; the table stays below, folded. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  SoTay.component("hoi-buoc", (root) => {
    const rows = [...root.querySelectorAll("tbody tr[data-duong]")].map((row) => ({
      path: row.getAttribute("data-duong").split("|"),
      answer: row.querySelector(".st-hoi__dap"),
    }));
    const questions = [...root.querySelectorAll("thead th")].map((cell) => cell.textContent);
    const box = el("div", "st-hoi__hop");
    const table = root.querySelector(".st-bang-khung");
    const fold = el("details", "", el("summary", "", "Xem cả bảng"));
    table.before(box, fold);
    fold.appendChild(table);

    function drawAnswer(row) {
      const answer = el(
        "div",
        "st-hoi__ket",
        [...row.answer.childNodes].map((node) => node.cloneNode(true)),
      );
      const templates = answer.querySelectorAll(".st-hoi__mau a");
      for (const [i, link] of templates.entries()) {
        link.className = i ? "st-nut st-nut--phu" : "st-nut";
        link.prepend("Mở mẫu: ");
      }
      answer.querySelector(".st-hoi__mau")?.replaceChildren(...templates);
      box.append(
        answer,
        button("Chọn lại từ đầu", SMALL, () => ask([], true)),
      );
    }

    function drawChoices(chosen, possible) {
      const choices = new Set(possible.map((row) => row.path[chosen.length]));
      const buttons = [...choices].map((choice) => button(choice, "st-hoi__chon", () => ask([...chosen, choice], true)));
      box.append(el("div", "st-hoi__ds st-cot", buttons));
    }

    /** Ask what comes after the choices made. */
    function ask(chosen, moveFocus) {
      const possible = rows.filter((row) => chosen.every((choice, i) => row.path[i] === choice));
      const settled = possible.length === 1 && possible[0].path.length === chosen.length;
      const heading = settled ? `${questions[questions.length - 1]}:` : questions[chosen.length];
      const head = el("p", "st-hoi__cau", heading, { tabindex: -1 });
      box.textContent = "";
      if (chosen.length) {
        const back = button("Quay lại", SMALL, () => ask(chosen.slice(0, -1), true));
        box.append(el("p", "st-hoi__vet", [`${chosen.join(" › ")} `, back]));
      }
      box.append(head);
      if (settled) drawAnswer(possible[0]);
      else drawChoices(chosen, possible);
      if (moveFocus) head.focus();
    }

    ask([], false);
  });
})();
