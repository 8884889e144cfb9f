"""Checklists as readers tick them and as paper shows them."""

from __future__ import annotations

from markupsafe import Markup

from macros.html.fragment import block
from macros.model.handbook import Handbook
from macros.sources import chips, practice_mark, signs_of_section


def checklist(handbook: Handbook, name: str, heading: str | None = "h2", whole: bool = True) -> Markup:
    """The checklist ``name`` (UnknownName when there is none); ``heading`` is the level of its title, None where the
    page bears the same title. ``whole``: with what each
    item rests on and how sure that is; elsewhere than on its own page (a procedure says how sure it is) with a link to it."""
    found = handbook.checklist(name)
    rows = [(item, chips(handbook, item.citations)) for item in found.items]
    signs = signs_of_section(handbook, [each for item in found.items for each in item.citations]) if whole else ""
    return block("bang-kiem.html", "checklist", found, rows, practice_mark(), heading, signs, whole)
