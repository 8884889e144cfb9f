"""Where the command's spreadsheets are begun: text as text, numbers as numbers, never a live formula by accident.

The same content gives the same bytes, whatever the day and the machine. What the page makes, too, is begun in ``plain_xlsx``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any

import xlsxwriter

Cell = str | int | float | date | None

# A workbook has no time zone, and its bytes must not change with the clock.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_A4 = 9


class Book:
    """A workbook in memory. Use as a context; ``content`` holds the bytes afterwards.

    ``base``: what all its cells look like (``font_name="Arial", font_size=11``); ``sheets`` is xlsxwriter's own workbook.
    """

    def __init__(self, title: str, *, about: Mapping[str, str] | None = None, **base: Any) -> None:
        self._buffer = io.BytesIO()
        # Strings stay strings: a name that begins with «=» must not become a formula, nor an address a link.
        self.sheets = xlsxwriter.Workbook(self._buffer, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        })
        self.sheets.set_properties({"title": title, "created": _CREATED, **(about or {})})
        self._base = base
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.content = b""

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.sheets.close()
        self.content = self._buffer.getvalue()

    def style(self, **look: Any) -> Any:
        """A cell format, made once for each look."""
        key = tuple(sorted(look.items()))
        if key not in self._styles:
            self._styles[key] = self.sheets.add_format({**self._base, **look})
        return self._styles[key]


def moment(day: date) -> datetime:
    """A day as a spreadsheet keeps it."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a cell has no time zone)


def print_on_one_width(page: Any) -> None:
    """A4, landscape, as many pages down as it takes."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


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
    with Book(tables[0].title, font_name="Times New Roman", font_size=12, valign="top") as book:
        formats = {
            "text": book.style(text_wrap=True, border=1),
            "day": book.style(num_format="dd/mm/yyyy", border=1, align="left"),
            "head": book.style(bold=True, border=1, bg_color="#F3E9DC", text_wrap=True, align="center"),
            "title": book.style(bold=True, font_size=14),
            "note": book.style(italic=True),
        }
        for table in tables:
            _write(book.sheets.add_worksheet(table.sheet), table, formats)
    return book.content


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
                page.write_datetime(number, index, moment(value), formats["day"])
            elif isinstance(value, str):
                page.write_string(number, index, value, formats["text"])
            else:
                page.write_number(number, index, value, formats["text"])
    page.freeze_panes(4, 0)
    page.repeat_rows(3)
    print_on_one_width(page)
