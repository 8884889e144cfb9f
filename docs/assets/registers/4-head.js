/* The head of a register's page. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const RECENT_KINDS = 6;

  /** The fields that say how the register counts. */
  function settings(page, part) {
    const day = el("input", "", [], { type: "text", inputmode: "numeric", placeholder: "ngày/tháng/năm", size: 14 });
    day.value = SoTay.typedDays.show(part.mo_so);
    day.addEventListener("change", () => {
      const read = day.value.trim() ? SoTay.typedDays.read(day.value, SoTay.dates.today().getFullYear()) : "";
      if (day.value.trim() && !read) {
        page.notice.textContent = `Không có ngày «${day.value.trim()}». Nhập như 05/11/2026.`;
        return;
      }
      const name = page.part;
      page.change((state) => {
        state[name].mo_so = read;
      }, "Đã ghi ngày mở sổ.");
    });
    const line = el("p", "st-so__nhiem-ky", el("label", "", ["Nhiệm kỳ bắt đầu ngày ", day]));
    if (page.part === "di") return line;
    const count = el("select", "", [new Option("từng năm", "nam"), new Option("cả nhiệm kỳ", "nhiem-ky")]);
    count.value = part.dem;
    count.addEventListener("change", () => {
      page.change((state) => {
        state.den.dem = count.value;
      }, "Đã đổi cách đánh số đến.");
    });
    line.append(" ", el("label", "", ["Số đến đánh theo ", count]));
    return line;
  }

  /** The next number of the kinds used last, or of arrivals. */
  function nextNumbers(page, state) {
    if (page.part === "den") return [el("p", "st-so__ke-tiep", ["Số đến kế tiếp: ", el("b", "", page.nextArrival(state))])];
    const kinds = [...new Set(state.di.dong.map((entry) => entry.ten_loai).reverse())].filter((kind) => page.data.ky_hieu[kind]);
    if (!kinds.length) return [];
    const items = kinds.slice(0, RECENT_KINDS).map((kind) => el("li", "", [`${kind} `, el("b", "", page.nextNumber(state, kind))]));
    return [el("p", "st-so__nhan", "Số kế tiếp"), el("ul", "st-so__ke-tiep", items)];
  }

  /** What stands above the entries: whose register, what can be done, how it counts, which numbers come next. */
  SoTay.registerHead = (page, state) => {
    const part = state[page.part];
    const add = button(page.part === "di" ? "Lấy số, ghi văn bản" : "Ghi văn bản đến", "st-nut", () => page.add());
    const save = button("Xuất .xlsx", "st-nut st-nut--phu", () => page.save());
    const open = button("Nhập .xlsx", "st-nut st-nut--phu", () => page.file.click());
    const print = button("In sổ", "st-nut st-nut--phu", () => page.print());
    const owner = el(
      "p",
      "st-so__cua-ai",
      page.unit ? `Sổ của ${page.unit.ten}` : "Chưa chọn đơn vị: đây là sổ riêng; chọn đơn vị thì mở sổ của đơn vị.",
    );
    return [owner, el("p", "st-so__nut", [add, open, save, print]), settings(page, part), ...nextNumbers(page, state)];
  };
})();
