"""What a document looks like, line by line, for whoever wants to see where a finding sits. Roughly: what is printed where, and how."""

from __future__ import annotations

from typing import Any

from macros.documents.check.document import Document
from macros.documents.check.inspect import read
from macros.documents.check.page import FLOW, Line, lay_out

_LONGEST = 3000  # lines that are shown


def picture(content: bytes) -> list[dict[str, Any]]:
    """The lines of a .docx in the order of reading. Raises :class:`macros.documents.check.package.Refused` for what is not checked."""
    return picture_of(read(content))


def picture_of(document: Document) -> list[dict[str, Any]]:
    """The same of a document that has been read."""
    return [_line(line) for line in lay_out(document).lines[:_LONGEST]]


def _line(line: Line) -> dict[str, Any]:
    shape = line.shape
    return {
        "doan": line.position,
        "trang": line.page,
        # Lines of one block stand side by side; the running text has none.
        "khoi": line.block if line.block != FLOW else None,
        "hang": line.row,
        "cot": line.column,
        "bang": line.in_table,
        "canh": shape.align,
        "thut": shape.first > 0 and not line.soft,
        "so": line.number,
        "ke": line.drawn,
        "chu": [
            {"chu": run.raw, "dam": run.look.bold, "nghieng": run.look.italic, "gach": run.look.underline, "co": run.look.size}
            for run in line.runs
        ],
    }
