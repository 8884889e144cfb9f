"""Reads a zip that somebody else wrote. Written out, and not left to a library, because the page reads the same files the same way."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from macros.files.inflate import inflate

_END, _ENTRY, _FILE = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_SIZE, _ENTRY_SIZE, _FILE_SIZE = 22, 46, 30
_LONGEST_COMMENT = 65_535
_ELSEWHERE = 0xFFFF_FFFF  # a size or place that stands in the extra field
_EXTRA_LONG = 1  # the kind of extra field that holds such numbers
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 1, 0x800


class BrokenZip(ValueError):
    """No zip, or one that cannot be read to its end."""


@dataclass
class Entry:
    """One file of a zip, as its directory describes it. ``begin``: where its own header stands."""

    name: str
    size: int
    packed: int
    method: int
    checksum: int
    encrypted: bool
    begin: int


def _number(content: bytes, at: int, length: int) -> int:
    """A number of ``length`` bytes, the least first."""
    value = 0
    for index in range(at + length - 1, at - 1, -1):
        value = value * 256 + content[index]
    return value


def entries_of(content: bytes) -> list[Entry]:
    """The directory of a zip. Raises BrokenZip. Nothing is unpacked yet, and no size has been believed."""
    try:
        return _directory(content)
    except (IndexError, UnicodeDecodeError, OverflowError, TypeError):
        raise BrokenZip("a directory that does not fit its file") from None


def _directory(content: bytes) -> list[Entry]:
    tail = max(0, len(content) - _END_SIZE - _LONGEST_COMMENT)
    found = content[tail:].rfind(_END)
    if found < 0:
        raise BrokenZip("no directory")
    end = tail + found
    size, place = _number(content, end + 12, 4), _number(content, end + 16, 4)
    # Some programs put bytes before the zip and leave its numbers as they were.
    before = end - size - place
    if before < 0:
        raise BrokenZip("a directory before the file")
    at = before + place
    entries = []
    while at < before + place + size:
        if content[at : at + 4] != _ENTRY:
            raise BrokenZip("no entry where one should be")
        entries.append(_entry(content, at, before))
        at += _ENTRY_SIZE + _number(content, at + 28, 2) + _number(content, at + 30, 2) + _number(content, at + 32, 2)
    return entries


def _entry(content: bytes, at: int, before: int) -> Entry:
    flags = _number(content, at + 8, 2)
    name_end = at + _ENTRY_SIZE + _number(content, at + 28, 2)
    numbers = [_number(content, at + place, 4) for place in (24, 20, 42)]
    if _ELSEWHERE in numbers:
        numbers = _long_numbers(content, numbers, name_end, name_end + _number(content, at + 30, 2))
    raw = content[at + _ENTRY_SIZE : name_end]
    # Old names are in the table of codes of some machine; whatever it was, the letters that matter here are the same in all.
    name = raw.decode("utf-8") if flags // _UTF8 % 2 else raw.decode("latin-1")
    return Entry(
        name.split("\0")[0], numbers[0], numbers[1], _number(content, at + 10, 2), _number(content, at + 16, 4),
        flags % 2 == _ENCRYPTED, before + numbers[2],
    )  # fmt: skip


def _long_numbers(content: bytes, numbers: list[int], at: int, end: int) -> list[int]:
    """``numbers`` with those that stand in the extra field."""
    while at + 4 <= end:
        kind, length = _number(content, at, 2), _number(content, at + 2, 2)
        at += 4
        if kind == _EXTRA_LONG:
            found = []
            for number in numbers:
                if number == _ELSEWHERE:
                    found.append(_number(content, at, 8))
                    at += 8
                else:
                    found.append(number)
            return found
        at += length
    raise BrokenZip("a number that stands nowhere")


def unpacked(content: bytes, entry: Entry, limit: int) -> bytes:
    """The file that ``entry`` describes, or ``limit`` bytes of it when it holds more than that. Raises BrokenZip."""
    begin = entry.begin
    if content[begin : begin + 4] != _FILE:
        raise BrokenZip("no file where one should be")
    try:
        begin += _FILE_SIZE + _number(content, begin + 26, 2) + _number(content, begin + 28, 2)
        packed = content[begin : begin + entry.packed]
        if len(packed) < entry.packed or entry.method not in (_STORED, _DEFLATED):
            raise BrokenZip("packed in an unknown way, or not all there")
        made = inflate(packed, limit) if entry.method == _DEFLATED else packed[:limit]
    except (IndexError, ValueError):
        raise BrokenZip("broken") from None
    if len(made) < limit and (len(made) != entry.size or crc32(made) != entry.checksum):
        raise BrokenZip("not what was packed")
    return made
