"""Procedures and what leads to them: their pages, checklists, the duties matrix, questions and answers, situations."""

from __future__ import annotations

from macros.model.subject import Subject, macro
from macros.procedures import lists, situations
from macros.procedures.checklists import checklist
from macros.procedures.pages import procedure_content

__all__ = ["SUBJECT", "checklist", "procedure_content"]

SUBJECT = Subject(
    "quy trình",
    pages=lists.pages,
    macros={
        "bang_kiem": macro(checklist, "ma"),
        "danh_muc_quy_trinh": macro(lists.procedures),
        "ma_tran_nhiem_vu": macro(lists.duties, "nhom"),
        "danh_muc_bang_kiem": macro(lists.checklists),
        "hoi_dap": macro(lists.answers),
        "tra_tinh_huong": macro(situations.table),
    },
)
