/* «Thả tệp vào đây»: one file is shown with its paper, many first as a table. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const { GROUPS, count, refused, summary, list, paragraphOf } = SoTay.findings;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const HANDED = "kiem-van-ban"; // where a form keeps the document that is to be checked
  const PAUSE = 500; // ms between two looks of a table that grows
  const UNREAD = "Máy không đọc được tệp này. Đóng tệp nếu đang mở ở nơi khác, sao chép sang nơi khác rồi thử lại.";

  const isWord = (name) => /\.(?:docx|doc|docm)$/i.test(name) && !name.startsWith("~$");

  class Page {
    constructor(root) {
      this.root = root;
      this.kinds = [];
      this.rulesets = [];
      this.files = []; // {path, file, report}
      this.open = null;
      this.back = []; // the way to the form that handed a document over
      this.round = 0; // what comes back of an earlier round is no longer wanted
      this.one = this.input("Chọn tệp", { multiple: "", accept: ".docx,.doc,.docm" });
      this.folder = this.input("Chọn cả thư mục", { webkitdirectory: "" });
      this.said = el("p", "st-kt__bao", "", { role: "status" });
      this.table = el("div", "st-kt__bang");
      this.result = el("div", "st-kt__mot");
      const place = el("div", "st-kt__tha", [
        el("p", "st-kt__moi", "Thả tệp Word vào đây"),
        el("p", "st-phu", "Một hay nhiều tệp .docx, cả thư mục cũng được. Tệp chỉ được đọc trên máy này, không gửi đi nơi khác."),
        el("div", "st-kt__nut", [this.one, this.folder]),
      ]);
      root.replaceChildren(place, this.said, this.table, this.result);
      this.checker = new SoTay.checking.Checker(({ kinds, rulesets }) => Object.assign(this, { kinds, rulesets }));
      SoTay.droppedFiles.listen(root, "st-kt--tren", isWord, (files) => this.take(files));
      this.takeHanded();
    }

    /** What a form has handed over stays on this device no longer than until it is read. */
    takeHanded() {
      const handed = SoTay.keptFile.read(HANDED);
      SoTay.storage.remove(HANDED);
      if (!handed) return;
      this.back = [button("Về bản đang soạn", SMALL, () => history.back())];
      this.take([{ path: handed.name, file: new File([handed.bytes], handed.name, { type: WORD }) }]);
    }

    input(text, attributes) {
      const input = el("input", "st-kt__tep", [], { type: "file", ...attributes });
      input.addEventListener("change", () => {
        this.take(SoTay.droppedFiles.chosen(input, isWord));
        input.value = ""; // so that the same file may be chosen again once it is mended
      });
      return el("label", "st-nut", [text, input]);
    }

    async take(files) {
      const round = ++this.round;
      this.checker.clear();
      this.files = files;
      this.result.replaceChildren();
      this.table.replaceChildren();
      if (!files.length) {
        this.say("Không thấy tệp Word nào ở đây.");
        return;
      }
      let shown = 0;
      let last = 0;
      for (const [index, each] of files.entries()) {
        const report = await this.judged(each, {});
        if (round !== this.round) return;
        each.report = report;
        // A row at a time would lay out the whole table for each file.
        const due = index + 1 === files.length || performance.now() - last > PAUSE;
        if (files.length < 2 || !due) continue;
        this.addRows(files.slice(shown, index + 1));
        this.say(`Đang kiểm tra ${index + 1}/${files.length} tệp …`);
        shown = index + 1;
        last = performance.now();
      }
      if (files.length === 1) this.show(files[0]);
      else this.say(this.total());
    }

    say(text) {
      this.said.textContent = text;
    }

    async judged({ path, file }, forced) {
      const content = await SoTay.checking.bytesOf(file);
      if (content) return this.checker.judge(path, content, forced);
      const finding = {
        id: "tu-choi-khong-doc-duoc",
        severity: "error",
        clause: "",
        place: "cả tệp",
        found: UNREAD,
        expected: "",
        mend: "",
      };
      return { file: path, kind: null, ruleset: null, checked: 0, findings: [finding], names: ["Không kiểm tra được"] };
    }

    total() {
      const failed = this.files.filter(({ report }) => count(report, "error")).length;
      return `Đã kiểm tra ${this.files.length} tệp: ${failed} tệp có lỗi, ${this.files.length - failed} tệp không thấy lỗi.`;
    }

    addRows(some) {
      if (!this.table.children.length) {
        const head = ["Tệp", "Loại", ...GROUPS.map(([, title]) => title)].map((title) => el("th", "", title, { scope: "col" }));
        this.rows = el("tbody");
        this.table.append(el("table", "st-kt__cac-tep", [el("thead", "", el("tr", "", head)), this.rows]));
      }
      this.rows.append(...some.map((each) => this.row(each)));
    }

    row(each) {
      const { report } = each;
      const name = button(each.path, "st-kt__mo", () => this.show(each));
      const cells = GROUPS.map(([severity]) => el("td", "st-kt__dem", refused(report) ? "–" : String(count(report, severity))));
      const kind = refused(report) ? report.findings[0].found : this.kindName(report.kind);
      return el("tr", count(report, "error") ? "st-kt__co-loi" : "", [el("td", "", name), el("td", "", kind), ...cells]);
    }

    kindName(id) {
      return this.kinds.find(([known]) => known === id)?.[1] || "chưa rõ loại";
    }

    rulesName(id) {
      return this.rulesets.find(([known]) => known === id)?.[1] || "";
    }

    /** The choice that overrides what the file itself says. */
    choice(label, options, found, chosen, change) {
      const select = el("select", "", [
        el("option", "", `Tự nhận dạng: ${found}`, { value: "" }),
        ...options.map(([id, name]) => el("option", "", name, { value: id })),
      ]);
      select.value = chosen || "";
      select.addEventListener("change", () => change(select.value));
      return el("label", "st-kt__chon", [label, select]);
    }

    async show(each, forced = {}, wanted = this.round) {
      const { report } = each;
      this.open = each;
      const again = async (change) => {
        const now = { ...forced, ...change };
        // What stands here is about to be judged anew: until then nothing is done with the judgement of before.
        for (const old of this.result.querySelectorAll(".st-kt__nut button, .st-kt__chon select")) old.disabled = true;
        each.report = await this.judged(each, now);
        if (this.open === each) this.show(each, now, wanted);
      };
      const rules = this.rulesName(report.ruleset);
      const choices = refused(report)
        ? []
        : [
            this.choice("Loại văn bản", this.kinds, this.kindName(report.kind), forced.kind, (kind) => again({ kind })),
            this.choice("Quy tắc", this.rulesets, rules || "theo ngày ký", forced.ruleset, (ruleset) => again({ ruleset })),
          ];
      const content = await SoTay.checking.bytesOf(each.file);
      const lines = content && !refused(report) ? await this.checker.picture(content) : [];
      const seekFinding = (number) => SoTay.paper.show(this.result.querySelector(`#kt-${number}`));
      const seekPlace = (paragraph) => SoTay.paper.show(this.result.querySelector(`[data-doan="${paragraph}"]`));
      const paper = lines.length ? [await SoTay.paper.paper(lines, this.marks(report), seekFinding)] : [];
      if (this.open !== each || wanted !== this.round) return;
      const head = el("div", "st-kt__dau-ket-qua", [
        el("h2", "st-kt__ten-tep", each.path, { tabindex: "-1" }),
        el("p", "st-kt__tong", summary(report)),
        el("div", "st-kt__lua-chon", choices),
        el("div", "st-kt__nut", this.actions(each, content, forced)),
        el("div", "st-kt__da-sua", [], { role: "status" }),
      ]);
      this.result.replaceChildren(head, el("div", "st-kt__hai-ben", [list(report, rules, seekPlace), ...paper]));
      head.querySelector("h2").focus({ preventScroll: this.files.length === 1 });
      if (this.files.length === 1) this.say("Đã kiểm tra xong.");
    }

    /** The corrected copy, and the list of what is different in it. */
    async mend(each, content, forced) {
      const told = this.result.querySelector(".st-kt__da-sua");
      const { changes, files } = await this.checker.mend(content, forced);
      if (!changes.length) {
        told.replaceChildren(el("p", "", "Không có lỗi nào sửa được tự động. Sửa theo từng mục dưới đây."));
        return;
      }
      const name = each.path
        .split("/")
        .pop()
        .replace(/\.docx$/i, "");
      const bytes = SoTay.zip(files);
      SoTay.download(new Blob([bytes], { type: WORD }), `${name}-da-sua.docx`);
      const after = await this.checker.judge(each.path, bytes, forced);
      const items = changes.map((change) => el("li", "", `${change.what}, ${change.place}: ${change.before} → ${change.after}`));
      told.replaceChildren(
        el("p", "", `Đã tải bản sửa «${name}-da-sua.docx», tệp gốc giữ nguyên. ${changes.length} chỗ đã sửa:`),
        el("ul", "", items),
        el("p", "", `Bản sửa: ${summary(after)} Đọc lại trước khi trình ký.`),
      );
    }

    actions(each, content, forced) {
      const actions = [button("In kết quả", SMALL, () => SoTay.printAlone(this.result))];
      if (this.files.length > 1) actions.unshift(button("Về danh sách tệp", SMALL, () => this.table.scrollIntoView()));
      actions.push(...this.back);
      if (content && each.report.findings.length && !refused(each.report)) {
        actions.unshift(button("Sửa tự động", "st-nut st-nut--nho", () => this.mend(each, content, forced)));
      }
      return actions;
    }

    /** Paragraph, number and kind of each finding that names a paragraph; numbers as the list gives them. */
    marks(report) {
      const ordered = GROUPS.flatMap(([severity, , kind]) => report.findings.filter((f) => f.severity === severity).map((f) => [f, kind]));
      return ordered.map(([finding, kind], index) => [paragraphOf(finding.place), index + 1, kind]).filter(([paragraph]) => paragraph);
    }
  }

  SoTay.openChecker = (root) => new Page(root);
})();
