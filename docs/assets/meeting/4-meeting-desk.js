/* The page of a kind of meeting: as a template's page, with the papers' templates beside. */
(() => {
  "use strict";
  const { el } = SoTay;

  class MeetingDesk extends SoTay.DraftDesk {
    get dataName() {
      return `cuoc-hop/${this.id.slice(SoTay.drafts.MEETING.length)}`;
    }

    /** Also the data of the templates of all papers. */
    load(done) {
      super.load(() => {
        const ids = [...new Set(this.template.giay.map(({ mau }) => mau))];
        let left = ids.length;
        const each = (error) => {
          if (error) {
            const text = "Không mở được dữ liệu của mẫu. Tải lại trang rồi thử lần nữa.";
            this.place.replaceChildren(el("p", "st-dien__bao", text, { role: "alert" }));
            return;
          }
          left -= 1;
          if (left === 0) done();
        };
        for (const id of ids) SoTay.load(`/assets/du-lieu/mau/${id}.js`, each);
      });
    }

    makeForm(values, options) {
      return new SoTay.MeetingForm(this.template, this.frame, values, options);
    }

    open(draft) {
      super.open(draft);
      this.follow();
    }

    /** A paper that was edited in another window shows here, too. */
    follow() {
      if (this.isFollowing) return;
      this.isFollowing = true;
      SoTay.storage.watchAll((key) => {
        const form = this.current?.form;
        if (form?.papers?.some(({ paper }) => key.startsWith(`${SoTay.drafts.PREFIX}${paper.mau}:`))) form.drawPapers();
      });
    }
  }

  SoTay.openMeetingDesk = (opener) => new MeetingDesk(opener, document.getElementById("dien"));
})();
