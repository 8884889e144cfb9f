/* What readers see of the kept site: what is kept and how large it is, keeping all or a part, and the notice of a new edition. */
(() => {
  "use strict";
  const { el, button } = SoTay;
  const SMALL = "st-nut st-nut--phu st-nut--nho";
  const FAULTS = {
    day: "Máy này hết dung lượng lưu nên chưa giữ đủ. Xóa bớt rồi bấm lại.",
    mang: "Mất kết nối mạng khi đang tải. Phần đã tải được giữ; khi có mạng thì bấm lại để tải tiếp.",
    cam: "Trình duyệt này không cho giữ trang. Mở sổ tay bằng cửa sổ thường, không phải cửa sổ ẩn danh.",
  };

  /** 1500000 → "1,5 MB" */
  function sizeText(bytes) {
    return `${SoTay.text.decimal((bytes / 1e6).toFixed(1))} MB`;
  }

  function dayText(iso) {
    return SoTay.dates.text(SoTay.dates.parse(iso));
  }

  /** Ask the worker; an answer {loi} when it cannot. */
  function ask(worker, question) {
    return new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data);
      worker.postMessage(question, [port2]);
    });
  }

  async function registered() {
    try {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active || null;
    } catch {
      return null;
    }
  }

  /** Keep a part step by step. `told(left)` after every step; the last answer. */
  async function keepPart(worker, part, told) {
    let vain = 0; // files that the server shows otherwise than the list says; they are not asked for again
    for (;;) {
      const answer = await ask(worker, { viec: "giu", phan: part, bo: vain });
      if (answer.loi) return answer;
      vain += answer.khac;
      told(answer.con);
      if (!answer.con) return { khac: vain };
    }
  }

  class OfflineSection {
    constructor(worker, onChange) {
      this.worker = worker;
      this.onChange = onChange;
      this.status = el("p", "st-phu", [], { role: "status" });
      this.list = el("ul");
      this.root = el("section", "", [el("h3", "", "Dùng khi mất mạng"), this.status, this.list]);
    }

    async draw() {
      const seen = await ask(this.worker, { viec: "xem" });
      if (seen.loi) {
        this.status.textContent = FAULTS[seen.loi];
        return;
      }
      const kept = seen.trang ? `Đang giữ ${seen.trang} trang (${sizeText(seen.byte)})` : "Chưa giữ trang nào";
      this.status.textContent = `${kept}, bản ngày ${dayText(seen.ban)}. Trang đã xem được giữ lại; có mạng thì luôn xem trang mới nhất.`;
      const rows = seen.phan.map((part) => this.row(part));
      if (seen.trang) {
        const drop = button("Bỏ", SMALL, () => this.drop());
        drop.setAttribute("aria-label", "Bỏ các trang đang giữ");
        rows.push(el("li", "", [el("span", "", "Bỏ các trang đang giữ"), drop]));
      }
      this.list.replaceChildren(...rows);
    }

    row({ ma, ten, tep, giu, byte }) {
      const whole = giu === tep;
      const state = whole ? "đã giữ đủ" : giu ? `đã giữ ${Math.floor((100 * giu) / tep)} %` : "chưa giữ";
      const text = el("span", "", [ten, el("span", "st-phu", `${sizeText(byte)}, ${state}`)]);
      if (whole) return el("li", "", text);
      const keep = button("Giữ", SMALL, () => this.keep(ma, ten));
      keep.setAttribute("aria-label", `Giữ: ${ten}`);
      return el("li", "", [text, keep]);
    }

    async keep(part, name) {
      for (const one of this.list.querySelectorAll("button")) one.disabled = true;
      this.status.textContent = `Đang giữ «${name}» …`;
      navigator.storage?.persist?.().catch(() => {}); // asks the browser not to throw it out when room is short
      const answer = await keepPart(this.worker, part, (left) => {
        this.status.textContent = `Đang giữ «${name}»: còn ${left} tệp.`;
      });
      await this.draw();
      const other = answer.khac && `${answer.khac} tệp trên máy chủ khác với bản này nên không giữ. Tải lại trang rồi bấm lại.`;
      this.status.textContent = FAULTS[answer.loi] || other || `Đã giữ «${name}»: mất mạng vẫn mở được.`;
      this.onChange();
    }

    async drop() {
      await ask(this.worker, { viec: "bo" });
      await this.draw();
      this.onChange();
    }
  }

  /** The notice that a newer edition is on the web than the page in front of the reader. */
  function tellNew(edition) {
    if (document.querySelector(".st-ban-moi")) return;
    const text = `Có bản mới ngày ${dayText(edition)}. `;
    const reload = button("Tải lại trang", SMALL, () => location.reload());
    const inner = el("div", "md-banner__inner md-grid md-typeset", [text, reload]);
    document.querySelector(".md-header").before(el("aside", "md-banner st-ban-moi", inner, { "aria-label": "Có bản mới", role: "status" }));
  }

  /** Put the section into the list of what this machine keeps, where the site has a worker. */
  async function show(place, onChange) {
    const worker = await registered();
    if (!worker) return;
    const section = new OfflineSection(worker, onChange);
    place.replaceChildren(section.root);
    await section.draw();
  }

  SoTay.offline = { show, tellNew, keepPart };
})();
