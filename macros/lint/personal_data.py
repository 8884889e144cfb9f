"""Text → what in it must never be published: marks of secrecy, and what identifies or reaches a private person.

Knows only texts; :mod:`macros.lint.secrets` knows files. Patterns are tried on the text as a reader would see it: entities,
emphasis, invisible characters and full-width digits do not hide anything.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from macros.lint.marks import Finding

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_EMPHASIS = re.compile(r"</?(?:b|i|u|em|strong|span|mark|small|font|sub|sup)\b[^<>]*>|\*+|~~", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_CHAT = re.compile(r"zalo\.me/")
_URL = re.compile(r"https?://(?!zalo)[^\s<>\"']+")
_DRAWING = re.compile(r"""(["'])[MmLl]?[-\d.,\s]*[MmLlHhVvCcSsQqTtAaZz][-\d.,\sMmLlHhVvCcSsQqTtAaZzEe]*\1|\bviewBox=(["'])[-\d.\s]+\2""")

# MẬT standing as a mark. «BÍ MẬT NHÀ NƯỚC», «BẢO MẬT», «ĐỘ MẬT», «DẤU MẬT» speak about secrecy; they are not a mark.
_STAMP = re.compile(r"(?<![^\W_])(?:(?:TUYỆT|TỐI)[ \t]+)?M ?Ậ ?T(?![^\W_])")
_TALKS_BEFORE = re.compile(r"(?:BÍ|BẢO|CƠ|GIẢI|ĐỘ|DẤU|MỨC|NỘI) $")
_TALKS_AFTER = re.compile(r"^ (?:MÃ|KHẨU|THƯ|DANH|VỤ|ONG|ĐỘ)(?![^\W_])")
_LABELLED = re.compile(r"(?:độ|mức|dấu)\s+(?:độ\s+)?mật\s*[:=]\s*[\"'«“(\[]?\s*((?:tuyệt |tối )?mật)(?![^\W_])", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<!\[)[(\[]\s*(Mật|(?:Tuyệt|Tối) mật)\s*[)\]]")

_NUMBER = re.compile(r"(?<![\w.,/+])(?<![A-Za-z]-)\+?\(?\d[\d .\-()]{4,}\d(?!\w)")
_PHONE = re.compile(r"(?<![\w.,/])(?:(?:\+|00)?84|\(?0)(?:[ .\-()]{0,2}\d){9,10}(?![\w])")
_CITIZEN = re.compile(r"(?<![\w.,/])0\d{2}(?:[ .-]?\d){9}(?!\w)")
_DATE_LIKE = re.compile(r"\(?(?:\d{1,2}[-. ]\d{1,2}[-. ]\d{4}|\d{4}-\d{2}-\d{2})\)?")
_MONEY_AFTER = re.compile(r"\s*(?:dong|d|vnd|trieu|ty|nghin|ngan)(?!\w)")
# What a number is called, on text without accents. The name nearest before the number decides.
_CALLED = re.compile(
    r"(?P<dinh_danh>cccd|cmnd|cmtnd|can ?cuoc|chung minh (?:thu|nhan)|so dinh danh|dinh danh ca nhan|ma dinh danh|ho chieu|passport"
    r"|bao hiem xa hoi|bhxh|ma so thue|the dang)"
    r"|(?P<tai_khoan>tai ?khoan|(?<!\w)stk(?!\w)|so tk(?!\w)|account|vietcombank|vietinbank|agribank|bidv|techcombank|sacombank"
    r"|mbbank|mb bank|vpbank|acb|tpbank|ngan hang|momo)"
    r"|(?P<dien_thoai>dien thoai|(?<!\w)s?dt(?!\w)|di dong|zalo|viber|phone|(?<!\w)tel(?!\w)|hotline|so may|goi so)"
)
_LENGTHS = {"dinh_danh": (8, 12), "tai_khoan": (6, 19), "dien_thoai": (7, 12)}
_PASSPORT = re.compile(r"(?:ho chieu|passport)[^\n\d]{0,25}?\b[a-z]\d{7,8}\b")

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(a còng\))\s?"
    r"(?P<domain>[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[A-Za-z][\w-]*)+)", re.IGNORECASE)
_MAIL_SPACED = re.compile(
    r"(?<![\w.+-])[\w.+-]+ (?:at|a còng) "
    r"(?P<domain>(?:gmail|yahoo|hotmail|outlook|icloud)(?: ?(?:\.|dot|chấm) ?com)?)", re.IGNORECASE)
# Offices' own domains, and the domains that stand for none.
_PUBLIC_DOMAIN = re.compile(r"(?:^|\.)(?:gov\.vn|dcs\.vn|cpv\.org\.vn|example(?:\.\w+)?|vi-du\.vn|test|invalid|local)$", re.IGNORECASE)

_FAMILY = (
    "Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Trinh|Doan|Dao|Luong|Mai|Truong|Lam|Ha|Cao"
    "|Chu|Thai|Ta|Quach|Ton|Luu|Nong|Lo|Vi|Giang|Kieu|La|Than|To|Tong|Thach|Son|Trieu|Ban|Hua|Au|Quan|Tang|Phung|Khuat|Nghiem"
)
_NAME = (rf"(?<!\w)(?:(?:{_FAMILY})(?: [A-Z][a-z]+){{1,4}}|(?:{_FAMILY.upper()})(?: [A-Z]{{2,}}){{1,4}})"
         r"(?!\w)(?! [A-Z](?!\w))")
_YEAR = r"(?:19[3-9]\d|20[01]\d)"
_DAY = rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
_DAY_WORDS = rf"(?:ngay )?\d{{1,2}} thang \d{{1,2}} nam {_YEAR}"
_ISO_DAY = rf"{_YEAR}-\d{{2}}-\d{{2}}"
_ANY_DAY = rf"(?:{_DAY}|{_ISO_DAY}|{_DAY_WORDS})"
_BORN = r"(?:[Ss]inh(?! hoat| vien| nhat| thai| ra tai)|SINH|(?<!\w)[Ss][Nn](?!\w)|(?<!\w)[Nn][Ss](?!\w)|[Nn]gay[ _]sinh|[Dd]ob)"
_BIRTH_YEAR = re.compile(rf"(?<![a-z]-)(?<!\d){_YEAR}(?!\d)")
_REACH = 200  # signs; no birth pattern is longer
_BIRTHS = (
    re.compile(rf"{_NAME}[^\n]{{0,60}}?\n?[^\n]{{0,40}}?{_BORN}[^\d\n]{{0,30}}(?:{_ANY_DAY}|{_YEAR})(?!\d)"),
    re.compile(rf"{_BORN}[^\d\n]{{0,15}}(?:{_ANY_DAY}|{_YEAR})(?!\d)[^\n]{{0,30}}\n?[^\n]{{0,30}}?{_NAME}"),
    re.compile(rf"{_NAME}\s*(?:[,;|(\t–-]\s*){{1,3}}(?:{_ANY_DAY})(?!\d)"),
    re.compile(rf"{_NAME}\s*\({_YEAR}\)"),
    re.compile(rf"{_NAME}[^\n|]*(?:\|[^\n|]{{0,40}}){{0,4}}\|\s*(?:{_ANY_DAY})\s*(?:\||$)", re.MULTILINE),
)


_BARE = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x1F00)} | {ord("đ"): "d", ord("Đ"): "D"}


