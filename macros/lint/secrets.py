"""What must never be published, found in files: prose, data, the workbook, documents and pictures.

``check_bytes`` looks into one file. What a text may not hold is said in
:mod:`macros.lint.personal_data`; how an editor lets something stand in :mod:`macros.lint.marks`.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.files.opened_xlsx import Unreadable
from macros.lint.image_position import XMP_POSITION, has_position, is_picture
from macros.lint.marks import Finding, Marks
from macros.lint.office_files import DOCUMENTS, WORKBOOKS, pieces
from macros.lint.personal_data import scan
from macros.lint.tables import html_rows, markdown_rows

#: The folders whose content is published, or is what published content is made from.
PUBLISHED = ("docs", "data", "overrides", "macros/templates")
#: What zipfile, struct and our own readers tell of a file that is damaged, encrypted, unusually packed or too large.
UNREADABLE = (Unreadable, zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError,
              KeyError, IndexError, MemoryError, OverflowError)

_MOST_TEXT = 20_000_000
_DEEPEST = 3  # a workbook in a document in a document
_CLOSED = {".pdf", ".rtf", ".doc", ".xls", ".ppt", ".ps", ".eps"}  # a machine finds text in them, we do not
# People write these as text, so one that cannot be read as text is a fault.
_TEXTS = {".md", ".yml", ".yaml", ".html", ".htm", ".txt", ".csv", ".tsv", ".json", ".js", ".css", ".svg", ".xml", ".ics", ".vcf", ".py",
          ".toml", ""}
_HARMLESS = {".woff2", ".woff", ".ttf", ".otf", ".ico", ".gz", ".bmp"}
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".avif"}
# Other people's work, whose licences hold their names and addresses.
_FOREIGN = ("assets/vendor/", "assets/javascripts/", "assets/stylesheets/")
_INLINE_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]{40,})")


def files(root: Path, folders: Iterable[str] = PUBLISHED) -> Iterator[Path]:
    """The files that the guard looks at, in a fixed order."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if not path.name.startswith(("~$", ".")) and not is_foreign(path.as_posix()) and path.is_file():
                yield path


def is_foreign(name: str) -> bool:
    """Whether the file is other people's published work."""
    return any(folder in name for folder in _FOREIGN)


def check_bytes(content: bytes, suffix: str, seen: set[str] | None = None) -> list[Finding]:
    """What must not be published in a file, its own marks of allowance respected; ``suffix`` (``.xlsx``) says how to read it, ``seen``
    is told in ``scan``."""
    if suffix in (*WORKBOOKS, *DOCUMENTS):
        return _document(content, suffix, seen)
    if suffix in _PICTURES:
        if not is_picture(content):
            return [Finding(0, "", f"nội dung tệp không phải ảnh «{suffix}» nên không rà soát được", "Xuất lại ảnh, hoặc gỡ bỏ.")]
        return _picture(content, "")
    if suffix in _HARMLESS:
        return []
    text = decode(content)
    if suffix in _CLOSED or (isinstance(text, Finding) and suffix not in _TEXTS):
        return [Finding(0, "", f"loại tệp «{suffix}» không rà soát được",
                        "Đổi sang .docx, .xlsx, .png, .jpg, .webp hoặc .svg, hoặc gỡ bỏ.")]
    if isinstance(text, Finding):
        return [text]
    return Marks(text).keep(check_text(text, seen))


