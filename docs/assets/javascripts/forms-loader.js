/* The scripts of forms are loaded only where something is filled in, or where the reader asks what this machine keeps. */
(() => {
  "use strict";
  const FORMS = "/assets/forms/bieu-mau.js";
  const BROKEN = "Không mở được phần điền mẫu của sổ tay. Tải lại trang rồi thử lần nữa.";

  function withForms(run) {
    SoTay.load(FORMS, (error) => {
      if (error) SoTay.announce(BROKEN);
      else run();
    });
  }

  /** The list of what this machine keeps, from any page. */
  SoTay.openKept = () => withForms(() => SoTay.keptDialog.open());

  SoTay.component("dien-mau", (opener) => {
    withForms(() => {
      SoTay.openDraftDesk(opener);
      opener.hidden = false;
    });
  });

  SoTay.component("may-nay", (opener) => {
    opener.hidden = false;
    opener.addEventListener("click", SoTay.openKept);
  });
})();
