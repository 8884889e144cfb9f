/* The form of a meeting: its facts typed once on the left; on the right its papers, which follow on every key. */
(() => {
  "use strict";
  const { drafts } = SoTay;
  const ZIP = "application/zip";
  const ICS = "text/calendar;charset=utf-8";

  class MeetingForm extends SoTay.TemplateForm {
    get isChecked() {
      return false;
    }

    get file() {
      return { what: " cả bộ", kind: " (.zip)" };
    }

    get templates() {
      return Object.fromEntries(this.template.giay.map(({ mau }) => [mau, SoTay.duLieu[`mau/${mau}`]]));
    }

    /** The draft of the meeting once it is saved; an example has none. */
    get meeting() {
      const draft = this.draftOf();
      return draft?.lan ? draft : null;
    }

    get numbers() {
      return this.register && new SoTay.MeetingNumbers(this.register.columns, this.register.unitId);
    }

    makePapers() {
      return SoTay.meetingPapers.all(this.template, this.templates, this.values, this.meeting);
    }

    /** Beside the fields stand all papers, which follow on every key. */
    makePaper() {
      const list = new SoTay.MeetingPaperList({
        onChoose: () => this.drawPapers(),
        onTake: (each) => this.takeOne(each),
        onEdit: (each) => this.editByHand(each),
        onFollow: (each) => this.followAgain(each),
        onTasks: () => this.takeTasks(),
      });
      return { element: list.element, list, show: () => this.drawPapers(), showPlace() {} };
    }

    drawPapers() {
      this.papers = this.makePapers();
      if (this.meeting) for (const each of this.papers) SoTay.meetingPapers.follow(each, this.meeting);
      this.paper.list.show(this.papers, Boolean(this.draftOf()), this.tasks().length);
    }

    /** Slips of the facts and of every paper; what a paper edited by hand says is told in its own form. */
    findSlips() {
      const { take, give } = SoTay.python;
      const { soat: facts } = this.frame;
      const papers = Object.fromEntries(
        this.papers.map(({ paper, template }) => [paper.ma, { form: template.form, trang: template.trang }]),
      );
      const found = give(SoTay.templateFilling.meeting_slips(take(facts), take(this.template.form), take(papers), take(this.values)));
      return found.map((slip) => SoTay.templateDocuments.withRule(slip, facts));
    }

    paperOf(field) {
      return this.papers?.find(({ paper }) => paper.so && paper.so === field.id);
    }

    registerOf(field) {
      const paper = this.register && this.template.giay.find(({ so }) => so && so === field.id);
      return paper ? this.numbers.linkOf(this.templates[paper.mau]) : null;
    }

    nextNumber(field, done) {
      this.numbers.next(this.papers, this.paperOf(field), this.values, done);
    }

    /** The form is up to date with what is typed before anything is made of it. */
    settle() {
      clearTimeout(this.timer);
      this.take();
      this.drawSheet();
    }

    makeFile() {
      const files = this.papers.map(({ template, values }, at) => [
        `${at + 1}-${SoTay.fileName(template, values)}`,
        SoTay.templateDocuments.docx(template, this.frame, values),
      ]);
      const tasks = this.tasks();
      if (tasks.length) files.push(["viec-giao.ics", this.calendar(tasks)]);
      SoTay.download(new Blob([SoTay.zip(files)], { type: ZIP }), SoTay.fileName(this.template, this.values, ".zip"));
      SoTay.announce(`Đã tạo ${this.papers.length} văn bản trên máy này.`);
      this.offerRegister(this.papers);
    }

    takeOne(each) {
      this.settle();
      const now = this.papers.find(({ paper }) => paper.ma === each.paper.ma);
      SoTay.downloadDocument(now.template, this.frame, now.values);
      SoTay.announce(`Đã tạo ${now.paper.ten}.`);
      this.offerRegister([now]);
    }

    offerRegister(papers) {
      this.numbers?.offerAll(papers, (text, enter) => {
        this.bar.offer(text, "Ghi vào sổ văn bản đi", "Đã ghi vào sổ văn bản đi.", enter);
      });
    }

    tasks() {
      const { take, give } = SoTay.python;
      return SoTay.taskCalendar.dated(give(SoTay.templateFilling.tasks_of(take(this.template.form), take(this.values))));
    }

    /** The tasks, ready for the home page and the file of the month. */
    alsoKept() {
      return { viec_giao: this.tasks().map(({ viec, nguoi, han }) => ({ viec, nguoi, han })) };
    }

    calendar(tasks) {
      const draft = this.draftOf();
      const stamp = SoTay.dates.iso(SoTay.dates.today()).replace(/-/g, "");
      return SoTay.taskCalendar.calendar(tasks, { id: draft?.id || "vi-du", name: draft ? drafts.nameOf(draft) : "ví dụ", stamp });
    }

    takeTasks() {
      this.settle();
      SoTay.download(new Blob([this.calendar(this.tasks())], { type: ICS }), "viec-giao.ics");
      SoTay.announce("Đã tạo lịch nhiệm vụ được giao.");
    }

    /** Open a paper in its own form; the way back leads to this meeting. */
    editByHand(each) {
      this.settle();
      if (!this.meeting) this.onTyped(this.values);
      if (!this.meeting) return; // the browser keeps nothing, as the form says above
      const now = this.makePapers().find(({ paper }) => paper.ma === each.paper.ma);
      const draft = SoTay.meetingPapers.handDraft(now, this.meeting);
      location.assign(drafts.addressOf(draft));
    }

    followAgain(each) {
      const before = drafts.get(each.own.mau, each.own.id);
      if (!SoTay.meetingPapers.takeBack(each, this.meeting)) return;
      this.drawSheet();
      this.bar.offerUndo(`${each.paper.ten}: đã ghi lại theo cuộc họp.`, () => {
        drafts.put(before);
        this.drawSheet();
      });
    }
  }

  SoTay.MeetingForm = MeetingForm;
})();
