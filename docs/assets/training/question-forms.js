/* A question's ways to be answered: for every kind the form, and how the answer is read from it.
   A question is what macros/training/questions.py `shape` writes; an answer is the string described there. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  function option(type, name, value, text, checked) {
    const input = el("input", "", [], { type, name, value });
    input.checked = checked;
    return el("label", "st-cau-hoi__o", [input, el("span", "", text)]);
  }

  /** Parts joined by commas, or "" when none was answered. */
  function joined(parts) {
    return parts.join("") === "" ? "" : parts.join(",");
  }

  function choice(question, earlier, name) {
    const chosen = earlier === "" ? [] : earlier.split(",").map(Number);
    const type = question.nhieu ? "checkbox" : "radio";
    const group = el("div", question.loai === "bat_loi" ? "st-cau-hoi__van-ban" : "");
    question.y.forEach((text, i) => {
      const line = option(type, name, i, text, chosen.includes(i));
      line.setAttribute("data-y", i);
      group.append(line);
    });
    const checked = () => [...group.querySelectorAll("input")].filter((input) => input.checked);
    return {
      element: group,
      read: () =>
        checked()
          .map((input) => input.value)
          .join(","),
    };
  }

  function trueOrFalse(question, earlier, name) {
    const chosen = earlier.split(",");
    const rows = question.y.map((text, i) =>
      el(
        "fieldset",
        "st-cau-hoi__phat-bieu",
        [
          el("legend", "", text),
          option("radio", `${name}-${i}`, 1, "Đúng", chosen[i] === "1"),
          option("radio", `${name}-${i}`, 0, "Sai", chosen[i] === "0"),
        ],
        { "data-y": i },
      ),
    );
    const read = (row) => row.querySelector("input:checked")?.value || "";
    return { element: el("div", "", rows), read: () => joined(rows.map(read)) };
  }

  function ordering(question, earlier) {
    const order = earlier ? earlier.split(",").map(Number) : question.y.map((_, i) => i);
    const list = el("ol", "st-cau-hoi__thu-tu");
    let touched = Boolean(earlier);

    function move(from, step) {
      const to = from + step;
      if (to < 0 || to >= order.length) return;
      order.splice(to, 0, order.splice(from, 1)[0]);
      touched = true;
      draw();
      const line = list.children[to];
      const same = line.querySelectorAll("button")[step < 0 ? 0 : 1];
      (same.disabled ? line.querySelector("button:not(:disabled)") : same).focus();
      SoTay.announce(`${question.y[order[to]]}: thứ ${to + 1} trên ${order.length}`);
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function draw() {
      list.textContent = "";
      order.forEach((y, place) => {
        const text = question.y[y];
        const up = button("↑", "st-nut st-nut--phu", () => move(place, -1));
        const down = button("↓", "st-nut st-nut--phu", () => move(place, 1));
        up.setAttribute("aria-label", `Đưa lên: ${text}`);
        down.setAttribute("aria-label", `Đưa xuống: ${text}`);
        up.disabled = place === 0;
        down.disabled = place === order.length - 1;
        list.append(el("li", "", [el("span", "", text), el("span", "st-cau-hoi__nut", [up, down])], { "data-y": y }));
      });
    }

    draw();
    // The order shown at first is never the right one; an untouched list counts as not answered.
    return { element: list, read: () => (touched ? order.join(",") : "") };
  }

  function matching(question, earlier) {
    const chosen = earlier.split(",");
    const selects = question.y.map((_, i) => {
      const select = el("select", "", new Option("Chọn…", ""));
      question.phai.forEach((text, j) => {
        select.append(new Option(text, j));
      });
      select.value = chosen[i] || "";
      return select;
    });
    const rows = selects.map((select, i) => el("label", "st-cau-hoi__cap", [el("span", "", question.y[i]), select], { "data-y": i }));
    return { element: el("div", "", rows), read: () => joined(selects.map((select) => select.value)) };
  }

  function filling(_question, earlier, name) {
    const input = el("input", "", [], { type: "text", id: name, autocomplete: "off" });
    input.value = earlier;
    const label = el("label", "", "Câu trả lời: ", { for: name });
    return { element: el("p", "st-cau-hoi__dien", [label, input]), read: () => SoTay.text.foldToWords(input.value) };
  }

  /** Kind → (question, earlier answer or "", a name of its own) → {element, read() → answer} */
  SoTay.questionForms = {
    mot: choice,
    nhieu: choice,
    tinh_huong: choice,
    bat_loi: choice,
    dung_sai: trueOrFalse,
    sap_xep: ordering,
    ghep_doi: matching,
    dien: filling,
  };
})();
