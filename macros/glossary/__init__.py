"""The glossary: its page, the first use of a term on any page, explained, and the words that the house does not write."""

from __future__ import annotations

from macros.glossary import pages, style
from macros.glossary.tooltips import add as explain_terms
from macros.model.subject import Subject, macro

__all__ = ["SUBJECT", "explain_terms"]

SUBJECT = Subject("thuật ngữ", macros={"bang_thuat_ngu": macro(pages.table), "bang_cach_viet": macro(style.pairs, "danh_sach")})
