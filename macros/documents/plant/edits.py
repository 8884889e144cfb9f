"""Changes a document that is open for planting: words, looks, shapes, sections. Knows nothing of defects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree import ElementTree

from macros.documents.check.anatomy import Anatomy
from macros.documents.check.document import Document
from macros.documents.check.inspect import document_of, read
from macros.documents.check.locate import locate
from macros.documents.check.package import Package
from macros.documents.check.page import Line, lay_out
from macros.documents.check.properties import W
from macros.files.xml import Element
from macros.files.zip import write_zip
from macros.model.authority import Authority

_W_NAME, _R_NAME = W.strip("{}"), "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIX = re.compile(rb'xmlns:([A-Za-z_][\w.-]*)="([^"]*)"')
_ROOT = re.compile(rb"<[A-Za-z_][^>]*>")


class _Kept(Package):
    """A package whose parts that nobody changes are parsed once."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._parsed: dict[str, Element | None] = {}

    def related(self, kind: str) -> Element | None:
        if kind not in self._parsed:
            self._parsed[kind] = super().related(kind)
        return self._parsed[kind]


class Site:
    """A document open for planting: its anatomy, whose elements may be changed, and its other parts."""

    def __init__(self, content: bytes, authority: Authority) -> None:
        self.anatomy: Anatomy = locate(lay_out(read(content)), authority)
        self.root = self.anatomy.page.document.root
        self.parts: dict[str, bytes] = {}
        self.package = _Kept(content)
        self._parents = {child: parent for parent in self.root.iter() for child in parent}
        self._before = [(element, element.text, element.attrib.copy(), element[:]) for element in self.root.iter()]

    def parent(self, element: Element) -> Element:
        """The element around ``element``."""
        return self._parents[element]

    def change(self, name: str, root: Element) -> None:
        """Let the part ``name`` of the changed document be ``root``."""
        self.parts[name] = _serialised(root, (self.package.text(name) or "").encode())

    def read_again(self) -> Document:
        """The document as it is by now; changes of headers are not in it."""
        return document_of(self.package, self.root, next(self.root.iter(f"{W}body")))

    def restore(self) -> None:
        """Make the document what it was when it was opened: to plant again costs less than to open it again."""
        self.parts.clear()
        for element, text, attributes, within in self._before:
            element.text = text
            if element.attrib != attributes:
                element.attrib = attributes.copy()
            if element[:] != within:
                element[:] = within

    def changed(self) -> dict[str, bytes]:
        """The parts of the changed document that are written anew, by name."""
        self.change(self.package.main, self.root)
        return self.parts

    def close(self) -> bytes:
        """The changed document."""
        return write_zip({**self.package.everything(), **self.changed()}.items())


def _serialised(root: Element, before: bytes) -> bytes:
    """An edited part as bytes, with the prefixes that it had ``before``: Word reads some of them within attributes, too."""
    head = _ROOT.search(before)
    declared = dict(_PREFIX.findall(head[0])) if head else {}
    known = {"w": _W_NAME, "r": _R_NAME, **{prefix.decode(): name.decode() for prefix, name in declared.items()}}
    for prefix, name in known.items():
        if not re.fullmatch(r"ns\d+", prefix):  # the serialiser gives these prefixes out itself
            ElementTree.register_namespace(prefix, name)
    content: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    head = _ROOT.search(content)
    if head is None:
        return content
    written = dict(_PREFIX.findall(head[0]))
    missing = b"".join(b' xmlns:%b="%b"' % pair for pair in declared.items() if pair[0] not in written)
    at = head.end() - (2 if head[0].endswith(b"/>") else 1)
    return content[:at] + missing + content[at:]


# --- what a planter does to a paragraph


def ensure(parent: Element, tag: str, first: bool = True) -> Element:
    """The child ``tag`` of ``parent``, made when it is not there."""
    found = parent.find(W + tag)
    if found is None:
        found = ElementTree.Element(W + tag)
        parent.insert(0 if first else len(parent), found)
    return found


