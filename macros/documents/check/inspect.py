"""A .docx → paragraphs with their effective formatting, sections, headers and signs of unfinished work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from macros.documents.check.package import Package, Refused
from macros.documents.check.styles import Element, Look, Shape, Styles, W, children, counter_text, number, val

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACES = re.compile(r"[\s\u00a0]+")
_LINE_SHAPES = ("line", "straightConnector1", "rect")


def tidy(text: str) -> str:
    """Text for matching: composed, one kind of space, trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@dataclass
class Text:
    """A run: raw text and its look."""

    raw: str
    look: Look
    element: Element


@dataclass
class Paragraph:
    """``text`` is tidy and carries the list number that Word prints; ``cell`` is (table, row, column) or None."""

    element: Element
    runs: list[Text]
    shape: Shape
    style: str
    number: str = ""
    cell: tuple[int, int, int] | None = None
    section: int = 0
    line_drawn: bool = False
    in_box: bool = False

    @property
    def raw(self) -> str:
        return "".join(run.raw for run in self.runs)

    @property
    def text(self) -> str:
        return tidy(f"{self.number} {self.raw}" if self.number else self.raw)

    def share(self, test: str) -> float:
        """The share of visible characters whose look has ``test`` («bold», «italic», «underline»)."""
        letters = [(len(run.raw.replace(" ", "")), bool(getattr(run.look, test))) for run in self.runs if run.raw.strip()]
        total = sum(count for count, _ in letters)
        return sum(count for count, yes in letters if yes) / total if total else 0.0

    def sizes(self) -> set[float]:
        return {run.look.size for run in self.runs if run.raw.strip()}

    def fonts(self) -> set[str]:
        return {run.look.font for run in self.runs if run.raw.strip()}


@dataclass
class Section:
    """Page of a section, in millimetres; headers and footers by type («default», «first», «even»)."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float
    gutter: float
    landscape: bool
    first_differs: bool
    headers: dict[str, list[Paragraph]] = field(default_factory=dict)
    footers: dict[str, list[Paragraph]] = field(default_factory=dict)
    page_fields: dict[str, bool] = field(default_factory=dict)


@dataclass
class Document:
    """What the checker looks at."""

    paragraphs: list[Paragraph]
    sections: list[Section]
    prompts: list[str]
    tracked: bool
    comments: bool
    macros: bool
    mirrored: bool
    properties: dict[str, str]
    root: Element
    tables: int = 0

    def texts(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield paragraph.text


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.relations = package.relations()
        self.styles = Styles(package.part("word/styles.xml"), package.part("word/numbering.xml"), self._theme())
        self.counters: dict[tuple[str, int], int] = {}
        self.table = -1
        self.section = 0
        self.drawn = False
        self.boxes: list[Paragraph] = []

    def _theme(self) -> Element | None:
        name = next((n for n in self.package.names if n.startswith("word/theme/theme") and n.endswith(".xml")), None)
        return self.package.part(name) if name else None

    def blocks(self, parent: Element, cell: tuple[int, int, int] | None = None, table_style: str | None = None) -> Iterator[Paragraph]:
        for block in children(parent):
            if block.tag == f"{W}p":
                yield self.paragraph(block, cell, table_style)
                yield from self._take_boxes()
                if block.find(f"{W}pPr/{W}sectPr") is not None:
                    self.section += 1
            elif block.tag == f"{W}tbl":
                self.table += 1
                yield from self._table(block, self.table)

    def _take_boxes(self) -> list[Paragraph]:
        taken, self.boxes = self.boxes, []
        return taken

    def _table(self, table: Element, index: int) -> Iterator[Paragraph]:
        style = val(table.find(f"{W}tblPr/{W}tblStyle"))
        for row_number, row in enumerate(child for child in children(table) if child.tag == f"{W}tr"):
            column = 0
            for cell in children(row):
                if cell.tag != f"{W}tc":
                    continue
                yield from self.blocks(cell, (index, row_number, column), style)
                column += max(number(val(cell.find(f"{W}tcPr/{W}gridSpan"))), 1)

    def paragraph(self, element: Element, cell: tuple[int, int, int] | None, table_style: str | None) -> Paragraph:
        props = element.find(f"{W}pPr")
        shape, num, style = self.styles.paragraph(props, table_style)
        self.drawn = False
        runs: list[Text] = []
        self._inline(element, style, table_style, runs)
        style_id = val(props.find(f"{W}pStyle")) if props is not None else None
        mark = self._number(num) if num and any(run.raw.strip() for run in runs) else ""
        return Paragraph(element, runs, shape, self.styles.names.get(style_id or "", ""), mark, cell, self.section, self.drawn)

    def _number(self, num: tuple[str, int]) -> str:
        """The list number in front of a paragraph, counted as Word counts."""
        level = self.styles.level(num)
        if level is None:
            return ""
        key = num
        start = number(val(level.find(f"{W}start"))) if level.find(f"{W}start") is not None else 1
        self.counters[key] = self.counters.get(key, start - 1) + 1
        for other in [k for k in self.counters if k[0] == num[0] and k[1] > num[1]]:
            del self.counters[other]
        text = val(level.find(f"{W}lvlText")) or ""
        if (val(level.find(f"{W}numFmt")) or "decimal") == "bullet":
            return text if text in ("-", "–", "+", "*", "•") else "•"

        def count(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            at = self.styles.level((num[0], depth))
            kind = val(at.find(f"{W}numFmt")) if at is not None else None
            return counter_text(kind or "decimal", self.counters.get((num[0], depth), 1))

        return re.sub(r"%(\d)", count, text)

    def _inline(self, parent: Element, style: object, table_style: str | None, out: list[Text]) -> None:
        for child in children(parent):
            if child.tag == f"{W}r":
                self._run(child, style, table_style, out)

    def _run(self, run: Element, style: object, table_style: str | None, out: list[Text]) -> None:
        look = self.styles.run(run.find(f"{W}rPr"), style, table_style)  # type: ignore[arg-type]
        pieces = []
        for node in run:
            tag = node.tag
            if tag == f"{W}t":
                pieces.append(node.text or "")
            elif tag == f"{W}tab":
                pieces.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append("\n")
            elif tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{_MC}AlternateContent"):
                self._drawing(node)
        if look.hidden:
            return
        raw = "".join(pieces)
        out.append(Text(raw.upper() if look.caps else raw, look, run))

    def _drawing(self, node: Element) -> None:
        """A drawn line counts as a rule; a text box's paragraphs are read once (Word writes them twice)."""
        source = node.find(f"{_MC}Choice") if node.tag == f"{_MC}AlternateContent" else node
        source = node if source is None else source
        for part in source.iter():
            name = part.tag.rpartition("}")[2]
            if name in ("line", "cxnSp") or (name == "prstGeom" and part.get("prst") in _LINE_SHAPES):
                self.drawn = True
        boxes = list(source.iter(f"{W}txbxContent"))
        for box in boxes[:20]:
            drawn = self.drawn
            for paragraph in self.blocks(box):
                paragraph.in_box = True
                self.boxes.append(paragraph)
            self.drawn = drawn

    def read_section(self, element: Element, inherited: Section | None) -> Section:
        size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")

        def mm(source: Element | None, name: str) -> float:
            return round(number(val(source, name)) * 25.4 / 1440, 2)

        title = element.find(f"{W}titlePg")
        section = Section(
            mm(size, "w"), mm(size, "h"), mm(margins, "top"), mm(margins, "right"), mm(margins, "bottom"), mm(margins, "left"),
            mm(margins, "header"), mm(margins, "footer"), mm(margins, "gutter"), val(size, "orient") == "landscape",
            title is not None and val(title) not in ("0", "false", "off"),
            dict(inherited.headers) if inherited else {}, dict(inherited.footers) if inherited else {},
            dict(inherited.page_fields) if inherited else {},
        )  # fmt: skip
        for kind, store in (("header", section.headers), ("footer", section.footers)):
            for reference in element.findall(f"{W}{kind}Reference"):
                name = self.relations.get(reference.get(f"{_R}id") or "", "")
                root = self.package.part(name) if name else None
                if root is None:
                    continue
                which = val(reference, "type") or "default"
                store[which] = list(self.blocks(root))
                section.page_fields[f"{kind}-{which}"] = _has_page_field(root)
        return section


