"""JPEG, PNG, WebP, GIF, TIFF, HEIC bytes → whether they say where the picture was taken. Standard library only.

Cameras write the position into EXIF (a small TIFF file: tag 0x8825 points to the GPS directory), editors also into XMP.
"""

from __future__ import annotations

import binascii
import re
import struct
import zlib
from collections.abc import Iterator

_MOST_TEXT = 5_000_000
_GPS_TAG = 0x8825
_EXIF_STRETCH = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_POSITION_TAGS = {2, 4}  # latitude, longitude
#: Where XMP, which is text within a picture, tells a position.
XMP_POSITION = re.compile(rb"GPS(?:Latitude|Longitude)\b|geo:(?:lat|long)\b|Iptc4xmp(?:Core|Ext):(?:Location|SubLocation)\b")


_BEGINNINGS = (b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")


def is_picture(content: bytes) -> bool:
    """Whether ``content`` begins as a picture of a known kind does."""
    return content.startswith(_BEGINNINGS) or content[8:12] == b"WEBP" or content[4:8] == b"ftyp"


def has_position(content: bytes) -> bool:
    """Whether the picture ``content`` holds a position. Damaged metadata counts as none, an unknown format too."""
    for kind, block in _blocks(content):
        if kind == "exif" and _exif_position(block):
            return True
        if kind == "xmp" and XMP_POSITION.search(block):
            return True
    return False


def _blocks(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The metadata blocks of a picture: ("exif", TIFF bytes) and ("xmp", XML bytes)."""
    if content.startswith(b"\xff\xd8"):
        yield from _jpeg(content)
    elif content.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(content)
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        yield from _webp(content)
    elif content.startswith((b"II*\0", b"MM\0*")):
        yield "exif", content
        yield "xmp", content
    elif content.startswith(b"GIF8"):
        yield "xmp", content
    elif content[4:8] == b"ftyp":  # HEIC and AVIF keep EXIF as one stretch, wherever it lies
        for match in _EXIF_STRETCH.finditer(content):
            yield "exif", content[match.end():]
        yield "xmp", content


def _jpeg(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == 0xDA:  # the picture itself begins
            return
        if 0xD0 <= marker <= 0xD7 or marker == 0x01:
            at += 2
            continue
        length = int.from_bytes(content[at + 2: at + 4], "big")
        segment = content[at + 4: at + 2 + length]
        if marker == 0xE1 and segment.startswith(b"Exif\0\0"):
            yield "exif", segment[6:]
        elif marker in (0xE1, 0xED):
            yield "xmp", segment
        at += 2 + length


def _png(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at: at + 4], "big")
        name, data = content[at + 4: at + 8], content[at + 8: at + 8 + length]
        if name == b"eXIf":
            yield "exif", data
        elif name in (b"iTXt", b"tEXt", b"zTXt"):
            text = _png_text(name, data)
            yield "xmp", text
            if b"Raw profile type" in data[:30]:
                # How ImageMagick keeps EXIF: its name, its length, then the bytes as hexadecimal digits.
                yield "exif", _unhex(text.split()[2:]).removeprefix(b"Exif\0\0")
        at += 12 + length


def _png_text(name: bytes, data: bytes) -> bytes:
    _, _, rest = data.partition(b"\0")
    packed = rest[1:]
    if name == b"iTXt":
        compressed = rest[:1] == b"\1"
        text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        return _inflate(text) if compressed else text
    return _inflate(packed) if name == b"zTXt" else rest


def _unhex(words: list[bytes]) -> bytes:
    try:
        return binascii.unhexlify(b"".join(words))
    except binascii.Error:
        return b""


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_TEXT)  # a few bytes may unpack to gigabytes
    except zlib.error:
        return b""


def _webp(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, length = content[at: at + 4], int.from_bytes(content[at + 4: at + 8], "little")
        data = content[at + 8: at + 8 + length]
        if name == b"EXIF":
            yield "exif", data.removeprefix(b"Exif\0\0")
        elif name == b"XMP ":
            yield "xmp", data
        at += 8 + length + length % 2


def _exif_position(tiff: bytes) -> bool:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return False
    try:
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        gps = _directory(tiff, first, order).get(_GPS_TAG)
        return gps is not None and bool(_POSITION_TAGS & _directory(tiff, gps, order).keys())
    except struct.error:
        return False


def _directory(tiff: bytes, offset: int, order: str) -> dict[int, int]:
    """Tag → value (or where it stands) of the TIFF directory at ``offset``."""
    (count,) = struct.unpack_from(order + "H", tiff, offset)
    entries = (struct.unpack_from(order + "HHII", tiff, offset + 2 + 12 * index) for index in range(count))
    return {tag: value for tag, _, _, value in entries}
