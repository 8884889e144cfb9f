"""Unpacks deflated bytes. On the page its own twin stands in its place (macros/translate)."""

from __future__ import annotations

import zlib


def inflate(packed: bytes, limit: int) -> bytes:
    """What ``packed`` holds, cut after ``limit`` bytes: nothing larger is ever made. Raises ValueError for what is broken or cut short."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed, limit)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacker.eof and len(content) < limit:
        raise ValueError("cut short")
    return content
