"""The glossary: its page, and the first use of a term on any page, explained."""

from __future__ import annotations

from macros.glossary import pages
from macros.glossary.tooltips import add as explain_terms
from macros.model.subject import Subject, macro

__all__ = ["SUBJECT", "explain_terms"]

SUBJECT = Subject("thuật ngữ", macros={"bang_thuat_ngu": macro(pages.table)})
