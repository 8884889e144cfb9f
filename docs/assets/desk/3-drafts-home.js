/* «Văn bản đang soạn»: the drafts of all templates on this machine, each leading back to its form. Shows nothing where there is none. */
(() => {
  "use strict";
  const { el, drafts } = SoTay;
  const SHOWN = 4; // drafts shown at once; the others on request

  function item(draft) {
    const title = draft.tenMau || draft.mau;
    const name = drafts.nameOf(draft);
    const time = drafts.timeOf(draft);
    const link = el("a", "", name === "Chưa có tên" ? title : name, {
      href: drafts.addressOf(draft),
    });
    const note = [title, draft.don_vi?.ten, time && `lưu ${time}`].filter(Boolean).join(" · ");
    return el("li", "", [link, el("span", "st-phu", note)]);
  }

  SoTay.showDrafts = (root) => {
    function draw() {
      const all = drafts.all().map(item);
      root.hidden = !all.length;
      if (!all.length) return;
      const parts = [el("h2", "", "Văn bản đang soạn"), el("ul", "st-dang-do__ds", all.slice(0, SHOWN))];
      const rest = all.slice(SHOWN);
      if (rest.length) parts.push(el("details", "", [el("summary", "", `Thêm ${rest.length} bản nháp`), el("ul", "st-dang-do__ds", rest)]));
      root.replaceChildren(...parts);
    }

    SoTay.storage.watchAll((key) => {
      if (key.startsWith(drafts.PREFIX)) draw();
    });
    for (const told of ["so-tay:da-xoa", "so-tay:may-nay"]) document.addEventListener(told, draw);
    draw();
  };
})();
