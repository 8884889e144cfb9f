/* «Bộ mẫu cho đơn vị»: choose units, take their packs home as one file. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SECONDARY = "st-nut st-nut--phu";
  const BROKEN = "Không mở được dữ liệu của sổ tay. Tải lại trang rồi thử lần nữa.";
  const ZIP = "application/zip";

  class Packs {
    constructor(root) {
      this.units = []; // {box, shard, row}
      this.told = el("p", "", "", { role: "status" });
      this.list = el("div", "st-bo-mau__ds");
      this.filter = SoTay.field("Lọc theo tên đơn vị", "loc");
      this.filter.input.addEventListener("input", () => this.drawFilter());
      this.make = button("Tạo bộ mẫu", "st-nut", () => this.run());
      const all = button("Chọn mọi đơn vị đang hiển thị", SECONDARY, () => this.choose(true));
      const none = button("Bỏ chọn", SECONDARY, () => this.choose(false));
      root.replaceChildren(
        el("div", "st-lop__hang", [this.filter.label, all, none]),
        this.list,
        el("p", "st-lop__hang", [this.make]),
        this.told,
      );
      this.load();
    }

    say(text) {
      this.told.textContent = text;
    }

    load() {
      SoTay.units.loadSummary((error, summary) => {
        if (error) {
          this.say(BROKEN);
          return;
        }
        let left = summary.capTren.length;
        for (const superior of summary.capTren) {
          SoTay.units.loadShard(superior.id, (failed, shard) => {
            if (failed) this.say(BROKEN);
            else superior.shard = shard;
            left -= 1;
            if (!left) this.draw(summary);
          });
        }
      });
    }

    draw(summary) {
      const mine = SoTay.unit()?.id;
      for (const { shard, ten_dang_bo: name } of summary.capTren) {
        if (!shard) continue;
        const lines = shard.ds.map((row) => {
          const unit = SoTay.units.record(shard, row, summary);
          const box = el("input", "", [], { type: "checkbox" });
          box.checked = unit.id === mine;
          box.addEventListener("change", () => this.count());
          const label = el("label", "", [box, ` ${unit.ten}`]);
          this.units.push({ box, label, unit, text: SoTay.text.fold(unit.ten) });
          return label;
        });
        this.list.append(el("fieldset", "st-bo-mau__nhom", [el("legend", "", name), ...lines]));
      }
      this.count();
    }

    drawFilter() {
      const words = SoTay.text.words(this.filter.input.value);
      for (const { label, text } of this.units) label.hidden = !words.every((word) => text.includes(word));
      for (const group of this.list.children) group.hidden = ![...group.querySelectorAll("label")].some((label) => !label.hidden);
    }

    choose(wanted) {
      for (const { box, label } of this.units) if (!wanted || !label.hidden) box.checked = wanted;
      this.count();
    }

    get chosen() {
      return this.units.filter(({ box }) => box.checked).map(({ unit }) => unit);
    }

    count() {
      const { length } = this.chosen;
      this.make.disabled = !length;
      this.make.textContent = length ? `Tạo bộ mẫu cho ${length} đơn vị` : "Tạo bộ mẫu";
    }

    run() {
      const rows = SoTay.duLieu["bo-mau"];
      const scripts = rows.filter(({ bang }) => !bang).map(({ id }) => `/assets/du-lieu/mau/${id}.js`);
      this.make.disabled = true;
      this.say("Đang mở các mẫu …");
      SoTay.loadAll(["/assets/du-lieu/mau/khung.js", ...scripts], (error) => {
        if (error) this.say(BROKEN);
        else this.pack(rows);
      });
    }

    /** One blank at a time, so that the page keeps answering. */
    async pack(rows) {
      const frame = SoTay.duLieu["mau/khung"];
      const units = this.chosen;
      const archives = [];
      const slips = new Set();
      for (const unit of units) {
        this.say(`Đang tạo: ${unit.ten} (${archives.length + 1}/${units.length}) …`);
        const entries = [];
        for (const row of rows) {
          await new Promise((done) => setTimeout(done, 0));
          entries.push(SoTay.packs.entry(row, unit, SoTay.duLieu, frame));
          for (const slip of SoTay.packs.slips(row, unit, SoTay.duLieu, frame)) slips.add(slip);
        }
        archives.push([`${unit.id}.zip`, SoTay.zip(entries)]);
      }
      const [[name, bytes]] = archives.length > 1 ? [["bo-mau.zip", SoTay.zip(archives)]] : archives;
      SoTay.download(new Blob([bytes], { type: ZIP }), name);
      this.told.replaceChildren(
        `Đã tải «${name}»: ${units.length} đơn vị, mỗi đơn vị ${rows.length} văn bản.`,
        ...(slips.size
          ? [
              " Tên đơn vị còn chỗ cần xem lại:",
              el(
                "ul",
                "",
                [...slips].map((slip) => el("li", "", slip)),
              ),
            ]
          : []),
      );
      this.count();
    }
  }

  SoTay.openPacks = (root) => new Packs(root);
})();
