"""The one place where a zip is written, so that the same content always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The earliest moment that the format can hold: a fixed stamp makes archives comparable.
_STAMP = (1980, 1, 1, 0, 0, 0)


def write_zip(entries: Iterable[tuple[str, bytes]], *, compress: bool = True) -> bytes:
    """A zip of ``entries`` (name, content) in the order given, byte-identical on every machine.

    ``compress=False`` stores the content as it is: that is how .docx files are written, because the
    browser's writer can then produce the very same bytes without a compressor.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _put(archive, entries, compress=compress)
    return buffer.getvalue()


def extend_zip(content: bytes, entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The zip ``content`` of :func:`write_zip` with ``entries`` after its own, which are not compressed again: a hundred archives
    that share all but two files take little longer than one."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        _put(archive, entries, compress=True)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, entries: Iterable[tuple[str, bytes]], *, compress: bool) -> None:
    for name, content in entries:
        info = zipfile.ZipInfo(name, _STAMP)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        info.create_system = 0  # otherwise the writer's operating system is stamped in
        archive.writestr(info, content, compresslevel=9 if compress else None)
