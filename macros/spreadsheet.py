"""The one place where a spreadsheet is written: text as text, numbers as numbers, never a live formula by accident."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import xlsxwriter

Cell = str | int | float | date | None

# A fixed moment: the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_table(sheet: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], note: str = "") -> bytes:
    """One sheet: ``title``, a ``note`` under it, a frozen header of ``columns`` (name, width in characters), ``rows``.

    Text that begins with «=» stays text. Dates are shown dd/mm/yyyy.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _CREATED})
    page = book.add_worksheet(sheet)
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    text = book.add_format({**base, "text_wrap": True, "border": 1})
    day = book.add_format({**base, "num_format": "dd/mm/yyyy", "border": 1, "align": "left"})
    head = book.add_format({**base, "bold": True, "border": 1, "bg_color": "#F3E9DC", "text_wrap": True, "align": "center"})
    page.write_string(0, 0, title, book.add_format({**base, "bold": True, "font_size": 14}))
    page.write_string(1, 0, note, book.add_format({**base, "italic": True}))
    for index, (name, width) in enumerate(columns):
        page.set_column(index, index, width)
        page.write_string(3, index, name, head)
    for number, row in enumerate(rows, start=4):
        for index, value in enumerate(row):
            if value is None:
                page.write_blank(number, index, None, text)
            elif isinstance(value, date):
                page.write_datetime(number, index, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif isinstance(value, str):
                page.write_string(number, index, value, text)
            else:
                page.write_number(number, index, value, text)
    page.freeze_panes(4, 0)
    page.repeat_rows(3)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()
