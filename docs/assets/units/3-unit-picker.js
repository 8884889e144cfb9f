/* The picker of «Đơn vị của tôi»: a dialog with a search box and a list in groups by superior. Built when first opened. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const LOAD_ALL = 1500; // up to so many units the whole list is loaded at once; beyond, a superior is opened first
  const SHOWN = 24; // units shown at first; more on request
  const MORE = 100;
  const BROKEN = "Không mở được danh sách đơn vị. Kiểm tra thư mục «assets» của sổ tay có bị thiếu hay không, rồi tải lại trang.";

  class Picker {
    constructor() {
      this.options = []; // {element, choose}
      this.position = -1;
      this.earlier = null; // the last search: {typed, found}
      this.input = el("input", "st-don-vi-hop__o", [], {
        type: "search",
        autocomplete: "off",
        role: "combobox",
        "aria-expanded": "true",
        "aria-controls": "st-don-vi-ds",
        "aria-autocomplete": "list",
      });
      this.status = el("p", "st-don-vi-hop__bao", [], { role: "status" });
      this.list = el("div", "st-don-vi-hop__ds", [], { id: "st-don-vi-ds", role: "listbox", "aria-label": "Đơn vị" });
      this.foot = el("p", "st-don-vi-hop__chan");
      const close = button("Đóng", "st-nut st-nut--phu st-nut--nho", () => this.dialog.close());
      const title = el("h2", "st-don-vi-hop__ten", "Chọn đơn vị, vai trò của tôi", { id: "st-don-vi-ten" });
      const label = el("label", "st-don-vi-hop__nhan", ["Nhập tên đơn vị, có dấu hoặc không dấu", this.input]);
      this.chosen = el("div", "st-don-vi-hop__dang");
      const parts = [
        el("div", "st-don-vi-hop__dau", [title, close]),
        this.chosen,
        SoTay.roleFields(),
        label,
        this.status,
        this.list,
        this.foot,
      ];
      this.dialog = el("dialog", "st-don-vi-hop", parts, { "aria-labelledby": "st-don-vi-ten" });
      this.input.addEventListener("input", () => this.filter());
      this.input.addEventListener("keydown", (event) => this.onKey(event));
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog) this.dialog.close();
      });
      document.body.appendChild(this.dialog);
    }

    /** The unit in hand: whose data the pages show, of which day, and the way to wipe it from a shared machine. */
    showChosen() {
      const unit = SoTay.unit();
      this.chosen.hidden = !unit;
      if (!unit) return;
      const day = `Số liệu tính đến ${unit.tinh_den}${unit.mau ? ", dữ liệu mẫu" : ""}`;
      const text = [el("strong", "", unit.ten), ` thuộc ${unit.cap_tren.ten_dang_bo}`, el("span", "st-phu", day)];
      this.chosen.replaceChildren(el("p", "", text));
      if (!SoTay.isUnitKept()) return;
      const wipe = button("Xóa khỏi máy này", "st-nut st-nut--phu st-nut--nho", () => {
        this.dialog.close();
        SoTay.openKept();
      });
      wipe.title = "Dùng cho máy dùng chung: xem nội dung máy này đang giữ, xóa từng mục hoặc tất cả";
      this.chosen.append(wipe);
    }

    onKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!this.options.length || (!step && event.key !== "Enter")) return;
      event.preventDefault();
      const { length } = this.options;
      if (step) this.mark(this.position < 0 && step < 0 ? length - 1 : (this.position + step + length) % length);
      else if (this.position >= 0) this.options[this.position].choose();
      else this.askToChoose();
    }

    /** Enter takes no doubtful unit: it goes to the list, where the reader sees what the next Enter takes. */
    askToChoose() {
      this.mark(0);
      this.status.textContent = "Chưa xác định được đơn vị. Dùng phím mũi tên đến đúng đơn vị rồi bấm Enter, hoặc nhập thêm chữ.";
    }

    /** Make one option the active one; −1 for none. */
    mark(position) {
      this.options.forEach((option, i) => {
        option.element.setAttribute("aria-selected", i === position ? "true" : "false");
      });
      this.position = position;
      const active = this.options[position];
      this.input.setAttribute("aria-activedescendant", active ? active.element.id : "");
      if (active && position > 0) active.element.scrollIntoView({ block: "nearest" });
      else this.list.scrollTop = 0;
    }

    addOption(parent, text, note, choose) {
      const content = note ? [text, el("span", "st-phu", note)] : text;
      const id = `st-don-vi-muc-${this.options.length}`;
      const element = el("div", "st-don-vi-hop__muc", content, { id, role: "option", "aria-selected": "false" });
      element.addEventListener("click", choose);
      parent.append(element);
      this.options.push({ element, choose });
    }

    choose(unit) {
      SoTay.setUnit(SoTay.units.record(unit.shard, unit.row, SoTay.duLieu.toChuc));
      this.dialog.close();
      SoTay.announce(`Đã chọn ${unit.name}`);
    }

    /** What fits best stands first, so the superior is told in each row. */
    addFound(parent, units) {
      for (const unit of units) {
        const note = `${unit.shard.loaiHinh[unit.row[3]]} · ${unit.shard.capTren.ten_dang_bo}`;
        this.addOption(parent, unit.name, note, () => this.choose(unit));
      }
    }

    addUnits(parent, units) {
      let group = null;
      let superior = null;
      for (const unit of units) {
        if (unit.shard.capTren !== superior) {
          superior = unit.shard.capTren;
          const head = el("p", "st-don-vi-hop__cap-tren", superior.ten_dang_bo, { "aria-hidden": "true" });
          group = el("div", "st-don-vi-hop__nhom", head, { role: "group", "aria-label": superior.ten_dang_bo });
          parent.append(group);
        }
        this.addOption(group, unit.name, unit.shard.loaiHinh[unit.row[3]], () => this.choose(unit));
      }
    }

    openSuperior(superior) {
      SoTay.units.loadShard(superior.id, (error, shard) => {
        if (error) {
          this.status.textContent = BROKEN;
          return;
        }
        SoTay.units.add(shard);
        this.restart();
        this.input.focus();
      });
    }

    /** Show what fits the words typed, at most `limit` options. */
    filter(limit = SHOWN) {
      const typed = this.input.value;
      // A longer text can only narrow what the shorter one found.
      const narrows = this.earlier && typed.startsWith(this.earlier.typed);
      const superiors = SoTay.duLieu.toChuc.capTren || [];
      const { units: found, sure } = SoTay.units.find(typed, narrows ? this.earlier.found : undefined);
      this.earlier = { typed, found };
      this.options = [];
      const drawn = document.createDocumentFragment();
      if (typed.trim()) this.addFound(drawn, found.slice(0, limit));
      else this.addUnits(drawn, found.slice(0, limit));
      const room = Math.max(0, limit - this.options.length);
      for (const superior of SoTay.units.unopened(superiors, typed).slice(0, room)) {
        const text = `Mở danh sách: ${superior.ten_dang_bo}`;
        this.addOption(drawn, text, `${superior.soDonVi} đơn vị`, () => this.openSuperior(superior));
      }
      if (found.length > limit) {
        this.addOption(drawn, "Hiện thêm", `${found.length - limit} đơn vị nữa`, () => {
          const position = this.position;
          this.filter(limit + MORE);
          this.mark(position < 0 ? limit : position);
          this.input.focus();
        });
      }
      this.list.replaceChildren(drawn);
      this.mark(sure && SoTay.units.isWhole(superiors) ? 0 : -1);
      this.tell(found.length, limit);
    }

    tell(number, limit) {
      if (number > limit) this.status.textContent = `Có ${number} đơn vị, đang hiển thị ${limit}. Nhập thêm chữ để thu hẹp.`;
      else if (this.options.length) this.status.textContent = `Có ${number} đơn vị.`;
      else this.status.textContent = "Không có đơn vị nào khớp. Nhập ít chữ hơn, hoặc nhập tên cũ.";
    }

    /** Forget what was typed and show the list from its head. */
    restart() {
      this.input.value = "";
      this.earlier = null;
      this.filter();
    }

    loadAll(superiors) {
      let left = superiors.length;
      for (const superior of superiors) {
        SoTay.units.loadShard(superior.id, (error, shard) => {
          if (error) {
            this.status.textContent = BROKEN;
            return;
          }
          SoTay.units.add(shard);
          left -= 1;
          if (left) return;
          SoTay.units.sort(superiors);
          this.earlier = null;
          this.filter();
        });
      }
    }

    open() {
      this.status.textContent = "Đang mở danh sách…";
      this.showChosen();
      if (!this.dialog.open) this.dialog.showModal();
      this.input.value = "";
      this.input.focus();
      SoTay.units.loadSummary((error, summary) => {
        if (error) {
          this.status.textContent = BROKEN;
          return;
        }
        const sample = summary.mau ? "; dữ liệu mẫu, hư cấu" : "";
        this.foot.textContent = `Dữ liệu của ${summary.chu}, tính đến ${summary.tinh_den}${sample}. Lựa chọn chỉ lưu trên máy này.`;
        if (summary.tong <= LOAD_ALL && summary.capTren.length) this.loadAll(summary.capTren);
        else this.restart();
      });
    }
  }

  let picker = null;

  SoTay.unitPicker = {
    open() {
      picker = picker || new Picker();
      picker.open();
    },
  };
})();
