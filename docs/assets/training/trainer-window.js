/* The trainer's own window: this slide, its notes, the next one, a clock. Written into about:blank, which is the one page
   that a file:// page may write to. */
(() => {
  "use strict";
  const STYLES = {
    body: "font:20px/1.5 system-ui,sans-serif;margin:24px;color:#1d1b1a;background:#fffdfa",
    clock: "font-size:32px;font-variant-numeric:tabular-nums;margin:0",
    notes: "white-space:pre-line",
    next: "white-space:pre-line;border-top:2px solid #a3161a;padding-top:12px;color:#5a5552",
  };
  const NO_NOTES = "Chưa có ghi chú: sao chép thư mục giang-vien của bộ giảng viên vào cạnh sổ tay.";

  /**
   * Open the window.
   * @param {object} lesson
   * @param {Object<string, string>|null} notes step → what the trainer says
   * @param {(event: KeyboardEvent) => void} onKey
   * @param {() => string} clockText
   * @returns {((at: number) => void)|null} shows the slide `at`; null when the browser has refused the window
   */
  SoTay.openTrainerWindow = (lesson, notes, onKey, clockText) => {
    const opened = window.open("", "so-tay-giang-vien", "width=900,height=640");
    if (!opened) {
      SoTay.announce("Trình duyệt chặn cửa sổ thứ hai. Cho phép cửa sổ bật lên rồi thử lại.");
      return null;
    }
    const { document: page } = opened;
    const add = (tag, style = "") => {
      const element = page.body.appendChild(page.createElement(tag));
      element.style.cssText = style;
      return element;
    };
    page.title = `Giảng viên: ${lesson.ten}`;
    page.documentElement.lang = "vi";
    page.body.textContent = "";
    page.body.style.cssText = STYLES.body;
    const clock = add("p", STYLES.clock);
    const current = add("h1");
    const spoken = add("div", STYLES.notes);
    const next = add("p", STYLES.next);
    page.addEventListener("keydown", onKey);
    const timer = setInterval(() => {
      if (opened.closed) clearInterval(timer);
      else clock.textContent = clockText();
    }, 500);

    return (at) => {
      if (opened.closed) return;
      const slide = lesson.trang[at];
      const following = lesson.trang[at + 1];
      current.textContent = `${at + 1}/${lesson.trang.length} · ${slide.tieuDe}`;
      spoken.textContent = notes ? notes[slide.buoc] || "" : NO_NOTES;
      next.textContent = following ? `Trang sau: ${SoTay.slideView.outline(following)}` : "Hết bài.";
    };
  };
})();
