"""Changes properties and words of a document in place. Knows nothing of rules."""

from __future__ import annotations

import re
import unicodedata

from macros.documents.check.document import INVISIBLE, LONGEST_WORD
from macros.documents.check.properties import W
from macros.files.xml import Element

# The order in which the schema wants properties of a run, of a paragraph and of a page.
_RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint",
    "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u",
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
    "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_SECTION = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType",
    "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings",
    "sectPrChange",
)  # fmt: skip


def _child(parent: Element, tag: str, order: tuple[str, ...]) -> Element:
    """The child ``tag``, made in the place that the schema wants when it is not there."""
    found = parent.find(W + tag)
    if found is None:
        found = Element(W + tag)
        later = order[order.index(tag) + 1 :]
        places = [at for at, other in enumerate(parent) if other.tag.removeprefix(W) in later]
        parent.insert(places[0] if places else len(parent), found)
    return found


def _properties_of(element: Element, tag: str) -> Element:
    found = element.find(W + tag)
    if found is None:
        found = Element(W + tag)
        element.insert(0, found)
    return found


def _give(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        element.attrib[W + name] = value


def set_look(run: Element, tag: str, attributes: dict[str, str]) -> None:
    """Write a property of a run anew; what stood in it is gone."""
    props = _properties_of(run, "rPr")
    for old in props.findall(W + tag):
        props.remove(old)
    _give(_child(props, tag, _RUN), attributes)


def set_shape(paragraph: Element, tag: str, attributes: dict[str, str], without: tuple[str, ...] = ()) -> None:
    """Write attributes of a property of a paragraph, and take out those in ``without``."""
    element = _child(_properties_of(paragraph, "pPr"), tag, _PARAGRAPH)
    for name in without:
        if W + name in element.attrib:
            del element.attrib[W + name]
    _give(element, attributes)


def set_page(section: Element, tag: str, attributes: dict[str, str]) -> None:
    """Write attributes of a property of a section."""
    _give(_child(section, tag, _SECTION), attributes)


def cleaned(text: str) -> str:
    """``text`` without signs that print nothing, its letters in one piece."""
    if text.isascii():
        return text
    words = re.split(r"(\s+)", INVISIBLE.sub("", text))
    return "".join(unicodedata.normalize("NFC", word) if len(word) <= LONGEST_WORD else word for word in words)


def clean_texts(root: Element) -> int:
    """Clean all texts, also where a letter stands in one run and its mark in the next; how many were changed."""
    changed = 0
    for text in root.iter(f"{W}t"):
        before = text.text or ""
        after = cleaned(before)
        if after != before:
            text.text = after
            changed += 1
    return changed


def put_words(texts: list[Element], start: int, end: int, words: str) -> None:
    """Replace the signs from ``start`` to ``end`` of what ``texts`` hold together; ``words`` go where the first of them stood."""
    at = 0
    put = False
    for text in texts:
        held = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(held))
        if not put and 0 <= start - at <= len(held) and (low < high or start == end):
            text.text = held[:low] + words + held[max(high, low) :]
            put = True
        elif low < high:
            text.text = held[:low] + held[high:]
        if text.text != held:
            text.attrib["{http://www.w3.org/XML/1998/namespace}space"] = "preserve"
        at += len(held)
