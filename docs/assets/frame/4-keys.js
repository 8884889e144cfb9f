/* Keys as the theme's own script had them, p or a comma for the page before, n or a full stop for the one after (those of the search
   are its box's own); and a button on each block of code that copies it. */
(() => {
  "use strict";
  const TURNS = { p: "prev", ",": "prev", n: "next", ".": "next" };
  const SHOWN = 2000; // ms for which the button says that it has copied

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector(".st-dang-chieu, dialog[open]")) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable || window.SoTay?.areLetterKeysOff()) return;
    const page = TURNS[key] && document.querySelector(`head link[rel="${TURNS[key]}"]`);
    if (page) location.assign(page.href);
  });

  for (const code of document.querySelectorAll(".md-content pre > code")) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "st-chep";
    copy.textContent = "Sao chép";
    copy.addEventListener("click", () => {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range); // selected for the reader's own keys, where the browser refuses to copy
      if (!document.execCommand("copy")) return;
      getSelection().removeAllRanges();
      copy.textContent = "Đã sao chép";
      setTimeout(() => {
        copy.textContent = "Sao chép";
      }, SHOWN);
    });
    code.parentElement.prepend(copy);
  }
})();
