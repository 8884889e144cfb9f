"""Drawings: which of them are a line, such as the rule under the title, and the text boxes that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.documents.check.properties import Element, W, number

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_BOX = f"{W}txbxContent"
_LINES = ("line", "straightConnector1")  # DrawingML's names of straight lines
_VML_LINES = ("#_x0000_t20", "#_x0000_t32")  # the same in VML, as Word writes them in files that were once .doc
# A box or picture so flat is a line to the eye. DrawingML counts 12,700 to the point.
_FLAT = 3
_EMU = 12_700
_HEIGHT = re.compile(r"(?:^|;)\s*height\s*:\s*(\d{1,6}(?:\.\d{1,6})?)\s*(pt)?\s*(?:;|$)")


def _parts(node: Element) -> Iterator[Element]:
    """Everything in a drawing, of two ways to draw it the first, up to its text boxes but not into them."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if part.tag == f"{MC}AlternateContent":
            choice = part.find(f"{MC}Choice")
            waiting.extend(reversed(part if choice is None else choice))
        elif part.tag != _BOX:
            waiting.extend(reversed(part))


def boxes_in(node: Element) -> list[Element]:
    """The outermost text boxes of a drawing; what is inside one of them is read with it."""
    return [part for part in _parts(node) if part.tag == _BOX]


def words_in(root: Element) -> list[str]:
    """The words of ornamental text (WordArt, watermarks), which are no paragraphs."""
    return [path.get("string", "") for path in root.iter(f"{_V}textpath")]


def draws_line(node: Element) -> bool:
    """Whether a drawing shows a line."""
    return any(_is_line(part) for part in _parts(node))


def _is_line(part: Element) -> bool:
    name = part.tag.rpartition("}")[2]
    if name == "prstGeom":
        return part.get("prst") in _LINES
    if name == "extent":
        return number(part.get("cy")) <= _FLAT * _EMU < number(part.get("cx"))
    if part.tag in (f"{_V}shape", f"{_V}rect"):
        height = _HEIGHT.search(part.get("style", "")[:2000])
        flat = height is not None and float(height[1]) <= _FLAT
        return flat or part.get("type") in _VML_LINES or part.get(f"{_O}connectortype") is not None
    return part.tag == f"{_V}line" or name == "cxnSp"
