"""Where the elements of form stand, found on the page that is printed, however the file was made.

A page is read from the top: the head, in which names and number stand on one side and title and date on the other, ends where the
kind, the addressees or running text begin; what looks like an element of the head further down is none.
"""

from __future__ import annotations

import re
from datetime import date

from macros.documents.check.anatomy import DASHES, Anatomy
from macros.documents.check.ending import locate_ending
from macros.documents.check.page import FLOW, Line, Page, beside, share
from macros.model.authority import Authority, Kind
from macros.vietnamese import fold

_NUMBER = re.compile(r"^[Ss]ố\s*[:.]?\s*(?:[\d…. ]{0,12}|\d{1,5}[a-zđ]|\[…\])\s*[-/–].{1,24}$")
_DATE = re.compile(r"ngày.{0,14}tháng.{0,14}năm")
# Written otherwise, a date line is known by its place under the title.
_OTHER_DATE = re.compile(
    r"^[^\d,]{2,40},?\s*(ngày.{0,14}tháng.{0,14}năm\s*(\d{4}|[….]*)|(ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})\.?$"
)
_DAY = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})")
_YEAR = re.compile(r"(20\d\d)\.?$")
_STAR = re.compile(r"^[*\u2731\u2217]{1,3}$")
_LETTER = re.compile(r"^(về việc|v/v)\b")
_ADDRESS = re.compile(r"^kính (gửi|trình)\s*:?")
_NAME = re.compile(r"^\[?(ĐẢNG|CHI BỘ|BAN|ỦY BAN|VĂN PHÒNG|ĐẠI HỘI|ĐOÀN|TỈNH|HUYỆN)")
_URGENT = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC")  # cho-phep: chinh-ta – cách viết kia trong văn bản được kiểm tra
# Signs of a line that tell whether it is an element of the head; none of them is longer.
_LINE = 90
_HEAD = 40  # lines of a page in which its head stands
_ELEMENTS = 30  # and those of them that may be an element


def locate(page: Page, authority: Authority, kind: str | None = None) -> Anatomy:
    """The anatomy of what is printed; ``kind`` overrides what its own words say."""
    found = Anatomy(page)
    written = [line for line in page.lines if line.text]
    kinds = {fold(k.name): k for k in authority.kinds if not k.letter}
    end_of_head = _head(found, written, kinds)
    _title_rule(found)
    locate_ending(found, _kind_block(found, written[end_of_head:], kinds))
    if found.kind is None and (found.letter_subject or (found.kind_line is None and _writes_as_letter(found, authority))):
        found.kind = authority.letter
    # A form with a name of its own, written by this site, says its kind in its properties.
    written_here = page.document.properties.get("loai", "")
    if found.kind is None and any(k.id == written_here for k in authority.kinds):
        found.kind = authority.kind(written_here)
    if kind is not None:
        found.kind = authority.kind(kind)
    _day(found)
    return found


def _writes_as_letter(found: Anatomy, authority: Authority) -> bool:
    """Whether a page without the name of a kind addresses somebody, or bears the symbol of letters in its number: «15/CV-ĐU», too."""
    symbols = re.split(r"[-/–—−\s]+", found.number.text) if found.number is not None else []
    return found.address is not None or authority.letter.symbol in symbols


def _head(found: Anatomy, written: list[Line], kinds: dict[str, Kind]) -> int:
    """Everything above the kind; returns the index of the first line after it."""
    last = -1
    stop = _end_of_head(written, kinds)
    for index, line in enumerate(written[: min(stop, _ELEMENTS)]):
        folded = fold(line.text[:_LINE])
        if found.title is None and folded.startswith("dang cong san viet nam") and len(folded) < 30:
            found.title, last = line, index
        elif found.national is None and folded.startswith("cong hoa xa hoi chu nghia"):
            found.national, last = line, index
        elif found.star is None and _STAR.match(line.text):
            found.star, last = line, index
        elif found.number is None and _NUMBER.match(line.text) and len(line.text) < 45:
            found.number, last = line, index
        elif found.place_date is None and "," in line.text and len(line.text) < _LINE and _DATE.search(line.text.lower()):
            found.place_date, last = line, index
        if found.title and found.number and found.place_date:
            break
    if found.place_date is None and found.title is not None:
        under = [line for line in written[:stop] if line.at > found.title.at][:4]
        other = next((line for line in under if _OTHER_DATE.match(line.text.lower())), None)
        if other is not None:
            found.place_date = other
            last = max(last, written.index(other))
    # What stands in the same columns belongs to the head, down to the end of them.
    blocks = {line.block for line in (found.title, found.number, found.place_date, found.star) if line is not None and line.block != FLOW}
    for index, line in enumerate(written[:stop]):
        if line.block in blocks:
            last = max(last, index)
    head = written[: last + 1]
    _names(found, head)
    _under_number(found, head)
    return last + 1


def _end_of_head(written: list[Line], kinds: dict[str, Kind]) -> int:
    """Where the head of a page surely is at an end: at its kind, at the addressees, at running text or on the next page."""
    for index, line in enumerate(written[:_HEAD]):
        if line.page > 1 or _ADDRESS.match(line.text[:_LINE].lower()):
            return index
        if line.block == FLOW and len(line.text) > _LINE and line.side == "wide":
            return index
        if index and line.side in ("middle", "wide") and line.text.isupper() and _kind_of(line, kinds) is not None:
            return index
    return min(len(written), _HEAD)


