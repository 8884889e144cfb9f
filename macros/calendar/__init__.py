"""The calendar: due rules turned into dated entries, the pages that show them, and calendar files to subscribe to."""

from __future__ import annotations

from macros.calendar import month_file, pages
from macros.calendar.due import Entry
from macros.calendar.pages import entries, links, superior_record
from macros.model.subject import Subject, dated_macro, macro

__all__ = ["SUBJECT", "Entry", "entries", "links", "superior_record"]

SUBJECT = Subject(
    "lịch",
    pages=pages.pages,
    files=pages.files,
    macros={
        "viec_sap_den": dated_macro(pages.upcoming),
        "lich_thang": dated_macro(pages.month_view),
        "ho_so_thang": macro(month_file.month_file),
        "lich_nam": dated_macro(pages.year_table),
        "lich_treo_tuong": dated_macro(pages.wall, "cap_tren", "nam"),
        "danh_sach_lich_treo_tuong": dated_macro(pages.wall_links),
        "lich_theo_vai_tro": dated_macro(pages.by_role),
        "tep_lich": macro(pages.downloads_table),
        "han_nop": dated_macro(pages.due_table, "viec"),
        "ngay_nghi": macro(pages.holiday_table),
    },
)
