"""Where the elements of form stand in a document, found by position and by pattern, however the file was made."""

from __future__ import annotations

import contextlib
import re
from datetime import date

from macros.documents.check.anatomy import DASHES, Anatomy
from macros.documents.check.document import Document, Paragraph
from macros.documents.check.ending import cut_annexes, locate_ending
from macros.model.documents import Authority
from macros.vietnamese import fold

_NUMBER = re.compile(r"^[Ss]ố\s*[:.]?\s*(?:[\d…. ]{0,12}|\d{1,5}[a-zđ]|\[…\])\s*[-/–].{1,24}$")
_DATE = re.compile(r"ngày.{0,14}tháng.{0,14}năm", re.IGNORECASE)
# Written otherwise, a date line is known by its place under the title.
_OTHER_DATE = re.compile(
    r"^[^\d,]{2,40},?\s*(ngày.{0,14}tháng.{0,14}năm\s*(\d{4}|[….]*)|(ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})\.?$", re.IGNORECASE
)
_DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)\.?$")
_STAR = re.compile(r"^[*\u2731\u2217]{1,3}$")
_LETTER = re.compile(r"^(về việc|v/v)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^Kính (gửi|trình)\s*:?", re.IGNORECASE)
_DRAFT = re.compile(r"^Dự thảo", re.IGNORECASE)
_URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC")
# Signs of a line that tell whether it is an element of the head; none of them is longer.
_LINE = 90


def locate(document: Document, authority: Authority, kind: str | None = None) -> Anatomy:
    """The anatomy of ``document``; ``kind`` overrides what its own words say."""
    found = Anatomy(document)
    paragraphs = [p for p in document.paragraphs if p.text or p.line_drawn or p.shape.border_top or p.shape.border_bottom]
    written = [p for p in paragraphs if p.text]
    end_of_head = _head(found, written)
    _title_rule(found, document.paragraphs)
    rest = written[end_of_head:]
    rest = _kind_block(found, rest, authority, kind)
    rest = cut_annexes(found, rest)
    locate_ending(found, rest)
    if found.kind is None and (found.letter_subject or (found.address and not found.kind_line)):
        found.kind = authority.kind("cong-van")
    # A form with a name of its own, written by this site, says its kind in its properties.
    written_here = document.properties.get("loai", "")
    if found.kind is None and any(k.id == written_here for k in authority.kinds):
        found.kind = authority.kind(written_here)
    if kind is not None:
        found.kind = authority.kind(kind)
    return found


def _head(found: Anatomy, written: list[Paragraph]) -> int:
    """Everything above the kind; returns the index of the first paragraph after it."""
    last = -1
    for index, p in enumerate(written[:30]):
        folded = fold(p.text[:_LINE])
        if found.title is None and folded.startswith("dang cong san viet nam") and len(folded) < 30:
            found.title, last = p, max(last, index)
        elif found.national is None and folded.startswith("cong hoa xa hoi chu nghia"):
            found.national, last = p, max(last, index)
        elif found.star is None and _STAR.match(p.text):
            found.star, last = p, max(last, index)
        elif found.number is None and _NUMBER.match(p.text) and len(p.text) < 45:
            found.number, last = p, max(last, index)
        elif found.place_date is None and index < 16 and "," in p.text and _DATE.search(p.text) and len(p.text) < 90:
            found.place_date, last = p, max(last, index)
        if found.title and found.number and found.place_date:
            break
    if found.place_date is None and found.title is not None:
        at = next(i for i, p in enumerate(written) if p is found.title)
        other = next((i for i in range(at + 1, min(at + 5, len(written))) if _OTHER_DATE.match(written[i].text)), None)
        if other is not None:
            found.place_date, last = written[other], max(last, other)
    _day(found)
    tables = {p.cell[0] for p in (found.title, found.number, found.place_date, found.star) if p is not None and p.cell}
    if tables:
        last = max([last, *(i for i, p in enumerate(written[:40]) if p.cell and p.cell[0] in tables)])
    head = written[: last + 1]
    _names(found, head)
    _under_number(found, head)
    return last + 1


def _day(found: Anatomy) -> None:
    if found.place_date is None:
        return
    if match := _DAY.search(found.place_date.text):
        with contextlib.suppress(ValueError):  # no such day: the rules will say so
            found.day = date(int(match[3]), int(match[2]), int(match[1]))
    elif match := _YEAR.search(found.place_date.text):
        found.year = int(match[1])


