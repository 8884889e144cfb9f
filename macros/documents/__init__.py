"""Party documents: rules of form as data, templates, and what is written, checked and spoilt by them.

``write``  template → program → .docx and preview, the same bytes in Python and in the browser
``check``  .docx → what is on the page → findings
``plant``  a good document with one mistake, for exercises
``pages``  a page and downloads for every template; ``tables`` who issues, who signs, which kind; ``sheets`` templates that are
spreadsheets; ``registers`` the two registers kept on the device; ``pdf`` copies made by LibreOffice.
"""

from __future__ import annotations

from macros.documents import pages, registers, tables
from macros.documents.pages import pdf_copies
from macros.documents.pdf import Unavailable
from macros.documents.registers import register_facts
from macros.model.subject import Subject, macro

__all__ = ["SUBJECT", "Unavailable", "pdf_copies", "register_facts"]

SUBJECT = Subject(
    "văn bản",
    pages=pages.pages,
    files=pages.files,
    macros={
        "danh_muc_mau": macro(tables.catalogue),
        "so_mau": macro(tables.counts),
        "bang_tham_quyen": macro(tables.authority_matrix),
        "chon_loai_van_ban": macro(tables.choosing),
        "cach_ky": macro(tables.signing),
        "bang_the_thuc": macro(tables.rules),
        "so_sanh_the_thuc": macro(tables.contrasts, "ma"),
        "bang_loi_the_thuc": macro(tables.defects),
        "so_van_ban": macro(registers.page),
    },
)
