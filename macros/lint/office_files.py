"""Word, Excel, PowerPoint and OpenDocument files → every text in them with its place, and every picture.

Everything that a reader can bring to light is read: body, text boxes, tables, headers, notes, comments, deleted text,
properties, sheet names, leftovers. Sizes are bounded before anything is unpacked, and nothing is expanded that a file defines
itself, so that no file costs more than a few seconds.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import unescape

from macros.files.foreign_xlsx import ForeignWorkbook
from macros.lint.tables import AT_IN_WORDS, spoken
from macros.vietnamese import format_date

_MOST_BYTES = 200_000_000
_MOST_PARTS = 5_000
_MOST_CELLS = 1_000_000  # of one sheet, empty ones within the rectangle included: what is looked through in half a minute
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".bmp")
WORKBOOKS = (".xlsx", ".xlsm", ".xltx")
DOCUMENTS = (".docx", ".docm", ".dotx", ".pptx", ".odt", ".ods", ".odp")

_PLACES = (
    (re.compile(r"word/document"), "thân bài"), (re.compile(r".*header"), "đầu trang"), (re.compile(r".*footer"), "chân trang"),
    (re.compile(r".*omments"), "nhận xét"), (re.compile(r".*footnotes"), "cước chú"), (re.compile(r".*endnotes"), "chú thích cuối"),
    (re.compile(r"docProps/|meta\.xml"), "thuộc tính của tệp"), (re.compile(r"xl/workbook"), "tên trang tính"),
    (re.compile(r"xl/worksheets"), "đầu trang, chân trang, lời nhắc của ô"), (re.compile(r"xl/sharedStrings"), "chữ không còn ở ô nào"),
)

# Word and drawings: text stands in t, OpenDocument's in p. Tags are told by their local names, whatever their prefix.
_BLOCKS = r"(/?)(?:[\w-]+:)?(p|h|tr|table-row|tc|table-cell|tbl|table)(?=[\s/>])[^<>]*?(/?)>"
_BREAKS = r"(?:[\w-]+:)?(tab|br|cr|line-break|s|noBreakHyphen)(?=[\s/>])[^<>]*>"
_WORD = re.compile(rf"<(?:{_BLOCKS}|{_BREAKS}|(?:[\w-]+:)?(?:t|delText|instrText)(?:\s[^<>]*)?>([^<]*))")
_OPEN = re.compile(rf"<(?:{_BLOCKS}|{_BREAKS}|[^<>]*>)|([^<]+)")
_TEXT_TAGS = (":t>", ":t ", "<t>", "<t ", "Text>", "Text ")
_ROWS, _CELLS, _TABLES = frozenset({"tr", "table-row"}), frozenset({"tc", "table-cell"}), frozenset({"tbl", "table"})

_VALUE = re.compile(r"=\"([^\"<]{5,})\"")
_TELLING = re.compile(rf"\d[^<>\"\n]{{3,}}\d|@|[Ậậ]|{AT_IN_WORDS}")
# The attributes that readers can bring to light, at the end of their tag as far as it goes before the value.
_SHOWN = re.compile(
    r"[\s:](?:descr|title|name|tooltip|display|prompt|promptTitle|error|errorTitle|instr|v|Target|creator|author)$"
    r"|^<w:(?:alias|tag|docVar|default|result)\b.*:val$", re.DOTALL)
_HEADER = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_HEADER_CODE = re.compile(r"&(?:K[0-9A-F]{6}|\"[^\"]*\"|\d{1,2}|[A-Z])")
_PROPERTY = re.compile(r"<property\b[^<>]*?\sname=\"([^\"<]*)\"[^<>]*>")
_STRING = re.compile(r"<si\b[^>]*>(.*?)</si>", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_END_OF_NOTE = re.compile(r"</(?:comment|threadedComment|si|sheet)>")
_TAG = re.compile(r"<[^>]*>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class TooLarge(ValueError):
    """A file that may cost more to look into than any honest one does."""


@dataclass(frozen=True)
class Piece:
    """A text, or a picture, of a document, with the place that a message names. ``rows``: the row of each line, when it has rows."""

    where: str
    text: str = ""
    picture: bytes = b""
    inner: str = ""  # the name of a document within the document, whose content is in ``picture``
    rows: tuple[int, ...] = ()


def pieces(content: bytes, suffix: str) -> Iterator[Piece]:
    """Everything to be looked at in the file ``content``; raises one of ``secrets.UNREADABLE`` for what cannot be read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise TooLarge("tệp giải nén ra quá lớn khi mở")
        shown: set[str] = set()
        if suffix in WORKBOOKS:
            for sheet, rows in sheets(content).items():
                shown.update(cell for row in rows for cell in row)
                yield _sheet(sheet, rows)
        for part in sorted(parts, key=lambda part: part.filename):
            if not part.is_dir():
                yield from _part(part.filename, archive.read(part), shown)


def _part(name: str, content: bytes, shown: set[str]) -> Iterator[Piece]:
    lower = name.lower()
    if lower.endswith((".xml", ".rels", ".vml", ".html", ".htm", ".mht", ".txt", ".rdf")):
        xml = _decoded(content)
        text = "\n".join(filter(None, (_part_text(name, xml, shown), _attributes(xml))))
        if text:
            yield Piece(_place(name), text)
    elif lower.endswith((*WORKBOOKS, *DOCUMENTS)):
        yield Piece(name, picture=content, inner=lower)
    elif lower.endswith(_PICTURES) or "/media/" in lower or lower.startswith("pictures/"):
        yield Piece(name, picture=content)


