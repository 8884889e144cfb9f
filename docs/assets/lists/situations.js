/* By situation: choose one, or one kind of work, and read only that. The address names the choice, and an address that names a
   place on the page makes it. */
(() => {
  "use strict";
  const { el, button } = SoTay;

  SoTay.component("tinh-huong", (root) => {
    const chooser = root.querySelector(".st-loc__hang");
    const situation = chooser.querySelector('[data-chon="tinh-huong"]');
    const work = chooser.querySelector('[data-chon="viec"]');
    const count = chooser.querySelector(".st-loc__dem");
    const sections = [...root.querySelectorAll("section")];
    const lists = [...root.querySelectorAll("nav")];
    chooser.hidden = false;

    /** Show of `section` what was chosen; true when that is anything. */
    function show(section) {
      const rows = [...section.querySelectorAll("[data-viec]")];
      for (const row of rows) row.hidden = Boolean(work.value) && row.getAttribute("data-viec") !== work.value;
      const isBrief = !situation.value && !work.value;
      for (const part of section.querySelectorAll(".st-tinh-huong__ds, .st-tinh-huong__khong")) {
        if (isBrief) part.setAttribute("hidden", "until-found");
        else part.removeAttribute("hidden");
      }
      section.querySelector(".st-tinh-huong__xem").hidden = !isBrief;
      const fits = (!situation.value || section.id === situation.value) && rows.some((row) => !row.hidden);
      section.hidden = !fits;
      return fits;
    }

    function tell(shown) {
      if (shown === sections.length) return "";
      if (!work.value) return "Đang xem một tình huống. Chọn «Tất cả» để xem mọi tình huống.";
      if (shown)
        return situation.value ? "" : `${shown} tình huống có nội dung riêng. Các tình huống khác như quy định chung hoặc không phát sinh.`;
      return "Tình huống này thực hiện như quy định chung hoặc không phát sinh.";
    }

    function filter() {
      const shown = sections.filter(show).length;
      for (const list of lists) list.hidden = Boolean(situation.value || work.value);
      root.classList.toggle("st-tinh-huong--mot-viec", Boolean(work.value));
      count.textContent = tell(shown);
    }

    /** Put the choice into the address, so that a link or a reload brings it back. */
    function remember() {
      const place = situation.value || (work.value && `viec-${work.value}`);
      try {
        history.replaceState(null, "", `#${place}`);
      } catch {
        // A browser that keeps the address of a file as it is: the choice stands all the same.
      }
    }

    /** The choice that `id` names: a situation, one of its answers, or a kind of work. */
    function choose(id) {
      const target = id && document.getElementById(id);
      if (!target || !root.contains(target)) return;
      const section = target.closest("section");
      const isWork = [...work.options].some((option) => option.value && id === `viec-${option.value}`);
      if (!section && !isWork) return;
      situation.value = section ? section.id : "";
      work.value = isWork ? id.slice("viec-".length) : "";
      filter();
      (isWork ? root : target).scrollIntoView();
    }

    for (const section of sections) {
      const open = button("Xem từng việc", "st-nut st-nut--phu st-nut--nho", () => {
        choose(section.id);
        remember();
      });
      open.append(el("span", "st-chi-doc", `: ${section.querySelector("h2").firstChild.textContent}`));
      section.querySelector(".st-tinh-huong__nhan-biet").after(el("p", "st-tinh-huong__xem", open));
      section.addEventListener("beforematch", () => choose(section.id));
    }
    for (const select of [situation, work]) {
      select.addEventListener("change", () => {
        filter();
        remember();
      });
    }
    window.addEventListener("hashchange", () => choose(location.hash.slice(1)));
    // On paper the whole list, unless a part was chosen.
    window.addEventListener("beforeprint", () => {
      if (!situation.value && !work.value)
        for (const part of root.querySelectorAll("[hidden='until-found']")) part.removeAttribute("hidden");
    });
    window.addEventListener("afterprint", filter);
    filter();
    choose(location.hash.slice(1));
  });
})();
