"""PDF files of one Chromium as one file: pages in their order, places, bookmarks, tags, and a number at the foot of the pages.

A page of a long document takes Chromium twice as long as one of a short document, and one document keeps one core busy: the parts of
the book are printed by themselves, side by side, and joined here. Libraries that join PDF files drop the tags. Nothing is read that need
not be: objects keep their bytes, and only the numbers by which they name each other change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Where a link leads that leaves its own file: the place stands behind it, as after a «#».
ELSEWHERE = "https://sach.invalid/#"

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION = re.compile(rb"(\d+) (\d+)\s*\n")
_ENTRY_SIZE = 20
_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_STREAM = re.compile(rb">>\s*stream\n")
_REFERENCE = rb"(\d+) 0 R"
# What changes with its file: the number of another object, of a page among the tags, the name of a tag. Texts are passed over.
_CHANGING = re.compile(rb"\((node\d+)\)|\((?:[^()\\]|\\.)*\)|<[0-9A-F]*>|(\d+) 0 R|/(StructParents?) (\d+)", re.DOTALL)
_AWAY = re.compile(rb"/A <<[^<>]*/URI \(" + re.escape(ELSEWHERE.encode()) + rb"([^()]*)\)>>")
_PLACE = re.compile(rb"/([^\s\[\]<>/()]+)\s*\[(\d+) 0 R")
_MIDDLE = 107.0 * 72 / 25.4  # the middle of the text of a page, from its left edge, in points
_FOOT = 26.0  # the line of the number, from the lower edge
_SIZE = 9.0


class NotJoined(Exception):
    """A file that is not written as Chromium writes."""


@dataclass(frozen=True)
class Digits:
    """The digits as a file has them: the number of its font, the glyph of each, how wide one is in thousandths of the font's size."""

    font: int
    glyphs: Mapping[str, bytes]
    width: float


class Printed:
    """A file that Chromium has printed. ``pages``: the numbers of its pages in order. ``places``: name → page, from 0 on."""

    def __init__(self, content: bytes) -> None:
        """Raises :class:`NotJoined`."""
        self.objects, self.trailer = _read(content)
        self.root = self._number(self.trailer, b"Root")
        catalog = self.objects[self.root]
        self.tree = self._number(catalog, b"Pages")
        self.tags, self.outlines = self._number(catalog, b"StructTreeRoot"), self._number(catalog, b"Outlines")
        self.pages = self._pages(self.tree)
        at = {number: index for index, number in enumerate(self.pages)}
        self.dests = self.objects.get(self._number(catalog, b"Dests"), b"")
        self.places = {name.decode(): at[int(page)] for name, page in _PLACE.findall(self.dests) if int(page) in at}

    @staticmethod
    def _number(inside: bytes, name: bytes) -> int:
        """The object that a dictionary has under ``name``; 0 for none."""
        found = re.search(rb"/" + name + rb" " + _REFERENCE, inside)
        return int(found[1]) if found else 0

    def _pages(self, number: int) -> list[int]:
        body = self.objects[number]
        kids = re.search(rb"/Kids \[([^\]]*)\]", body)
        if kids is None:
            return [number]
        return [page for kid in re.findall(_REFERENCE, kids[1]) for page in self._pages(int(kid))]


def joined(files: Sequence[Printed], digits: Digits | None, unnumbered: Sequence[int]) -> bytes:
    """The files as one. The pages but ``unnumbered`` (from 0 on, over all files) bear their number, in the ``digits`` of the first file.

    Raises :class:`NotJoined`.
    """
    try:
        return _Join(files).whole(digits, frozenset(unnumbered))
    except (KeyError, IndexError, ValueError):
        raise NotJoined("objects that name what is not there") from None


