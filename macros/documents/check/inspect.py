"""A .docx → paragraphs with their effective formatting, sections, headers and signs of unfinished work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.documents.check.document import Box, Document, Paragraph, Section, Text, tidy, visible
from macros.documents.check.drawing import MC, boxes_in, draws_line, words_in
from macros.documents.check.numbering import Numbering
from macros.documents.check.package import Package, Refused, hidden_text
from macros.documents.check.properties import Props, W, number, on, val
from macros.documents.check.styles import Styles
from macros.files.xml import Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WRAPPERS = {W + tag for tag in ("ins", "smartTag", "customXml", "hyperlink", "fldSimple", "moveTo", "bdo", "dir")}
_GONE = {W + tag for tag in ("del", "moveFrom")}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"}
_RIGHT = 20_000  # twips; beyond the right edge of any page
_TRACKED = {W + tag for tag in (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange", "pPrChange", "sectPrChange",
    "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
)}  # fmt: skip


def children(element: Element) -> Iterator[Element]:
    """Block or inline children, looking through wrappers that do not print, and without what tracked changes deleted."""
    for child in element:
        tag = child.tag
        if tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from children(content)
        elif tag in _WRAPPERS:
            yield from children(child)
        elif tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            choice = child.find(f"{MC}Fallback") if choice is None else choice
            if choice is not None:
                yield from children(choice)
        elif tag not in _GONE:
            yield child


@dataclass
class _Line:
    """What the runs of one paragraph hold: text, the paragraphs of text boxes, and whether a line is drawn."""

    runs: list[Text] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    drawn: bool = False


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.relations = package.relations()
        self.numbering = Numbering(package.related("numbering"))
        self.styles = Styles(package.related("styles"), package.related("theme"), self.numbering)
        self.table = -1
        self.box = -1
        self.frame: tuple[dict[str, str], Box] | None = None  # of the paragraph before
        self.section = 0
        self.margins: dict[str, tuple[list[Paragraph], bool]] = {}
        self.drawn_words: list[str] = []

    def blocks(
        self, parent: Element, cell: tuple[int, int, int] | None = None, table_style: str | None = None, *, shared: bool = False
    ) -> Iterator[Paragraph]:
        """The paragraphs in ``parent``; ``shared``: its cell has others beside it, and a table within does not change where it stands."""
        for block in children(parent):
            if block.tag == f"{W}p":
                paragraph, boxes = self.paragraph(block, cell, table_style)
                yield paragraph
                yield from boxes
                if block.find(f"{W}pPr/{W}sectPr") is not None:
                    self.section += 1
            elif block.tag == f"{W}tbl":
                self.table += 1
                yield from self._table(block, self.table, cell if shared else None)

    def _table(self, table: Element, index: int, around: tuple[int, int, int] | None) -> Iterator[Paragraph]:
        style = val(table.find(f"{W}tblPr/{W}tblStyle"))
        for row_number, row in enumerate(child for child in children(table) if child.tag == f"{W}tr"):
            column = 0
            cells = [child for child in children(row) if child.tag == f"{W}tc"]
            for cell in cells:
                props = cell.find(f"{W}tcPr")
                border = props.find(f"{W}tcBorders/{W}bottom") if props is not None else None
                last = None
                place = around or (index, row_number, column)
                for last in self.blocks(cell, place, style, shared=around is not None or len(cells) > 1):
                    last.alone = len(cells) == 1 and around is None
                    yield last
                if last is not None and border is not None:
                    last.line_below = val(border) not in (None, "none", "nil")
                column += max(number(val(props.find(f"{W}gridSpan"))), 1) if props is not None else 1

    def paragraph(self, element: Element, cell: tuple[int, int, int] | None, table_style: str | None) -> tuple[Paragraph, list[Paragraph]]:
        """A paragraph, and those of the text boxes that are anchored in it."""
        props = element.find(f"{W}pPr")
        shape, num, style = self.styles.paragraph(props, table_style)
        line = _Line()
        for child in children(element):
            if child.tag == f"{W}r":
                self._run(child, style, table_style, line)
            elif child.tag in _DRAWN:  # between runs, where a choice of drawings was looked through
                self._drawing(child, line)
        style_id = val(props.find(f"{W}pStyle")) if props is not None else None
        mark = self.numbering.next(num) if num and any(run.raw.strip() for run in line.runs) else ""
        name = self.styles.names.get(style_id or "", "")
        paragraph = Paragraph(element, line.runs, shape, name, mark, cell, self.section, line.drawn)
        paragraph.box = self._frame(props)
        return paragraph, line.boxes

    def _frame(self, props: Element | None) -> Box | None:
        """The frame that a paragraph stands in, which is what Word had before boxes; a next paragraph that says the same shares it."""
        told = props.find(f"{W}framePr") if props is not None else None
        if told is None or told.get(f"{W}dropCap") not in (None, "none"):
            self.frame = None
            return None
        if self.frame is None or self.frame[0] != told.attrib:
            self.box += 1
            left = {"left": 0, "right": _RIGHT}.get(told.get(f"{W}xAlign", ""))
            if told.get(f"{W}x") is not None:
                left = number(told.get(f"{W}x"))
            self.frame = (dict(told.attrib), Box(self.box, left, below=True))
        return self.frame[1]

    def _run(self, run: Element, style: Props, table_style: str | None, line: _Line) -> None:
        look = self.styles.run(run.find(f"{W}rPr"), style, table_style)
        pieces = []
        for node in run:
            tag = node.tag
            if tag == f"{W}t":
                pieces.append(visible(node.text or ""))
            elif tag == f"{W}tab":
                pieces.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append("\f" if val(node, "type") == "page" else "\n")
            elif tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif tag in _DRAWN:
                self._drawing(node, line)
        if not look.hidden:
            raw = "".join(pieces)
            line.runs.append(Text(raw.upper() if look.caps else raw, look, run))

    def _drawing(self, node: Element, line: _Line) -> None:
        """A drawn line counts as a rule; text boxes are read once, although Word writes them twice and they may hold others."""
        line.drawn = line.drawn or draws_line(node)
        for box, left, below in boxes_in(node):
            self.box += 1
            place = Box(self.box, left, below)
            for paragraph in self.blocks(box):
                paragraph.box = paragraph.box or place
                line.boxes.append(paragraph)

    def read_section(self, element: Element, inherited: Section | None) -> Section:
        """The page that a w:sectPr describes; headers and footers that it does not name are those of the section before."""
        size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")

        def mm(source: Element | None, name: str) -> float:
            return round(number(val(source, name)) * 25.4 / 1440, 2)

        title = element.find(f"{W}titlePg")
        section = Section(
            mm(size, "w"), mm(size, "h"), mm(margins, "top"), mm(margins, "right"), mm(margins, "bottom"), mm(margins, "left"),
            mm(margins, "gutter"), val(size, "orient") == "landscape", title is not None and on(title),
            val(element.find(f"{W}type")) == "continuous",
            dict(inherited.headers) if inherited else {}, dict(inherited.footers) if inherited else {},
            dict(inherited.page_fields) if inherited else {},
        )  # fmt: skip
        for kind, store in (("header", section.headers), ("footer", section.footers)):
            for reference in element.findall(f"{W}{kind}Reference"):
                which = val(reference, "type") or "default"
                if which in ("default", "first", "even"):
                    paragraphs, numbered = self._margin(self.relations.get(reference.get(f"{_R}id") or "", ""))
                    store[which] = paragraphs
                    section.page_fields[f"{kind}-{which}"] = numbered
        return section

    def _margin(self, name: str) -> tuple[list[Paragraph], bool]:
        """The paragraphs of a header or footer, and whether it shows the page number. Many sections may share one: it is read once."""
        if name not in self.margins:
            root = self.package.part(name)
            self.margins[name] = (list(self.blocks(root)), has_page_field(root)) if root is not None else ([], False)
            self.drawn_words += words_in(root) if root is not None else []
        return self.margins[name]


def has_page_field(root: Element) -> bool:
    """Whether ``root`` shows the page number."""
    simple = any("PAGE" in (val(f, "instr") or "").split() for f in root.iter(f"{W}fldSimple"))
    return simple or any("PAGE" in (i.text or "").split() for i in root.iter(f"{W}instrText"))


def _page_breaks(root: Element) -> bool:
    """Whether the text goes on to another page: where somebody broke it, or where Word did when it last laid it out."""
    return next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None or any(val(b, "type") == "page" for b in root.iter(f"{W}br"))


def read(content: bytes) -> Document:
    """The document in ``content``. Raises :class:`macros.documents.check.package.Refused` for what is not checked."""
    package = Package(content)
    root = package.part(package.main)
    if root is None or root.tag != f"{W}document":
        raise Refused("khong-phai-word", "Tệp này không phải văn bản Word.", "Chọn tệp .docx của văn bản cần kiểm tra.")
    body = root.find(f"{W}body")
    if body is None:
        raise Refused("hong", "Tệp không có phần nội dung.", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.")
    if hidden_text(root):
        raise Refused(
            "phan-nhung", "Nội dung nằm trong phần nhúng, chỉ Word mới trải ra được.", "Mở bằng Word rồi lưu lại, sau đó kiểm tra tệp mới."
        )
    return document_of(package, root, body)


def document_of(package: Package, root: Element, body: Element) -> Document:
    """The document whose main part is ``root`` with the text ``body``, the other parts those of ``package``."""
    reader = _Reader(package)
    paragraphs = list(reader.blocks(body))
    for position, paragraph in enumerate(paragraphs, start=1):
        paragraph.position = position
    sections: list[Section] = []
    replaced = {id(old) for change in root.iter(f"{W}sectPrChange") for old in change.iter(f"{W}sectPr")}
    for element in root.iter(f"{W}sectPr"):
        if id(element) not in replaced:
            sections.append(reader.read_section(element, sections[-1] if sections else None))
    tracked = any(element.tag in _TRACKED for element in root.iter())
    settings = package.related("settings")
    mirrored = settings is not None and settings.find(f"{W}mirrorMargins") is not None
    turned = settings.find(f"{W}evenAndOddHeaders") if settings is not None else None
    comments = package.related("comments")
    commented = comments is not None and comments.find(f"{W}comment") is not None
    return Document(
        paragraphs, sections, list(_prompts(root)), [*reader.drawn_words, *words_in(root)], _page_breaks(root), tracked, commented,
        package.has_macros, mirrored, turned is not None and on(turned), _properties(package.custom_properties()), root,
    )  # fmt: skip


def _prompts(root: Element) -> Iterator[str]:
    """The words of every control that still shows its prompt; one inside another is a part of it."""
    inner: set[int] = set()
    for control in root.iter(f"{W}sdt"):
        if id(control) not in inner and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            inner.update(id(other) for other in control.iter(f"{W}sdt"))
            yield tidy("".join(t.text or "" for t in control.iter(f"{W}t")))


def _properties(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {item.get("name", ""): "".join(item.itertext()) for item in root}
