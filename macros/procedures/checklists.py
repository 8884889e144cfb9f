"""Checklists as readers tick them and as paper shows them."""

from __future__ import annotations

from markupsafe import Markup

from macros.html.fragment import block
from macros.model.handbook import Handbook
from macros.sources import chips, practice_mark


def checklist(handbook: Handbook, name: str, heading: str = "h2") -> Markup:
    """The checklist ``name`` (UnknownName when there is none); ``heading`` is the level of its title."""
    found = handbook.checklist(name)
    rows = [(item, chips(handbook, item.citations)) for item in found.items]
    return block("bang-kiem.html", "checklist", found, rows, practice_mark(), heading)
