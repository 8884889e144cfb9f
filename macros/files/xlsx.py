"""The one place where a spreadsheet is written: text as text, numbers as numbers, never a live formula by accident."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

Cell = str | int | float | date | None

# A fixed moment: the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Table:
    """A sheet: ``title``, a ``note`` under it, a frozen header of ``columns`` (name, width in characters), ``rows``."""

    sheet: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    note: str = ""


def write_table(sheet: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], note: str = "") -> bytes:
    """A workbook of one :class:`Table`."""
    return write_tables([Table(sheet, title, columns, rows, note)])


def write_tables(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each of ``tables``, named after the first one's title.

    Text that begins with «=» stays text. Dates are shown dd/mm/yyyy.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": tables[0].title, "created": _CREATED})
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    formats = {
        "text": book.add_format({**base, "text_wrap": True, "border": 1}),
        "day": book.add_format({**base, "num_format": "dd/mm/yyyy", "border": 1, "align": "left"}),
        "head": book.add_format({**base, "bold": True, "border": 1, "bg_color": "#F3E9DC", "text_wrap": True, "align": "center"}),
        "title": book.add_format({**base, "bold": True, "font_size": 14}),
        "note": book.add_format({**base, "italic": True}),
    }
    for table in tables:
        _write(book.add_worksheet(table.sheet), table, formats)
    book.close()
    return buffer.getvalue()


def _write(page: Any, table: Table, formats: Mapping[str, Any]) -> None:
    page.write_string(0, 0, table.title, formats["title"])
    page.write_string(1, 0, table.note, formats["note"])
    for index, (name, width) in enumerate(table.columns):
        page.set_column(index, index, width)
        page.write_string(3, index, name, formats["head"])
    for number, row in enumerate(table.rows, start=4):
        for index, value in enumerate(row):
            if value is None:
                page.write_blank(number, index, None, formats["text"])
            elif isinstance(value, date):
                page.write_datetime(number, index, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001
            elif isinstance(value, str):
                page.write_string(number, index, value, formats["text"])
            else:
                page.write_number(number, index, value, formats["text"])
    page.freeze_panes(4, 0)
    page.repeat_rows(3)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
