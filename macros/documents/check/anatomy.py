"""The elements of form that a document has: where each of them stands, once they are located."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from macros.documents.check.page import FLOW, Line, Page, share
from macros.model.authority import Kind

# Five hyphens, or what somebody drew in their place.
DASHES = re.compile(r"^[-–—_]{2,}$")
_LONG = 60  # signs of a line of running text, at least
_SHOWN = 60  # signs of a line that a finding repeats


@dataclass
class Signature:
    """One signature block: authority line, office lines, the name. ``side`` is where it stands on the page."""

    authority: Line | None = None
    offices: list[Line] = field(default_factory=list)
    name: Line | None = None
    side: str = "right"


@dataclass
class Anatomy:
    """The elements of a document; None or empty where there is none.

    ``end_date`` is a date line above the signature; ``day`` and ``year`` are what the document itself says of its day.
    """

    page: Page
    title: Line | None = None
    national: Line | None = None
    superior: list[Line] = field(default_factory=list)
    issuer: list[Line] = field(default_factory=list)
    star: Line | None = None
    number: Line | None = None
    letter_subject: list[Line] = field(default_factory=list)
    place_date: Line | None = None
    kind_line: Line | None = None
    subject: list[Line] = field(default_factory=list)
    dashes: Line | None = None
    address: Line | None = None
    body: list[Line] = field(default_factory=list)
    receivers_label: Line | None = None
    receivers: list[Line] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    end_date: Line | None = None
    annexes: list[list[Line]] = field(default_factory=list)
    kind: Kind | None = None
    day: date | None = None
    year: int | None = None
    title_rule: bool = False
    star_misplaced: bool = False


def is_minutes(found: Anatomy) -> bool:
    """Whether it is the record of a meeting."""
    return found.kind is not None and found.kind.minutes


def is_paper(found: Anatomy) -> bool:
    """Whether it is an administrative paper, which has a form of its own."""
    return found.kind is not None and found.kind.paper


def place_of(line: Line) -> str:
    """«đoạn 12: «Căn cứ Điều lệ …»»: something a reader can find with the eye."""
    where = f"đoạn {line.position}" if line.position else "đầu trang"
    return f"{where}: «{line.text if len(line.text) <= _SHOWN else line.text[: _SHOWN - 3] + '…'}»"


def body_text(found: Anatomy) -> list[Line]:
    """Running text only: not in columns, not headings, not single bold or centred lines."""
    return [
        line for line in found.body
        if line.block == FLOW and len(line.text) > _LONG and line.shape.align not in ("center", "right") and share(line, "bold") < 0.9
    ]  # fmt: skip
