"""Drawings: which of them are a line, such as the rule under the title, and the text boxes that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.documents.check.properties import W, limited, number
from macros.files.xml import Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_BOX = f"{W}txbxContent"
_LINES = ("line", "straightConnector1")  # DrawingML's names of straight lines
_VML_LINES = ("#_x0000_t20", "#_x0000_t32")  # the same in VML, as Word writes them in files that were once .doc
# A box or picture so flat is a line to the eye. DrawingML counts 12,700 to the point.
_FLAT = 3
_EMU = 12_700
_A_LINE = 240  # twips
_FAR = 20_000  # points; beyond the right edge of any page
_MARGIN_LEFT = re.compile(r"(?:^|;)\s*margin-left\s*:\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*(?:pt)?\s*(?:;|$)")
_MARGIN_TOP = re.compile(r"(?:^|;)\s*margin-top\s*:\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*(?:pt)?\s*(?:;|$)")
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


def boxes_in(node: Element) -> list[tuple[Element, int | None, bool]]:
    """The outermost text boxes of a drawing, each with its distance from the left of the text in twips (None: not told) and
    whether it stands below the line that it is tied to. What is inside one of them is read with it."""
    boxes: list[tuple[Element, int | None, bool]] = []
    left: int | None = None
    base: int | None = None
    below = False
    for part in _parts(node):
        name = part.tag.rpartition("}")[2]
        if part.tag == _BOX:
            boxes.append((part, left, below))
        elif name == "positionH":
            left = base = _offset(part)
        elif name == "positionV":
            below = part.get("relativeFrom") in ("paragraph", "line") and (_offset(part) or 0) > _A_LINE
        elif name == "off" and number(part.get("x")):  # within a group
            left = (base or 0) + number(part.get("x")) // _EMU * 20
        elif part.tag in (f"{_V}shape", f"{_V}rect", f"{_V}roundrect"):
            style = part.get("style", "")[:2000]
            if found := _MARGIN_LEFT.search(style):
                left = round(float(found[1]) * 20)
            found = _MARGIN_TOP.search(style)
            tied = "position-vertical-relative:page" not in style and "position-vertical-relative:margin" not in style
            below = found is not None and tied and float(found[1]) * 20 > _A_LINE
    return boxes


def _offset(position: Element) -> int | None:
    """How far a drawing is moved, in twips; None where it is only aligned in the middle or nothing is told."""
    for part in position:
        name = part.tag.rpartition("}")[2]
        if name == "posOffset":
            return limited((part.text or "").strip(), -_FAR * _EMU, _FAR * _EMU) // _EMU * 20
        if name == "align":
            return {"left": 0, "right": _FAR}.get((part.text or "").strip())
    return None


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
