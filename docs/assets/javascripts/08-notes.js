/* A note beside a link: one element serves all links of its kind; it opens on hover and focus, and Escape closes it. */
(() => {
  "use strict";
  const DELAY = 200; // ms in which the pointer may reach the note before it goes

  /**
   * @param {object} kind
   * @param {string} kind.className of the note
   * @param {(target: Element) => Element|null} kind.linkAt the link that an element belongs to
   * @param {(link: Element, show: (content: (string|Node)[]) => void) => void} kind.tell shows what belongs to a link, at once or later
   * @param {boolean} [kind.describes] whether screen readers hear the note; else they hear the same words elsewhere
   * @param {boolean} [kind.tapTells] whether the first tap of a finger tells and only the second follows the link
   */
  function notes({ className, linkAt, tell, describes = false, tapTells = false }) {
    const note = SoTay.el("span", className, [], describes ? { id: className, role: "tooltip" } : { "aria-hidden": "true" });
    let current = null;
    let timer = 0;
    let byFinger = false;
    let touched = null;
    note.hidden = true;
    document.body.appendChild(note);

    function open(link) {
      clearTimeout(timer);
      if (link === current) return;
      close();
      current = link;
      tell(link, (content) => {
        if (current !== link) return;
        note.replaceChildren(...content);
        note.hidden = false;
        if (describes) link.setAttribute("aria-describedby", note.id);
        SoTay.place(note, link);
      });
    }

    function close() {
      clearTimeout(timer);
      note.hidden = true;
      if (describes && current) current.removeAttribute("aria-describedby");
      current = null;
    }

    function closeSoon() {
      clearTimeout(timer);
      timer = setTimeout(close, DELAY);
    }

    const linkOf = (event) => (event.target.closest ? linkAt(event.target) : null);

    document.addEventListener("mouseover", (event) => {
      const link = linkOf(event);
      if (link) open(link);
      else if (note.contains(event.target)) clearTimeout(timer);
      else if (current && document.activeElement !== current) closeSoon();
    });
    document.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link) open(link);
      else if (current) close();
    });
    document.addEventListener("pointerdown", (event) => {
      byFinger = event.pointerType === "touch";
      if (byFinger && !linkOf(event) && !note.contains(event.target)) close();
    });
    // A finger cannot hover.
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (tapTells && link && byFinger && touched !== link) {
        event.preventDefault();
        open(link);
      }
      touched = link;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && current) close();
    });
    const follow = () => {
      if (current && !note.hidden) SoTay.place(note, current);
    };
    window.addEventListener("scroll", follow, { passive: true });
  }

  SoTay.notes = notes;
})();
