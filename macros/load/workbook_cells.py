"""A workbook's cells as they stand, each with its name: opening safely, headings, types, formulas without a value."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from python_calamine import CalamineError, CalamineWorkbook

from macros.model.base import Model
from macros.model.problems import Problems
from macros.vietnamese import nearest, nfc

# A workbook of 11,700 units holds 30 MB of XML; beyond this a file is broken or means harm.
_MOST_BYTES = 400_000_000
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d+)"[^>]*?(?: t="(\w+)")?[^>]*><f[ />].*?</c>', re.DOTALL)
_ERROR_VALUE = re.compile(rb"<v>(#[^<]+)</v>")
_DATE_TEXT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Cell:
    """A value and the name of its cell, e.g. ``D12``."""

    name: str
    value: Any


def column_letters(index: int) -> str:
    """``0`` → ``A``, ``26`` → ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Book:
    """An opened workbook. ``place`` gives what an error message begins with."""

    def __init__(self, content: bytes, name: str, problems: Problems, most_bytes: int = _MOST_BYTES) -> None:
        self.name, self.problems = name, problems
        self._content = content
        self._book: CalamineWorkbook | None = None
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > most_bytes:
                    problems.error(name, "tệp phình ra quá lớn khi mở", "Xin nơi gửi bản khác; đừng mở tệp này.")
                    return
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            problems.error(name, "tệp không phải bảng tính .xlsx, hoặc đã hỏng hay có mật khẩu",
                           "Mở bằng Excel rồi lưu lại theo kiểu «Excel Workbook (*.xlsx)».")

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
        names = {nfc(name).strip(): name for name in self._book.sheet_names}
        if sheet not in names:
            guess = nearest(sheet, names)
            self.problems.error(
                f"{self.name} › trang «{sheet}»", "không có trang này",
                f"Có phải trang «{guess}» đã bị đổi tên? Đặt lại tên «{sheet}»." if guess
                else remedy,
            )
            return None
        try:
            return self._book.get_sheet_by_name(names[sheet]).to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OSError) as error:
            self.problems.error(self.place(sheet), f"không đọc được trang này ({error})", "Lưu lại tệp bằng Excel.")
            return None

    def formulas_without_value(self, sheet: str) -> Mapping[str, str]:
        """Cells whose formula gives nothing or an error: name → «» or «#DIV/0!». calamine shows both as empty."""
        found: dict[str, str] = {}
        if self._book is None:
            return found
        position = [nfc(name).strip() for name in self._book.sheet_names].index(sheet)
        with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
            path = _sheet_path(archive, position)
            text = archive.read(path) if path else b""
        if b"<f" not in text:
            return found
        for match in _FORMULA.finditer(text):
            error = _ERROR_VALUE.search(match[0])
            if error:
                found[match[1].decode()] = error[1].decode()
            elif b"<v>" not in match[0] or b"<v></v>" in match[0]:
                found[match[1].decode()] = ""
        return found


def _sheet_path(archive: zipfile.ZipFile, position: int) -> str | None:
    """The part that holds the sheet at ``position``, by the workbook's relations."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return None
    ids = re.findall(r"<sheet [^>]*r:id=\"([^\"]+)\"", book)
    if position >= len(ids):
        return None
    for relation in re.findall(r"<Relationship [^>]*>", relations):
        if f'Id="{ids[position]}"' in relation and (target := re.search(r'Target="([^"]+)"', relation)):
            path = target[1].lstrip("/")
            path = path if path.startswith("xl/") else f"xl/{path}"
            return path if path in archive.namelist() else None
    return None


def filled_rows(rows: list[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
    """Rows below the heading that hold anything, with their number in the sheet (2, 3, …)."""
    for number, row in enumerate(rows[1:], start=2):
        if any(value not in ("", None) for value in row):
            yield number, row


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
        value = nfc(value).strip()
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
    text = str(value)
    if words and text not in words:
        guess = nearest(text, words)
        choices = ", ".join(f"«{word}»" for word in words)
        return None, f"«{text}» không dùng được", f"Ý bạn là «{guess}»?" if guess else f"Chọn một trong: {choices}."
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
