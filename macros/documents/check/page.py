"""What is printed where: the lines of a document as a reader meets them, each with its place on page 1 or after.

A person who judges a paper does not see paragraphs, tables and boxes. He sees lines, and where they stand: names on the left, the
Party's title on the right, the kind in the middle, then running text, and at the end receivers on the left beside a signature on
the right. Whether two things stand side by side because of a table, of tabs, of blanks, of text boxes or of an indent is not to be
seen, nor whether two lines are two paragraphs or one with a soft break. So this module makes one list of lines out of all these
ways, and every rule asks that list:

- a paragraph is cut at soft breaks, at page breaks, and where a tab or blanks leap to another column;
- lines that stand in columns beside one another form a block: the rows of a table, following lines laid with tabs, boxes tied to
  one paragraph; running text belongs to no block;
- of every line it is told on which side of the page it stands, and whether on the first page or after it.

Widths are reckoned, not measured: a reader needs to know «left or right», not millimetres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.documents.check.document import Document, Paragraph, Text, tidy
from macros.documents.check.properties import Shape
from macros.files.xml import Element

_BREAK = re.compile(r"[\n\f]")
# What leaps to another column: tabs with the blanks around them, or so many blanks that nobody means a word space.
_LEAP = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{6,}")
_SMALL, _CAPITAL, _BLANK = 125, 185, 70  # twips of a letter, a capital and a blank at 14 points
_TAB = 720  # twips between the stops that Word sets itself
_TEXT_WIDTH = 9355  # twips between the margins of the rules, for a document that tells no page
_LONGEST = 140  # signs of a line that may be laid in columns
_LETTERHEAD = 3  # lines of words in a header that is part of the paper
_SHORT = 80  # signs of a line that joins the columns above it
_UNTOLD = 10_000
FLOW = -1  # the block of what stands in no columns
_BOX = -2  # the block of what stands in a box, before boxes beside one another are joined


@dataclass
class Line:
    """A line of print: words, looks and shape, and where it stands.

    ``at`` counts the lines from 0, ``position`` the paragraphs from 1. ``side``: «left», «right», «middle», or «wide» for what
    goes from margin to margin. ``soft``: only a soft break parts it from the line before. ``drawn``: a line is drawn in it or on it.
    """

    at: int
    position: int
    text: str
    raw: str
    number: str
    runs: list[Text]
    shape: Shape
    page: int
    block: int
    row: int
    column: int
    columns: int
    side: str
    soft: bool
    in_table: bool
    drawn: bool
    element: Element


@dataclass
class Page:
    """The lines of ``document`` in the order of reading; ``height`` is that of all its text in points, reckoned."""

    document: Document
    lines: list[Line]
    height: int


@dataclass
class _Part:
    """A piece of a paragraph between two leaps: from sign ``start`` to ``end`` of its text, in ``column``."""

    start: int
    end: int
    column: int


def lay_out(document: Document) -> Page:
    """The lines of ``document``."""
    width = _text_width(document)
    lines: list[Line] = []
    _add_letterhead(lines, document, width)
    page, section = 1, 0
    for paragraph in _in_reading_order(document.paragraphs):
        if paragraph.section != section:
            section = paragraph.section
            following = document.sections[section : section + 1]
            page += 0 if following and following[0].continuous else 1
        page += 1 if paragraph.shape.page_before and lines else 0
        page = _add_lines(lines, paragraph, page, width)
    _join_columns(lines)
    _tell_sides(lines, width)
    for at, line in enumerate(lines):
        line.at = at
    return Page(document, lines, _height(lines, width))


def printed_lines(paragraphs: list[Paragraph]) -> list[Line]:
    """The lines of a header, a footer: what is printed outside the text."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        _add_lines(lines, paragraph, 1, _TEXT_WIDTH)
    return lines


def share(line: Line, test: str) -> float:
    """The share of visible signs whose look has ``test`` («bold», «italic», «underline»)."""
    total = yes = 0
    for run in line.runs:
        signs = len(run.raw.replace(" ", ""))
        if not run.raw.strip():
            continue
        total += signs
        look = run.look
        yes += signs if (look.bold if test == "bold" else look.italic if test == "italic" else look.underline) else 0
    return yes / total if total else 0.0


def sizes(line: Line) -> list[float]:
    """The sizes of the letters of a line, the smallest first."""
    return sorted({run.look.size for run in line.runs if run.raw.strip()})


def measure(value: float) -> str:
    """A size as Vietnamese writes it, with a comma: «13,5», «14»."""
    return f"{value:g}".replace(".", ",")


def beside(one: Line, other: Line) -> bool:
    """Whether two lines stand in the same column: under one another, not side by side."""
    if one.block == other.block and one.block != FLOW:
        return one.column == other.column
    if one.side in ("left", "right") and other.side in ("left", "right"):
        return one.side == other.side
    if one.in_table != other.in_table:
        return False
    return FLOW in (one.block, other.block) and "right" not in (one.side, other.side)


