"""Where a document ends: annexes, receivers, signature blocks. What lies before them is the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.documents.check.anatomy import Anatomy, Signature
from macros.documents.check.document import Paragraph
from macros.vietnamese import old_tone

_RECEIVERS = re.compile(r"^Nơi nhận\s*:?$")
_AUTHORITY = re.compile(r"^(T/M|K/T|T/L|TUQ|TM|KT|TL|Q|T/m|K/t|T/l)[./\s]\s?\S")
_MINUTES = re.compile(r"NGƯỜI GHI BIÊN BẢN|CHỦ TRÌ|THƯ KÝ|BÊN GIAO|BÊN NHẬN")
_ANNEX = re.compile(r"^PHỤ LỤC(\s+(SỐ\s+)?[0-9IVXLC]+)?\s*([.:]|$)", re.IGNORECASE)
_LINE = 60  # signs of a line in a signature block
_OFFICES = ("BÍ THƯ", "PHÓ BÍ THƯ", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "TRƯỞNG", "PHÓ", "CHÁNH", "CHỦ TỊCH", "GIÁM ĐỐC")
# Words by which a line in capitals is an office and no name, wherever they stand in it.
_OFFICE = re.compile(r"\b(BÍ THƯ|THƯ KÝ|CHỦ NHIỆM|CHỦ TỊCH|TRƯỞNG|PHÓ|CHÁNH|GIÁM ĐỐC|VIÊN)\b")
# Between office and name: «(Đã ký)», «(Ký, ghi rõ họ tên)», and what ties two offices of one person.
_NEITHER = re.compile(r"^[(\[]|^kiêm$", re.IGNORECASE)
_DRAFTER = re.compile(r"^[A-Za-zÀ-ỹĐđ]+-\d+$")


def cut_annexes(found: Anatomy, rest: list[Paragraph]) -> list[Paragraph]:
    """Cut off the annexes: each begins at its label."""
    end = next((i for i, p in enumerate(rest) if _RECEIVERS.match(p.text)), -1)
    starts = [i for i, p in enumerate(rest) if _is_label(p, after_end=0 <= end < i)]
    for begin, end in zip(starts, [*starts[1:], len(rest)][: len(starts)], strict=True):
        found.annexes.append(rest[begin:end])
    return rest[: starts[0]] if starts else rest


def _is_label(p: Paragraph, *, after_end: bool) -> bool:
    """The label of an annex stands in the middle of its page; behind the receivers it is one wherever somebody put it."""
    if p.cell is not None and p.shape.align != "center":
        return False
    return len(p.text) < 120 and _ANNEX.match(p.text) is not None and (p.shape.align == "center" or after_end)


def locate_ending(found: Anatomy, rest: list[Paragraph]) -> None:
    """Receivers and signatures; what lies before them is the body."""
    label = next((i for i in range(len(rest) - 1, -1, -1) if _RECEIVERS.match(rest[i].text)), None)
    tables: set[int] = set()
    begin = len(rest)
    if label is not None:
        found.receivers_label, begin = rest[label], label
        cell = rest[label].cell
        if cell:
            tables.add(cell[0])
        found.receivers = [p for p in rest[label + 1 :] if (p.cell == cell if cell else True) and _receives(p)]
    for index, p in enumerate(rest):
        if index >= len(rest) - 40 and p.cell and (_AUTHORITY.match(p.text) or _MINUTES.search(p.text)) and len(p.text) < _LINE:
            tables.add(p.cell[0])
    if tables:
        begin = min([begin, *(i for i, p in enumerate(rest) if p.cell and p.cell[0] in tables)])
        found.body = rest[:begin]
        columns: dict[tuple[int, int], list[Paragraph]] = {}
        for p in rest:
            if p.cell and p.cell[0] in tables:
                columns.setdefault((p.cell[0], p.cell[2]), []).append(p)
        for (_, column), lines in sorted(columns.items()):
            _signatures(found, lines, column)
        return
    starts = [i for i, p in enumerate(rest) if _AUTHORITY.match(p.text) and len(p.text) < _LINE]
    if starts:
        begin = min(begin, starts[0])
        _signatures(found, rest[starts[0] :], 1)
    found.body = rest[:begin]


def _receives(p: Paragraph) -> bool:
    """An item of the receivers, whether its dash is typed, a list mark or missing; not the drafter's mark below them."""
    if p.text.startswith(("-", "–", "•")):
        return True
    return len(p.text) < 120 and not p.text.isupper() and not _DRAFTER.match(p.text)


def _signatures(found: Anatomy, lines: Iterable[Paragraph], column: int) -> None:
    current: Signature | None = None
    receivers = {id(p) for p in (found.receivers_label, *found.receivers)}
    for p in lines:
        text = p.text
        if id(p) in receivers:
            continue
        if text.startswith("Xác nhận"):
            current = None
        elif (
            _AUTHORITY.match(text) or _MINUTES.search(text) or (current is None and text.isupper() and text.startswith(_OFFICES))
        ) and not (current is not None and current.name is None and current.authority is not None and text.startswith(_OFFICES)):
            current = Signature(p, column=column)
            found.signatures.append(current)
        elif current is not None and current.name is None:
            if _NEITHER.match(text):
                continue
            if _is_office(text):
                current.offices.append(p)
            elif len(text) < _LINE:
                current.name = p


def _is_office(text: str) -> bool:
    """An office, in capitals as it should be or not: «BÍ THƯ», «HIỆU TRƯỞNG», «Phó Bí thư»."""
    if text.isupper():
        return _OFFICE.search(old_tone(text[:_LINE])) is not None
    return old_tone(text[:_LINE]).upper().startswith(_OFFICES) and len(text.split()) <= 5
