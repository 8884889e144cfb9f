/* One slide as the class sees it, and a tally of hands on its question. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const LARGEST = 18; // tenths of the usual size
  const LARGEST_WITH_LARGE_TEXT = 24;
  const GAP = 8; // px between the last line and the foot

  /** [["chữ", 0], ["từ khóa", 3]] → text with its numbered keywords. */
  function keyworded(pieces) {
    return pieces.map(([text, number]) => (number ? el("strong", "st-chieu__tu", [text, el("sup", "", String(number))]) : text));
  }

  function optionLine(text, i) {
    const letter = String.fromCharCode(65 + i);
    const tally = el("output", "st-chieu__phieu");
    const add = button(letter, "st-chieu__chu", (event) => {
      const votes = Math.max(0, Number(tally.value || 0) + (event.shiftKey ? -1 : 1));
      tally.value = votes || "";
      SoTay.announce(`Ý ${letter}: ${votes} phiếu`);
    });
    add.title = "Bấm để thêm một phiếu, giữ Shift để bớt";
    add.setAttribute("aria-label", `Thêm một phiếu cho ý ${letter}`);
    return el("li", "", [add, el("span", "", text), tally]);
  }

  function questionBox(question) {
    const situation = question.tinhHuong ? [el("p", "", question.tinhHuong)] : [];
    return el("div", "st-chieu__cau", [
      ...situation,
      el("p", "st-chieu__hoi", question.hoi.replace("___", "……")),
      el("ol", "st-chieu__y", question.y.map(optionLine)),
    ]);
  }

  /** The slide `at` of a lesson, as an element. */
  function draw(slide, at, lesson) {
    const total = lesson.trang.length;
    const parts = [el("h2", "", slide.tieuDe)];
    if (slide.loai === "bia") parts.push(el("p", "", slide.phu));
    if (slide.y) {
      const lines = slide.y.map((pieces) => el("li", "", keyworded(pieces)));
      parts.push(el("ul", "", lines));
    }
    if (slide.cau) parts.push(questionBox(slide.cau));
    parts.push(el("footer", "", [el("span", "", lesson.ten), el("span", "", `${at + 1}/${total}`)]));
    const label = `Trang ${at + 1} trên ${total}`;
    return el("section", `st-chieu__trang st-chieu__trang--${slide.loai}`, parts, { "aria-label": label });
  }

  /** The sign beside one line when the answer is shown, or "". */
  function signOf(question, key, i) {
    if (question.loai === "sap_xep") return String(key.indexOf(String(i)) + 1);
    if (question.loai === "dung_sai") return key[i] === "1" ? "Đ" : "S";
    if (!key.includes(String(i))) return "";
    return question.loai === "bat_loi" ? "✓ có lỗi" : "✓";
  }

  function showAnswer(element, question) {
    const key = question.khoa[0].split(",");
    if (question.loai === "dien") element.querySelector(".st-chieu__hoi").append(el("strong", "", ` → ${question.giai.dapAn}`));
    element.querySelectorAll(".st-chieu__y li").forEach((line, i) => {
      const sign = signOf(question, key, i);
      if (!sign) return;
      line.classList.add("st-chieu__dung");
      line.append(el("span", "st-chieu__dau", sign));
    });
  }

  /** Let the words of a slide be as large as its page holds: a slide of three lines is read from the last row, too. */
  function fit(slide) {
    const foot = slide.querySelector("footer");
    const largest = SoTay.isLargeText() ? LARGEST_WITH_LARGE_TEXT : LARGEST;
    for (let tenths = largest; tenths >= 10; tenths--) {
      slide.style.fontSize = `calc(var(--co) * ${tenths / 10})`;
      const last = foot.previousElementSibling.getBoundingClientRect().bottom;
      if (last <= foot.getBoundingClientRect().top - GAP && slide.scrollWidth <= slide.clientWidth) return;
    }
  }

  /** What a slide says, in lines: the trainer leads over to it before the class sees it. */
  function outline(slide) {
    const lines = slide.cau ? [slide.cau.hoi, ...slide.cau.y] : (slide.y || []).map((pieces) => pieces.map(([text]) => text).join(""));
    return [slide.tieuDe, ...lines].join("\n– ");
  }

  SoTay.slideView = { draw, showAnswer, fit, outline };
})();
