/* The search box in the header: opens on focus, by "/", "s" or "f", and by Ctrl+K. */
(() => {
  "use strict";

  function asksForSearch(event) {
    if (event.key === "k") return event.ctrlKey || event.metaKey;
    if (document.querySelector(".st-dang-chieu") || SoTay.areLetterKeysOff()) return false; // on slides the keys are theirs
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    return ["/", "s", "f"].includes(event.key) && !typing && !event.altKey && !event.metaKey && !event.ctrlKey;
  }

  SoTay.component("tim-kiem", (box) => {
    const input = box.querySelector("input");
    const status = box.querySelector(".md-search-result__meta");
    const toggle = document.getElementById("__search");
    let begun = false;

    function begin() {
      begun = true;
      status.textContent = "Đang mở mục lục tìm kiếm…";
      SoTay.loadSearch((search) => {
        if (search) {
          search.box(box, input, toggle);
          return;
        }
        begun = false;
        status.textContent = "Không mở được mục lục tìm kiếm. Tải lại trang rồi thử lần nữa.";
      });
    }

    function open() {
      if (!begun) begin();
      // Only now, for laying out the opened box takes its time and the files can come meanwhile.
      if (toggle && !toggle.checked) toggle.click();
    }

    input.addEventListener("focus", open);
    if (toggle) {
      toggle.addEventListener("change", () => {
        if (toggle.checked) input.focus();
        else input.blur();
      });
      // Whoever goes on with the Tab key must not move about below the box that has been left open.
      box.addEventListener("focusout", ({ relatedTarget: next }) => {
        if (next && !box.contains(next) && toggle.checked) toggle.click();
      });
    }
    document.addEventListener("keydown", (event) => {
      if (!asksForSearch(event)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    // Focused before this script had come.
    if (document.activeElement === input) open();
  });
})();
