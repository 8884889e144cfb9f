/* «Vai của tôi» in the dialog of the unit. */
(() => {
  "use strict";
  const { el, button, role, setRole, followRole, roleParts } = SoTay;

  /** The choice as two rows of buttons, for the dialog of the unit. */
  function roleFields() {
    const box = el("div", "st-vai", [], { role: "group", "aria-label": "Vai trò của tôi" });
    const rows = Object.keys(roleParts).map((part) => {
      const [title, values] = roleParts[part];
      const buttons = Object.keys(values).map((value) => {
        // A second press takes the choice back.
        const one = button(values[value], "st-vai__nut", () => setRole(part, role()[part] === value ? "" : value));
        one.setAttribute("data-vai", value);
        return one;
      });
      return { part, buttons, row: el("p", "st-vai__hang", [el("span", "st-vai__ten", title), ...buttons]) };
    });
    box.append(...rows.map(({ row }) => row));
    followRole(() => {
      const chosen = role();
      for (const { part, buttons } of rows) {
        for (const one of buttons) one.setAttribute("aria-pressed", String(one.getAttribute("data-vai") === chosen[part]));
      }
    });
    return box;
  }

  SoTay.roleFields = roleFields;
})();
