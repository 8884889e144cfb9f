/* The answer above the results. SoTay.timKiem.card(found) → element; a day that the reader's calendar knows comes in when it is there. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const { el, button } = SoTay;

  const FOLDER = "assets/du-lieu/";
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const MOST_SUPERIORS = 3; // of so many each has its day told while no unit is chosen
  const SIGNS = {
    g: ["goc", "bản gốc"],
    t: ["trich-dan", "trích dẫn đáng tin"],
    d: ["doi-chieu", "cần đối chiếu"],
    k: ["kinh-nghiem", "kinh nghiệm"],
  };
  const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

  function linkTo(url, text, className = SMALL) {
    return el("a", className, text, { href: SoTay.address(url) });
  }

  /* Words of the answer; the numbers of documents stay whole. */
  function line(className, text) {
    return el("p", className, SoTay.unbroken([[text, false]]));
  }

  /* On what the answer rests, and how far to trust it. */
  function basisLine(answer) {
    const [name, words] = SIGNS[answer.sign] || [];
    const parts = answer.basis ? [SoTay.unbroken([[`Theo ${answer.basis} `, false]])] : [];
    if (name) parts.push(el("span", `st-dau st-dau--${name}`, words));
    return parts.length ? [el("p", "st-dap__nguon", parts)] : [];
  }

  /* A source says what it is called under its state; an answer, what the site was asked. */
  function plain(answer) {
    const more = {
      "hoi-dap": "Mở câu này",
      "thuat-ngu": "Mở thuật ngữ",
      "can-cu": "Mở văn bản",
      ky: "Mở mẫu",
      "tinh-huong": "Mở tình huống",
    }[answer.kind];
    const title = answer.kind === "ky" ? `Ai ký: ${answer.title}` : answer.title;
    return [
      line("st-dap__ten", title),
      line("st-dap__loi", answer.text),
      ...basisLine(answer),
      el("p", "st-dap__lam", linkTo(answer.url, more)),
    ];
  }

  function dayText(date) {
    return `${WEEKDAYS[date.getDay()]}, ${SoTay.dates.text(date)}`;
  }

  function saveEvent(entry) {
    const text = search.calendarEvent(entry, SoTay.dates.today());
    SoTay.download(new Blob([text], { type: "text/calendar" }), `${entry.id}-${entry.period}.ics`.replace(/[^\w.-]/g, "-"));
  }

  /* What can be done about a due day. */
  function acts(entry, url) {
    const form = entry.task.lienKet.find(([kind]) => kind === "mau");
    const fill = form ? [linkTo(`${form[2]}#dien`, "Điền mẫu", "st-nut st-nut--nho")] : [];
    return [...fill, linkTo(url, "Quy trình"), button("Thêm vào lịch", SMALL, () => saveEvent(entry))];
  }

  function sampleNote(entries) {
    const isSample = entries.some((entry) => SoTay.duLieu[`lich:${entry.superior.id}`].mau);
    return isSample ? " (dữ liệu mẫu)" : "";
  }

  /* The next day of the task for the reader's unit. */
  function ofUnit(answer, entry, signer) {
    const left = SoTay.due.whenText(SoTay.dates.daysBetween(SoTay.dates.today(), entry.date));
    const whose = SoTay.inCell(SoTay.unit()) ? "Thời hạn của đảng ủy cơ sở" : "Hạn";
    return [
      el("p", "st-dap__ten", entry.name),
      el("p", "st-dap__loi", [`${whose}: `, el("strong", "", dayText(entry.date)), `, ${left}.`, signer ? ` Ký: ${signer}.` : ""]),
      el("p", "st-dap__nguon", `Theo lịch của ${entry.superior.cap_uy}${sampleNote([entry])}`),
      el("p", "st-dap__lam", acts(entry, answer.url)),
    ];
  }

  /* Without a unit: when it is due in general, and each superior's day while they are few. */
  function ofAll(answer, entries) {
    const lines = entries.map((entry) => el("li", "", `${entry.superior.cap_uy}: ${dayText(entry.date)}`));
    return [
      line("st-dap__ten", answer.title),
      line("st-dap__loi", `${answer.text}. Ngày cụ thể do cấp trên quy định.`),
      ...(lines.length ? [el("ul", "st-dap__ds", lines)] : []),
      ...(lines.length ? [el("p", "st-dap__nguon", `Theo lịch của từng cấp trên${sampleNote(entries)}`)] : []),
      el("p", "st-dap__lam", [linkTo(answer.url, "Quy trình"), button("Chọn đơn vị của tôi", SMALL, SoTay.chooseUnit)]),
    ];
  }

  /* The superiors whose calendars are asked, as SoTay.due.load wants them. */
  function calendarRoot(index) {
    const superiors = index.tables.superiors;
    return el("span", "", [], { "data-thu-muc": FOLDER, "data-cap-tren": superiors.length <= MOST_SUPERIORS ? superiors.join(" ") : "" });
  }

  /* The next day of the task of each superior; one just missed still counts. */
  function nextDays(entries, task) {
    const superiors = [...new Set(entries.map((entry) => entry.superior.id))];
    const of = (id) => entries.filter((entry) => entry.superior.id === id);
    return superiors.flatMap((id) => SoTay.due.comingDeadlines(of(id), [task], SoTay.dates.today()));
  }

  function fillTask(card, answer, index) {
    card.replaceChildren(...ofAll(answer, []));
    SoTay.due.load(calendarRoot(index), (error, entries) => {
      const days = error ? [] : nextDays(entries, answer.task);
      if (!days.length) return;
      card.replaceChildren(...(SoTay.unit() ? ofUnit(answer, days[0], search.signerOf(index, days[0].task)) : ofAll(answer, days)));
    });
  }

  /* What is due on a day, or else what comes next after it. */
  function fillDay(card, answer, index) {
    const { day, month, year } = answer.day;
    const today = SoTay.dates.today();
    const date = new Date(year || today.getFullYear(), month - 1, day);
    const title = el("p", "st-dap__ten", `Việc đến hạn ${dayText(date)}`);
    const open = el("p", "st-dap__lam", linkTo(answer.url, "Mở lịch"));
    card.replaceChildren(title, open);
    SoTay.due.load(calendarRoot(index), (error, entries) => {
      if (error || !entries.length) return;
      const named = (entry) => (SoTay.unit() ? entry.name : `${entry.name} (${entry.superior.ten_dang_bo})`);
      const onDay = entries.filter((entry) => entry.date.getTime() === date.getTime());
      const next = entries.find((entry) => entry.date > date);
      const rows = onDay.map((entry) => el("li", "", named(entry)));
      const none = next ? `Không có việc nào. Gần nhất sau đó: ${named(next)}, ${dayText(next.date)}.` : "Không có việc nào.";
      const said = rows.length ? el("ul", "st-dap__ds", rows) : el("p", "st-dap__loi", none);
      card.replaceChildren(title, said, el("p", "st-dap__nguon", `Theo lịch của cấp trên${sampleNote(entries)}`), open);
    });
  }

  search.card = (found) => {
    const { answer } = found;
    const { index } = search;
    const state = answer.state ? ` st-tim__van-ban st-tim__van-ban--${answer.state}` : "";
    const card = el("div", `st-dap${state}`, [], { role: "group", "aria-label": "Lời đáp" });
    if (answer.kind === "han") fillTask(card, answer, index);
    else if (answer.kind === "ngay") fillDay(card, answer, index);
    else card.append(...plain(answer));
    return card;
  };
})();
