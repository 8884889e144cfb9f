/* Pages that speak to every role: data-vai of a part names whom it is for («chi-bo van-phong»: both must be the reader's). */
(() => {
  "use strict";

  SoTay.component("theo-vai", (root) => {
    const sections = [...root.querySelectorAll("[data-vai]")];

    function choose() {
      const role = SoTay.role();
      const chosen = [role.noi, role.viec];
      // What the reader has not said rules nothing out.
      const fits = (part, names) => !role[part] || !names.length || names.includes(role[part]);
      const own = sections.filter((section) => {
        const names = section.getAttribute("data-vai").split(" ");
        const places = names.filter((name) => name === "chi-bo" || name === "dang-uy");
        const works = names.filter((name) => !places.includes(name));
        return fits("noi", places) && fits("viec", works);
      });
      if (chosen.some(Boolean)) {
        for (const section of own) for (const fold of section.querySelectorAll(":scope > details")) fold.open = true;
      }
      return chosen.some(Boolean)
        ? {
            own,
            folded: `Đang hiển thị phần của vai trò: ${SoTay.roleText()}.`,
            all: "Đang hiển thị phần của mọi vai trò.",
            showAll: "Hiện phần của mọi vai trò",
            showOwn: "Chỉ hiện phần dành cho tôi",
          }
        : null;
    }

    SoTay.foldSections(root, sections, choose, SoTay.followRole);
  });
})();