def _same_column(one: Paragraph, other: Paragraph | None) -> bool:
    return (
        other is not None
        and one.cell is not None
        and other.cell is not None
        and one.cell[0] == other.cell[0]
        and one.cell[2] == other.cell[2]
    )


def _names(found: Anatomy, head: list[Paragraph]) -> None:
    """The names on the left: those before the star or the number, in its column; bold ones issue, the others are above."""
    positions = found.document.positions
    stop = min((p for p in (found.star, found.number) if p is not None), key=lambda p: positions[id(p)], default=None)
    if stop is None:
        return
    found.star_misplaced = found.star is not None and stop is not found.star
    at = next((i for i, p in enumerate(head) if p is stop), 0)
    before = [p for p in head[:at] if p is not found.title and p is not found.national and (stop.cell is None or _same_column(p, stop))]
    before = [p for p in before if p.text and p is not found.place_date and not DASHES.match(p.text) and "Tự do" not in p.text]
    starts = [
        i
        for i, p in enumerate(before)
        if re.match(r"\[?(ĐẢNG|CHI BỘ|BAN|ỦY BAN|VĂN PHÒNG|ĐẠI HỘI|ĐOÀN|TỈNH|HUYỆN)", p.text.upper().replace("UỶ", "ỦY"))
    ]
    # The issuer begins at the last line that begins a name; a congress has two such lines and no superior.
    cut = starts[-1] if starts else len(before)
    if before and before[0].text.lstrip("[").upper().startswith("ĐẠI HỘI") and all(p.share("bold") > 0.5 for p in before):
        cut = 0
    found.superior, found.issuer = before[:cut], before[cut:]


def _under_number(found: Anatomy, head: list[Paragraph]) -> None:
    """A letter's subject stands under its number; draft and urgency marks stand there too."""
    if found.number is None:
        return
    at = next(i for i, p in enumerate(head) if p is found.number)
    for p in head[at + 1 :]:
        if p is found.place_date or p is found.title:
            continue
        if found.number.cell is not None and not _same_column(p, found.number):
            continue
        if p is found.star or _DRAFT.match(p.text) or p.text.upper() in _URGENT or DASHES.match(p.text):
            continue
        if _LETTER.match(p.text) or found.letter_subject or p.share("italic") > 0.5 or not p.text.isupper():
            found.letter_subject.append(p)


def _title_rule(found: Anatomy, every: list[Paragraph]) -> None:
    """A border or a drawn line at the title, at the paragraph after it, or anchored anywhere in the head."""
    if found.title is None:
        return
    at = next(i for i, p in enumerate(every) if p is found.title)
    near = every[at : at + 3]
    found.title_rule = any(p.shape.border_bottom or p.shape.border_top or p.line_drawn or p.line_below for p in near) or any(
        p.line_drawn for p in every[:12]
    )


def _kind_block(found: Anatomy, rest: list[Paragraph], authority: Authority, kind: str | None) -> list[Paragraph]:
    """Kind, author, subject, dashes, addressees; returns what follows."""
    names = {fold(k.name): k for k in authority.kinds if k.id != "cong-van"}
    index = 0
    if rest:
        first = fold(rest[0].text[:_LINE])
        known = next((names[name] for name in sorted(names, key=len, reverse=True) if first == name or first.startswith(name + " ")), None)
        short = len(rest[0].text) < 60
        if known is not None and short and (rest[0].text.isupper() or first == fold(known.name) or rest[0].shape.align == "center"):
            found.kind_line, found.kind, index = rest[0], known, 1
        elif short and rest[0].text.isupper() and rest[0].shape.align == "center" and not _ADDRESS.match(rest[0].text) and not rest[0].cell:
            found.kind_line, index = rest[0], 1
    if found.kind_line is not None:
        while index < len(rest) and index < 8:
            p = rest[index]
            if DASHES.match(p.text):
                found.dashes = p
                index += 1
                break
            if p.shape.align != "center" or _ADDRESS.match(p.text):
                break
            if not p.text.isupper():
                found.subject.append(p)
            index += 1
    if index < len(rest) and _ADDRESS.match(rest[index].text):
        found.address = rest[index]
        index += 1
        while (
            index < len(rest)
            and (rest[index].text.startswith(("-", "–")) or rest[index].shape.left > 1500)
            and not rest[index].text.startswith("- Căn cứ")
        ):
            index += 1
    return rest[index:]
