"""A page number for a document that has none, or has it elsewhere: in the middle of the header, from the second page on.

What a header or footer shows today it shows afterwards, too: words stay below the number, and the first page keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from macros.documents.check.package import Package
from macros.documents.check.properties import W, on, val
from macros.documents.mend.edits import set_page
from macros.documents.mend.taken_number import is_blank, take_number
from macros.files.xml import Element, parsed
from macros.files.xml_text import written

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_EDGE = "567"  # twips: the number stands 10 mm below the edge of the paper


def without_numbers(package: Package, sections: list[Element]) -> tuple[dict[str, str], list[str]] | None:
    """The headers and footers of ``sections`` that show a page number, by name, as they are without it, and what was printed there.

    None where a number cannot be taken out.
    """
    known = package.relations()
    bare: dict[str, str] = {}
    taken: list[str] = []
    seen: set[str] = set()
    for section in sections:
        for reference in [*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")]:
            name = known.get(reference.get(f"{_R}id", ""), "")
            root = package.part(name) if name and name not in seen else None
            seen.add(name)
            if root is None:
                continue
            words = take_number(root) if root.tag in (f"{W}hdr", f"{W}ftr") else None
            if words is None:
                return None
            if words:
                bare[name] = written(root, _text(package, name))
                taken += words
    return bare, taken


def hide_on_the_first_page(package: Package, sections: list[Element], bare: dict[str, str]) -> None:
    """Let the first page show what it shows today, without the number; ``bare`` are the headers and footers without theirs."""
    _keep_the_first_page(sections[0], _Headers(package, "", 0, bare))


def add_page_number(
    package: Package, sections: list[Element], font: str, size: float, bare: dict[str, str], openings: Sequence[int] = ()
) -> dict[str, str]:
    """Number the pages of ``sections`` (each a w:sectPr, changed in place); the new and changed parts by name, none where it cannot be.

    The number is written in ``font``, ``size`` points. ``bare`` are headers and footers that had one, without it; ``openings`` are the
    sections with a first page of its own that is numbered, too.
    """
    headers = _Headers(package, font, size, bare)
    if headers.types is None:
        return {}
    firsts = [_reference(section, "header", "first") for section in sections]
    first_ids = [each.get(f"{_R}id", "") if each is not None else "" for each in firsts]
    settings = package.related("settings")
    turned = settings.find(f"{W}evenAndOddHeaders") if settings is not None else None
    kinds = ["default", "even"] if turned is not None and on(turned) else ["default"]
    opening = sections[0]
    _keep_the_first_page(opening, headers)
    for number, section in enumerate(sections):
        for kind in kinds:
            old = _reference(section, "header", kind)
            if old is None and number > 0:
                continue  # the headers of the section before go on
            new = headers.numbered(old.get(f"{_R}id", "") if old is not None else "")
            _refer(section, "header", kind, new)
        if number in openings:
            before = [id_ for id_ in first_ids[: number + 1] if id_]
            _refer(section, "header", "first", headers.numbered(before[-1] if before else ""))
        own = number == 0 or _reference(section, "header", "default") is not None
        if own and section.find(f"{W}pgMar") is not None:
            set_page(section, "pgMar", {"header": _EDGE})
    return headers.changed()


class _Headers:
    """The headers of a package: those there are, ``bare`` ones without their number, and those with a number that are added."""

    def __init__(self, package: Package, font: str, size: float, bare: dict[str, str]) -> None:
        self.package = package
        self.bare = bare
        self.font, self.size = font, size
        self.folder, _, main = package.main.rpartition("/")
        self.relations_name = _beside(self.folder, f"_rels/{main}.rels")
        self.relations_before = _text(package, self.relations_name) or f'<Relationships xmlns="{_RELATIONSHIPS}"/>'
        self.relations = parsed(self.relations_before)
        self.types = package.part(_TYPES)
        self.known = package.relations()
        self.taken = {name.lower() for name in package.names}
        self.ids = {relation.get("Id", "") for relation in self.relations}
        self.made: dict[str, str] = {}  # id of a header, or nothing → id of the one with a number
        self.parts: dict[str, str] = {}

    def is_blank(self, id_: str) -> bool:
        """Whether the header shows nothing."""
        root = self._root(id_)
        return root is None or is_blank(root)

    def numbered(self, id_: str) -> str:
        """The id of a header with the page number above what the header ``id_`` shows; nothing stands for no header."""
        if id_ not in self.made:
            self.made[id_] = self._make(id_)
        return self.made[id_]

    def changed(self) -> dict[str, str]:
        """All parts that are new or say otherwise."""
        if self.types is None or not self.parts:
            return {}
        told = {
            _TYPES: written(self.types, _text(self.package, _TYPES)),
            self.relations_name: written(self.relations, self.relations_before),
        }
        return {**told, **self.bare, **self.parts}

    def _root(self, id_: str) -> Element | None:
        name = self.known.get(id_, "")
        if name in self.bare:
            return parsed(self.bare[name])
        return self.package.part(name) if name else None

    def _make(self, id_: str) -> str:
        number = 1
        while _beside(self.folder, f"header{number}.xml").lower() in self.taken:
            number += 1
        file = f"header{number}.xml"
        name = _beside(self.folder, file)
        self.taken.add(name.lower())
        text = self._with_number()
        root = None if self.is_blank(id_) else self._root(id_)
        paragraph = parsed(text).find(f"{W}p")
        if root is not None and paragraph is not None:
            root.insert(0, paragraph)
            old = self.known[id_]
            text = written(root, _text(self.package, old))
            folder, _, base = old.rpartition("/")
            ties = _text(self.package, _beside(folder, f"_rels/{base}.rels"))
            if ties:  # its pictures
                self.parts[_beside(self.folder, f"_rels/{file}.rels")] = ties
        self.parts[name] = text
        return self._tie(name, file)

    def _tie(self, name: str, file: str) -> str:
        """Tell the package of a new header; its id."""
        number = 1
        while f"rId{number}" in self.ids:
            number += 1
        id_ = f"rId{number}"
        self.ids.add(id_)
        relation = Element(f"{{{_RELATIONSHIPS}}}Relationship")
        relation.attrib["Id"] = id_
        relation.attrib["Type"] = f"{_R[1:-1]}/header"
        relation.attrib["Target"] = file
        self.relations.append(relation)
        if self.types is not None:
            override = Element(f"{_CONTENT_TYPES}Override")
            override.attrib["PartName"] = f"/{name}"
            override.attrib["ContentType"] = _HEADER_TYPE
            self.types.append(override)
        return id_

    def _with_number(self) -> str:
        font, size = self.font, f"{round(self.size * 2)}"
        look = (
            f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/><w:b w:val="0"/><w:i w:val="0"/>'
            f'<w:color w:val="auto"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        inside = (
            '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )  # fmt: skip
        runs = "".join(f"<w:r>{look}{each}</w:r>" for each in inside)
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="{W[1:-1]}" xmlns:r="{_R[1:-1]}"><w:p><w:pPr>'
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
            f'<w:jc w:val="center"/></w:pPr>{runs}</w:p></w:hdr>'
        )


def _keep_the_first_page(opening: Element, headers: _Headers) -> None:
    """Let the first page of the document have a header and footer of its own: those that it shows today."""
    title = opening.find(f"{W}titlePg")
    if title is not None and on(title):
        return
    for place in ("header", "footer"):
        shown, unused = _reference(opening, place, "default"), _reference(opening, place, "first")
        if unused is not None:
            opening.remove(unused)
        id_ = shown.get(f"{_R}id", "") if shown is not None else ""
        if id_ and (place == "footer" or not headers.is_blank(id_)):
            _refer(opening, place, "first", id_)
    set_page(opening, "titlePg", {"val": "1"})


def _reference(section: Element, place: str, kind: str) -> Element | None:
    for each in section.findall(f"{W}{place}Reference"):
        if (val(each, "type") or "default") == kind:
            return each
    return None


def _refer(section: Element, place: str, kind: str, id_: str) -> None:
    """Let ``section`` show the header or footer ``id_`` on its pages of ``kind``."""
    found = _reference(section, place, kind)
    if found is None:
        found = Element(f"{W}{place}Reference")
        found.attrib[f"{W}type"] = kind
        section.insert(0, found)
    found.attrib[f"{_R}id"] = id_


def _beside(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _text(package: Package, name: str) -> str:
    return (package.text(name) or "").removeprefix("\ufeff")
