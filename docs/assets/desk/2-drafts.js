/* The drafts of documents that are kept on this device, many of a template. Knows no page; time and numbers come from outside in tests.

   A draft lies whole under one key, "nhap:<template>:<id>", so that a crash can never leave half of one or harm another:
   {mau, tenMau, ten, goi, don_vi: {id, ten, dien}|null, ban, o: {field: signature}, lan, tao, luu, gia_tri}
   `ten` is the reader's own name for it, `goi` the name made from what is typed; `don_vi.dien` are the facts that the unit gave;
   A paper of a meeting that was edited by hand has `cuoc_hop`: {mau, id, giay, o: {field: value as the meeting last gave it}}.
   `ban` and `o` tell which version of the template it was made with; `lan` counts the savings, `the` is the window that made the last
   one; `tao`, `luu` are milliseconds. */
(() => {
  "use strict";
  const PREFIX = "nhap:";
  const EARLIER = "dien:"; // one draft a template, its values alone: what the form kept until November 2026
  const MIGRATED = "cu"; // the id of a draft that was kept so
  const MEETING = "cuoc-hop-"; // what the drafts of whole meetings are of
  const LONGEST = 60; // signs of a name made from what is typed

  /** This window. Two windows that save at one moment, each before it hears of the other, reach the same `lan`; this tells them apart. */
  const WINDOW = newId();

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function keyOf(draft) {
    return `${PREFIX}${draft.mau}:${draft.id}`;
  }

  /** What lies under `key` as a draft, or null where it is not one. */
  function read(key) {
    const [, template, id] = /^nhap:([^:]+):([^:]+)$/.exec(key) || [];
    const kept = id && SoTay.storage.read(key, null);
    if (!isRecord(kept) || !isRecord(kept.gia_tri)) return null;
    const text = (name) => (typeof kept[name] === "string" ? kept[name] : "");
    const number = (name) => (Number.isFinite(kept[name]) ? kept[name] : 0);
    const unit = isRecord(kept.don_vi) && typeof kept.don_vi.ten === "string" ? kept.don_vi : null;
    return {
      ...kept,
      ...{ id, mau: template, tenMau: text("tenMau"), ten: text("ten"), goi: text("goi"), ban: text("ban"), don_vi: unit },
      ...{ lan: number("lan"), tao: number("tao"), luu: number("luu"), o: isRecord(kept.o) ? kept.o : null },
    };
  }

  /** Save the draft as it is, whatever lies there; false when the browser refuses. */
  function put(draft) {
    const { id, ...kept } = draft;
    const isKept = SoTay.storage.write(keyOf(draft), kept);
    if (isKept) SoTay.draftJournal.write(keyOf(draft), kept);
    return isKept;
  }

  function newId() {
    return Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  }

  /** A draft that is not saved yet. */
  function fresh(template, values, unit = null) {
    return {
      id: newId(),
      mau: template,
      tenMau: "",
      ten: "",
      goi: "",
      don_vi: unit,
      ban: "",
      o: null,
      lan: 0,
      tao: Date.now(),
      luu: 0,
      gia_tri: values,
    };
  }

  /** Give what the earlier form kept a place among the drafts; what finds no room stays where it is, and is given back as it would be.
      The new place is written before the old one goes. */
  function migrate() {
    const left = [];
    for (const key of SoTay.storage.keys().filter((one) => one.startsWith(EARLIER))) {
      const template = key.slice(EARLIER.length);
      const values = SoTay.storage.read(key, null);
      if (!template || !isRecord(values)) continue;
      const name = values.don_vi?.ten;
      const unit = typeof name === "string" && name ? { id: "", ten: name, dien: null } : null;
      const draft = { ...fresh(template, values, unit), id: MIGRATED, lan: 1, tao: 0 };
      if (read(keyOf(draft)) || put(draft)) SoTay.storage.remove(key);
      else left.push({ ...draft, lan: 0 });
    }
    return left;
  }

  /** Every draft, the last saved first. */
  function all() {
    const left = migrate();
    const found = SoTay.storage.keys().filter((key) => key.startsWith(PREFIX));
    const drafts = [...found.map(read).filter(Boolean), ...left];
    return drafts.sort((a, b) => b.luu - a.luu || (a.id < b.id ? -1 : 1));
  }

  function get(template, id) {
    migrate();
    return read(`${PREFIX}${template}:${id}`);
  }

  /** Whether two drafts under one key are the same saving of it. */
  function isSameSaving(a, b) {
    return a.lan === b.lan && a.the === b.the;
  }

  /**
   * Save one more state of a draft, unless another window was there meanwhile.
   * @returns {{state: "saved"|"changed"|"gone"|"refused", draft: object}} "changed": `draft` is what the other window saved
   */
  function save(draft) {
    const kept = read(keyOf(draft));
    if (kept && !isSameSaving(kept, draft)) return { state: "changed", draft: kept };
    if (!kept && draft.lan > 0) return { state: "gone", draft };
    const next = { ...draft, lan: draft.lan + 1, the: WINDOW, luu: Date.now() };
    return put(next) ? { state: "saved", draft: next } : { state: "refused", draft };
  }

  /** The same content as a draft of its own, not saved yet. */
  function copy(draft, name) {
    const values = JSON.parse(JSON.stringify(draft.gia_tri));
    return { ...draft, id: newId(), ten: name, lan: 0, tao: Date.now(), luu: 0, gia_tri: values };
  }

  function remove(draft) {
    SoTay.storage.remove(keyOf(draft));
    SoTay.draftJournal.remove(keyOf(draft));
  }

  function rename(draft, name) {
    const kept = get(draft.mau, draft.id) || draft;
    return save({ ...kept, ten: name.trim().slice(0, 120) });
  }

  function nameOf(draft) {
    return draft.ten || draft.goi || "Chưa có tên";
  }

  /** "27/11 14:02", with the year where it is another one; "" of a draft whose time nobody kept. */
  function timeOf(draft) {
    if (!draft.luu) return "";
    const at = new Date(draft.luu);
    const two = SoTay.dates.twoDigits;
    const year = at.getFullYear() === new Date(Date.now()).getFullYear() ? "" : `/${at.getFullYear()}`;
    return `${two(at.getDate())}/${two(at.getMonth() + 1)}${year} ${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  function cut(name) {
    return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
  }

  /** The first of `fields` ({id, nhan}) that has something in it, as {label, text, period: «tháng» of «Báo cáo của tháng»}, or null. */
  function firstTold(fields, values) {
    for (const { id, nhan: label } of fields) {
      const value = values[id];
      const line = Array.isArray(value) ? value.find((one) => typeof one === "string" && one.trim()) : value;
      if (typeof line !== "string" || !line.trim()) continue;
      const isDay = /^\d{4}-\d\d-\d\d$/.test(line);
      const text = isDay ? SoTay.dates.text(SoTay.dates.parse(line)) : line.trim();
      return { label, text, period: isDay ? "ngày" : /(tháng|quý|năm|nhiệm kỳ)$/iu.exec(label)?.[1].toLowerCase() };
    }
    return null;
  }

  /** A name from the first telling one of `fields`. */
  function nameFrom(fields, values) {
    const told = firstTold(fields, values);
    if (!told) return "";
    if (told.text.length >= 16) return cut(told.text);
    return cut(told.label.toLowerCase().endsWith(told.period) ? `${told.label} ${told.text}` : `${told.label}: ${told.text}`);
  }

  /** The name of a meeting: what it is, and of which month, of which day or about whom. */
  function meetingName(title, fields, values) {
    const told = firstTold(fields, values);
    return cut([title, told && [told.period, told.text].filter(Boolean).join(" ")].filter(Boolean).join(", "));
  }

  /** The page on which drafts of a template, or of a kind of meeting, are filled. */
  function pageOf(template) {
    const place = template.startsWith(MEETING) ? `cuoc-hop/${template.slice(MEETING.length)}` : `mau/${template}`;
    return SoTay.address(`/soan-thao/${place}.html`);
  }

  /** Where the reader goes on with a draft. */
  function addressOf(draft) {
    return `${pageOf(draft.mau)}#nhap=${draft.id}`;
  }

  /** The id of the draft that is a paper of a meeting, edited by hand in a form of its own. */
  function paperId(meeting, paper) {
    return `${meeting.id}-${paper}`;
  }

  /** The draft of the meeting whose paper a draft is, or null; a copy of such a paper stands by itself. */
  function meetingOf(draft) {
    const { mau, id, giay } = isRecord(draft.cuoc_hop) ? draft.cuoc_hop : {};
    if (typeof mau !== "string" || typeof id !== "string" || draft.id !== paperId({ id }, giay)) return null;
    return get(mau, id);
  }

  SoTay.drafts = {
    MEETING,
    PREFIX,
    pageOf,
    addressOf,
    paperId,
    meetingOf,
    keyOf,
    all,
    get,
    fresh,
    isSameSaving,
    save,
    put,
    copy,
    remove,
    rename,
    nameOf,
    timeOf,
    nameFrom,
    meetingName,
  };
})();