def decode(content: bytes) -> str | Finding:
    """The text of a file, or why it has none that anybody can look at."""
    if len(content) > _MOST_TEXT:
        return Finding(0, "", f"tệp chữ dài {len(content) // 1_000_000} MB nên không rà soát", "Chia nhỏ tệp, hoặc gỡ bỏ.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Finding(0, "", "không phải chữ UTF-8 nên không rà soát được", "Lưu lại tệp với mã UTF-8.")
    if "\0" in text:
        return Finding(0, "", "trong tệp có byte không phải chữ nên không rà soát được",
                       "Kiểm tra lại tên tệp; tệp chữ thì lưu lại với mã UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, seen: set[str] | None = None) -> list[Finding]:
    """What must not be published in ``text``, its tables read with their headings, its pictures looked into."""
    found = {(finding.line, finding.kind): finding for finding in scan(text, seen)}
    numbers, lines = [0], [""]
    for rows in (markdown_rows(text), html_rows(text)):
        for number, line in rows:
            numbers += [number, number]
            lines += [line, ""]
    if len(lines) > 1:
        for hit in scan("\n".join(lines), seen):
            number = numbers[hit.line - 1]
            found.setdefault((number, hit.kind), Finding(number, hit.kind, hit.reason, hit.remedy, passage=hit.passage))
    for finding in _inline_pictures(text):
        found.setdefault((finding.line, finding.kind), finding)
    return sorted(found.values(), key=lambda finding: (finding.line, finding.kind))


def _inline_pictures(text: str) -> Iterator[Finding]:
    """Pictures written into a page, a style sheet or an SVG, and the metadata of an SVG itself."""
    if "base64," in text:
        for match in _INLINE_PICTURE.finditer(text):
            try:
                picture = base64.b64decode(re.sub(r"\s|%0A", "", match[1]) + "==")
            except (binascii.Error, ValueError):
                continue
            for finding in _picture(picture, ""):
                yield Finding(text.count("\n", 0, match.start()) + 1, finding.kind, finding.reason, finding.remedy)
    if "<svg" in text and (position := XMP_POSITION.search(text.encode())):
        yield Finding(text.encode().count(b"\n", 0, position.start()) + 1, "vi-tri-anh", *_POSITION)


_POSITION = ("ảnh còn ghi tọa độ nơi chụp", "Xuất lại ảnh không kèm thông tin máy ảnh.")


def _picture(content: bytes, where: str) -> list[Finding]:
    return [Finding(0, "vi-tri-anh", *_POSITION, where)] if has_position(content) else []


def _document(content: bytes, suffix: str, seen: set[str] | None, within: str = "", depth: int = 1) -> list[Finding]:
    """The texts and pictures of an office document, and of the documents in it."""
    found: dict[tuple[str, str], Finding] = {}
    try:
        for piece in pieces(content, suffix):
            where = f"{within}{piece.where}"
            if piece.inner:
                inner = Path(piece.inner).suffix
                hits = (_document(piece.picture, inner, seen, f"{where} › ", depth + 1) if depth < _DEEPEST
                        else [Finding(0, "", "tệp lồng trong tệp quá nhiều tầng", "Gỡ tệp nhúng ra.", where)])
            elif piece.picture:
                hits = _picture(piece.picture, where)
            else:
                hits = [Finding(0, hit.kind, hit.reason, hit.remedy, where + _row(piece.rows, hit.line), passage=hit.passage)
                        for hit in scan(piece.text, seen)]
            for hit in hits:
                found.setdefault((hit.where, hit.kind), hit)
    except UNREADABLE as error:
        return [*found.values(), unreadable(error, within.removesuffix(" › "))]
    return list(found.values())


def _row(rows: tuple[int, ...], line: int) -> str:
    return f" › dòng {rows[line - 1]}" if rows else ""


def content_of(path: Path) -> bytes | OSError:
    """The bytes of the file ``path``, or why there are none; a folder or a pipe of that name is not waited for."""
    try:
        return path.read_bytes() if path.is_file() or not path.exists() else OSError("không phải tệp")
    except OSError as error:
        return error


def unreadable(error: Exception, where: str = "") -> Finding:
    """A file that could not be opened, and so may not be published."""
    reason, remedy = (error.reason, error.remedy) if isinstance(error, Unreadable) else (str(error), "Lưu lại tệp, hoặc gỡ bỏ.")
    if isinstance(error, OSError) and error.errno:  # what the machine says is in its own language
        reason = "không có tệp này" if isinstance(error, FileNotFoundError) else "máy tính không cho đọc"
    return Finding(0, "", f"không mở được tệp để rà soát ({reason})", remedy, where)
