"""Rendered HTML → sections of plain text: what a reader reads, without the furniture of the page.

Reads tags with one pattern, in half of the time that ``html.parser`` takes for the 100,000 tags of the site: that is safe,
because all HTML that comes in was written by Markdown and our own templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from macros.vietnamese import nfc

_HEADINGS = {"h2", "h3", "h4"}
# These hold no text of the page, or text that readers will type.
# The title (h1) is indexed on its own.
_SKIPPED = {"h1", "template", "noscript", "svg", "button", "select", "textarea", "nav"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# A block ends a sentence, so that words of two list items are never taken for neighbours.
_BLOCKS = {"p", "li", "td", "th", "dt", "dd", "div", "section", "summary", "figcaption", "caption", "blockquote", "tr", "br", "label"}
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|<[!?][^>]*>"
    r"""|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_ENDED = re.compile(r"[.:;,?!…]$")

# Parts of our own fragments that repeat what stands elsewhere: citation chips, what a citation in the text tells of its source,
# state labels, lists of links.
_FURNITURE = {
    "headerlink", "st-dua-vao", "st-can-cu__tinh", "st-nhan", "st-loc__hang", "st-lien-ket-ds",
    "st-mau-ds", "st-phu",
}  # fmt: skip
_CONTAINERS = {"div", "li", "section", "article"}

#: Attributes that templates may set. ``EXCLUDED`` (also Material's own) leaves an element out; an element with ``KIND``
#: and an ``id`` is a section of that kind, as is ``details`` with an ``id``: its first heading, ``summary`` or bold text
#: is the title. ``KEYWORDS`` adds words to it, parted by «|».
EXCLUDED = ("data-search-exclude", "data-so-tay-khong-tim")
_EXCLUDING = frozenset({*EXCLUDED, "hidden"})
KIND = "data-tim-kiem"
KEYWORDS = "data-tu-khoa"


@dataclass(frozen=True)
class Section:
    """A heading and the text up to the next one. ``kind`` only where it differs from the page's."""

    anchor: str
    heading: str
    text: str
    kind: str | None
    keywords: tuple[str, ...] = ()


@dataclass
class _Open:
    """A section being read."""

    anchor: str = ""
    kind: str | None = None
    keywords: tuple[str, ...] = ()
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def close(self) -> Section:
        return Section(self.anchor, _plain(self.heading), _plain(self.text), self.kind, self.keywords)


def split(html: str, without: Iterable[str] = ()) -> list[Section]:
    """The sections of ``html`` in order; the first has no heading when text stands before the first heading.

    Elements with a class in ``without`` are left out, as is our own furniture.
    """
    reader = _Reader(_FURNITURE | set(without))
    at = 0
    for tag in _TAG.finditer(html):
        if at < tag.start():
            reader.text(html[at : tag.start()])
        at = tag.end()
        if not tag["name"]:
            continue
        if tag["end"]:
            reader.end(tag["name"].lower())
        else:
            reader.start(tag["name"].lower(), tag["attributes"])
    reader.text(html[at:])
    return [section for section in (part.close() for part in reader.sections) if section.heading or section.text]


_NONE: Mapping[str, str] = {}


def _plain(parts: list[str]) -> str:
    """One line of text; the end of a block becomes a full stop unless the block had an end of its own."""
    pieces = [piece for piece in (" ".join(p.split()) for p in nfc("".join(parts)).split("\x1f")) if piece]
    out: list[str] = []
    for piece in pieces:
        if out and not _ENDED.search(out[-1]):
            out[-1] += "."
        out.append(piece)
    return " ".join(out)


@lru_cache(maxsize=5_000)  # a page writes the same tag many times
def _attributes(text: str) -> Mapping[str, str]:
    """Names in lower case, values as read."""
    return {name.lower(): unescape(one or two or bare) for name, one, two, bare in _ATTRIBUTE.findall(text)}


class _Reader:
    """What is read so far; it is told of each tag and each text in order."""

    def __init__(self, left_out: set[str]) -> None:
        self._left_out = left_out
        self.sections = [_Open()]
        self._skip: str | None = None
        self._depth = 0
        self._heading: str | None = None
        self._around = ""  # id of the last element that may hold a heading
        self._waiting = False  # a section by attribute whose title has not come yet
        self._stack: list[tuple[str, _Open | None]] = []
        self._ended = False  # the last tag ended an element, and no text has come since

    def start(self, tag: str, attributes: str) -> None:
        """An element begins."""
        if self._skip:
            self._depth += tag == self._skip and tag not in _VOID
            return
        values = _attributes(attributes) if attributes else _NONE
        excluded = tag in _SKIPPED or (values and not _EXCLUDING.isdisjoint(values))
        if excluded or ("class" in values and not self._left_out.isdisjoint(values["class"].split())):
            if tag not in _VOID:
                self._skip, self._depth = tag, 1
            return
        anchor = values.get("id", "")
        if anchor and tag in _CONTAINERS:
            self._around = anchor
        if tag in _HEADINGS and not self._waiting:
            # A heading without an id is reached by the id of the element that holds it.
            self._begin(_Open(anchor or self._around), tag)
            self._around = ""
        elif anchor and (KIND in values or tag == "details"):
            keywords = tuple(word.strip() for word in values.get(KEYWORDS, "").split("|") if word.strip())
            # What follows the element belongs again to the section around it.
            self._stack.append((tag, self.sections[-1]))
            self.sections.append(_Open(anchor, values.get(KIND) or None, keywords))
            self._waiting = True
            return
        elif self._waiting and (tag in _HEADINGS or tag in {"summary", "strong", "dt"}):
            self._waiting, self._heading = False, tag
        if tag in _BLOCKS:
            self._write("\x1f")
        elif self._ended:
            self._write(" ")  # two labels side by side are drawn apart
        if tag not in _VOID and self._stack:
            self._stack.append((tag, None))

    def _begin(self, section: _Open, tag: str) -> None:
        self.sections.append(section)
        self._heading = tag

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skip:
            self._depth -= tag == self._skip
            if not self._depth:
                self._skip = None
            return
        if self._heading == tag:
            self._heading = None
        if tag == "dt" and self.sections[-1].text:
            self._write(":")
        if tag in _BLOCKS:
            self._write("\x1f")
        self._ended = True
        if self._stack and any(name == tag for name, _ in self._stack):
            while self._stack:
                name, around = self._stack.pop()
                if around is not None:
                    self._waiting = False
                    self.sections.append(_Open(around.anchor, around.kind))
                if name == tag:
                    break

    def text(self, text: str) -> None:
        """Text between two tags."""
        if not self._skip:
            self._write(unescape(text) if "&" in text else text)

    def _write(self, text: str) -> None:
        self._ended = False
        section = self.sections[-1]
        (section.heading if self._heading else section.text).append(text)
