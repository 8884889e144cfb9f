/* The meaning of a term beside its first use: on hover and focus, on the first tap of a finger; Escape closes it.
   Without this script the link leads to the glossary. */
(() => {
  "use strict";
  const DELAY = 200; // ms in which the pointer may reach the note before it goes

  SoTay.component("thuat-ngu", () => {
    // Screen readers hear the same words by the link's aria-describedby.
    const note = SoTay.el("span", "st-tu-nghia", [], { "aria-hidden": "true" });
    let current = null;
    let timer = 0;
    let byFinger = false;
    let touched = null;
    note.hidden = true;
    document.body.appendChild(note);

    function open(link) {
      clearTimeout(timer);
      const meaning = document.getElementById(link.getAttribute("aria-describedby"));
      if (!meaning) return;
      note.replaceChildren(SoTay.el("b", "", meaning.previousElementSibling.textContent), meaning.textContent);
      note.hidden = false;
      current = link;
      SoTay.place(note, current);
    }

    function close() {
      clearTimeout(timer);
      note.hidden = true;
      current = null;
    }

    function closeSoon() {
      clearTimeout(timer);
      timer = setTimeout(close, DELAY);
    }

    function termAt(event) {
      return event.target.closest?.(".st-tu");
    }

    document.addEventListener("mouseover", (event) => {
      const link = termAt(event);
      if (link) open(link);
      else if (note.contains(event.target)) clearTimeout(timer);
      else if (current && document.activeElement !== current) closeSoon();
    });
    document.addEventListener("focusin", (event) => {
      const link = termAt(event);
      if (link) open(link);
      else if (current) close();
    });
    document.addEventListener("pointerdown", (event) => {
      byFinger = event.pointerType === "touch";
      if (byFinger && !termAt(event) && !note.contains(event.target)) close();
    });
    // A finger cannot hover: its first tap tells, the second one goes to the glossary.
    document.addEventListener("click", (event) => {
      const link = termAt(event);
      if (link && byFinger && touched !== link) {
        event.preventDefault();
        open(link);
      }
      touched = link;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && current) close();
    });
    const follow = () => {
      if (current) SoTay.place(note, current);
    };
    window.addEventListener("scroll", follow, { passive: true });
  });
})();
