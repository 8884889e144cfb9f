/* The scripts of forms are loaded only where something is filled in, or where the reader asks what this machine keeps. */
(() => {
  "use strict";
  const { el } = SoTay;
  const SHOWN = 4; // rows of drafts that the list shows at once
  const DESK = "/assets/desk/ban-viec.js"; // what forms, month file and registers share
  const FORMS = "/assets/forms/bieu-mau.js";
  const JOURNAL = "so-tay-nhap";
  const DRAFT = /^(nhap|dien):/; // keys of what was filled in
  const BROKEN = "Không mở được phần điền mẫu của sổ tay. Tải lại trang rồi thử lần nữa.";

  function withForms(run) {
    SoTay.loadAll([DESK, FORMS], (error) => {
      if (error) SoTay.announce(BROKEN);
      else SoTay.draftJournal.restore(run);
    });
  }

  /** The list of what this machine keeps, from any page. */
  SoTay.openKept = () => {
    const isWanted = SoTay.untilEscape();
    withForms(() => {
      if (isWanted()) SoTay.keptDialog.open();
    });
  };

  SoTay.component("dien-mau", (opener) => {
    withForms(() => {
      SoTay.openDraftDesk(opener);
      opener.hidden = false;
    });
  });

  /** What of the home page follows from drafts: nothing is loaded while this machine keeps none. */
  function whenDraftsAreKept(run) {
    let begun = false;
    const begin = (known = false) => {
      if (begun || (known !== true && !SoTay.storage.keys().some((key) => DRAFT.test(key)))) return;
      begun = true;
      SoTay.load(DESK, (error) => {
        if (!error) SoTay.draftJournal.restore(run);
      });
    };
    SoTay.storage.watchAll(() => begin());
    document.addEventListener("so-tay:may-nay", () => begin());
    begin();
    // A browser that was killed may have lost its first draft; the second place has it.
    try {
      indexedDB.databases().then(
        (all) => begin(all.some(({ name }) => name === JOURNAL)),
        () => {},
      );
    } catch {
      // This browser has no such store, or refuses to tell.
    }
  }

  /** Hold the place of the list of drafts until it is loaded, so that nothing below it moves. */
  function holdPlace(root) {
    const count = Math.min(SHOWN, SoTay.storage.keys().filter((key) => key.startsWith("nhap:")).length);
    if (!count) return;
    const row = () => el("li", "", ["\u00a0", el("span", "st-phu", "\u00a0")]);
    root.replaceChildren(el("h2", "", "Văn bản đang soạn"), el("ul", "st-dang-do__ds", Array.from({ length: count }, row)));
    root.hidden = false;
  }

  SoTay.component("dang-do", (root) => {
    holdPlace(root);
    whenDraftsAreKept(() => SoTay.showDrafts(root));
  });
  SoTay.component("viec-giao", (root) => whenDraftsAreKept(() => SoTay.showGivenTasks(root)));

  SoTay.component("cuoc-hop", (opener) => {
    withForms(() => {
      SoTay.load("/assets/meeting/cuoc-hop.js", (error) => {
        if (error) SoTay.announce(BROKEN);
        else {
          SoTay.openMeetingDesk(opener);
          opener.hidden = false;
        }
      });
    });
  });

  SoTay.component("may-nay", (opener) => {
    opener.hidden = false;
    opener.addEventListener("click", SoTay.openKept);
  });
})();
