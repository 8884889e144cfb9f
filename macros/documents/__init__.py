"""Party documents: rules of form as data, templates, and what is written, checked and spoilt by them.

``write``  template → program → .docx and preview, the same bytes in Python and in the browser
``check``  .docx → what is on the page → findings
``plant``  a good document with one mistake, for exercises
``pages``  a page and downloads for every template; ``tables`` who issues, who signs, which kind; ``sheets`` templates that are
spreadsheets; ``registers`` the two registers kept on the device; ``meetings`` one meeting, entered once, as all its papers; ``pdf``
copies made by LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.documents import meetings, pages, registers, tables
from macros.documents.pages import pdf_copies
from macros.documents.pdf import Unavailable
from macros.documents.registers import register_facts
from macros.documents.write.plain import plain_frame
from macros.model.handbook import Handbook
from macros.model.subject import MadeFile, MadePage, Subject, macro

__all__ = ["SUBJECT", "Unavailable", "pdf_copies", "plain_frame", "register_facts"]


def _pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    yield from pages.pages(handbook, today)
    yield from meetings.pages(handbook, today)


def _files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    yield from pages.files(handbook, today)
    yield from meetings.files(handbook, today)


SUBJECT = Subject(
    "văn bản",
    pages=_pages,
    files=_files,
    macros={
        "danh_muc_mau": macro(tables.catalogue),
        "so_mau": macro(tables.counts),
        "bang_tham_quyen": macro(tables.authority_matrix),
        "chon_loai_van_ban": macro(tables.choosing),
        "cach_ky": macro(tables.signing),
        "so_do_the_thuc": macro(tables.sheet_map),
        "bang_the_thuc": macro(tables.rules),
        "so_sanh_the_thuc": macro(tables.contrasts, "ma"),
        "bang_loi_the_thuc": macro(tables.defects),
        "so_van_ban": macro(registers.page),
        "cac_cuoc_hop": macro(meetings.choosing),
    },
)
