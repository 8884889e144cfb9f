"""Facts that must not stand literally in prose, because they change elsewhere: names of organisations, figures, numbers and
dates of rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from macros.lint.marks import Finding
from macros.lint.prose import CELL, Segment
from macros.lint.syllables import LOWER, UPPER

_KINDS = "QĐ|QĐi|QC|HD|CT|NQ|KL|TB|BC|CV|TTr|TT|KH|CTr|ĐA|QyĐ|BB|NĐ|TTLT|PL|L"
_NUMBERED = r"(?: của [^\W\d_]+(?: [^\W\d_]+){0,3})? số\s?\d{1,5}(?!\d)"
_BARE = r" (?!0?\d (?:chi bộ|đảng))\d{1,4}(?![\d/.,]*\s?(?:ngày|tháng|người|%))(?!\d)"
_NUMBER = re.compile(
    # 399-QĐ/TW and 30/2020/NĐ-CP come from a body above the grassroots; 12-BC/ĐU is a specimen of somebody's own paper.
    rf"(?<![\w/.-])\d{{1,5}}\s?[-–/]\s?(?:\d{{4}}\s?/\s?)?(?:{_KINDS})\s?[-–/]\s?(?:[A-ZĐ]*TW|CP|TTg|TU|QH\d*|B[A-Z]{{1,5}}|TLĐ|TWĐTN|UB[A-Z]*)(?!\w)"
    r"|(?<![\w/.-])\d{1,3}/\d{4}/(?:QH\d+|UBTVQH\d+|TT-[A-ZĐ]+|NĐ-CP)"  # 117/2025/QH15
    rf"|(?:[Qq]uy định|[Hh]ướng dẫn|[Cc]hỉ thị|[Nn]ghị định|[Tt]hông tư){_NUMBERED}"
    rf"|(?:Quy định|Hướng dẫn|Chỉ thị|Nghị định|Thông tư){_BARE}"
)
# A page may not name a rule by its kind and number either; in data «Công văn số 14» may be a specimen of a unit's paper.
_NAMED = re.compile(
    rf"(?:[Nn]ghị quyết|[Kk]ết luận|[Qq]uyết định|[Cc]ông văn|[Qq]uy chế){_NUMBERED}|(?:Nghị quyết|Kết luận|Quyết định){_BARE}")
_LAW = re.compile(r"(?:Luật|Pháp lệnh|Bộ luật) (?:(?!từ |ngày |tháng )[^\d\s.,;:«»]+ ){1,9}(?:năm )?(?:19|20)\d{2}(?!\d)")
_DATE = re.compile(
    r"(?<![\d/])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)"
    r"|(?:ngày|mùng|mồng) [^\W\d_]+(?: [^\W\d_]+){0,2} tháng [^\W\d_]+(?: [^\W\d_]+)? năm (?:19|20)\d{2}"
    r"|(?:ngày |mùng )(?:0?[1-9]|[12]\d|3[01]) tháng (?:0?[1-9]|1[0-2]) năm (?:19|20)\d{2}"
    r"|(?<![\d-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<![\d.])(?:0?[1-9]|[12]\d|3[01])[.-](?:0?[1-9]|1[0-2])[.-](?:19|20)\d{2}(?!\d)"
)
_PERCENT = re.compile(r"(?<![\w,.])\d+(?:,\d+)?\s?%|(?<!\w)\d+(?:,\d+)? phần trăm")
_BIG = re.compile(r"(?<![\w,./-])\d{1,3}(?:\.\d{3})+(?![\d.]*[\w/])")
_COUNT = re.compile(
    r"(?<![\w,./-])\d{2,6}\s(?:tổ chức(?: cơ sở)? đảng|tổ chức|đảng bộ|chi bộ|đảng viên|đơn vị|đảng ủy|cấp ủy|cán bộ|xã|phường)(?!\w)")
_LARGE = re.compile(
    r"(?<![\w,./-])(?:[1-9]\d{2,6})(?![\d.,]*[\w%/-])"
    r"(?!\s(?:mm|cm|px|pt|km|MB|KB|GB|phút|giây|chữ|tiếng|trang|dòng|ký tự|đồng))")
_DIGIT = re.compile(r"\d")  # a text without one holds no number, date or figure
_YEAR = re.compile(r"(?:19|20)\d{2}")
_QUOTED = re.compile(r"«[^»]*»")

_BODY = (r"(?:Đảng bộ|Đảng ủy|đảng bộ|đảng ủy|Chi bộ|chi bộ|Chi ủy|chi ủy|Tỉnh ủy|tỉnh ủy|Thành ủy|thành ủy|Huyện ủy|huyện ủy|Quận ủy"
         r"|quận ủy|Thị ủy|Văn phòng Tỉnh ủy|Văn phòng Đảng ủy)")
_SORT = (r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh|thành phố|thôn|xóm|ấp|bản|làng|khu phố|tổ dân phố|tổ|khu|trường|bệnh viện"
         r"|công ty|trung tâm|tiểu học|trung học cơ sở|trung học phổ thông|mầm non|đại học|cao đẳng|Công ty|Trường|Bệnh viện|Trung tâm"
         r"|Sở|Y tế|Ban Quản lý|Phòng|Trạm|Trại|Nhà máy|Xí nghiệp|Ngân hàng|Thôn|Khu|Ấp|Bản)")
_PROPER = rf"(?:[{UPPER}][{LOWER}]+|\d{{1,2}}(?!\d))"
_WORDS = rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)*"
# These begin like names of units but are bodies of the whole Party or the State, or headings.
_GENERAL = r"(?!Trung |Đảng|Chính |Ủy |Quân |Công |Mặt |Nhà |Khối|Bộ |Ban |Văn |Hội |Tổng |Các )"
_BODY_NAME = re.compile(
    rf"(?<!\w){_BODY} (?:{_SORT} )+{_PROPER}(?: {_PROPER})*"
    rf"|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị) ủy {_WORDS}"
    rf"|(?<!\w)(?:Đảng bộ|Đảng ủy|đảng bộ|đảng ủy|Chi bộ|chi bộ) {_GENERAL}[{UPPER}][{LOWER}]+(?: (?:tế|tiểu|trung|học|đa|khoa))* {_WORDS}"
    r"|(?<!\w)(?:Chi bộ|Đảng bộ) (?:số )?\d{1,2}(?!\d|[.,]\d| (?:đảng viên|người|đồng chí|ngày|tháng|lần|buổi))"
)


def check(segment: Segment, names: re.Pattern[str] | None, figures: Collection[str], *, register: bool = False) -> Iterator[Finding]:
    """``names`` are the names of the workbook, ``figures`` its published figures («117», «6.929»); a ``register`` may hold
    numbers and dates of rules."""
    if not segment.is_ours:
        return
    text = segment.text
    numbered = _DIGIT.search(text) is not None
    if numbered and not register:
        for pattern in (_NUMBER, _LAW, *([_NAMED] if segment.of_page else [])):
            for match in pattern.finditer(text):
                yield Finding(segment.line(match.start()), "so-van-ban", f"ghi thẳng số hiệu văn bản «{match[0].strip()}»", _cite(segment))
    if not segment.of_page:
        return
    free = _QUOTED.sub(lambda match: "«" + " " * (len(match[0]) - 2) + "»", text)  # specimens of what to write
    for match in _DATE.finditer(free) if numbered else ():
        yield Finding(segment.line(match.start()), "ngay-thang", f"ghi thẳng ngày «{match[0]}»",
                      "Ngày của văn bản: dùng {{ can_cu(\"…\") }}. Hạn của cấp trên: ghi ở data/to-chuc.xlsx. Ví dụ mẫu: đặt trong «…».")
    yield from _names(segment, free, names)
    if numbered:
        yield from _figures(segment, free, figures)


def _alone_in_cell(segment: Segment, match: re.Match[str]) -> bool:
    """A bare number in a cell is explained by the heading of its column."""
    before, after = segment.text[: match.start()].rstrip(), segment.text[match.end():].lstrip()
    return segment.cells and before[-1:] in ("", CELL) and after[:1] in ("", CELL)


def _cite(segment: Segment) -> str:
    if segment.of_page:
        return "Dùng {{ can_cu(\"mã trong data/can-cu.yml\") }}."
    return "Bỏ số hiệu khỏi câu chữ và ghi mã văn bản ở trường can_cu."


def _names(segment: Segment, text: str, names: re.Pattern[str] | None) -> Iterator[Finding]:
    told: set[int] = set()
    for pattern in (names, _BODY_NAME if "bộ " in text or "ủy " in text else None):
        for match in pattern.finditer(text) if pattern else ():
            if match.start() not in told:
                told.add(match.start())
                yield Finding(segment.line(match.start()), "ten-don-vi", f"ghi thẳng tên tổ chức «{match[0]}»",
                              "Nói chung («đảng ủy», «chi bộ»), hoặc dùng macro lấy tên từ data/to-chuc.xlsx.")


def _figures(segment: Segment, text: str, figures: Collection[str]) -> Iterator[Finding]:
    told: set[int] = set()
    for pattern in (_PERCENT, _BIG, _COUNT, _LARGE):
        for match in pattern.finditer(text):
            number = match[0].split()[0]
            if match.start() in told or (pattern is _LARGE and (_YEAR.fullmatch(number) or _alone_in_cell(segment, match))):
                continue
            told.add(match.start())
            # What a cited rule sets is not a figure of ours, unless it is one of the workbook's.
            if not segment.basis or number.rstrip("%") in figures:
                yield Finding(segment.line(match.start()), "so-lieu", f"ghi thẳng số liệu «{match[0]}»",
                              "Dùng {{ so_lieu(\"…\") }}; con số của quy định thì thêm {{ can_cu(\"…\") }} trong cùng đoạn.")
