"""The page number in a header or footer: whether it stands alone there, and taking it out with the signs that belong to it («Trang 2/5»,
«- 2 -»). All other words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.documents.check.properties import W, val
from macros.files.xml import Element

PRINTED = {W + tag for tag in ("drawing", "pict", "object", "fldSimple", "instrText", "sym")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DELETED = {f"{W}del", f"{W}moveFrom"}
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_PICTURES = ("}blip", "}imagedata")
# One sign of no language stands for each field.
_PAGE, _PAGES, _FIELD = "\ue000", "\ue001", "\ue002"
_NUMBER = re.compile(
    r"[-–—|~•/( \xa0]*(?:\b(?:trang|page|tr\.)[ \xa0]*(?:số)?[ \xa0:]*)?[-–—|~•( \xa0]*\ue000"
    r"(?:[ \xa0]*(?:/|-|trên|of)[ \xa0]*(?:tổng số[ \xa0]*)?(?:\ue001|\d+))?(?:[ \xa0]*trang\b)?[-–—|~•) \xa0]*",
    re.IGNORECASE,
)


@dataclass(eq=False)
class _Sign:
    """A letter of ``holder`` (w:t), or a whole field with all its ``elements``. ``sign`` is what patterns see of it."""

    sign: str
    printed: str
    holder: Element | None
    elements: list[Element]


def is_blank(root: Element) -> bool:
    """Whether a header or footer shows nothing."""
    return not any(each.tag in PRINTED or (each.tag == f"{W}t" and (each.text or "").strip()) for each in root.iter())


def stands_alone(root: Element) -> bool:
    """Whether each paragraph with a page number holds nothing else and is as wide as the page, or in a frame in its middle."""
    wide = {id(block) for block in _blocks(root)}
    for paragraph in root.iter(f"{W}p"):
        signs = _signs(paragraph)
        if signs is None:
            return False
        told = "".join(each.sign for each in signs)
        if _PAGE not in told:
            continue
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        beside = frame is not None and val(frame, "xAlign") != "center"
        if beside or id(paragraph) not in wide or told.strip() != _PAGE or "\t" in told or not is_blank_but_fields(paragraph):
            return False
    return True


def is_blank_but_fields(paragraph: Element) -> bool:
    """Whether nothing is drawn in ``paragraph``."""
    return not any(each.tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sym") for each in paragraph.iter())


def take_number(root: Element) -> list[str] | None:
    """Take all page numbers out of ``root``, a header or footer, in place. What was printed there; None where one cannot be taken out:
    then ``root`` is of no use any more."""
    around = {id(child): parent for parent in root.iter() for child in parent}
    taken: list[str] = []
    for paragraph in list(root.iter(f"{W}p")):
        signs = _signs(paragraph)
        if signs is None:
            return None
        told = "".join(each.sign for each in signs)
        gone: set[int] = set()
        for found in _NUMBER.finditer(told):
            gone.update(range(found.start(), found.end()))
            taken.append("".join(each.printed for each in signs[found.start() : found.end()]).strip())
        if gone:
            _take(signs, gone, around)
            if is_blank(paragraph):
                _drop(paragraph, around)
    return taken


def _take(signs: list[_Sign], gone: set[int], around: dict[int, Element]) -> None:
    words: dict[int, str] = {}
    holders: list[Element] = []
    for at, each in enumerate(signs):
        if each.holder is None:
            for element in each.elements if at in gone else []:
                _remove(element, around)
        else:
            if id(each.holder) not in words:
                holders.append(each.holder)
            words[id(each.holder)] = words.get(id(each.holder), "") + ("" if at in gone else each.printed)
    for holder in holders:
        if words[id(holder)] == holder.text:
            continue
        if words[id(holder)]:
            holder.text = words[id(holder)]
            holder.attrib[_SPACE] = "preserve"
        else:
            _remove(holder, around)


def _remove(element: Element, around: dict[int, Element]) -> None:
    """Take ``element`` out, and the run that holds nothing else."""
    parent = around[id(element)]
    parent.remove(element)
    if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
        around[id(parent)].remove(parent)


def _drop(paragraph: Element, around: dict[int, Element]) -> None:
    """Take out what only held the number: its paragraph, the control around it, the box that was drawn for it.

    A header, a footer and a cell must hold a paragraph: the last one stays, and shows nothing.
    """
    block = paragraph
    parent = around[id(block)]
    while parent.tag == f"{W}sdtContent" and is_blank(parent) and id(parent) in around:
        block = around[id(parent)]
        parent = around[id(block)]
    if parent.tag in (f"{W}hdr", f"{W}ftr"):
        if any(child.tag == f"{W}p" and child is not block for child in parent):
            parent.remove(block)
    elif parent.tag == f"{W}txbxContent":
        while parent.tag != f"{W}r" and id(parent) in around:
            parent = around[id(parent)]
        shown = any(e.tag.endswith(_PICTURES) or e.tag in (f"{W}instrText", f"{W}fldSimple") for e in parent.iter())
        words = any((text.text or "").strip() for text in parent.iter(f"{W}t"))
        if parent.tag == f"{W}r" and not shown and not words:
            around[id(parent)].remove(parent)


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _blocks(child)
        else:
            yield child


def _leaves(element: Element) -> Iterator[Element]:
    """What the runs of a paragraph hold, and simple fields, in order; not what stands in boxes, nor what tracked changes deleted."""
    for child in element:
        if child.tag == f"{W}r":
            for leaf in child:
                if leaf.tag != f"{W}rPr":
                    yield leaf
        elif child.tag == f"{W}fldSimple":
            yield child
        elif child.tag not in _DELETED and child.tag != f"{W}pPr":
            yield from _leaves(child)


def _signs(paragraph: Element) -> list[_Sign] | None:
    """What a paragraph prints, sign by sign; None where a field has no end in it, or has a page number among other things."""
    signs: list[_Sign] = []
    held: list[Element] = []
    depth = 0
    for leaf in _leaves(paragraph):
        kind = val(leaf, "fldCharType") if leaf.tag == f"{W}fldChar" else ""
        if kind == "begin":
            depth += 1
        if depth > 0:
            held.append(leaf)
            if kind == "end":
                depth -= 1
            if depth == 0:
                told = "".join(each.text or "" for each in held if each.tag == f"{W}instrText")
                signs.append(_field(told, held, "".join(each.text or "" for each in held if each.tag == f"{W}t")))
                held = []
        elif kind:
            return None
        elif leaf.tag == f"{W}fldSimple":
            signs.append(_field(val(leaf, "instr") or "", [leaf], "".join(text.text or "" for text in leaf.iter(f"{W}t"))))
        elif leaf.tag == f"{W}t":
            signs += [_Sign(_FIELD if _PAGE <= letter <= _FIELD else letter, letter, leaf, []) for letter in leaf.text or ""]
        else:
            mark = _BREAKS.get(leaf.tag, "")
            signs += [_Sign(mark, mark, None, [])] if mark else []
    return None if depth or any(not each.sign for each in signs) else signs


def _field(told: str, held: list[Element], printed: str) -> _Sign:
    """A field that ``told`` describes; its sign is empty where the number is a part of something else, as in «IF»."""
    words = told.upper().split()
    first = words[0] if words else ""
    sign = _FIELD
    if first in ("NUMPAGES", "SECTIONPAGES"):
        sign = _PAGES
    elif "PAGE" in words:
        sign = _PAGE if first in ("PAGE", "=") else ""
    return _Sign(sign, printed, None, held)
