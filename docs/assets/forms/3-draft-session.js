/* One draft open in one window: it is saved on every key, and never over what another window has saved. No page is needed. */
(() => {
  "use strict";

  class DraftSession {
    /**
     * @param {object} draft
     * @param {(what: "changed"|"branched"|"gone"|"wiped"|"refused", theirs?: object) => void} tell
     *   "changed": another window has saved `theirs`; "branched": what is typed here goes into a draft of its own from now on
     */
    constructor(draft, tell) {
      this.draft = draft;
      this.tell = tell;
      this.stopped = false;
      this.closed = false;
      SoTay.storage.watchAll((key) => this.onOther(key));
      document.addEventListener("so-tay:da-xoa", () => this.stop("wiped"));
    }

    get isSaved() {
      return this.draft.lan > 0;
    }

    stop(why) {
      if (this.closed) return;
      this.stopped = true;
      this.tell(why);
    }

    /** Another window has saved or removed something. */
    onOther(key) {
      if (this.closed || this.stopped || !this.isSaved || key !== SoTay.drafts.keyOf(this.draft)) return;
      const kept = SoTay.drafts.get(this.draft.mau, this.draft.id);
      if (!kept) this.stop("gone");
      else if (SoTay.drafts.isSameSaving(kept, this.draft)) return;
      else if (kept.lan > this.draft.lan) this.tell("changed", kept);
      else this.branch(kept); // It was saved before it heard of what was typed here, which now lies nowhere else.
    }

    /** Save the draft with `changes`; whether it is safe now. */
    save(changes) {
      Object.assign(this.draft, changes);
      if (this.stopped || this.closed) return false;
      const result = SoTay.drafts.save(this.draft);
      if (result.state === "saved") this.draft = result.draft;
      else if (result.state === "changed") return this.branch(result.draft);
      else if (result.state === "gone") this.stop("gone");
      else this.tell("refused");
      return result.state === "saved";
    }

    /** Go on in a draft of its own, so that neither window's words are lost. `asked`: the reader wants it, and need not be told. */
    branch(theirs, asked = false) {
      const own = SoTay.drafts.copy(this.draft, `${SoTay.drafts.nameOf(this.draft)} (bản của thẻ này)`);
      const result = SoTay.drafts.save(own);
      this.draft = result.draft;
      if (result.state !== "saved") this.tell("refused");
      else if (!asked) this.tell("branched", theirs);
      return result.state === "saved";
    }

    /** Save what stands here as a new draft, after the old one was deleted elsewhere. */
    restart() {
      this.stopped = false;
      this.draft = SoTay.drafts.copy(this.draft, this.draft.ten);
      return this.save({});
    }

    /** The form is gone from the page. */
    close() {
      this.closed = true;
    }
  }

  SoTay.DraftSession = DraftSession;
})();
