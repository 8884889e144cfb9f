"""Where a document ends: receivers and signature blocks, and what comes after them. What lies before is the text.

A table of tasks with a column «CHỦ TRÌ», a form quoted in the text or a name in the middle of a page look like a signature to whoever
seeks words. So the parts of a page that could be its end are taken first; the document's own is the last of them that no annex
precedes, and nothing else is an end. What follows it and is no annex is text like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.documents.check.anatomy import Anatomy, Signature
from macros.documents.check.page import FLOW, Line, share
from macros.vietnamese import fold, old_tone

_RECEIVERS = re.compile(r"^Nơi nhận\s*:?$")
_AUTHORITY = re.compile(r"^(T/M|K/T|T/L|TUQ|TM|KT|TL|Q|T/m|K/t|T/l)[./\s]\s?\S")
_MINUTES = re.compile(r"NGƯỜI GHI BIÊN BẢN|CHỦ TRÌ|THƯ KÝ|BÊN GIAO|BÊN NHẬN")
_ANNEX = re.compile(r"^phụ lục(\s+(số\s+)?[0-9ivxlc]+)?\s*([.:]|$)")
_DATE = re.compile(r"^[^\d,]{2,40},\s*ngày.{0,14}tháng.{0,14}năm")
_LINE = 60  # signs of a line in a signature block
_LONG = 100  # signs of what is surely running text
_OFFICES = ("BÍ THƯ", "PHÓ BÍ THƯ", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "TRƯỞNG", "PHÓ", "CHÁNH", "CHỦ TỊCH", "GIÁM ĐỐC")
# Words by which a line in capitals is an office and no name, wherever they stand in it.
_OFFICE = re.compile(r"\b(BÍ THƯ|THƯ KÝ|CHỦ NHIỆM|CHỦ TỊCH|TRƯỞNG|PHÓ|CHÁNH|GIÁM ĐỐC|VIÊN)\b")
# Between office and name: «(Đã ký)», «(Ký, ghi rõ họ tên)», and what ties two offices of one person.
_NEITHER = re.compile(r"^[(\[]|^[Kk]iêm$")
_DRAFTER = re.compile(r"^[A-Za-zÀ-ỹĐđ]+-\d+$")
# What stands under the signature and belongs to no text: how to reach the office, the stamp of a copy, who may read it.
_BELOW = re.compile(r"điện thoại|\bđt\b|email|@|\bfax\b|địa chỉ|trụ sở|liên hệ|bản sao|sao y|sao lục|trích sao|không phổ biến")


@dataclass
class _End:
    """Lines that could be an end, from ``start`` to before ``stop``; ``strong``: they name who signs for whom, or receivers."""

    start: int
    stop: int
    strong: bool


def locate_ending(found: Anatomy, rest: list[Line]) -> None:
    """Receivers, signatures and annexes among the lines after the head; the others are the body."""
    ends = _ends(rest)
    annex = _first_annex(rest, ends)
    end = _own_end(rest, ends, annex)
    _cut_annexes(found, rest, annex)
    if end is None:
        found.body = rest[:annex]
        return
    lines = rest[end.start : end.stop]
    _receivers(found, lines)
    found.end_date = next((line for line in lines if _DATE.match(line.text)), None)
    columns: dict[str, list[Line]] = {}
    for line in lines:
        columns.setdefault(f"{line.block}" if line.block == FLOW else f"{line.block} {line.column}", []).append(line)
    for column in sorted(columns.values(), key=lambda column: (column[0].block, column[0].column)):
        _signatures(found, column)
    found.body = rest[: end.start] + [line for line in rest[end.stop : annex] if not _BELOW.search(line.text.lower())]


# --- what could be an end


def _ends(rest: list[Line]) -> list[_End]:
    """All that could be an end, in order; what touches is one."""
    found: list[_End] = []
    at = 0
    while at < len(rest):
        stop = _block_end(rest, at) if rest[at].block != FLOW else at
        end = _end_in_columns(rest, at, stop) if stop > at else _end_in_flow(rest, at)
        if end is not None:
            if found and _belong_together(rest, found[-1], end):
                found[-1] = _End(found[-1].start, end.stop, found[-1].strong or end.strong)
            else:
                if end.start and _DATE.match(rest[end.start - 1].text):
                    end.start -= 1
                found.append(end)
        at = max(at + 1, stop, end.stop if end is not None else 0)
    return found


def _belong_together(rest: list[Line], one: _End, other: _End) -> bool:
    """Whether two ends are one: nothing stands between them but a date, or a line or two on the side of the signature. A table of
    offices and names above the signature is none of its parts."""
    between = rest[one.stop : other.start]
    if len(between) > 2 or not all(_DATE.match(line.text) or (line.side == "right" and len(line.text) < _LINE) for line in between):
        return False
    listed = not one.strong and not any(_MINUTES.search(line.text) for line in rest[one.start : one.stop])
    return not (listed and any(_AUTHORITY.match(line.text) for line in rest[other.start : other.stop]))


def _block_end(rest: list[Line], at: int) -> int:
    stop = at
    while stop < len(rest) and rest[stop].block == rest[at].block:
        stop += 1
    return stop


def _end_in_columns(rest: list[Line], start: int, stop: int) -> _End | None:
    """The end that the columns from ``start`` to ``stop`` are: each column that signs does so with its first words."""
    firsts: dict[int, Line] = {}
    strong = False
    signs = receives = 0
    columns: dict[int, list[Line]] = {}
    for line in rest[start:stop]:
        columns.setdefault(line.column, []).append(line)
    for column, lines in columns.items():
        own = [line for line in lines if not _DATE.match(line.text)]
        if not own:
            continue
        firsts[column] = own[0]
        label = next((at for at, line in enumerate(own) if _RECEIVERS.match(line.text)), -1)
        opens = next((at for at, line in enumerate(own) if _opens(line)), -1)
        if label >= 0 and _lists(own[label + 1 :]):
            receives += 1
        if opens >= 0 and _signs(own[opens:]):
            signs += 1
            strong = strong or _AUTHORITY.match(own[opens].text) is not None
    if not receives and not signs:
        return None
    # «CHỦ TRÌ» beside «PHỐI HỢP» heads a table; beside «NGƯỜI GHI BIÊN BẢN» or nothing it signs.
    heads = [
        line for line in firsts.values() if not _opens(line) and not line.text.startswith("Xác nhận") and not _NEITHER.match(line.text)
    ]
    if heads and not receives and not strong:
        return None
    return _End(start, stop, strong or receives > 0)


def _lists(lines: list[Line]) -> bool:
    """Whether receivers are listed: a label alone at the head of a column of a table is none."""
    return not lines or any(line.text.startswith(("-", "–", "•")) or "Lưu" in line.text or line.text.endswith((";", ",")) for line in lines)


def _signs(lines: list[Line]) -> bool:
    """Whether a column that opens like a signature goes on like one: short lines, few of them."""
    return len(lines) <= 16 and all(len(line.text) < _LONG for line in lines)


def _opens(line: Line) -> bool:
    """Whether a signature may begin with these words."""
    text = line.text
    if len(text) >= _LINE:
        return False
    if _AUTHORITY.match(text):
        return True
    return text.isupper() and (_MINUTES.search(text) is not None or old_tone(text).startswith(_OFFICES))


def _end_in_flow(rest: list[Line], start: int) -> _End | None:
    """The end that begins at a line in no columns: a label with receivers, or an authority with office and name under it."""
    first = rest[start]
    label = _RECEIVERS.match(first.text) is not None
    if not label and not (_opens(first) and (first.text.isupper() or first.side != "wide")):
        return None
    strong = label or _AUTHORITY.match(first.text) is not None
    stop, named = start + 1, 0
    while stop < len(rest) and rest[stop].block == FLOW and stop - start < 40:
        line = rest[stop]
        if _RECEIVERS.match(line.text):
            label = True
        elif _is_name(line.text):
            named += 1
        elif not (_opens(line) or _is_office(line.text) or _NEITHER.match(line.text) or _DATE.match(line.text)) and not (
            label and (line.text.startswith(("-", "–", "•")) or _DRAFTER.match(line.text))
        ):
            break
        stop += 1
    lists = label and _lists(rest[start + 1 : stop])
    if stop == start + 1 and stop < len(rest) and not (stop < len(rest) and rest[stop].block != FLOW):
        return None  # a single line in the text
    return _End(start, stop, strong) if lists or named or strong else None


def _is_name(text: str) -> bool:
    """Two to six words with capital letters and nothing else, before them perhaps a rank."""
    words = [word for word in text.replace(".", ". ").split() if not word.endswith(".")]
    if not 2 <= len(words) <= 6 or len(text) > 40:
        return False
    return all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)


# --- which of them is its own


def _first_annex(rest: list[Line], ends: list[_End]) -> int:
    """Where the annexes begin: at a label after an end, or where another paper begins that says what it goes with."""
    first = ends[0].stop if ends else 0
    for at, line in enumerate(rest):
        if at < first and ends:
            continue
        if _is_label(line, after_end=bool(ends)):
            return at
        begins = ends and line.side == "middle" and line.text.isupper() and line.page > rest[first - 1].page
        if begins and any("kèm theo" in other.text.lower() for other in rest[at + 1 : at + 5]):
            return at
        if ends and fold(line.text[:_LINE]).startswith("dang cong san viet nam"):
            return _start_of_row(rest, at)
    return len(rest)


def _start_of_row(rest: list[Line], at: int) -> int:
    while at and rest[at].block != FLOW and rest[at - 1].block == rest[at].block:
        at -= 1
    return at


def _is_label(line: Line, after_end: bool) -> bool:
    """The label of an annex stands in the middle of its page; behind the end it is one wherever somebody put it."""
    if line.in_table and line.shape.align != "center":
        return False
    return len(line.text) < 120 and _ANNEX.match(line.text.lower()) is not None and (line.shape.align == "center" or after_end)


def _own_end(rest: list[Line], ends: list[_End], annex: int) -> _End | None:
    """The last end before the annexes, a strong one if there is any; a weak one ends nothing when text goes on after it."""
    before = [end for end in ends if end.start < annex]
    strong = [end for end in before if end.strong]
    if strong:
        return strong[-1]
    for end in before[-1:]:
        if not any(len(line.text) > _LONG and line.block == FLOW for line in rest[end.stop : annex]):
            return end
    return None


def _cut_annexes(found: Anatomy, rest: list[Line], first: int) -> None:
    """Each annex begins at its label."""
    if first >= len(rest):
        return
    starts = [first] + [at for at, line in enumerate(rest) if at > first and _is_label(line, after_end=True)]
    for at, begin in enumerate(starts):
        found.annexes.append(rest[begin : starts[at + 1] if at + 1 < len(starts) else len(rest)])


# --- what stands in it


def _receivers(found: Anatomy, lines: list[Line]) -> None:
    label = next((line for line in lines if _RECEIVERS.match(line.text)), None)
    if label is None:
        return
    found.receivers_label = label
    under = [line for line in lines if line.at > label.at and line.block == label.block and line.column == label.column]
    for line in under:
        if label.block == FLOW and (_opens(line) or (_is_name(line.text) and share(line, "bold") > 0.5)):
            break
        if _receives(line) and not _DATE.match(line.text):
            found.receivers.append(line)


def _receives(line: Line) -> bool:
    """An item of the receivers, whether its dash is typed, a list mark or missing; not the drafter's mark below them."""
    if line.text.startswith(("-", "–", "•")):
        return True
    return len(line.text) < 120 and not line.text.isupper() and not _DRAFTER.match(line.text)