def as_read(text: str) -> str:
    """``text`` as a reader sees it, line by line as it was: composed, without entities, emphasis and invisible characters."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "&" in text:
        text = re.sub(r"&#?\w+;", lambda match: html.unescape(match[0]).replace("\n", " "), text)
    return unicodedata.normalize("NFKC", _EMPHASIS.sub("", _INVISIBLE.sub("", text)))


def bare(text: str) -> str:
    """Composed ``text`` without accents, its case and length kept."""
    return text.translate(_BARE)


def scan(text: str) -> list[Finding]:
    """Everything in ``text`` that must not be published, in the order of its lines; a place is told once for each kind."""
    read = as_read(text)
    starts = [0]
    for row in read.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    found: dict[tuple[int, str], Finding] = {}
    for offset, kind, reason, remedy in _all(read):
        line = bisect_right(starts, offset)
        found.setdefault((line, kind), Finding(line, kind, reason, remedy))
    return sorted(found.values(), key=lambda finding: (finding.line, finding.kind))


_Hit = tuple[int, str, str, str]


def _all(read: str) -> Iterator[_Hit]:
    yield from _secrecy(read)
    if "@" in read or re.search(r"[(\[]at[)\]]| at | a còng", read, re.IGNORECASE):
        yield from _mail(read)
    yield from _numbers(read)


def _secrecy(read: str) -> Iterator[_Hit]:
    remedy = "Gỡ tài liệu này khỏi sổ tay. Nếu là chỗ dạy nhận biết dấu mật, ghi «cho-phep: bi-mat – lý do»."
    for match in _STAMP.finditer(read):
        before, after = read[max(0, match.start() - 6): match.start()], read[match.end(): match.end() + 8]
        plain = match[0].startswith("M")
        if not (plain and (_TALKS_BEFORE.search(before) or _TALKS_AFTER.search(after))):
            yield match.start(), "bi-mat", f"có dấu chỉ độ mật «{match[0]}»", remedy
    for pattern in (_LABELLED, _BRACKETED):
        for match in pattern.finditer(read):
            yield match.start(1), "bi-mat", f"có dấu chỉ độ mật «{match[0].strip()}»", remedy


def _mail(read: str) -> Iterator[_Hit]:
    for pattern in (_MAIL, _MAIL_SPACED):
        for match in pattern.finditer(read):
            domain = re.sub(r"\s|[()\[\]]", "", match["domain"]).lower()
            if not _PUBLIC_DOMAIN.search(domain) and not re.search(r"\.(?:png|jpe?g|svg|webp|css|js|html|md|yml)$", domain):
                yield (match.start(), "thu-dien-tu", f"có địa chỉ thư riêng «{_masked(match[0])}»",
                       "Bỏ địa chỉ, hoặc dùng hộp thư công vụ của cơ quan.")


def _numbers(read: str) -> Iterator[_Hit]:
    """Numbers of persons and accounts, and names with dates of birth. Only lines with digits are looked at closely."""
    if not re.search(r"\d[\d .\-()]{4,}\d|\d{4}", read):
        return
    text = _DRAWING.sub(_blank, _URL.sub(_blank, _CHAT.sub("zalo    ", read)))
    plain = bare(text)
    folded = plain.lower().replace("_", " ")
    for match in _NUMBER.finditer(text):
        kind = _called(folded, match)
        if kind == "dinh_danh":
            yield _citizen(match.start(), match[0])
        elif kind == "tai_khoan":
            yield (match.start(), "tai-khoan", f"có số tài khoản «{_masked(match[0])}»",
                   "Bỏ số này; trong ví dụ dùng dãy chấm «……».")
        elif kind == "dien_thoai":
            yield _phone(match.start(), match[0])
    for match in _PASSPORT.finditer(folded):
        yield _citizen(match.start(), match[0])
    for match in _CITIZEN.finditer(text):
        digits, groups = _digits(match[0])
        if 1 <= int(digits[:3]) <= 96 and min(map(len, groups)) >= 3 and len(set(digits)) > 2:
            yield _citizen(match.start(), match[0])
    for match in _PHONE.finditer(text):
        if _is_phone(match[0]):
            yield _phone(match.start(), match[0])
    for first, last in _near_years(plain):
        for pattern in _BIRTHS:
            for match in pattern.finditer(plain, first, last):
                yield (match.start(), "ngay-sinh", f"có họ tên kèm ngày sinh «{text[match.start(): match.start() + 18]}…»",
                       "Bỏ ngày sinh, hoặc dùng tên giả một chữ cái như «Nguyễn Văn A».")


def _near_years(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text around years in which somebody may be born: only there a birth is looked for."""
    first = last = 0
    for match in _BIRTH_YEAR.finditer(plain):
        if match.start() - _REACH > last:
            if last:
                yield first, last
            first = max(0, match.start() - _REACH)
        last = match.end() + _REACH
    if last:
        yield first, min(last, len(plain))


