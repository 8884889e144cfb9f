"""The elements of form that a document has: where each of them stands, once they are located."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from macros.documents.check.document import Document, Paragraph
from macros.model.documents import Kind

# Five hyphens, or what somebody drew in their place.
DASHES = re.compile(r"^[-–—_]{2,}$")


@dataclass
class Signature:
    """One signature block: authority line, office lines, the name."""

    authority: Paragraph | None = None
    offices: list[Paragraph] = field(default_factory=list)
    name: Paragraph | None = None
    column: int = 1


@dataclass
class Anatomy:
    """The elements of a document; None or empty where there is none."""

    document: Document
    title: Paragraph | None = None
    national: Paragraph | None = None
    superior: list[Paragraph] = field(default_factory=list)
    issuer: list[Paragraph] = field(default_factory=list)
    star: Paragraph | None = None
    number: Paragraph | None = None
    letter_subject: list[Paragraph] = field(default_factory=list)
    place_date: Paragraph | None = None
    kind_line: Paragraph | None = None
    subject: list[Paragraph] = field(default_factory=list)
    dashes: Paragraph | None = None
    address: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list)
    receivers_label: Paragraph | None = None
    receivers: list[Paragraph] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    annexes: list[list[Paragraph]] = field(default_factory=list)
    kind: Kind | None = None
    day: date | None = None
    year: int | None = None
    title_rule: bool = False
    star_misplaced: bool = False

    @property
    def minutes(self) -> bool:
        return self.kind is not None and self.kind.id == "bien-ban"

    @property
    def paper(self) -> bool:
        """Whether it is an administrative paper, which has a form of its own."""
        return self.kind is not None and self.kind.paper

    def place_of(self, paragraph: Paragraph) -> str:
        """«đoạn 12: «Căn cứ Điều lệ …»»: something a reader can find with the eye."""
        text = paragraph.text
        return f"đoạn {self.document.positions.get(id(paragraph), 0)}: «{text if len(text) <= 60 else text[:57] + '…'}»"


def body_text(found: Anatomy) -> list[Paragraph]:
    """Running text only: not in tables, not headings, not single bold or centred lines."""
    return [
        p for p in found.body
        if p.cell is None and not p.in_box and len(p.text) > 60 and p.shape.align not in ("center", "right") and p.share("bold") < 0.9
    ]  # fmt: skip