def _has_page_field(root: Element) -> bool:
    simple = any("PAGE" in (val(f, "instr") or "").split() for f in root.iter(f"{W}fldSimple"))
    return simple or any("PAGE" in (i.text or "").split() for i in root.iter(f"{W}instrText"))


def read(content: bytes) -> Document:
    """The document in ``content``. Raises :class:`macros.documents.check.package.Refused` for what is not checked."""
    package = Package(content)
    root = package.part("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise Refused("hong", "Tệp không có phần nội dung.", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.")
    reader = _Reader(package)
    paragraphs = list(reader.blocks(body))
    sections: list[Section] = []
    for element in root.iter(f"{W}sectPr"):
        sections.append(reader.read_section(element, sections[-1] if sections else None))
    waiting = [control for control in root.iter(f"{W}sdt") if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    prompts = [tidy("".join(t.text or "" for t in control.iter(f"{W}t"))) for control in waiting]
    tracked = any(next(root.iter(W + tag), None) is not None for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
    settings = package.part("word/settings.xml")
    mirrored = settings is not None and settings.find(f"{W}mirrorMargins") is not None
    comments = package.part("word/comments.xml")
    return Document(
        paragraphs, sections, prompts, tracked, comments is not None and comments.find(f"{W}comment") is not None,
        package.has_macros, mirrored, _properties(package.part("docProps/custom.xml")), root, reader.table + 1,
    )  # fmt: skip


def _properties(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {item.get("name", ""): "".join(item.itertext()) for item in root}


def serialise(root: Element) -> bytes:
    """An edited ``word/document.xml`` as bytes, with Word's own prefixes."""
    for prefix, name in (("w", W), ("r", _R), ("mc", _MC)):
        ElementTree.register_namespace(prefix, name.strip("{}"))
    # Prefixes that only this attribute names do not survive parsing; without it nothing refers to them.
    root.attrib.pop(f"{_MC}Ignorable", None)
    content: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content