# The order in which the schema wants run properties.
_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "strike",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "lang",
)


def set_look(run: Element, tag: str, **attributes: str) -> None:
    """Replace a run property, in the place that the schema wants."""
    props = ensure(run, "rPr")
    for old in props.findall(W + tag):
        props.remove(old)
    new = ElementTree.Element(W + tag, {W + key: value for key, value in attributes.items()})
    rank = _ORDER.index(tag)
    at = next(
        (i for i, e in enumerate(props) if e.tag.removeprefix(W) in _ORDER and _ORDER.index(e.tag.removeprefix(W)) > rank), len(props)
    )
    props.insert(at, new)


def look(paragraphs: Iterable[Line | None], **wanted: object) -> bool:
    """Write every run of the paragraphs differently: ``size`` in points, ``bold``, ``italic``, ``underline``, ``font``, ``color``."""
    done = False
    for p in paragraphs:
        for run in p.runs if p else ():
            done = True
            if "size" in wanted:
                set_look(run.element, "sz", val=str(round(float(str(wanted["size"])) * 2)))
            for key, tag in (("bold", "b"), ("italic", "i")):
                if key in wanted:
                    set_look(run.element, tag, val="1" if wanted[key] else "0")
            if "underline" in wanted:
                set_look(run.element, "u", val="single" if wanted["underline"] else "none")
            if "font" in wanted:
                name = str(wanted["font"])
                set_look(run.element, "rFonts", ascii=name, hAnsi=name, cs=name)
            if "color" in wanted:
                set_look(run.element, "color", val=str(wanted["color"]))
    return done


def rewrite(p: Line | None, change: Callable[[str], str]) -> bool:
    """Change a paragraph's words; they move into its first written run. False when nothing changes."""
    if p is None:
        return False
    before = p.raw
    after = change(before)
    if after == before:
        return False
    texts = [t for run in p.runs for t in run.element.findall(f"{W}t")]
    if not texts:
        return False
    texts[0].text = after
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in texts[1:]:
        other.text = ""
    for run in p.runs:
        for tag in ("tab", "br"):
            for extra in run.element.findall(W + tag):
                run.element.remove(extra)
    return True


def sub(pattern: str, new: str) -> Callable[[str], str]:
    """A change of the first place that matches."""
    return lambda text: re.sub(pattern, new, text, count=1)


def remove(site: Site, p: Line | None) -> bool:
    """Take a paragraph out; the last one of a cell is emptied instead."""
    if p is None:
        return False
    parent = site.parent(p.element)
    if parent.tag == f"{W}tc" and sum(child.tag == f"{W}p" for child in parent) == 1:
        return rewrite(p, lambda _: "")
    parent.remove(p.element)
    return True


# The order in which the schema wants paragraph properties.
_SHAPES = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)


def shape(paragraphs: Iterable[Line], tag: str, **attributes: str | None) -> bool:
    """Set attributes of a paragraph property (``spacing``, ``ind``, ``jc``)."""
    done = False
    for p in paragraphs:
        props = ensure(p.element, "pPr")
        element = props.find(W + tag)
        if element is None:
            element = ElementTree.Element(W + tag)
            rank = _SHAPES.index(tag)
            at = next((i for i, e in enumerate(props) if e.tag.removeprefix(W) in _SHAPES[rank + 1 :]), len(props))
            props.insert(at, element)
        for key, value in attributes.items():
            if value is None:
                element.attrib.pop(W + key, None)
            else:
                element.set(W + key, value)
        done = True
    return done


def section(site: Site, tag: str, **attributes: str) -> bool:
    """Set attributes of a property of every section; False when there is none."""
    found = False
    for section in site.root.iter(f"{W}sectPr"):
        element = section.find(W + tag)
        if element is not None:
            found = True
            for key, value in attributes.items():
                element.set(W + key, value)
    return found
