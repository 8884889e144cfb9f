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
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = method
            info.create_system = 0  # otherwise the writer's operating system is stamped in
            archive.writestr(info, content, compresslevel=9 if compress else None)
    return buffer.getvalue()