class _Join:
    def __init__(self, files: Sequence[Printed]) -> None:
        self.files = files
        self.objects: dict[int, bytes] = {}
        self.new = 1
        self.offsets: list[int] = []
        for file in files:
            self.offsets.append(self.new - 1)
            self.new += max(file.objects)
        self.catalog, self.pages, self.tags, self.document, self.parents, self.outlines, self.names, self.dests = (
            self.add(b"") for _ in range(8)
        )
        self.first_key: list[int] = []  # of each file among the numbers of pages in the tags
        keys = 0
        for file in files:
            self.first_key.append(keys)
            keys += int(self._value(file.objects.get(file.tags, b""), rb"/ParentTreeNextKey (\d+)") or 0)
        self.places = {name for file in files for name in file.places}

    def add(self, body: bytes) -> int:
        """A new object."""
        self.objects[self.new] = body
        self.new += 1
        return self.new - 1

    @staticmethod
    def _value(inside: bytes, pattern: bytes) -> bytes:
        found = re.search(pattern, inside)
        return found[1] if found else b""

    def whole(self, digits: Digits | None, unnumbered: frozenset[int]) -> bytes:
        for index, file in enumerate(self.files):
            self._take(index, file)
        self._roots()
        if digits is not None:
            self._number_pages(digits, unnumbered)
        info = self.files[0]._number(self.files[0].trailer, b"Info")
        return _written(self.objects, self.catalog, info + self.offsets[0])

    def _take(self, index: int, file: Printed) -> None:
        """The objects of a file, under new numbers."""
        offset, key = self.offsets[index], self.first_key[index]
        ours = {file.tags: self.document, file.outlines: self.outlines}

        def changed(match: re.Match[bytes]) -> bytes:
            if match[2]:
                number = int(match[2])
                return b"%d 0 R" % (ours.get(number) or number + offset)
            if match[3]:
                return b"/%b %d" % (match[3], int(match[4]) + key)
            return b"(%04d-%b)" % (index, match[1]) if match[1] else match[0]

        for number, body in file.objects.items():
            if number in (file.root, file.tags, file.outlines):
                continue  # the whole has its own
            stream = _STREAM.search(body)
            head = body[: stream.end()] if stream else body
            self.objects[number + offset] = _AWAY.sub(self._within, _CHANGING.sub(changed, head)) + (
                body[stream.end() :] if stream else b""
            )
        self.objects[file.tree + offset] = (
            self.objects[file.tree + offset].rstrip().removesuffix(b">>") + b"\n/Parent %d 0 R>>\n" % self.pages
        )

    def _within(self, away: re.Match[bytes]) -> bytes:
        """A link to another file as one within the whole: to its place, or to the chapter in which that should be."""
        name = away[1].decode()
        there = name if name in self.places else name.partition("-")[0]
        if there not in self.places:
            raise NotJoined(f"no place {name}")
        return b"/Dest /%b" % there.encode()

    def _roots(self) -> None:
        """What stands above the files: their pages, places, tags and bookmarks."""
        trees = [file.tree + offset for file, offset in zip(self.files, self.offsets, strict=True)]
        count = sum(len(file.pages) for file in self.files)
        self.objects[self.pages] = b"<</Type /Pages\n/Count %d\n/Kids [%b]>>\n" % (count, _list(trees))
        dests = [self.objects[file._number(file.objects[file.root], b"Dests") + offset]
                 for file, offset in zip(self.files, self.offsets, strict=True) if file.dests]  # fmt: skip
        self.objects[self.dests] = b"<<" + b"\n".join(one.strip()[2:-2] for one in dests) + b">>\n"
        tags = self._tags() if any(file.tags for file in self.files) else b""  # Chrome 109 writes none
        outline = self._bookmarks()
        catalog = self.files[0].objects[self.files[0].root]
        kept = re.findall(rb"/(?:MarkInfo|ViewerPreferences) <<[^<>]*>>|/Lang \([^()]*\)", catalog)
        self.objects[self.catalog] = b"<</Type /Catalog\n/Pages %d 0 R\n/Dests %d 0 R\n%b%b%b>>\n" % (
            self.pages, self.dests, tags, outline, b"\n".join(kept))  # fmt: skip

    def _tags(self) -> bytes:
        """The tags of all files under one document; what the catalog says of them."""
        parts, keys, names = [], [], []
        for file, offset, first in zip(self.files, self.offsets, self.first_key, strict=True):
            root = file.objects[file.tags]
            numbered = re.search(rb"/Nums \[([^\]]*)\]", file.objects[file._number(root, b"ParentTree")])
            tree = file.objects.get(file._number(root, b"IDTree"), b"/Kids")
            if numbered is None or not file._number(root, b"K") or b"/Kids" not in tree:
                raise NotJoined("tags that are kept otherwise")
            part = file._number(root, b"K") + offset
            self.objects[part] = self.objects[part].replace(b"/S /Document", b"/S /Part", 1)
            parts.append(part)
            pairs = re.findall(rb"(\d+) (\d+) 0 R", numbered[1])
            keys += [b"%d %d 0 R" % (int(key) + first, int(number) + offset) for key, number in pairs]
            names += [int(number) + offset for number in re.findall(_REFERENCE, tree)]
        self.objects[self.parents] = b"<</Type /ParentTree\n/Nums [%b]>>\n" % b" ".join(keys)
        self.objects[self.names] = b"<</Kids [%b]>>\n" % _list(names)
        self.objects[self.tags] = b"<</Type /StructTreeRoot\n/K %d 0 R\n/ParentTreeNextKey %d\n/ParentTree %d 0 R\n/IDTree %d 0 R>>\n" % (
            self.document, len(keys), self.parents, self.names)  # fmt: skip
        self.objects[self.document] = b"<</Type /StructElem\n/S /Document\n/P %d 0 R\n/K [%b]>>\n" % (self.tags, _list(parts))
        return b"/StructTreeRoot %d 0 R\n" % self.tags

    def _bookmarks(self) -> bytes:
        """The chain of the bookmarks of all files; what the catalog says of it."""
        ends, count = [], 0
        for file, offset in zip(self.files, self.offsets, strict=True):
            root = file.objects.get(file.outlines, b"") if file.outlines else b""
            if first := file._number(root, b"First"):
                ends.append((first + offset, file._number(root, b"Last") + offset))
                count += int(self._value(root, rb"/Count (\d+)") or 0)
        if not ends:
            return b""
        for (_, last), (first, _) in pairwise(ends):
            self.objects[last] = self.objects[last].rstrip().removesuffix(b">>") + b"\n/Next %d 0 R>>\n" % first
            self.objects[first] = self.objects[first].rstrip().removesuffix(b">>") + b"\n/Prev %d 0 R>>\n" % last
        self.objects[self.outlines] = b"<</Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d>>\n" % (ends[0][0], ends[-1][1], count)
        return b"/Outlines %d 0 R\n" % self.outlines

    def _number_pages(self, digits: Digits, unnumbered: frozenset[int]) -> None:
        """A number at the foot of each page, over what it shows and no part of its text."""
        begin, font = self.add(_stream(b"q\n")), b"/So %d 0 R\n" % (digits.font + self.offsets[0])
        pages = [number + offset for file, offset in zip(self.files, self.offsets, strict=True) for number in file.pages]
        for at, number in enumerate(pages):
            if at in unnumbered:
                continue
            page, text = self.objects[number], str(at + 1)
            left = _MIDDLE - len(text) * digits.width * _SIZE / 2000
            shown = b"".join(digits.glyphs[digit] for digit in text)
            end = self.add(
                _stream(b"Q\n/Artifact BMC\nBT\n/So %.1f Tf\n1 0 0 1 %.3f %.3f Tm\n<%b> Tj\nET\nEMC\n" % (_SIZE, left, _FOOT, shown))
            )
            page = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [%d 0 R \1 %d 0 R]" % (begin, end), page, count=1)
            with_font = page.replace(b"/Font <<", b"/Font <<" + font, 1)
            self.objects[number] = (
                with_font if with_font != page else page.replace(b"/Resources <<", b"/Resources <</Font <<" + font + b">>", 1)
            )


