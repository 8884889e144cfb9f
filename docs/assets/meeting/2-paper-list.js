/* The papers of a meeting beside its form: each to look at, to take, to edit by hand; below, the one that is looked at. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";

  class PaperList {
    /** `told`: {onChoose(), onEdit(each), onTake(each), onFollow(each), onTasks()} */
    constructor(told) {
      this.told = told;
      this.chosen = ""; // the name of the paper that is looked at
      this.list = el("ul", "st-hop__ds");
      this.tasks = button("Tải lịch nhiệm vụ được giao (.ics)", SMALL, () => told.onTasks());
      this.preview = el("div", "st-hop__to");
      this.drawn = "";
      const parts = [el("p", "st-hop__ten", "Văn bản của cuộc họp"), this.list, el("p", "st-hop__lich", this.tasks), this.preview];
      this.element = el("div", "st-dien__xem", parts, { "aria-label": "Văn bản của cuộc họp", role: "region", tabindex: 0 });
    }

    /** `papers` as meetingPapers gives them; `canEdit`: whether there is a draft behind; `tasks`: how many have a day. */
    show(papers, canEdit, tasks) {
      this.papers = papers;
      const chosen = papers.find(({ paper }) => paper.ma === this.chosen) || papers[0];
      this.chosen = chosen.paper.ma;
      this.tasks.parentElement.hidden = tasks === 0;
      this.tasks.textContent = `Tải lịch ${tasks} nhiệm vụ được giao (.ics)`;
      // The buttons stay where nothing of theirs has changed, so that the keyboard keeps its place.
      const state = JSON.stringify([
        this.chosen,
        canEdit,
        papers.map(({ paper, own, edited, now }) => [paper.ma, Boolean(own), edited, now]),
      ]);
      if (state !== this.drawn) {
        this.drawn = state;
        this.drawRows(canEdit);
      }
      this.preview.innerHTML = SoTay.markMissing(SoTay.templateDocuments.preview(chosen.template, chosen.values));
    }

    drawRows(canEdit) {
      const at = this.list.contains(document.activeElement) ? document.activeElement.getAttribute("data-giu") : null;
      this.list.replaceChildren(...this.papers.map((each) => this.row(each, canEdit)));
      const same = at && [...this.list.querySelectorAll("[data-giu]")].find((one) => one.getAttribute("data-giu") === at);
      if (same) same.focus({ preventScroll: true });
    }

    row(each, canEdit) {
      const { paper, own, edited } = each;
      const act = (text, run) => {
        const one = button(text, SMALL, run);
        one.setAttribute("aria-label", `${text}: ${paper.ten}`);
        one.setAttribute("data-giu", `${paper.ma}|${text}`);
        return one;
      };
      const look = button(paper.ten, "st-hop__xem", () => this.choose(paper.ma));
      look.setAttribute("aria-pressed", paper.ma === this.chosen);
      look.setAttribute("data-giu", `${paper.ma}|xem`);
      const buttons = [act("Tải", () => this.told.onTake(each)), ...(canEdit ? [act("Sửa riêng", () => this.told.onEdit(each))] : [])];
      const head = el("div", "st-hop__hang", [look, el("div", "st-hop__nut", buttons)]);
      if (each.values.so) look.append(el("span", "st-hop__so", `số ${each.values.so}`));
      const state = own ? (edited.length ? `Sửa tay ${edited.length} chỗ, không theo cuộc họp:` : "Theo cuộc họp, có bản sửa riêng.") : "";
      const notes = state ? [el("p", "st-phu", state)] : [];
      const differing = edited.map((id) => {
        const label = each.template.nhan.find((field) => field.id === id).nhan;
        const { shown } = SoTay.meetingPapers;
        const { get } = SoTay.templateFields;
        return el("li", "", `${label}: giữ «${shown(get(each.values, id))}»; cuộc họp ghi «${shown(get(each.now, id))}».`);
      });
      const back = edited.length ? [el("ul", "st-hop__khac", differing), act("Ghi lại theo cuộc họp", () => this.told.onFollow(each))] : [];
      return el("li", "", [head, ...notes, ...back]);
    }

    choose(name) {
      this.chosen = name;
      this.drawn = "";
      this.told.onChoose();
      SoTay.announce("Đang xem văn bản này.");
    }
  }

  SoTay.MeetingPaperList = PaperList;
})();
