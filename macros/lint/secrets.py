"""What must never be published, found in files: prose, data, the workbook, documents and pictures.

``check_file(path)`` → findings; ``check_tree(root)`` walks everything that a build publishes or is made from. What a text
may not hold is said in :mod:`macros.lint.personal_data`; how an editor lets something stand in :mod:`macros.lint.marks`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import unescape
from itertools import zip_longest
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from macros.lint.image_position import has_position
from macros.lint.marks import Finding, Marks
from macros.lint.personal_data import scan
from macros.vietnamese import format_date

__all__ = ["PUBLISHED", "CalamineError", "check_bytes", "check_file", "check_text", "check_tree", "files", "sheets"]

#: The folders whose content is published, or is what published content is made from.
PUBLISHED = ("docs", "data", "overrides", "macros/templates")

_TEXT = {".md", ".yml", ".yaml", ".html", ".txt", ".csv", ".json", ".js", ".css", ".svg", ".xml", ".ics", ".py", ".toml", ""}
_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_WORKBOOKS = {".xlsx", ".xlsm", ".ods", ".xls"}
_DOCUMENTS = {".docx", ".docm", ".dotx"}
_HARMLESS = {".woff2", ".woff", ".ttf", ".ico", ".gz"}
# Other people's work, with their own names and addresses in its licences.
_FOREIGN = "docs/assets/vendor/"

_PARAGRAPH = re.compile(r"<(?:w|a):p[ >].*?</(?:w|a):p>", re.DOTALL)
_RUN = re.compile(r"<(?:w:t|w:delText|w:instrText|a:t)(?: [^>]*)?>([^<]*)|<(w:tab|w:br|w:cr)\b")
_TELLING = re.compile(r"\d[\d .-]{3,}\d|@")  # a cell that its heading could turn into a number of somebody
_MAILTO = re.compile(r'"(mailto:[^"]+)"')
# Damaged, encrypted or unusually packed: zipfile tells each in its own way.
_UNREADABLE = (CalamineError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
_TAG = re.compile(r"<[^>]+>")


def check_tree(root: Path, folders: Iterable[str] = PUBLISHED) -> dict[str, list[Finding]]:
    """Findings of every file in ``folders`` under ``root``, by the file's name relative to ``root``."""
    found: dict[str, list[Finding]] = {}
    for path in files(root, folders):
        name = path.relative_to(root).as_posix()
        if findings := check_file(path):
            found[name] = findings
    return found


def files(root: Path, folders: Iterable[str] = PUBLISHED) -> Iterator[Path]:
    """The files that the guard looks at, in a fixed order."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not path.name.startswith(("~$", ".")) and _FOREIGN not in path.as_posix():
                yield path


def check_file(path: Path) -> list[Finding]:
    """What must not be published in the file at ``path``, its own marks of allowance respected."""
    suffix = path.suffix.lower()
    if suffix in _TEXT:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            return [Finding(0, "", "không phải chữ UTF-8 nên không soát được", "Lưu lại tệp với mã UTF-8.")]
        return Marks(text).keep(check_text(text))
    return check_bytes(path.read_bytes(), suffix)


def check_text(text: str) -> list[Finding]:
    """What must not be published in ``text``, tables read with their headings."""
    found = scan(text)
    told = {(finding.line, finding.kind) for finding in found}
    for line, cells in _table_rows(text):
        if not _TELLING.search(cells):
            continue
        found += [Finding(line, hit.kind, hit.reason, hit.remedy) for hit in scan(cells) if (line, hit.kind) not in told]
    return sorted(found, key=lambda finding: finding.line)


def check_bytes(content: bytes, suffix: str) -> list[Finding]:
    """The same for a file that is not text; ``suffix`` (``.xlsx``) says how to read it."""
    if suffix in _PICTURES:
        return _picture(content, "")
    try:
        if suffix in _WORKBOOKS:
            return _workbook(content)
        if suffix in _DOCUMENTS:
            return _document(content)
    except _UNREADABLE as error:
        return [Finding(0, "", f"không mở được tệp để soát ({error})", "Lưu lại tệp, hoặc gỡ bỏ.")]
    if suffix in _HARMLESS:
        return []
    return [Finding(0, "", f"loại tệp «{suffix}» không soát được", "Đổi sang .docx, .xlsx, .png, .jpg, .webp hoặc .svg, hoặc gỡ bỏ.")]


def _picture(content: bytes, where: str) -> list[Finding]:
    if not has_position(content):
        return []
    return [Finding(0, "vi-tri-anh", "ảnh còn ghi tọa độ nơi chụp", "Xuất lại ảnh không kèm thông tin máy ảnh.", where)]


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The rows of each sheet of a workbook as the text that a reader sees; raises CalamineError for what is no workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def _workbook(content: bytes) -> list[Finding]:
    """Every cell with the heading of its column, and every row as a whole."""
    found: list[Finding] = []
    for sheet, cells in sheets(content).items():
        lines, rows = [""], [0]
        headings: list[str] = []
        for number, row in enumerate(cells, 1):
            named = [f"{heading}: {value}" for heading, value in zip_longest(headings, row, fillvalue="")
                     if _TELLING.search(value)]
            # An empty line between them, so that no cell explains the number in another.
            for line in ("| " + " | ".join(row) + " |", *named):
                lines += [line, ""]
                rows += [number, number]
            if not headings and sum(map(bool, row)) > 1:
                headings = row
        hits = {(rows[hit.line - 1], hit.kind): hit for hit in scan("\n".join(lines))}
        found += [Finding(0, kind, hit.reason, hit.remedy, f"trang «{sheet}» › dòng {row_number}")
                  for (row_number, kind), hit in hits.items()]
    return found


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _document(content: bytes) -> list[Finding]:
    """The text of every part of a Word document (body, headers, notes, comments, deleted text, properties) and its pictures."""
    found: list[Finding] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in sorted(archive.namelist()):
            suffix = Path(part).suffix.lower()
            if suffix in _PICTURES:
                found += _picture(archive.read(part), part)
            elif suffix in (".xml", ".rels"):
                xml = archive.read(part).decode("utf-8", errors="replace")
                text = _paragraphs(xml) if part.startswith("word/") and suffix == ".xml" else unescape(_TAG.sub(" ", xml))
                text += "\n" + "\n".join(_MAILTO.findall(xml))
                found += [Finding(0, hit.kind, hit.reason, hit.remedy, part) for hit in scan(text)]
    return found


def _paragraphs(xml: str) -> str:
    lines = []
    for paragraph in _PARAGRAPH.findall(xml):
        lines.append("".join(" " if tab else unescape(text) for text, tab in _RUN.findall(paragraph)))
    return "\n".join(lines)


def _table_rows(text: str) -> Iterator[tuple[int, str]]:
    """Rows of Markdown tables as «heading: cell» lines, with the number of their line."""
    headings: list[str] = []
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count("|") < 2:
            headings = []
        elif re.fullmatch(r"\s*\|?[\s:|-]+\|?\s*", line) and "-" in line:
            headings = [cell.strip() for cell in before.strip().strip("|").split("|")]
        elif headings:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            yield number, "\n\n".join(f"{heading}: {cell}" for heading, cell in zip(headings, cells, strict=False))
        before = line