def _read(content: bytes) -> tuple[dict[int, bytes], bytes]:
    """Number → object (without its first and last words), and the trailer; of what was added to the file, the newest."""
    start = _START.search(content)
    if start is None:
        raise NotJoined("no end")
    offsets: dict[int, int] = {}
    trailer, table, edges = b"", int(start[1]), list[int]()
    while True:
        edges.append(table)
        at = content.index(b"\n", table) + 1
        if content[table:at].strip() != b"xref":
            raise NotJoined("no table")
        while section := _SECTION.match(content, at):
            at = section.end()
            for number in range(int(section[1]), int(section[1]) + int(section[2])):
                if content[at + 17 : at + 18] == b"n":
                    offsets.setdefault(number, int(content[at : at + 10]))
                    edges.append(int(content[at : at + 10]))
                at += _ENTRY_SIZE
        told = content[at : content.index(b"startxref", at)]
        trailer = trailer or told
        before = re.search(rb"/Prev (\d+)", told)
        if before is None:
            break
        table = int(before[1])
    after = dict(zip(sorted(set(edges)), [*sorted(set(edges))[1:], len(content)], strict=True))
    objects = {}
    for number, begin in offsets.items():
        head = _OBJECT.match(content, begin)
        if head is None or int(head[1]) != number:
            raise NotJoined(f"no object {number}")
        objects[number] = content[head.end() : content.rindex(b"endobj", begin, after[begin])]
    return objects, trailer


def _list(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>> stream\n%bendstream\n" % (len(content), content)


def _written(objects: Mapping[int, bytes], root: int, info: int) -> bytes:
    parts, at, places = [b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n"], 15, dict[int, int]()
    for number in sorted(objects):
        body = b"%d 0 obj\n%bendobj\n" % (number, objects[number])
        places[number] = at
        parts.append(body)
        at += len(body)
    size = max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size))
    end = b"trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, info, at)
    return b"".join([*parts, b"xref\n0 %d\n" % size, *rows, end])