def _kind_of(line: Line, kinds: dict[str, Kind]) -> Kind | None:
    """The kind that a line names: a short one that begins with its name, or one in the middle whose subject goes on in the same line."""
    first = fold(line.text[:_LINE])
    known = None
    if len(line.text) < 60 or line.side == "middle":
        for name, kind in kinds.items():
            if len(line.text) >= 60 and not line.text.startswith(kind.name.upper()):
                continue
            if (first == name or first.startswith(name + " ")) and (known is None or len(kind.name) > len(known.name)):
                known = kind
    return known


def _real_day(year: int, month: int, day: int) -> date | None:
    """None for what is in no calendar: the rules will say so."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(found: Anatomy) -> None:
    """The day of the document: of its date line, or of that at its end; minutes say it in their first sentences."""
    lines = [line.text for line in (found.place_date, found.end_date) if line is not None]
    if not lines:
        lines = [line.text for line in found.body[:3] if _DATE.search(line.text.lower())]
    for text in lines[:1]:
        day, year = _DAY.search(text.lower()), _YEAR.search(text)
        if day is not None:
            found.day = _real_day(int(day[3]), int(day[2]), int(day[1]))
        elif year is not None:
            found.year = int(year[1])


def _names(found: Anatomy, head: list[Line]) -> None:
    """The names on the left: those before the star or the number, in its column; bold ones issue, the others are above."""
    stop = found.star if found.number is None else found.number
    if stop is None:
        return
    if found.star is not None and found.star.at < stop.at:
        stop = found.star
    found.star_misplaced = found.star is not None and stop.at != found.star.at
    others = [line.at for line in (found.title, found.national, found.place_date) if line is not None]
    before = [line for line in head if line.at < stop.at and line.at not in others and beside(line, stop)]
    before = [line for line in before if not DASHES.match(line.text) and "Tự do" not in line.text]
    # cho-phep: chinh-ta – cách viết kia trong văn bản được kiểm tra
    starts = [i for i, line in enumerate(before) if _NAME.match(line.text.upper().replace("UỶ", "ỦY"))]
    # The issuer begins at the last line that begins a name; a congress has two such lines and no superior.
    cut = starts[-1] if starts else len(before)
    if before and before[0].text.lstrip("[").upper().startswith("ĐẠI HỘI") and all(share(line, "bold") > 0.5 for line in before):
        cut = 0
    found.superior, found.issuer = before[:cut], before[cut:]


def _under_number(found: Anatomy, head: list[Line]) -> None:
    """A letter's subject stands under its number; draft and urgency marks stand there too."""
    number = found.number
    if number is None:
        return
    others = [line.at for line in (found.title, found.place_date, found.star) if line is not None]
    for line in head:
        if line.at <= number.at or line.at in others or not beside(line, number):
            continue
        text = line.text
        if text.lower().startswith("dự thảo") or text.upper() in _URGENT or DASHES.match(text):
            continue
        if _LETTER.match(text.lower()) or found.letter_subject or share(line, "italic") > 0.5 or not text.isupper():
            found.letter_subject.append(line)


def _title_rule(found: Anatomy) -> None:
    """A line drawn under the title, in the line itself or the next, or tied to any line above the kind."""
    if found.title is None:
        return
    at = found.title.at
    lines = found.page.lines
    near = any(line.drawn for line in lines[at : at + 3])
    tied = any(line.drawn and not line.shape.border_top and not line.shape.border_bottom for line in lines[:_RULE])
    found.title_rule = near or tied


_RULE = 12  # lines at the top of a page to which the rule under the title may be tied


def _kind_block(found: Anatomy, rest: list[Line], kinds: dict[str, Kind]) -> list[Line]:
    """Kind, author, subject, dashes, addressees; returns what follows."""
    index = 0
    if rest:
        first = rest[0]
        known = _kind_of(first, kinds)
        centred = first.side == "middle"
        if known is not None and (first.text.isupper() or fold(first.text) == fold(known.name) or centred):
            found.kind_line, found.kind, index = first, known, 1
        elif len(first.text) < 60 and first.text.isupper() and first.shape.align == "center" and first.block == FLOW:
            found.kind_line, index = first, 1
    if found.kind_line is not None:
        while index < min(len(rest), 8):
            line = rest[index]
            if DASHES.match(line.text):
                found.dashes = line
                index += 1
                break
            if line.shape.align != "center" or _ADDRESS.match(line.text.lower()):
                break
            if not line.text.isupper():
                found.subject.append(line)
            index += 1
    if index < len(rest) and _ADDRESS.match(rest[index].text[:_LINE].lower()):
        found.address = rest[index]
        index += 1
        while (
            index < len(rest)
            and (rest[index].text.startswith(("-", "–")) or rest[index].shape.left > 1500 or rest[index].soft)
            and not rest[index].text.startswith("- Căn cứ")
        ):
            index += 1
    return rest[index:]
