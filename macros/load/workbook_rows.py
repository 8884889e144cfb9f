"""The rows of the workbook, each cell on its own first, so that all its faults are told: heading → value.

The page reads the same way (macros/translate).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.files.columns import column_letters
from macros.load.workbook_cells import Book, filled, filled_rows, plain_value, shown
from macros.model.base import CODE_SIGNS, LONGEST_CODE, device_fault
from macros.model.headings import NOTES
from macros.model.organisation import PERIOD
from macros.model.workbook_rules import (
    ADDRESS_FORM,
    CODE_FORM,
    MONTHS_FORM,
    NAMES_FORM,
    PERIOD_FORM,
    TEXT,
    WEEKDAY_FORM,
    ColumnRule,
    SheetRule,
)
from macros.model.written import WEEKDAYS, address_of, months_of, names_of
from macros.vietnamese import nearest, one_line

_CODE = re.compile(CODE_SIGNS)
_PERIOD = re.compile(PERIOD)


@dataclass(frozen=True)
class Found:
    """A row as read: its number, heading → letters of the column, heading → value, and whether every cell of it is sound.

    Of the sheet «Thông tin», whose items stand below one another, ``number`` is None and ``columns`` name whole cells.
    """

    number: int | None
    columns: Mapping[str, str]
    values: Mapping[str, Any]
    sound: bool

    def cell(self, heading: str) -> str:
        """The cell under ``heading``, e.g. ``D12``; nothing when the sheet does not have it."""
        letters = self.columns.get(heading, "")
        return f"{letters}{self.number}" if letters and self.number is not None else letters


def read_sheet(book: Book, rule: SheetRule) -> list[Found] | None:
    """The rows of a sheet; None when the sheet or a column is missing."""
    read = book.read(rule.name)
    if read is None:
        return None
    if rule.info:
        return _read_info(book, rule, read.rows, read.formulas)
    columns = _headings(book, rule, read.rows)
    if columns is None:
        return None
    letters = {heading: column_letters(index) for heading, index in columns.items()}
    result: list[Found] = []
    for number, row in filled_rows(read.rows):
        cells = {heading: row[index] for heading, index in columns.items()}
        result.append(_read_row(book, rule, number, letters, cells, read.formulas))
        if book.problems.too_many:
            return None
    return result


def _headings(book: Book, rule: SheetRule, rows: list[list[Any]]) -> dict[str, int] | None:
    """Heading → index of its column; missing, renamed and doubled ones are noted."""
    present: dict[str, int] = {}
    for index, value in enumerate(rows[0] if rows else []):
        heading = one_line(shown(value))
        if heading in present:
            book.problems.error(book.place(rule.name, f"{column_letters(index)}1"),
                                f"cột «{heading}» có hai lần", "Bỏ một cột.")
        elif heading:
            present[heading] = index
    strange = [heading for heading in present if heading not in rule.order and heading != NOTES]
    missing = [heading for heading in rule.order if heading not in present]
    for heading in missing:
        guess = nearest(heading, strange)
        where = book.place(rule.name, f"{column_letters(present[guess])}1" if guess else "")
        if guess:
            strange.remove(guess)
            book.problems.error(where, f"không có cột «{heading}»; ở đây đang ghi «{guess}»", f"Ghi lại «{heading}».")
        else:
            book.problems.error(where, f"không có cột «{heading}»", "Chép hàng tiêu đề từ tệp mẫu (run.py data new).")
    for heading in strange:
        book.problems.warn(book.place(rule.name, f"{column_letters(present[heading])}1"),
                           f"sổ tay không biết cột «{heading}» nên bỏ qua", f"Dùng cột «{NOTES}» để ghi thêm.")
    return {heading: present[heading] for heading in rule.order} if not missing else None


def _read_info(book: Book, rule: SheetRule, rows: list[list[Any]], blank_formulas: Mapping[str, str]) -> list[Found] | None:
    """The «Mục › Giá trị» pairs as one row whose cells are in column B."""
    cells: dict[str, str] = {}
    values: dict[str, Any] = {}
    for number, row in filled_rows(rows):
        key = one_line(shown(row[0]))
        place = book.place(rule.name, f"A{number}")
        if key not in rule.order:
            book.problems.unknown(place, "mục", key, rule.order, "Bỏ dòng này.")
        elif key in cells:
            book.problems.error(place, f"mục «{key}» đã ghi ở dòng {cells[key][1:]}", "Giữ lại một dòng.")
        else:
            cells[key] = f"B{number}"
            values[key] = row[1] if len(row) > 1 else ""
        if book.problems.too_many:
            return None
    required = [column.heading for column in rule.columns if column.required]
    for heading in rule.order:
        if heading not in cells and heading in required:
            book.problems.error(book.place(rule.name), f"thiếu mục «{heading}»", "Thêm một dòng với mục này.")
    return [_read_row(book, rule, None, cells, values, blank_formulas)]


def _read_row(
    book: Book, rule: SheetRule, number: int | None, columns: Mapping[str, str], cells: Mapping[str, Any], blank_formulas: Mapping[str, str]
) -> Found:
    """One row. ``cells``: heading → what stands there. ``number`` and ``columns`` are those of :class:`Found`."""
    values: dict[str, Any] = {}
    told: set[str] = set()  # headings whose fault has been told
    found = Found(number, columns, values, True)

    def fault(heading: str, reason: str, remedy: str) -> None:
        book.problems.error(book.place(rule.name, found.cell(heading), "" if rule.info else heading), reason, remedy)
        told.add(heading)

    for column in rule.columns:
        heading = column.heading
        if heading not in cells:
            if column.required:
                told.add(heading)
            continue
        value = cells[heading]
        if filled(value):
            plain, reason, remedy = plain_value(value, TEXT if column.words else column.kind, column.words)
            values[heading] = plain
            if reason:
                fault(heading, reason, remedy)
        elif blank_formulas and found.cell(heading) in blank_formulas:
            error = blank_formulas[found.cell(heading)]
            fault(heading, f"công thức báo lỗi {error}" if error else "ô có công thức nhưng chưa có kết quả",
                  "Sửa công thức, hoặc gõ thẳng giá trị." if error
                  else "Mở bằng Excel, để Excel tính rồi lưu lại; hoặc gõ thẳng giá trị.")
        elif column.required:
            fault(heading, f"chưa ghi «{heading}»", column.help)
    for column in rule.columns:
        if (column.form or column.least is not None) and column.heading in values and column.heading not in told:
            judged, reason, remedy = judged_value(values[column.heading], column)
            if reason:
                fault(column.heading, reason, remedy)
            else:
                values[column.heading] = judged
    return Found(number, columns, values, not told)


def judged_value(value: Any, column: ColumnRule) -> tuple[Any, str, str]:
    """What a plain value means in ``column`` → (value, reason, remedy); a reason says why it cannot stand there."""
    if column.form == CODE_FORM:
        if len(value) > LONGEST_CODE:
            return value, f"«{value}» dài quá {LONGEST_CODE} chữ", ""
        if _CODE.fullmatch(value) is None:
            return value, f"«{value}» chỉ được gồm chữ thường không dấu, chữ số và gạch nối", ""
        return value, device_fault(value), ""
    if column.form == PERIOD_FORM:
        wrong = f"«{value}» không phải kỳ" if _PERIOD.fullmatch(value) is None else ""
        return value, wrong, "Ghi như 2026-10 (tháng), 2026-Q4 (quý), 2026-N2 (nửa năm), 2026 (năm)."
    if column.form == MONTHS_FORM:
        months, wrong = months_of(value)
        return months, wrong, ""
    if column.form == WEEKDAY_FORM:
        return WEEKDAYS.index(value), "", ""
    if column.form == NAMES_FORM:
        return names_of(value), "", ""
    if column.form == ADDRESS_FORM:
        address, wrong = address_of(value)
        return address, wrong, ""
    if column.least is not None and value < column.least:
        return value, f"«{value}» phải từ {column.least} trở lên", ""
    if column.most is not None and value > column.most:
        return value, f"«{value}» phải không quá {column.most}", ""
    return value, "", ""
