"""What the checker looks at: paragraphs with their effective formatting, sections, and signs of unfinished work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from macros.documents.check.properties import Look, Shape
from macros.files.xml import Element

_SPACES = re.compile(r"[\s\u00a0]+")
# Signs without width that come along when text is copied from a web page or a chat: soft hyphen, joiners, direction marks,
# byte-order mark. Nobody sees them, so no rule may.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_HYPHENS = re.compile("[\u2010\u2011]")  # they print alike; the second keeps a line from breaking
# Composing sorts the marks on one letter, which takes quadratic time: no word is so long, and none that is gets composed.
LONGEST_WORD = 200


def visible(text: str) -> str:
    """``text`` without the signs that print nothing, its hyphens of one kind."""
    return text if text.isascii() else _HYPHENS.sub("-", INVISIBLE.sub("", text))


def composed(text: str) -> str:
    """``text`` in NFC."""
    if unicodedata.is_normalized("NFC", text):
        return text
    words = re.split(r"(\s+)", text)
    return "".join(unicodedata.normalize("NFC", word) if len(word) <= LONGEST_WORD else word for word in words)


def tidy(text: str) -> str:
    """Text for matching: composed, one kind of space, trimmed."""
    return _SPACES.sub(" ", composed(text)).strip()


@dataclass(eq=False)
class Text:
    """A run: raw text and its look."""

    raw: str
    look: Look
    element: Element


@dataclass(frozen=True)
class Box:
    """A text box: its number, how far from the left of the text it stands (None: not told), and whether below the line it is tied to."""

    number: int
    left: int | None
    below: bool


@dataclass(eq=False)
class Paragraph:
    """A paragraph as the file holds it; ``number`` is the list number that Word prints, ``cell`` (table, row, column) or None.

    In ``raw``, a line break is a line feed, a page break a form feed. ``position`` counts the paragraphs of the text from 1.
    ``line_drawn``: a line is drawn in it; ``line_below``: it ends a cell that has a line under it. ``alone``: its cell is a whole row.
    """

    element: Element
    runs: list[Text]
    shape: Shape
    style: str
    number: str = ""
    cell: tuple[int, int, int] | None = None
    section: int = 0
    line_drawn: bool = False
    line_below: bool = False
    alone: bool = False
    box: Box | None = None
    position: int = 0

    @cached_property
    def raw(self) -> str:
        return "".join(run.raw for run in self.runs)

    @cached_property
    def text(self) -> str:
        return tidy(f"{self.number} {self.raw}" if self.number else self.raw)


@dataclass
class Section:
    """Page of a section, in millimetres; headers and footers by type («default», «first», «even»)."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    gutter: float
    landscape: bool
    first_differs: bool
    continuous: bool = False
    headers: dict[str, list[Paragraph]] = field(default_factory=dict)
    footers: dict[str, list[Paragraph]] = field(default_factory=dict)
    page_fields: dict[str, bool] = field(default_factory=dict)


@dataclass
class Document:
    """A document as it is read. ``prompts`` are the words of controls that nobody has filled, ``drawn_words`` those of ornamental text.

    ``even_differ``: even pages have headers and footers of their own.
    """

    paragraphs: list[Paragraph]
    sections: list[Section]
    prompts: list[str]
    drawn_words: list[str]
    page_breaks: bool
    tracked: bool
    comments: bool
    macros: bool
    mirrored: bool
    even_differ: bool
    properties: dict[str, str]
    root: Element

    def numbers_shown(self, section: Section) -> list[str]:
        """The headers and footers («header-default», «footer-first» …) that print the page number; a file may keep others unseen."""
        unseen = [*([] if section.first_differs else ["first"]), *([] if self.even_differ else ["even"])]
        return [name for name, has in section.page_fields.items() if has and name.partition("-")[2] not in unseen]

    def texts(self) -> Iterator[str]:
        for paragraph in self.paragraphs:
            yield paragraph.text
