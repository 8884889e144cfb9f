/* One thing due in the file of a month: its deadline, the rail of its steps, drafts, checklist, message, and that it is sent. */
(() => {
  "use strict";
  const { el, drafts } = SoTay;
  const MOST_DRAFTS = 3;

  /** The steps with their days; a tick is kept at once. */
  function rail(page, entry, facts, name) {
    const work = SoTay.monthRecord.workOf(page.unit.id, entry);
    const today = SoTay.dates.today();
    const rows = facts.buoc.map(({ id, ten, nguoi, truoc, han }) => {
      const box = el("input", "st-ho-so__o", [], { type: "checkbox", "data-giu": `${name}|buoc|${id}` });
      box.checked = Boolean(work.buoc[id]);
      box.addEventListener("change", () => {
        SoTay.monthRecord.change(page.unit.id, entry, (kept) => {
          if (box.checked) kept.buoc[id] = true;
          else delete kept.buoc[id];
        });
        page.draw();
      });
      const dated = truoc !== undefined;
      // Once the deadline itself has passed, its own day says all.
      const passed =
        dated && !box.checked && !SoTay.dueMarks.isSent(entry) && entry.date >= today && SoTay.due.stepDay(entry.date, truoc) < today;
      const when = dated ? SoTay.monthFile.stepLabel(entry.date, truoc) : han || "";
      const notes = [el("b", dated ? "st-ho-so__ngay" : "", when), el("span", "", passed ? `đã qua · ${nguoi}` : nguoi)];
      const words = el("span", "", [el("span", "st-ho-so__buoc-ten", ten), el("span", "st-ho-so__khi", when ? notes : notes.slice(1))]);
      return el("li", passed ? "st-ho-so__buoc--qua" : "", el("label", "st-ho-so__dong", [box, words]));
    });
    return el("ol", "st-ho-so__ray", rows);
  }

  function draftPart(page, facts) {
    const own = SoTay.monthDrafts.of(page.unit, facts).slice(0, MOST_DRAFTS);
    const going = own.map((draft) => {
      const time = drafts.timeOf(draft);
      const words = [draft.tenMau || draft.mau, time && `lưu ${time}`].filter(Boolean).join(" · ");
      const link = el("a", "", `Tiếp tục: ${drafts.nameOf(draft)}`, { href: drafts.addressOf(draft) });
      return el("li", "", [link, el("span", "st-phu", words)]);
    });
    const fresh =
      (words) =>
      ([id, name]) =>
        el("li", "", el("a", "", `${words}: ${name}`, { href: drafts.pageOf(id) }));
    const begin = [...facts.cuoc_hop.map(fresh("Điền cả bộ một lần")), ...facts.mau.map(fresh("Điền bản mới"))];
    return el("section", "st-ho-so__phan", [el("h4", "", "Bản nháp"), el("ul", "st-ho-so__nhap", [...going, ...begin])]);
  }

  function checklistPart(page, entry, facts, name) {
    const list = facts.bang_kiem;
    const done = SoTay.monthChecklist.count(list, SoTay.dates.monthStart(entry.date));
    const link = el("a", "", "mở trang", { href: SoTay.address(`/bang-kiem/${list.id}.html`) });
    const title = el("summary", "", `Bảng kiểm: ${done}/${list.muc.length} xong`);
    const parts = SoTay.monthChecklist.draw(list, SoTay.dates.monthStart(entry.date), name, () => page.draw());
    return el("details", "st-ho-so__kiem", [title, ...parts, el("p", "st-phu", [`${list.ten}, `, link])], { "data-mo": `${name}|kiem` });
  }

  /** «2/6 bước · bảng kiểm 4/10 · còn 3 ngày», or how it ended. */
  function stateText(page, entry, facts) {
    const work = SoTay.monthRecord.workOf(page.unit.id, entry);
    const today = SoTay.dates.today();
    if (SoTay.dueMarks.isSent(entry)) return [work.so, SoTay.monthFile.outcome(entry, work, today)].filter(Boolean).join(" · ");
    const ticked = facts.buoc.filter(({ id }) => work.buoc[id]).length;
    const list = facts.bang_kiem;
    return [
      SoTay.due.whenText(SoTay.dates.daysBetween(today, entry.date)),
      facts.buoc.length && `${ticked}/${facts.buoc.length} bước`,
      list && `bảng kiểm ${SoTay.monthChecklist.count(list, SoTay.dates.monthStart(entry.date))}/${list.muc.length}`,
      entry.moved,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  /** @param {boolean} open whether it stands unfolded when it is first shown */
  SoTay.monthWork = (page, entry, open) => {
    const facts = page.data.viec[entry.id] || { buoc: [], mau: [], cuoc_hop: [] };
    const name = entry.dayKey;
    const sent = SoTay.dueMarks.isSent(entry);
    const late = !sent && entry.date < SoTay.dates.today();
    const sending = new SoTay.MonthSending(page, entry, name);
    const title = el("summary", "st-ho-so__tom", [
      el("time", "st-ho-so__han", SoTay.dates.text(entry.date).slice(0, 5), { datetime: SoTay.dates.iso(entry.date) }),
      el("span", "st-ho-so__ten", [entry.name, el("span", "st-ho-so__tinh", stateText(page, entry, facts))]),
    ]);
    const steps = facts.buoc.length ? [el("h4", "", "Các bước"), rail(page, entry, facts, name)] : [];
    const procedure = facts.quy_trinh
      ? [el("p", "st-phu", el("a", "", `Quy trình: ${facts.quy_trinh[0]}`, { href: SoTay.address(facts.quy_trinh[1]) }))]
      : [];
    const left = el("div", "st-ho-so__phan", [...steps, ...procedure]);
    const right = el("div", "", [
      ...(facts.mau.length || facts.cuoc_hop.length ? [draftPart(page, facts)] : []),
      ...(facts.bang_kiem ? [checklistPart(page, entry, facts, name)] : []),
      sending.messagePart(),
      sending.sentPart(),
    ]);
    const className = `st-ho-so__viec${sent ? " st-ho-so__viec--gui" : ""}${late ? " st-ho-so__viec--qua" : ""}`;
    const box = el("details", className, [title, el("div", "st-ho-so__than", [left, right])], { "data-mo": name });
    box.open = open;
    return box;
  };
})();