def _add_letterhead(lines: list[Line], document: Document, width: int) -> None:
    """The header of the first page, where it holds more than a number: somebody put the head of the paper there."""
    for section in document.sections[:1]:
        which = "first" if section.first_differs else "default"
        found: list[Line] = []
        for paragraph in section.headers.get(which, []):
            _add_lines(found, paragraph, 1, width)
        if sum(1 for line in found if any(sign.isalpha() for sign in line.text)) >= _LETTERHEAD:
            lines.extend(found)


def _text_width(document: Document) -> int:
    """Twips between the margins of the first page."""
    for section in document.sections[:1]:
        wide = round((section.width - section.left - section.right - section.gutter) * 1440 / 25.4)
        if wide > 2000:
            return wide
    return _TEXT_WIDTH


def _in_reading_order(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Boxes before the paragraph that they are tied to, unless they stand below its line: so they print."""
    ordered: list[Paragraph] = []
    anchor: list[Paragraph] = []  # a paragraph that waits for its boxes
    for paragraph in paragraphs:
        if paragraph.box is None:
            ordered.extend(anchor)
            anchor = [paragraph]
        elif paragraph.box.below:
            ordered.extend(anchor)
            anchor = []
            ordered.append(paragraph)
        else:
            ordered.append(paragraph)
    ordered.extend(anchor)
    return ordered


# --- lines of one paragraph


def _add_lines(lines: list[Line], paragraph: Paragraph, page: int, width: int) -> int:
    """Add the lines of ``paragraph``; gives the page on which the next one begins."""
    shape, raw = paragraph.shape, paragraph.raw
    ruled = paragraph.line_drawn or shape.border_top or shape.border_bottom or paragraph.line_below
    box = paragraph.box
    if box is not None and paragraph.cell is None:
        # How far to the right, in fifths of the width; boxes that do not tell follow one another.
        column = box.number - _UNTOLD if box.left is None else max(box.left, 0) * 5 // width
        block, row, columns = _BOX, 0, 1
    elif paragraph.cell is not None:
        block, row, column = paragraph.cell
        columns = 1 if paragraph.alone else 0
    else:
        block, row, column, columns = FLOW, 0, 0, 1

    def add(runs: list[Text], words: str, of: Shape, where: int, soft: bool, drawn: bool) -> None:
        text = tidy(f"{paragraph.number} {words}" if paragraph.number and not soft and where == column else words)
        number = paragraph.number if not soft else ""
        lines.append(
            Line(
                0, paragraph.position, text, words, number, runs, of, page, block, row, where, columns, "", soft,
                paragraph.cell is not None, drawn, paragraph.element,
            )
        )  # fmt: skip

    if not raw.strip():
        if ruled:
            add([], "", shape, column, False, True)
        return page + raw.count("\f")
    if "\n" not in raw and "\f" not in raw and "\t" not in raw and "      " not in raw and "\u00a0\u00a0\u00a0" not in raw:
        add(paragraph.runs, raw, shape, column, False, ruled)
        return page
    begins: list[int] = []  # of the runs
    at = 0
    for run in paragraph.runs:
        begins.append(at)
        at += len(run.raw)
    start, soft, last, first_run = 0, False, len(raw.rstrip()), 0
    for end in [*(found.start() for found in _BREAK.finditer(raw)), len(raw)]:
        words = raw[start:end]
        if words.strip():
            of = shape if not soft and end >= last else _cut_shape(shape, first=not soft, last=end >= last)
            parts = _parts(words, of, width) if block == FLOW else [_Part(0, len(words), column)]
            for part in parts:
                while first_run + 1 < len(begins) and begins[first_run + 1] <= start + part.start:
                    first_run += 1
                runs = _cut(paragraph.runs, begins, first_run, start + part.start, start + part.end)
                add(runs, words[part.start : part.end], of, part.column, soft, ruled)
            soft = True
        if raw[end : end + 1] == "\f":
            page, soft = page + 1, False
        start = end + 1
    return page


def _cut_shape(shape: Shape, first: bool, last: bool) -> Shape:
    """The shape of one line of several in a paragraph: no space between them, an indent before the first only."""
    return Shape(
        shape.align, shape.left, shape.right, shape.first if first else 0, shape.before if first else 0, shape.after if last else 0,
        shape.line, shape.line_rule, shape.border_top and first, shape.border_bottom and last, shape.frame, shape.tabs, shape.page_before,
    )  # fmt: skip


def _cut(runs: list[Text], begins: list[int], first: int, start: int, end: int) -> list[Text]:
    """The runs from the ``first`` on that hold the signs from ``start`` to ``end``, cut to them."""
    found: list[Text] = []
    for at in range(first, len(runs)):
        run = runs[at]
        low, high = max(start - begins[at], 0), min(end - begins[at], len(run.raw))
        if begins[at] >= end:
            break
        if low < high:
            found.append(run if high - low == len(run.raw) else Text(run.raw[low:high], run.look, run.element))
    return found


def _parts(words: str, shape: Shape, width: int) -> list[_Part]:
    """The pieces of a line that stand in columns: after a leap into the right part of the page begins another column."""
    whole = [_Part(0, len(words), 0)]
    if len(words) > _LONGEST * 3 or len(words.strip()) > _LONGEST or shape.align in ("center", "right"):
        return whole
    parts: list[_Part] = []
    at, x, column = 0, max(shape.left + shape.first, 0), 0
    for leap in [*_LEAP.finditer(words), None]:
        end = leap.start() if leap is not None else len(words)
        piece = words[at:end]
        if piece.strip():
            if parts and parts[-1].column == column:
                parts[-1].end = end
            else:
                parts.append(_Part(at if parts or column else 0, end, column))
        if leap is None:
            break
        x += _wide(piece)
        for sign in leap.group():
            x = _next_stop(x, shape.tabs) if sign == "\t" else x + _BLANK
        column = 1 if x >= width // 3 else 0
        at = leap.end()
    return parts if parts else whole


def _wide(words: str) -> int:
    capitals = sum(1 for sign in words if sign.isupper())
    return capitals * _CAPITAL + (len(words) - capitals) * _SMALL


def _next_stop(x: int, tabs: tuple[int, ...]) -> int:
    for stop in tabs:
        if stop > x:
            return stop
    return (x // _TAB + 1) * _TAB


# --- lines beside one another


def _join_columns(lines: list[Line]) -> None:
    """Give the lines that tabs or boxes lay side by side a block of their own, and with them the short lines between."""
    number = max([line.block for line in lines], default=0) + 1
    open_block = -1
    boxes = False
    for at, line in enumerate(lines):
        if line.block == _BOX:  # boxes that follow one another
            if not boxes:
                number, open_block, boxes = number + 1, number, True
            line.block = open_block
            continue
        if line.block != FLOW:
            open_block, boxes = -1, False
            continue
        if boxes and (line.text or line.drawn):
            open_block, boxes = -1, False
        follows = at > 0 and lines[at - 1].position == line.position and lines[at - 1].column != line.column
        pair = line.column == 0 and at + 1 < len(lines) and lines[at + 1].position == line.position and lines[at + 1].column == 1
        if (pair or follows) and open_block < 0:
            number, open_block = number + 1, number
        joins = pair or follows or line.column == 1 or _continues(line)
        if open_block >= 0 and joins:
            line.block, line.columns, line.row = open_block, 2, line.position
        else:
            open_block = -1


def _continues(line: Line) -> bool:
    """Whether a line that has nothing beside it still belongs to the columns above it: short, and not in the middle of the page."""
    shape = line.shape
    return len(line.text) <= _SHORT and (shape.align != "center" or shape.right - shape.left > _TAB or len(line.text) < 4)


def _tell_sides(lines: list[Line], width: int) -> None:
    """Say of every line on which side it stands."""
    columns: dict[int, dict[int, bool]] = {}  # of each block
    for line in lines:
        columns.setdefault(line.block, {})[line.column] = True
    firsts = {block: min(those) for block, those in columns.items()}
    lasts = {block: max(those) for block, those in columns.items()}
    for line in lines:
        if line.block == FLOW:
            line.side = "right" if line.column == 1 else _side_of(line.shape, width)
        elif len(columns[line.block]) > 1 and line.in_table and line.columns == 1:
            line.side = "middle"
        elif len(columns[line.block]) > 1:
            line.columns = len(columns[line.block])
            line.side = "left" if line.column == firsts[line.block] else "right" if line.column == lasts[line.block] else "middle"
        elif line.in_table:
            line.columns, line.side = 1, "middle"
        else:  # one box alone
            line.side = "middle" if line.column < 0 else "right" if line.column > 1 else "left"


def _side_of(shape: Shape, width: int) -> str:
    """Where a line stands that is alone between the margins."""
    if shape.align == "right":
        return "right" if shape.right < width // 3 else "left"
    if shape.align == "center":
        moved = shape.left - shape.right
        return "right" if moved > width // 4 else "left" if -moved > width // 4 else "middle"
    if shape.left + max(shape.first, 0) > width * 2 // 5:
        return "right"
    return "left" if shape.right > width * 2 // 5 else "wide"


def _height(lines: list[Line], width: int) -> int:
    """Points from the first line to the last, reckoned: of lines side by side the tallest column counts."""
    total = 0
    columns: dict[int, int] = {}
    row = (FLOW, 0)
    for line in lines:
        here = (line.block, line.row if line.in_table else 0) if line.block != FLOW else (FLOW, 0)
        if here != row:
            total += max(columns.values(), default=0)
            columns, row = {}, here
        wide = max(width // line.columns - line.shape.left - line.shape.right, _TAB)
        rows = 1 + len(line.text) * _SMALL // wide
        tall = line.shape.line // 20 if line.shape.line_rule != "auto" else line.shape.line * 16 // 240
        points = rows * max(tall, 1) + (line.shape.before + line.shape.after) // 20
        columns[line.column] = columns.get(line.column, 0) + points
    return total + max(columns.values(), default=0)
