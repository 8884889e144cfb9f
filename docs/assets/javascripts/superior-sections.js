/* Pages that speak of every superior: once it is known who reads, the others fold away, one button brings them back. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  SoTay.component("theo-cap-tren", (root) => {
    const sections = [...root.querySelectorAll("[data-cap-tren]")];
    const bar = el("div", "st-cap-tren-khac");
    let unfolded = false;
    root.prepend(bar);

    function draw() {
      const superior = SoTay.unit()?.cap_tren;
      const own = sections.filter((section) => superior && section.getAttribute("data-cap-tren") === superior.id);
      const useful = own.length > 0 && own.length < sections.length;
      const folded = useful && !unfolded;
      for (const section of sections) section.hidden = folded && !own.includes(section);
      bar.textContent = "";
      bar.hidden = !useful;
      if (!useful) return;
      const text = folded ? `Đang hiện phần của ${superior.ten_dang_bo}.` : "Đang hiện mọi cấp trên.";
      const toggle = button(folded ? "Hiện mọi cấp trên" : "Chỉ hiện cấp trên của tôi", "st-nut st-nut--phu st-nut--nho", () => {
        unfolded = !unfolded;
        draw();
        bar.querySelector("button").focus();
      });
      bar.append(el("span", "", text), toggle);
    }

    SoTay.followUnit(draw);
  });
})();
