"""Facts → HTML fragments: citations, checklists, procedure pages and what stands at the foot of every page.

The HTML itself is in ``macros/templates/``.
"""

from __future__ import annotations

from macros.render.checklists import checklist
from macros.render.citations import citation, practice_mark, sources_list
from macros.render.pages import Fragments, page_dates, page_markdown
from macros.render.procedures import procedure_markdown

__all__ = [
    "Fragments", "checklist", "citation", "page_dates", "page_markdown", "practice_mark", "procedure_markdown", "sources_list",
]
