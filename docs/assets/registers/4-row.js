/* A row of a register's page: number, day and subject in the first line, the rest in small type. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const SHOWN = {
    di: { number: "so", day: "ngay", rest: ["nguoi_ky", "noi_nhan", "so_ban", "cach_gui", "ho_so", "ghi_chu"] },
    den: {
      number: "so_den",
      day: "ngay_den",
      rest: ["noi_gui", "so_ky_hieu", "ngay_vb", "do_khan", "han", "chu_tri", "ky_nhan", "ket_qua", "ho_so"],
    },
  };

  SoTay.registerRow = (page, entry) => {
    const shown = SHOWN[page.part];
    const names = Object.fromEntries(page.form.cot.map(({ id, nhan }) => [id, nhan]));
    const rest = shown.rest.filter((id) => entry[id]).map((id) => `${names[id]}: ${SoTay.typedDays.show(entry[id])}`);
    const head = el("p", "st-so__dong", [
      el("b", "st-so__so", entry[shown.number] || "chưa có số"),
      el("span", "st-so__ngay", SoTay.typedDays.show(entry[shown.day])),
      el("span", "", [entry.ten_loai ? `${entry.ten_loai} ` : "", entry.trich_yeu]),
    ]);
    const named = (verb, press) => {
      const made = button(verb, SMALL, press);
      made.setAttribute("aria-label", `${verb} ${entry[shown.number]}`);
      return made;
    };
    const buttons = [named("Sửa", () => page.edit(entry.id)), named("Xóa", () => page.remove(entry))];
    return el("li", "st-so__muc", [el("div", "", [head, el("p", "st-so__them", rest.join(" · "))]), el("div", "st-so__viec", buttons)]);
  };
})();
