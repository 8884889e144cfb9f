"""The corrected copy of a file on the command line; on the page a script does the same with the same parts."""

from __future__ import annotations

from datetime import date

from macros.documents.check.package import Package
from macros.documents.mend.mend import Change, mend
from macros.files.zip import write_zip
from macros.model.documents import Documents


def mended_copy(
    content: bytes, *, documents: Documents, today: date, kind: str | None = None, ruleset: str | None = None
) -> tuple[bytes, list[Change]]:
    """The bytes of the copy, and what was changed in it; the same bytes when nothing was. Raises Refused for what is not checked."""
    mended = mend(content, documents=documents, today=today, kind=kind, ruleset=ruleset)
    if not mended.changes:
        return content, []
    parts = {**Package(content).everything(), **{name: text.encode() for name, text in mended.parts.items()}}
    return write_zip(parts.items()), mended.changes
