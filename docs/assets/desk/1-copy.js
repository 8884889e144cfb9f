/* Copy the text of a field with one press; where the browser refuses the clipboard, as some do on a file, the text is selected. */
(() => {
  "use strict";

  function byHand(field, done) {
    field.focus();
    field.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch {
      // The text stays selected, for the reader's own keys.
    }
    done(copied);
  }

  /** `done(copied)`: false where the text is only selected. */
  SoTay.copyText = (field, done) => {
    if (!navigator.clipboard?.writeText) {
      byHand(field, done);
      return;
    }
    navigator.clipboard.writeText(field.value).then(
      () => done(true),
      () => byHand(field, done),
    );
  };
})();
