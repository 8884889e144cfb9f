"""The page numbers of a table of contents, written into a PDF that Chromium has printed.

Chromium knows no page numbers in a table of contents, and to print the whole a second time takes as long as the first. So the contents
are printed with a mark of four digits in the place of each number, and once all digits in both weights, from which their glyphs are
learnt. In the printed pages every mark is then replaced by its number, in the same font, at the same right edge and under the same tag.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject

from macros.offline.joined import Digits

#: What is printed once in each weight, and goes.
DIGITS = "0123456789"
_LENGTH = 4
# A stretch of text as Chromium writes it: font, size, place, glyphs with the way from each to the next.
_RUN = re.compile(rb"BT\n/(\w+) ([\d.]+) Tf\n1 0 0 -1 ([\d.]+) ([\d.]+) Tm\n((?:(?:[\d.]+ 0 Td )?<(?:[0-9A-F]{4})+> Tj\n)+)ET")
_SHOWN = re.compile(rb"<([0-9A-F]+)>")
_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>\n")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>\n")
_PLACE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def mark(number: int) -> str:
    """What stands for the page number of row ``number``; no title and no page number looks so."""
    return f"{number:0{_LENGTH}}"


def digits_of(reader: PdfReader) -> Digits | None:
    """The digits that the contents print once, in the weight in which they stand last; None where they are not found."""
    found = None
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for run in _runs(page):
            if run.text == DIGITS:
                place = resources["/Font"].raw_get(f"/{run.font.decode()}")
                found = Digits(place.idnum, dict(zip(DIGITS, run.glyphs, strict=True)), run.step * 1000 / float(run.size))
    return found


def numbered(content: bytes, reader: PdfReader, pages: range, numbers: Mapping[str, int]) -> bytes | None:
    """The PDF ``content``, which ``reader`` reads, with each mark on its ``pages`` replaced by what ``numbers`` has for it. None when not
    every mark and all digits are found: another browser may write text otherwise."""
    runs = {at: list(_runs(reader.pages[at])) for at in pages}
    glyphs: dict[bytes, dict[str, bytes]] = {}
    for run in (run for found in runs.values() for run in found if run.text == DIGITS):
        glyphs[run.font] = dict(zip(DIGITS, run.glyphs, strict=True))
    changed, left = {}, set(numbers)
    for at, found in runs.items():
        stream, cut = reader.pages[at].get_contents(), 0
        data, parts = stream.get_data() if stream is not None else b"", list[bytes]()
        for run in found:
            if run.text == DIGITS or (run.text in left and run.font in glyphs):
                new = b"" if run.text == DIGITS else run.written(str(numbers[run.text]), glyphs[run.font])
                parts += [data[cut : run.start], new]
                cut = run.end
                left.discard(run.text)
        place = reader.pages[at].raw_get("/Contents")
        if not isinstance(place, IndirectObject):
            return None
        changed[place.idnum] = b"".join([*parts, data[cut:]])
    return None if left else _with_streams(content, reader, changed)


@dataclass(frozen=True)
class _Run:
    start: int
    end: int
    font: bytes
    size: bytes
    x: float
    y: bytes
    step: float  # from one glyph to the next: the digits of the contents are all as wide
    glyphs: tuple[bytes, ...]
    text: str

    def written(self, text: str, glyphs: Mapping[str, bytes]) -> bytes:
        """The same with another text of digits, ending where it ends."""
        x = self.x + (len(self.text) - len(text)) * self.step
        way = b"%.5f 0 Td " % self.step
        shown = way.join(b"<%b> Tj\n" % glyphs[digit] for digit in text)
        return b"BT\n/%b %b Tf\n1 0 0 -1 %.5f %b Tm\n%bET" % (self.font, self.size, x, self.y, shown)


def _runs(page: PageObject) -> Iterator[_Run]:
    """The stretches of text of a page that may be marks or the digits."""
    stream = page.get_contents()
    resources: Any = page["/Resources"]
    fonts = {name: font.get_object() for name, font in resources.get("/Font", {}).items()}
    letters = {name: _letters(font) for name, font in fonts.items()}
    for found in _RUN.finditer(stream.get_data() if stream is not None else b""):
        known = letters.get(f"/{found[1].decode()}", {})
        shown = b"".join(_SHOWN.findall(found[5]))
        glyphs = tuple(shown[at : at + 4] for at in range(0, len(shown), 4))
        text = "".join(known.get(glyph, "?") for glyph in glyphs)
        if len(text) in (_LENGTH, len(DIGITS)) and text.isdecimal():
            step = _width(fonts[f"/{found[1].decode()}"], int(glyphs[0], 16)) * float(found[2]) / 1000
            yield _Run(*found.span(), found[1], found[2], float(found[3]), found[4], step, glyphs, text)


def _letters(font: Mapping[str, Any]) -> dict[bytes, str]:
    """Glyph → letter, as the font tells it to who copies text."""
    table = font.get("/ToUnicode")
    told = table.get_object().get_data() if table is not None else b""
    found = {glyph: chr(int(letter, 16)) for glyph, letter in _MAPPED.findall(told)}
    for first, last, letter in _RANGE.findall(told):
        for step in range(int(last, 16) - int(first, 16) + 1):
            found[b"%04X" % (int(first, 16) + step)] = chr(int(letter, 16) + step)
    return found


def _width(font: Mapping[str, Any], glyph: int) -> float:
    """How wide a glyph is, in thousandths of the font's size."""
    described = font["/DescendantFonts"][0].get_object()
    told = list(described.get("/W", ()))
    while told:
        first, then = told.pop(0), told.pop(0)
        if isinstance(then, list):
            if first <= glyph < first + len(then):
                return float(then[glyph - first])
        elif first <= glyph <= then:
            return float(told.pop(0))
        else:
            told.pop(0)
    return float(described.get("/DW", 1000))


def _with_streams(content: bytes, reader: PdfReader, streams: Mapping[int, bytes]) -> bytes | None:
    """``content`` with other streams under these numbers, as the format adds to a file: what is changed stands at its end."""
    before = _PLACE.search(content)
    if before is None or not all(name in reader.trailer for name in ("/Root", "/Info", "/Size")):
        return None
    parts, places, at = [content], [], len(content)
    for number, data in sorted(streams.items()):
        packed = zlib.compress(data, 9)
        parts.append(b"%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(packed), packed))
        places.append(b"%d 1\n%010d 00000 n \n" % (number, at))
        at += len(parts[-1])
    root, info = (reader.trailer.raw_get(name).idnum for name in ("/Root", "/Info"))
    kept = b"<</Size %d /Root %d 0 R /Info %d 0 R /Prev %b>>" % (int(str(reader.trailer["/Size"])), root, info, before[1])
    return b"".join([*parts, b"xref\n", *places, b"trailer\n", kept, b"\nstartxref\n%d\n%%%%EOF\n" % at])
