"""A workbook's cells as they stand, each with its name: opening safely, headings, types, formulas without a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from macros.files.foreign_xlsx import MOST_BYTES, ForeignWorkbook, Unreadable
from macros.model.base import Model
from macros.model.problems import Problems
from macros.vietnamese import did_you_mean, format_number, nearest, one_line

# 117 units that return ten indicators for every month, quarter, half and year give 22,230 rows a year: this is room for five years.
# It is also what `data check` reads and looks through for secrets in 20 seconds; a longer table is no slip of an office.
MOST_ROWS = 120_000
_CELL = re.compile(rb'r="([A-Z]{1,3}[0-9]+)"')
_ERROR_VALUE = re.compile(rb"<v>(#[^<]+)</v>")
_DATE_TEXT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Book:
    """An opened workbook. ``place`` gives what an error message begins with."""

    def __init__(self, content: bytes, name: str, problems: Problems, most_bytes: int = MOST_BYTES) -> None:
        self.name, self.problems = name, problems
        self._book: ForeignWorkbook | None = None
        try:
            self._book = ForeignWorkbook(content, most_bytes)
        except Unreadable as error:
            problems.error(name, error.reason, error.remedy)

    @property
    def ok(self) -> bool:
        """Whether the file could be opened."""
        return self._book is not None

    def place(self, sheet: str, cell: str = "", heading: str = "") -> str:
        """``data/to-chuc.xlsx › trang «Đơn vị» › ô D12 (cột «Loại hình»)``."""
        text = f"{self.name} › trang «{sheet}»"
        text += f" › ô {cell}" if cell else ""
        return text + (f" (cột «{heading}»)" if heading else "")

    def rows(self, sheet: str, remedy: str = "Chép trang này từ tệp mẫu (run.py data new).") -> list[list[Any]] | None:
        """All rows from A1 on, or None with the missing sheet noted."""
        if self._book is None:
            return None
        names = self._names()
        if sheet not in names:
            guess = nearest(sheet, names)
            self.problems.error(
                f"{self.name} › trang «{sheet}»", "không có trang này",
                f"Có phải trang «{guess}» đã bị đổi tên? Đặt lại tên «{sheet}»." if guess
                else remedy,
            )
            return None
        try:
            rows = self._book.rows(names[sheet])
        except Unreadable as error:
            self.problems.error(self.place(sheet), error.reason, error.remedy)
            return None
        if len(rows) > MOST_ROWS:
            most = f"trang có {format_number(len(rows))} dòng, sổ tay đọc nhiều nhất {format_number(MOST_ROWS)}"
            self.problems.error(self.place(sheet), most, "Xóa các dòng thừa, các kỳ đã xa rồi lưu lại; tệp cũ cất riêng.")
            return None
        return rows

    def _names(self) -> dict[str, str]:
        """The sheets' names as they look → as they stand."""
        return {one_line(name): name for name in self._book.sheet_names} if self._book else {}

    def formulas_without_value(self, sheet: str) -> Mapping[str, str]:
        """Cells whose formula gives nothing or an error: name → «» or «#DIV/0!». calamine shows both as empty."""
        found: dict[str, str] = {}
        if self._book is None:
            return found
        text = self._book.xml(self._names()[sheet])
        if b"<f" not in text:
            return found
        for piece in text.split(b"<c ")[1:]:
            head, _, rest = piece.partition(b">")
            cell = b"" if head.endswith(b"/") else rest.partition(b"</c>")[0]
            name = _CELL.search(head)
            if name is None or not cell.startswith((b"<f>", b"<f ", b"<f/")):
                continue
            error = _ERROR_VALUE.search(cell)
            if error:
                found[name[1].decode()] = error[1].decode("utf-8", "replace")
            elif b"<v>" not in cell or b"<v></v>" in cell:
                found[name[1].decode()] = ""
        return found


def filled_rows(rows: list[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
    """Rows below the heading that hold anything, with their number in the sheet (2, 3, …)."""
    for number, row in enumerate(rows[1:], start=2):
        if any(filled(value) for value in row):
            yield number, row


def filled(value: Any) -> bool:
    """Whether a cell holds anything that can be seen."""
    return value is not None and value != "" and (not isinstance(value, str) or one_line(value) != "")


@cache
def field_types(model: type[Model]) -> dict[str, tuple[type, bool, tuple[str, ...]]]:
    """Heading → (plain type, required, accepted words) of every field with an alias."""
    result: dict[str, tuple[type, bool, tuple[str, ...]]] = {}
    for info in model.model_fields.values():
        if info.alias is None:
            continue
        kind, words = info.annotation, ()
        if get_origin(kind) in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        if get_origin(kind) is Literal:
            kind, words = str, get_args(kind)
        plain = kind if kind in (int, bool, date) else str
        result[info.alias] = (plain, info.is_required(), words)  # type: ignore[assignment]
    return result


def plain_value(value: Any, kind: type, words: tuple[str, ...]) -> tuple[Any, str, str]:
    """A cell's value as ``kind`` → (value, reason, remedy); a reason says why it cannot be."""
    if isinstance(value, str):
        value = one_line(value)
    if kind is int:
        return _whole_number(value)
    if kind is date:
        return _day(value)
    if kind is bool:
        text = str(value).strip().lower()
        answer = value if isinstance(value, bool) else {"có": True, "không": False}.get(text)
        return answer, "" if answer is not None else f"«{value}» không dùng được", "Ghi «có» hoặc «không»."
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else str(value)
    elif isinstance(value, (date, datetime)):
        return None, f"«{value:%d/%m/%Y}» là ngày, ở đây cần chữ", "Đặt định dạng ô là «Text» rồi gõ lại."
    elif isinstance(value, (time, timedelta)):
        return None, f"«{value}» là giờ, ở đây cần chữ", "Đặt định dạng ô là «Text» rồi gõ lại."
    text = str(value)
    if words and text not in words:
        choices = ", ".join(f"«{word}»" for word in words)
        return None, f"«{text}» không dùng được", did_you_mean(text, words, f"Chọn một trong: {choices}.")
    return text, "", ""


def _whole_number(value: Any) -> tuple[Any, str, str]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if float(value).is_integer():
            return int(value), "", ""
        return None, f"«{str(value).replace('.', ',')}» không phải số nguyên", "Ghi số nguyên."
    text = str(value)
    if text.isdecimal():
        return None, f"«{text}» đang là chữ, không phải số", "Đổi định dạng ô sang «Number» rồi gõ lại số."
    return None, f"«{text}» không phải số nguyên", "Chỉ gõ chữ số, không gõ chữ hay dấu cách."


def _day(value: Any) -> tuple[Any, str, str]:
    if isinstance(value, datetime):
        return value.date(), "", ""
    if isinstance(value, date):
        return value, "", ""
    if isinstance(value, str) and (match := _DATE_TEXT.fullmatch(value)):
        try:
            return date(int(match[3]), int(match[2]), int(match[1])), "", ""
        except ValueError:
            return None, f"không có ngày «{value}» trên lịch", "Ghi dạng ngày/tháng/năm, ví dụ 31/10/2026."
    shown = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return None, f"«{shown}» không phải ngày", "Ghi dạng ngày/tháng/năm, ví dụ 31/10/2026."