def _place(name: str) -> str:
    return next((f"{words} ({name})" for pattern, words in _PLACES if pattern.match(name)), name)


def _decoded(content: bytes) -> str:
    """The text of a part. Only UTF-8 and UTF-16 may stand there; what is neither is read as far as it goes."""
    sixteen = content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:64]
    text = content.decode(("utf-16" if content[:1] in b"\xff\xfe" else "utf-16-le") if sixteen else "utf-8", errors="replace")
    return _CDATA.sub(lambda match: match[1].replace("<", "&lt;"), text) if "<![CDATA[" in text else text


def _part_text(name: str, xml: str, shown: set[str]) -> str:
    """The text of a part, its tables read with their headings."""
    if name.startswith("xl/"):
        return _workbook_part(name, xml, shown)
    if name in ("content.xml", "styles.xml", "meta.xml"):
        return _flowing(xml, _OPEN)
    if name.startswith(("word/", "ppt/")) and "Props" not in name:
        return _flowing(xml, _WORD)
    # Properties: each on its own, under its name.
    return "\n\n".join(unescape(line).strip() for line in _TAG.sub("\n", _PROPERTY.sub(r"\n\1: ", xml)).replace(": \n", ": ").split("\n")
                       if line.strip())


def _workbook_part(name: str, xml: str, shown: set[str]) -> str:
    """What a workbook holds beside its cells."""
    if name.startswith("xl/worksheets/"):
        texts = _HEADER.findall(xml) if "Header>" in xml or "Footer>" in xml else ()
        return "\n\n".join(_HEADER_CODE.sub(" ", unescape(text)) for text in texts)
    if name.startswith("xl/drawings/") and name.endswith(".xml"):
        return _flowing(xml, _WORD)
    if name == "xl/sharedStrings.xml":
        strings = (unescape(_TAG.sub("", _PHONETIC.sub("", text))).strip() for text in _STRING.findall(xml))
        return "\n\n".join(text for text in strings if text not in shown)
    if "omments" in name:  # a note is made of runs, which belong together
        return "\n\n".join(unescape(_TAG.sub("", text)).strip() for text in _END_OF_NOTE.split(xml))
    if name.startswith(("xl/styles", "xl/theme", "xl/calcChain")):
        return ""
    return "\n\n".join(unescape(text).strip() for text in _TAG.split(xml) if text.strip())


def _attributes(xml: str) -> str:
    """Attributes that readers can see (descriptions of pictures, tips, prompts, addresses) and that hold something telling."""
    found: list[str] = []
    for match in _VALUE.finditer(xml):
        if _TELLING.search(match[1]):
            before = xml[max(0, match.start() - 300): match.start()]
            if _SHOWN.search(before[before.rfind("<"):]):
                found.append(unescape(match[1]))
    return "\n\n".join(found)


def _flowing(xml: str, token: re.Pattern[str]) -> str:
    """Paragraphs and tables, a paragraph within a paragraph (a text box) as a paragraph of its own.

    The tags need not be balanced: a damaged document gives what can be read.
    """
    if token is _WORD and not any(tag in xml for tag in _TEXT_TAGS):
        return ""
    out: list[str] = []
    open_paragraphs: list[list[str]] = []
    tables: list[list[list[str]]] = []
    for match in token.finditer(xml):
        end, block, empty, pause, text = match.groups()
        if text is not None:
            if open_paragraphs:
                open_paragraphs[-1].append(unescape(text))
        elif pause:
            if open_paragraphs:
                open_paragraphs[-1].append("-" if pause == "noBreakHyphen" else " ")
        elif not block or empty:
            continue
        elif block in ("p", "h"):
            if not end:
                open_paragraphs.append([])
            elif open_paragraphs:
                line = "".join(open_paragraphs.pop())
                out.append(line)
                if tables and tables[-1] and tables[-1][-1]:
                    tables[-1][-1][-1] = f"{tables[-1][-1][-1]} {line}".strip()
        elif block in _TABLES:
            if not end:
                tables.append([])
            elif tables:
                out += ["", *(part for _, line in spoken(tables.pop()) for part in (line, ""))]
        elif tables and not end and (block in _ROWS or block in _CELLS):
            if block in _ROWS or not tables[-1]:
                tables[-1].append([])
            if block in _CELLS:
                tables[-1][-1].append("")
    out += ["".join(line) for line in open_paragraphs]
    return "\n".join(out)


@lru_cache(maxsize=2)  # the workbook is asked for its names and for its secrets in the same run
def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The rows of each sheet of a workbook as the text that a reader sees. Raises Unreadable."""
    book = ForeignWorkbook(content, _MOST_BYTES, _MOST_CELLS)
    return {name: [[_cell(value) for value in row] for row in book.rows(name)] for name in book.sheet_names}


def _sheet(name: str, rows: list[list[str]]) -> Piece:
    lines, numbers = [""], [0]
    for index, line in spoken(rows):
        # An empty line between them, so that no cell explains the number in another.
        lines += [line, ""]
        numbers += [index + 1, index + 1]
    return Piece(f"trang «{name}»", "\n".join(lines), rows=tuple(numbers))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
