/* The papers of a meeting: what the meeting gives for each, and what becomes of it where the clerk has edited a paper by hand. No page is
   needed. The values come from the project's own Python, translated into dien-cuoc-hop.js. */
(() => {
  "use strict";
  const { drafts } = SoTay;
  const { get, set } = SoTay.templateFields;

  /** A value as it counts when two are compared: without empty lines, rows and cells. */
  function essence(value) {
    if (Array.isArray(value)) return value.map(essence).filter((one) => one !== "");
    if (value && typeof value === "object") {
      const cells = Object.entries(value).map(([key, one]) => [key, essence(one)]);
      const filled = cells.filter(([, one]) => one !== "").sort(([a], [b]) => (a < b ? -1 : 1));
      return filled.length ? Object.fromEntries(filled) : "";
    }
    return typeof value === "string" ? value.normalize("NFC").replace(/\s+/g, " ").trim() : (value ?? "");
  }

  function same(a, b) {
    const [left, right] = [essence(a), essence(b)].map((one) => (Array.isArray(one) && !one.length ? "" : one));
    return JSON.stringify(left) === JSON.stringify(right);
  }

  /**
   * What a paper says when the meeting gives `now`, gave `before`, and the paper itself holds `own`: what the clerk has changed by hand
   * stays, everything else follows the meeting.
   * @param {object[]} fields of the paper's template
   * @returns {{values: object, edited: string[]}} `edited`: fields that say something else than the meeting
   */
  function merged(fields, own, before, now) {
    const values = JSON.parse(JSON.stringify(own));
    const edited = [];
    for (const { id } of fields) {
      const given = get(now, id);
      if (given === undefined) continue;
      if (same(get(own, id), get(before, id))) set(values, id, given);
      else if (!same(get(own, id), given)) edited.push(id);
    }
    return { values, edited };
  }

  /** What the meeting gives for a paper. */
  function given(form, paper, typed) {
    const { take, give } = SoTay.python;
    return give(SoTay.templateFilling.paper_values(take(form), take(paper), take(typed)));
  }

  /**
   * Each paper of a meeting with its values: {paper, template, now, own, values, edited}. `own`: the draft that the clerk has edited by
   * hand, or null.
   * @param {object} kind data of the meeting's kind
   * @param {object} templates id → data of a template
   * @param {object|null} meeting the draft of the meeting; an example has none
   */
  function all(kind, templates, typed, meeting) {
    return kind.giay.map((paper) => {
      const template = templates[paper.mau];
      const now = given(kind.form, paper, typed);
      const own = meeting && drafts.get(paper.mau, drafts.paperId(meeting, paper.ma));
      if (!own) return { paper, template, now, own: null, values: now, edited: [] };
      return { paper, template, now, own, ...merged(template.nhan, own.gia_tri, own.cuoc_hop?.o || {}, now) };
    });
  }

  /** What a draft of a paper remembers of its meeting. */
  function origin(meeting, paper, now) {
    return { mau: meeting.mau, id: meeting.id, giay: paper.ma, o: now };
  }

  /** Let a paper that has a draft of its own follow the meeting; what was edited by hand stays. */
  function follow({ paper, own, now, values }, meeting) {
    if (!own || (same(own.gia_tri, values) && same(own.cuoc_hop?.o, now))) return;
    drafts.save({ ...own, gia_tri: values, cuoc_hop: origin(meeting, paper, now) });
  }

  /** The draft in which a paper is edited by hand; made when it is asked for first. */
  function handDraft({ paper, template, own, values, now }, meeting) {
    if (own) return own;
    const fresh = {
      ...drafts.fresh(paper.mau, values, meeting.don_vi),
      id: drafts.paperId(meeting, paper.ma),
      tenMau: paper.ten,
      goi: drafts.nameOf(meeting),
      cuoc_hop: origin(meeting, paper, now),
      ban: template.phien_ban,
      o: SoTay.templateChanges.signatures(template.nhan),
    };
    return drafts.save(fresh).draft;
  }

  /** Give up what was edited by hand: the paper says again what the meeting says. */
  function takeBack({ paper, own, now }, meeting) {
    const kept = drafts.get(own.mau, own.id); // it may have followed the meeting since it was read
    if (!kept) return false;
    const next = { ...kept, gia_tri: { ...kept.gia_tri, ...now }, cuoc_hop: origin(meeting, paper, now) };
    return drafts.save(next).state === "saved";
  }

  /** A value in one line, for telling what differs. */
  function shown(value) {
    const lines = [value ?? ""]
      .flat()
      .map((one) => (typeof one === "object" ? Object.values(one).filter(Boolean).join(", ") : String(one)));
    const text = lines.filter((line) => line.trim()).join("; ") || "để trống";
    return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
  }

  SoTay.meetingPapers = { merged, given, all, follow, handDraft, takeBack, shown };
})();