def _called(folded: str, match: re.Match[str]) -> str | None:
    """What the words around a number call it, when they do and the number is as long as such numbers are."""
    digits, _ = _digits(match[0])
    if len(set(digits)) <= 2 or _DATE_LIKE.fullmatch(match[0].strip()) or _MONEY_AFTER.match(folded, match.end()):
        return None
    # The line of the number and the one before it: in YAML and tables the name often stands there.
    before = "\n".join(folded[max(0, match.start() - 80): match.start()].split("\n")[-2:])
    names = list(_CALLED.finditer(before))
    if names and not re.search(r"\d{5,}", before[names[-1].end():]):
        kind = names[-1].lastgroup
    else:
        after = _CALLED.match(folded[match.end(): match.end() + 25].lstrip(" ([,–-"))
        kind = after.lastgroup if after else None
    if kind is None:
        return None
    low, high = _LENGTHS[kind]
    return kind if low <= len(digits) <= high else None


def _is_phone(number: str) -> bool:
    """A Vietnamese mobile (0 + 9 digits from 3, 5, 7, 8, 9) or fixed number (02 + 9 digits), grouped as people group."""
    digits, groups = _digits(number)
    local = re.sub(r"^(?:0084|84|0)\(?0?", "", digits)
    if len(set(digits)) <= 2 or sum(len(group) == 1 for group in groups) > 1:
        return False
    return (len(local) == 9 and local[0] in "35789") or (len(local) == 10 and local[0] == "2")


def _digits(number: str) -> tuple[str, list[str]]:
    groups = re.findall(r"\d+", number)
    return "".join(groups), groups


def _citizen(offset: int, number: str) -> _Hit:
    return (offset, "so-dinh-danh", f"có số giấy tờ tùy thân «{_masked(number)}»", "Bỏ số này; trong ví dụ dùng dãy chấm «……».")


def _phone(offset: int, number: str) -> _Hit:
    return (offset, "dien-thoai", f"có số điện thoại «{_masked(number)}»", "Bỏ số này; số liên hệ do từng đơn vị tự ghi trên bản in.")


def _masked(value: str) -> str:
    """The first signs only: a message must not spread what it found."""
    return value.strip()[:3] + "…"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