def _signatures(found: Anatomy, lines: list[Line]) -> None:
    """The signature blocks under one another in a column."""
    current: Signature | None = None
    receivers = {line.at for line in found.receivers}
    for line in lines:
        text = line.text
        if line.at in receivers or _RECEIVERS.match(text) or _DATE.match(text):
            continue
        if text.startswith("Xác nhận"):
            current = None
        elif _begins(text, current):
            current = Signature(line, side=line.side)
            found.signatures.append(current)
        elif current is not None and current.name is None:
            if _NEITHER.match(text):
                continue
            if _is_office(text):
                current.offices.append(line)
            elif len(text) < _LINE:
                current.name = line


def _begins(text: str, current: Signature | None) -> bool:
    """Whether a new block begins with these words: not when they are the office under an authority."""
    office = text.startswith(_OFFICES)
    if current is not None and current.name is None and current.authority is not None and office:
        return False
    return bool(_AUTHORITY.match(text) or _MINUTES.search(text) or (current is None and text.isupper() and office))


def _is_office(text: str) -> bool:
    """An office, in capitals as it should be or not: «BÍ THƯ», «HIỆU TRƯỞNG», «Phó Bí thư»."""
    if text.isupper():
        return _OFFICE.search(old_tone(text[:_LINE])) is not None
    return old_tone(text[:_LINE]).upper().startswith(_OFFICES) and len(text.split()) <= 5
