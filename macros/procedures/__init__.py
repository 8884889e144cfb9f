"""Procedures and what leads to them: their pages, checklists, the duties matrix, questions and answers, situations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.model import Handbook
from macros.model.subject import MadePage, Subject, macro
from macros.procedures import answers, lists, situations
from macros.procedures.checklists import checklist
from macros.procedures.pages import procedure_content

__all__ = ["SUBJECT", "checklist", "procedure_content"]


def _pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page for every checklist, and for every group of questions."""
    yield from lists.pages(handbook, today)
    yield from answers.pages(handbook, today)


SUBJECT = Subject(
    "quy trình",
    pages=_pages,
    macros={
        "bang_kiem": macro(checklist, "ma"),
        "danh_muc_quy_trinh": macro(lists.procedures),
        "ma_tran_nhiem_vu": macro(lists.duties, "nhom"),
        "danh_muc_bang_kiem": macro(lists.checklists),
        "hoi_dap": macro(answers.front),
        "tra_tinh_huong": macro(situations.table),
    },
)
