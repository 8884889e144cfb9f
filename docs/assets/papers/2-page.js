/* «Đề thi trên giấy»: which test, how many variants, by which number; the files come home in one zip. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const MOST = 12; // variants
  const SEEDS = 1_000_000_000;

  SoTay.openPaperTests = (root, { de }) => {
    const data = SoTay.duLieu["de-giay"];
    const tests = el(
      "select",
      "",
      de.map(([id, name]) => el("option", "", name, { value: id })),
    );
    const counts = Array.from({ length: MOST }, (_, at) => el("option", "", `${at + 1} mã đề`, { value: at + 1 }));
    const count = el("select", "", counts);
    count.value = "4";
    const seed = SoTay.field("Mã tạo đề", "hat-giong");
    seed.input.value = String(1 + Math.floor(Math.random() * 9999));
    seed.input.setAttribute("inputmode", "numeric");
    const told = el("p", "", "", { role: "status" });

    function make() {
      const number = Number(seed.input.value);
      if (!/^\d{1,9}$/.test(seed.input.value.trim()) || number >= SEEDS) {
        told.textContent = "Mã tạo đề là một số có không quá chín chữ số.";
        seed.input.focus();
        return;
      }
      try {
        const files = SoTay.paperFiles(data, tests.value, Number(count.value), number);
        const name = `de-thi-${tests.value}-${number}.zip`;
        SoTay.download(new Blob([SoTay.zip(files)], { type: "application/zip" }), name);
        told.textContent = `Đã tải «${name}»: ${files.length} tệp.`;
      } catch (error) {
        told.textContent = `Không rút được đề: ${error.message}`;
      }
    }

    root.replaceChildren(
      el("div", "st-lop__hang", [
        el("label", "", ["Đề", tests]),
        el("label", "", ["Số mã đề", count]),
        seed.label,
        button("Tạo đề", "st-nut", make),
      ]),
      told,
    );
  };
})();
