"""Workbooks that somebody else made, read cell by cell within bounds.

Written out, and not left to a library, because the page reads the same files the same way (macros/translate).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from macros.files.columns import column_letters, column_number
from macros.files.unzip import BrokenZip, Entry, entries_of, unpacked
from macros.files.xml import Element, parsed

# Of all parts together, unpacked: a workbook of 11,700 units holds 60 MB; beyond this a file is broken or means harm.
MOST_BYTES = 150_000_000
# Of one part, which is laid out whole in memory: the longest table that is read, 120,000 rows of figures, is half of it.
_MOST_OF_A_PART = 60_000_000
# Of one sheet, empty ones within the rectangle included: ten times the figures of 11,700 units.
_MOST_CELLS = 12_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BROKEN = "tệp không phải bảng tính .xlsx, hoặc đã hỏng hay có mật khẩu"
_SAVE_AGAIN = "Mở bằng Excel rồi lưu lại theo kiểu «Excel Workbook (*.xlsx)»."
_BROKEN_SHEET, _SAVE_SHEET = "không đọc được trang này", "Lưu lại tệp bằng Excel."
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]')
_DATE_SIGNS = re.compile("[dmyhs]", re.IGNORECASE)
_GREATEST = 1_000_000_000_000_000  # a spreadsheet keeps fifteen digits
_BEFORE_FIRST_DAY = 693_594  # day 0 of a spreadsheet, 30 December 1899, in Python's count
_APART = 1_462  # days between the two beginnings that a workbook may count from
_LAST_DAY = 2_958_465
_SECONDS = 86_400


class Unreadable(Exception):
    """A workbook, or a sheet of one, that is not read: what is wrong and what to do about it, in Vietnamese."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}. {remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass
class Clock:
    """A time of day, which a cell may hold in place of a number."""

    text: str


@dataclass
class Sheet:
    """The values of all rows from A1 on, and the cells whose formula has none: name → the error that it gives, or nothing."""

    rows: list[list[Any]] = field(default_factory=list)
    formulas: dict[str, str] = field(default_factory=dict)


