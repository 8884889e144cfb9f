"""Workbooks that somebody else made, opened within bounds: no file that is handed in takes all memory or ends the program.

calamine reads fast, but it lays a sheet out as a full rectangle from its first to its last cell: one cell at the far end of a
sheet asks for 549 GB, and the process dies. How far a sheet reaches is therefore looked up before it is read.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from macros.files.opened_xlsx import MOST_BYTES, Unreadable

T = TypeVar("T")

# Of one sheet, empty ones within the rectangle included: ten times the figures of 11,700 units.
MOST_CELLS = 12_000_000
_PREFIX = re.compile(rb"<(/?)[\w.-]+:")
_LETTERS = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{1,3})[0-9]""")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*[A-Za-z]{0,3}([0-9]{1,10})""")
_AT_ONCE = 20_000  # rows looked through together: one by one is slow, all together takes memory
_BROKEN = ("tệp không phải bảng tính .xlsx, hoặc đã hỏng hay có mật khẩu",
           "Mở bằng Excel rồi lưu lại theo kiểu «Excel Workbook (*.xlsx)».")


class ForeignWorkbook:
    """An opened .xlsx. Raises :class:`Unreadable` for what is no workbook, or one too big to be what it should be."""

    def __init__(self, content: bytes, most_bytes: int = MOST_BYTES, most_cells: int = MOST_CELLS) -> None:
        far: dict[str, str] = {}  # part → its cell that lies too far away
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._names = set(self._archive.namelist())
            if sum(entry.file_size for entry in self._archive.infolist()) > most_bytes:
                raise Unreadable("tệp giải nén ra quá lớn khi mở", "Đề nghị nơi gửi cung cấp bản khác; không mở tệp này.")
            if not content.startswith(b"PK") or "xl/workbook.xml" not in self._names or self._names & {"xl/workbook.bin", "content.xml"}:
                raise Unreadable(*_BROKEN)
            for entry in self._archive.infolist():
                part = self._archive.read(entry)
                if entry.filename.lower().endswith(".xml") and b"\0" in part[:200]:
                    raise Unreadable("có phần không ở mã UTF-8", "Lưu lại tệp bằng Excel.")  # how far it reaches cannot be told
                if cell := _too_far(part, most_cells):
                    far[entry.filename] = cell
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, struct.error):
            raise Unreadable(*_BROKEN) from None
        if far:
            # The whole file is refused: only calamine knows which part a sheet comes from, and it would read the part to tell us.
            cells = ", ".join(cell for _, cell in sorted(far.items()))
            raise Unreadable(f"ô {cells} ở quá xa các ô khác của trang",
                             "Xóa các dòng, các cột thừa ở ngoài bảng (bấm Ctrl+End để tới) rồi lưu lại.")
        self._book: CalamineWorkbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)), *_BROKEN)
        self.sheet_names: list[str] = self._book.sheet_names

    def rows(self, sheet: str) -> list[list[Any]]:
        """All rows of a sheet from A1 on."""
        told = ("không đọc được trang này", "Lưu lại tệp bằng Excel.")
        return _guarded(lambda: self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), *told)

    def xml(self, sheet: str) -> bytes:
        """The part that holds a sheet, as it stands; empty when it cannot be told."""
        part = self._part_of(sheet)
        return self._archive.read(part) if part else b""

    def _part_of(self, sheet: str) -> str | None:
        """The name of the part that holds a sheet, by the workbook's relations; None when they do not say it plainly."""
        if "xl/_rels/workbook.xml.rels" not in self._names:
            return None
        book = self._archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = self._archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        ids = re.findall(r"<sheet [^>]*r:id=\"([^\"]+)\"", book)
        position = self.sheet_names.index(sheet)
        if position >= len(ids):
            return None
        for relation in re.findall(r"<Relationship [^>]*>", relations):
            if f'Id="{ids[position]}"' in relation and (target := re.search(r'Target="([^"]+)"', relation)):
                path = target[1].lstrip("/")
                path = path if path.startswith("xl/") else f"xl/{path}"
                return path if path in self._names else None
        return None


def _too_far(xml: bytes, most_cells: int) -> str:
    """The farthest cell of a sheet that reaches farther than anybody's table does, else nothing."""
    if b"sheetData" not in xml:
        return ""
    if b":sheetData" in xml:
        xml = _PREFIX.sub(rb"<\1", xml)
    rows = xml.split(b"<row")[1:]
    # A cell or a row that does not say where it stands follows the one before.
    last_row, last_column = len(rows), max((row.count(b"<c") for row in rows), default=0)
    for start in range(0, len(rows), _AT_ONCE):
        some = b"".join(rows[start : start + _AT_ONCE])
        last_row = max(last_row, *map(int, set(_NUMBER.findall(some))), 0)
        last_column = max(last_column, *map(_column, set(_LETTERS.findall(some))), 0)
    return f"{xl_col_to_name(last_column - 1)}{last_row}" if last_row * last_column > most_cells else ""


def _column(letters: bytes) -> int:
    """``A`` → 1, ``XFD`` → 16384; nothing → 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _guarded(call: Callable[[], T], reason: str, remedy: str) -> T:
    """What ``call`` gives, or Unreadable, also when the library under calamine panics over a damaged file."""
    try:
        return call()
    except (CalamineError, OSError, ValueError, OverflowError, NotImplementedError):
        raise Unreadable(reason, remedy) from None
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":
            raise Unreadable(reason, remedy) from None
        raise
