"""A workbook's cells as they stand, each with its name: opening safely, headings, types, formulas without a value.

What of it a page needs too is translated (macros/translate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from macros.files.opened_xlsx import MOST_BYTES, Clock, OpenedBook, Sheet, Unreadable
from macros.model.problems import Problems
from macros.model.workbook_rules import DAY, WHOLE, YES_NO
from macros.vietnamese import did_you_mean, format_count, format_date, nearest, one_line

# 117 units that return ten indicators for every month, quarter, half and year give 22,230 rows a year: this is room for five years.
# It is also what `data check` reads and looks through for secrets in 20 seconds; a longer table is no slip of an office.
MOST_ROWS = 120_000
_DATE_TEXT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Book:
    """An opened workbook. ``place`` gives what an error message begins with."""

    def __init__(self, content: bytes, name: str, problems: Problems, most_bytes: int = MOST_BYTES) -> None:
        self.name = name
        self.problems = problems
        self.opened: OpenedBook | None = None
        try:
            self.opened = OpenedBook(content, most_bytes)
        except Unreadable as error:
            problems.error(name, error.reason, error.remedy)

    @property
    def ok(self) -> bool:
        """Whether the file could be opened."""
        return self.opened is not None

    def place(self, sheet: str, cell: str = "", heading: str = "") -> str:
        """``data/to-chuc.xlsx › trang «Đơn vị» › ô D12 (cột «Loại hình»)``."""
        text = f"{self.name} › trang «{sheet}»"
        text += f" › ô {cell}" if cell else ""
        return text + (f" (cột «{heading}»)" if heading else "")

    def read(self, sheet: str, remedy: str = "Chép trang này từ tệp mẫu (run.py data new).") -> Sheet | None:
        """What stands in a sheet, or None with the missing or broken sheet noted."""
        if self.opened is None:
            return None
        names = {one_line(name): name for name in self.opened.sheet_names}
        if sheet not in names:
            guess = nearest(sheet, names)
            self.problems.error(
                f"{self.name} › trang «{sheet}»", "không có trang này",
                f"Có phải trang «{guess}» đã bị đổi tên? Đặt lại tên «{sheet}»." if guess
                else remedy,
            )
            return None
        try:
            found = self.opened.sheet(names[sheet])
        except Unreadable as error:
            self.problems.error(self.place(sheet), error.reason, error.remedy)
            return None
        if len(found.rows) > MOST_ROWS:
            most = f"trang có {format_count(len(found.rows))} dòng, sổ tay đọc nhiều nhất {format_count(MOST_ROWS)}"
            self.problems.error(self.place(sheet), most, "Xóa các dòng thừa, các kỳ đã xa rồi lưu lại; tệp cũ cất riêng.")
            return None
        return found

    def rows(self, sheet: str) -> list[list[Any]] | None:
        """All rows of a sheet from A1 on, or None with what is wrong noted."""
        found = self.read(sheet)
        return None if found is None else found.rows


def filled_rows(rows: list[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
    """Rows below the heading that hold anything, with their number in the sheet (2, 3, …)."""
    for number, row in enumerate(rows[1:], start=2):
        if any(filled(value) for value in row):
            yield number, row


def filled(value: Any) -> bool:
    """Whether a cell holds anything that can be seen."""
    return value is not None and value != "" and (not isinstance(value, str) or one_line(value) != "")


def plain_value(value: Any, kind: str, words: tuple[str, ...]) -> tuple[Any, str, str]:
    """A cell's value as ``kind`` → (value, reason, remedy); a reason says why it cannot be."""
    if isinstance(value, str):
        value = one_line(value)
    if kind == WHOLE:
        return _whole_number(value)
    if kind == DAY:
        return _day(value)
    if kind == YES_NO:
        answer = value if isinstance(value, bool) else {"có": True, "không": False}.get(shown(value).lower())
        return answer, "" if answer is not None else f"«{shown(value)}» không dùng được", "Ghi «có» hoặc «không»."
    if isinstance(value, date):
        return None, f"«{format_date(value)}» là ngày, ở đây cần chữ", "Đặt định dạng ô là «Text» rồi gõ lại."
    if isinstance(value, Clock):
        return None, f"«{value.text}» là giờ, ở đây cần chữ", "Đặt định dạng ô là «Text» rồi gõ lại."
    text = shown(value)
    if words and text not in words:
        choices = ", ".join(f"«{word}»" for word in words)
        return None, f"«{text}» không dùng được", did_you_mean(text, words, f"Chọn một trong: {choices}.")
    return text, "", ""


def shown(value: Any) -> str:
    """A cell's value in the words of an editor."""
    if isinstance(value, Clock):
        return value.text
    if isinstance(value, date):
        return format_date(value)
    return str(value)


def _whole_number(value: Any) -> tuple[Any, str, str]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, "", ""
    text = shown(value)
    if isinstance(value, float):
        return None, f"«{text.replace('.', ',')}» không phải số nguyên", "Ghi số nguyên."
    if text.isdecimal():
        return None, f"«{text}» đang là chữ, không phải số", "Đổi định dạng ô sang «Number» rồi gõ lại số."
    return None, f"«{text}» không phải số nguyên", "Chỉ gõ chữ số, không gõ chữ hay dấu cách."


def _day(value: Any) -> tuple[Any, str, str]:
    if isinstance(value, date):
        return value, "", ""
    match = _DATE_TEXT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None, f"«{shown(value)}» không phải ngày", "Ghi dạng ngày/tháng/năm, ví dụ 31/10/2026."
    try:
        return date(int(match[3]), int(match[2]), int(match[1])), "", ""
    except ValueError:
        return None, f"không có ngày «{value}» trên lịch", "Ghi dạng ngày/tháng/năm, ví dụ 31/10/2026."