class OpenedBook:
    """An opened .xlsx. Raises :class:`Unreadable` for what is no workbook, or one too big to be what it should be."""

    def __init__(self, content: bytes, most_bytes: int = MOST_BYTES) -> None:
        self.content = content
        self.entries = _entries(content, most_bytes)
        self.read: dict[str, Sheet] = {}
        self.parts = self._sheet_parts()

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets, in their order."""
        return list(self.parts)

    def sheet(self, name: str) -> Sheet:
        """What stands in a sheet."""
        if name not in self.read:
            self.read[name] = self._sheet(self.xml(self.parts[name]))
        return self.read[name]

    def text(self, part: str) -> str:
        """A part as text."""
        if part not in self.entries:
            raise Unreadable(_BROKEN, _SAVE_AGAIN)
        entry = self.entries[part]
        if entry.size > _MOST_OF_A_PART:
            raise Unreadable("tệp giải nén ra quá lớn khi mở", "Xóa các dòng thừa rồi lưu lại; tệp không rõ nguồn gốc thì không mở.")
        try:
            raw = unpacked(self.content, entry, entry.size + 1)
        except BrokenZip:
            raise Unreadable(_BROKEN, _SAVE_AGAIN) from None
        if len(raw) > entry.size:
            raise Unreadable(_BROKEN, _SAVE_AGAIN)
        if b"\0" in raw[:200]:
            raise Unreadable("có phần không ở mã UTF-8", "Lưu lại tệp bằng Excel.")
        try:
            return raw.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise Unreadable("có phần không ở mã UTF-8", "Lưu lại tệp bằng Excel.") from None

    def xml(self, part: str) -> Element:
        """A part as elements."""
        text = self.text(part)
        if "<!DOCTYPE" in text:
            raise Unreadable(_BROKEN, _SAVE_AGAIN)
        try:
            return parsed(text)
        except ValueError:
            raise Unreadable(_BROKEN, _SAVE_AGAIN) from None

    def day_number(self, day: date) -> int:
        """A day as this workbook keeps it."""
        return day.toordinal() - self._first_day

    def _sheet_parts(self) -> dict[str, str]:
        """The sheets by name, each with the part that holds it."""
        targets = {one.get("Id", ""): one.get("Target", "") for one in self.xml("xl/_rels/workbook.xml.rels")}
        found: dict[str, str] = {}
        for element in self._book.iter():
            if _local(element.tag) != "sheet":
                continue
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            part = targets.get(relation, "").removeprefix("/")
            part = part if part.startswith("xl/") else f"xl/{part}"
            name = element.get("name", "")
            if part in self.entries and name not in found:
                found[name] = part
        if not found:
            raise Unreadable(_BROKEN, _SAVE_AGAIN)
        return found

    @cached_property
    def _book(self) -> Element:
        return self.xml("xl/workbook.xml")

    @cached_property
    def _shared(self) -> list[str]:
        """The texts that cells refer to by number."""
        if "xl/sharedStrings.xml" not in self.entries:
            return []
        return [_words(item) for item in self.xml("xl/sharedStrings.xml")]

    @cached_property
    def _dated(self) -> list[str]:
        """Of each format of cells: «day», «clock» or nothing."""
        if "xl/styles.xml" not in self.entries:
            return []
        custom: dict[str, str] = {}
        formats: list[str] = []
        for group in self.xml("xl/styles.xml"):
            kind = _local(group.tag)
            if kind == "numFmts":
                for one in group:
                    custom[one.get("numFmtId", "")] = one.get("formatCode", "")
            elif kind == "cellXfs":
                formats = [one.get("numFmtId", "0") for one in group]
        return [_kind_of_format(number, custom) for number in formats]

    @cached_property
    def _first_day(self) -> int:
        """Day 0 of this workbook in Python's count."""
        later = any(_local(one.tag) == "workbookPr" and one.get("date1904", "0") in ("1", "true") for one in self._book)
        return _BEFORE_FIRST_DAY + _APART if later else _BEFORE_FIRST_DAY

    def _sheet(self, root: Element) -> Sheet:
        prefix = root.tag.removesuffix(_local(root.tag))
        data = root.find(f"{prefix}sheetData")
        if _local(root.tag) != "worksheet":
            raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
        if data is None:
            return Sheet()
        row_tag, cell_tag = f"{prefix}row", f"{prefix}c"
        value_tag, formula_tag, inline_tag = f"{prefix}v", f"{prefix}f", f"{prefix}is"
        cells: list[tuple[int, int, Any]] = []
        formulas: dict[str, str] = {}
        number, last_row, last_column = 0, 0, 0
        for row in data:
            if row.tag != row_tag:
                continue
            number = _row_number(row.get("r", ""), number + 1)
            column = 0
            for cell in row:
                if cell.tag != cell_tag:
                    continue
                at = number
                column += 1
                place = cell.get("r", "")
                if place:
                    found = _PLACE.fullmatch(place.strip().upper())
                    if found is None:
                        raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
                    column, at = column_number(found[1]), int(found[2])
                if not 1 <= at <= _LAST_ROW or column > _LAST_COLUMN:
                    raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
                written = cell.find(value_tag)
                shown = (written.text or "") if written is not None else ""
                kind = cell.get("t", "n")
                if kind == "inlineStr":
                    inside = cell.find(inline_tag)
                    value: Any = _words(inside) if inside is not None else ""
                else:
                    value = self._value(kind, shown, cell.get("s", "0"))
                if (kind == "e" or value == "") and cell.find(formula_tag) is not None:
                    formulas[f"{column_letters(column - 1)}{at}"] = shown if shown.startswith("#") else ""
                if value != "":
                    last_row, last_column = max(last_row, at), max(last_column, column)
                    cells.append((at, column, value))
        if last_row * last_column > _MOST_CELLS:
            raise Unreadable(f"ô {column_letters(last_column - 1)}{last_row} ở quá xa các ô khác của trang",
                             "Xóa các dòng, các cột thừa ở ngoài bảng (bấm Ctrl+End để tới) rồi lưu lại.")
        rows: list[list[Any]] = [[""] * last_column for _ in range(last_row)]
        for at, column, value in cells:
            rows[at - 1][column - 1] = value
        return Sheet(rows, formulas)

    def _value(self, kind: str, shown: str, style: str) -> Any:
        """What a cell of this kind holds: text, a number, true or false, a day or a time of day."""
        if kind == "str":
            return shown
        plain = shown.strip()
        if kind == "e" or plain == "":
            return ""
        if kind == "s":
            at = int(plain) if plain.isascii() and plain.isdecimal() else len(self._shared)
            if at >= len(self._shared):
                raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
            return self._shared[at]
        if kind == "b":
            return plain in ("1", "true")
        if kind == "d":
            return _written_day(plain)
        if _NUMBER.fullmatch(plain) is None:
            raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
        number = min(max(float(plain), -_GREATEST), _GREATEST)
        at = int(style) if style.isascii() and style.isdecimal() else 0
        dated = self._dated[at] if at < len(self._dated) else ""
        if dated and 0 <= number < _LAST_DAY - _APART:
            return self._moment(number, dated)
        return int(number) if number == int(number) else number

    def _moment(self, number: float, kind: str) -> Any:
        if kind == "day" and number >= 1:
            return date.fromordinal(self._first_day + int(number))
        seconds = round(number * _SECONDS)
        return Clock(f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")


def _entries(content: bytes, most_bytes: int) -> dict[str, Entry]:
    try:
        found = entries_of(content) if content.startswith(b"PK") else []
    except BrokenZip:
        found = []
    if sum(entry.size for entry in found) > most_bytes:
        raise Unreadable("tệp giải nén ra quá lớn khi mở", "Đề nghị nơi gửi cung cấp bản khác; không mở tệp này.")
    entries = {entry.name: entry for entry in found}
    if "xl/workbook.xml" not in entries or "xl/_rels/workbook.xml.rels" not in entries or any(entry.encrypted for entry in found):
        raise Unreadable(_BROKEN, _SAVE_AGAIN)
    if any(name.endswith("vbaProject.bin") for name in entries):
        raise Unreadable("tệp có macro nên không mở", "Đề nghị cung cấp bản lưu theo kiểu «Excel Workbook (*.xlsx)», không có macro.")
    return entries


def _kind_of_format(number: str, custom: dict[str, str]) -> str:
    if number in ("14", "15", "16", "17", "22"):
        return "day"
    if number in ("18", "19", "20", "21", "45", "46", "47"):
        return "clock"
    signs = _QUOTED.sub("", custom.get(number, ""))
    if _DATE_SIGNS.search(signs) is None or signs.lower() == "general":
        return ""
    low = signs.lower()
    return "day" if "d" in low or "y" in low else "clock" if "h" in low or "s" in low else "day"


def _written_day(text: str) -> Any:
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return text


def _words(item: Element) -> str:
    """The text of a shared or inline string, what is only read aloud left out."""
    out: list[str] = []
    for part in item:
        kind = _local(part.tag)
        if kind == "t":
            out.append(part.text or "")
        elif kind == "r":
            out.extend([one.text or "" for one in part if _local(one.tag) == "t"])
    return "".join(out)


def _row_number(written: str, following: int) -> int:
    if written == "":
        return following
    plain = written.strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 8):
        raise Unreadable(_BROKEN_SHEET, _SAVE_SHEET)
    return int(plain)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
