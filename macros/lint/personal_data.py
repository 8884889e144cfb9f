"""Text → what in it must never be published: marks of secrecy, and what identifies or reaches a private person.

Knows only texts; :mod:`macros.lint.secrets` knows files. Patterns are tried on the text as a reader would see it: entities,
emphasis, invisible characters and full-width digits do not hide anything. Only the lines around something that could be
told are looked at closely, because every build reads every text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from macros.lint.births import births, stretches
from macros.lint.marks import Finding
from macros.lint.people import bare
from macros.vietnamese import INVISIBLE

_EMPHASIS = re.compile(
    r"[<*~](?:(?<=<)/?(?:b|i|u|em|strong|span|tspan|mark|small|font|sub|sup|wbr)\b[^<>]*>|(?<=\*)\**|(?<=~)~)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENTITY = re.compile(r"&#?\w{1,31};")
_CHAT = re.compile(r"zalo\.me/")
# The marks by which the page knows a question and its right option: eight and sixty-four signs, sometimes all digits.
_FINGERPRINT = re.compile(r'"bam":"[0-9a-f]{8}"|"[0-9a-f]{64}"')
_URL = re.compile(r"https?://(?!zalo)[^\s<>\"']+")
_DRAWING = re.compile(r"""(["'])[MmLl]?[-\d.,\s]*[MmLlHhVvCcSsQqTtAaZz][-\d.,\sMmLlHhVvCcSsQqTtAaZzEe]*\1|\bviewBox=(["'])[-\d.\s]+\2""")

# A line is looked at closely when it holds one of these; the number says how many lines around it may explain it. Each pattern
# begins with one set of signs, which makes the search several times faster.
_DIGITS = re.compile(r"[0-9](?:[ .()/·\u2010-\u2015\u2212-]{0,3}[0-9]){5,40}")
_SIGNS = re.compile(r"[@ẬậAaGgYyHhOoIi](?:(?<=@)|(?<=[Ậậ]) ?[Tt]|(?<=[Aa])(?:t[\])]| còng)|(?<=[Gg])mail|(?<=[Yy])ahoo|(?<=[Hh])otmail"
                    r"|(?<=[Oo])utlook|(?<=[Ii])cloud)")
_CONTEXT = 7

# MẬT standing as a mark. «BÍ MẬT NHÀ NƯỚC», «BẢO MẬT», «ĐỘ MẬT», «DẤU MẬT» speak about secrecy; they are not a mark.
_STAMP = re.compile(r"(?<![^\W_])(?:(?:TUYỆT|TỐI)[ \t]+)?M ?Ậ ?T(?![^\W_])")
_TALKS_BEFORE = re.compile(r"(?:BÍ|BẢO|CƠ|GIẢI|ĐỘ|DẤU|MỨC|NỘI|KHÔNG) $")
_TALKS_AFTER = re.compile(r"^ (?:MÃ|KHẨU|THƯ|DANH|VỤ|ONG|ĐỘ)(?![^\W_])")
_LABELLED = re.compile(r"(?:độ|mức|dấu)\s+(?:độ\s+)?mật\s*[:=]\s*[\"'«“(\[]?\s*((?:tuyệt |tối )?mật)(?![^\W_])", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<!\[)[(\[]\s*(Mật|(?:Tuyệt|Tối) mật)\s*[)\]]")

# People part digits with spaces, dots, dashes of any length, slashes. The classes are bounded: a hostile text costs no more.
_DASH = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHE = re.compile("[’\u02bc‘`]")
_NUMBER = re.compile(r"(?<![\w.,/+])(?<![A-Za-z]-)\+?\(?\d[\d .\-()/]{4,30}\d(?!\w)")
_PHONE = re.compile(r"(?<![\w.,])(?<!\d/)(?:(?:\+|00)?84|\(?0)(?:[ .\-()]{0,3}\d|/\d){9,10}(?!\w)")
_SECOND_PHONE = re.compile(r"(?<=\d[/,])0(?:[ .-]?\d){9,10}(?!\w)")
_CITIZEN = re.compile(r"(?<![\w.,/])0\d{2}(?:(?: ?- ?|[ ./-])?\d){9}(?!\w)")
_DATE_INSIDE = re.compile(r"(?<!\d)\d{1,2}([-./ ])\d{1,2}\1(?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}([-/])\d{2}\2\d{2}(?!\d)")
_OF_YEARS = re.compile(r"\(?(?:19|20)\d{2}\s?[-/]\s?(?:19|20)\d{2}\)?|\d{1,5}/(?:19|20)\d{2}")  # 2025–2030, Luật 117/2025
# A line may end before «đồng», a paragraph may not; «đồng chí» is no sum.
_MONEY_AFTER = re.compile(r"[ \t]*\n?[ \t]*(?:dong(?! chi| nghiep)|d|vnd|trieu|ty|nghin|ngan)(?!\w)")
# What a number is called, on text without accents. The name nearest before the number decides.
_CALLED = re.compile(
    r"(?P<dinh_danh>cccd|cmnd|cmtnd|can ?cuoc|chung minh (?:thu|nhan)|so dinh danh|dinh danh ca nhan|ma dinh danh|ho chieu|passport"
    r"|bao hiem xa hoi|bhxh|bao hiem y te|bhyt|ma so thue|the dang|giay phep lai xe|gplx)"
    r"|(?P<tai_khoan>tai ?khoan|(?<!\w)stk(?!\w)|so tk(?!\w)|account|vietcombank|vietinbank|agribank|bidv|techcombank|sacombank"
    r"|mbbank|mb bank|vpbank|acb|tpbank|ngan hang|momo)"
    r"|(?P<dien_thoai>dien thoai|(?<!\w)s?dt(?!\w)|di dong|zalo|viber|phone|(?<!\w)tel(?!\w)|hotline|so may|goi so)"
)
_LENGTHS = {"dinh_danh": (8, 12), "tai_khoan": (6, 19), "dien_thoai": (7, 12)}
_PASSPORT_WORD = re.compile(r"[Hh]i[eế]u|HIẾU|[Pp]assport|PASSPORT")
_PASSPORT = re.compile(r"(?:[Hh]ộ chiếu|[Hh]o chieu|HỘ CHIẾU|[Pp]assport|PASSPORT)[^\n\d]{0,25}?\b[A-Za-z]\d{7,8}\b")

_AT = re.compile(r"@|[(\[ ]at[)\] ]|a còng", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\(a còng\))\s?"
    r"(?P<domain>[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[A-Za-z][\w-]{0,62}){1,5})", re.IGNORECASE)
_MAIL_SPACED = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} (?:at|a còng) "
    r"(?P<domain>(?:gmail|yahoo|hotmail|outlook|icloud)(?: ?(?:\.|dot|chấm) ?com)?)", re.IGNORECASE)
# Offices' own domains, and the domains that stand for none.
_PUBLIC_DOMAIN = re.compile(r"(?:^|\.)(?:gov\.vn|dcs\.vn|cpv\.org\.vn|example(?:\.\w+)?|vi-du\.vn|test|invalid|local)$", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|svg|webp|css|js|html|md|yml)$")


def as_read(text: str) -> str:
    """``text`` as a reader sees it, line by line as it was: composed, without entities, emphasis and invisible characters."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\n", " "), text)
    return unicodedata.normalize("NFKC", _EMPHASIS.sub("", INVISIBLE.sub("", text)))


def scan(text: str, seen: set[str] | None = None) -> list[Finding]:
    """Everything in ``text`` that must not be published, in the order of its lines; a place is told once for each kind.

    ``seen`` collects the lines that were looked at. A line that is in it already is passed over, so that the menu of a
    site is read once and not on every page.
    """
    lines = text.split("\n")
    if seen is not None:
        fresh = [number for number, line in enumerate(lines) if line not in seen]
        seen.update(lines)
        windows = _windows(fresh, len(lines))
    else:
        windows = [(0, len(lines))]
    found: dict[tuple[int, str], Finding] = {}
    for first, last in windows:
        read = as_read("\n".join(lines[first:last]))
        for hit in _all(read):
            line = first + read.count("\n", 0, hit.offset) + 1
            found.setdefault((line, hit.kind), Finding(line, hit.kind, hit.reason, hit.remedy, passage=_passage(read, hit.offset)))
    if seen is not None:  # what is told in one file is told in the next one too
        seen.difference_update(lines[line - 1] for line, _ in found)
    return sorted(found.values(), key=lambda finding: (finding.line, finding.kind))


def _windows(lines: Iterable[int], count: int, context: int = _CONTEXT) -> list[tuple[int, int]]:
    """The stretches (first, one after the last) of ``count`` lines that lie around the ascending ``lines``."""
    stretches: list[tuple[int, int]] = []
    for line in lines:
        first, last = max(0, line - context), min(count, line + context + 1)
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], last
        else:
            stretches.append((first, last))
    return stretches


def _passage(read: str, offset: int) -> str:
    """The words around a place, in whose company a mark lets it stand wherever the text is shown again."""
    return " ".join(re.findall(r"\w+", read[max(0, offset - 40): offset])[-3:] + re.findall(r"\w+", read[offset: offset + 60])[:5])


@dataclass(frozen=True)
class _Hit:
    offset: int
    kind: str
    reason: str
    remedy: str


def _all(read: str) -> Iterator[_Hit]:
    """What is found in a text: each kind is looked for only in the lines around what may belong to it."""
    starts = [0]
    for row in read.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    numbers = (match.start() for match in _DIGITS.finditer(read))
    signs = (match.start() for match in _SIGNS.finditer(read))
    for offsets, context, look in ((signs, 1, _signs), (numbers, 1, _numbers)):
        lines = dict.fromkeys(bisect_right(starts, offset) - 1 for offset in offsets)
        for first, last in _windows(lines, len(starts) - 1, context):
            yield from (replace(hit, offset=hit.offset + starts[first]) for hit in look(read[starts[first]: starts[last]]))
    yield from _births(read)


def _signs(read: str) -> Iterator[_Hit]:
    yield from _secrecy(read)
    yield from _mail(read)


def _secrecy(read: str) -> Iterator[_Hit]:
    remedy = "Gỡ tài liệu này khỏi sổ tay. Nếu là chỗ dạy nhận biết dấu mật, ghi «cho-phep: bi-mat – lý do»."
    for match in _STAMP.finditer(read) if "Ậ" in read else ():
        before, after = read[max(0, match.start() - 6): match.start()], read[match.end(): match.end() + 8]
        plain = match[0].startswith("M")
        if not (plain and (_TALKS_BEFORE.search(before) or _TALKS_AFTER.search(after))):
            yield _Hit(match.start(), "bi-mat", f"có dấu độ mật «{match[0]}»", remedy)
    for pattern in (_LABELLED, _BRACKETED):
        for match in pattern.finditer(read):
            yield _Hit(match.start(1), "bi-mat", f"có dấu độ mật «{match[0].strip()}»", remedy)


def _mail(read: str) -> Iterator[_Hit]:
    for stretch in stretches(_AT, read, 70, 150):
        for match in (*_MAIL.finditer(read, *stretch), *_MAIL_SPACED.finditer(read, *stretch)):
            domain = re.sub(r"\s|[()\[\]]", "", match["domain"]).lower()
            # «thư có đuôi @gmail.com» is no address: what stands before a blank and bears accents belongs to the sentence.
            said = re.match(r"[\w.+-]+\s@", match[0]) and not match[0].partition("@")[0].isascii()
            if not said and not _PUBLIC_DOMAIN.search(domain) and not _FILE_NAME.search(domain):
                yield _Hit(match.start(), "thu-dien-tu", f"có địa chỉ thư riêng «{_masked(match[0])}»",
                           "Bỏ địa chỉ, hoặc dùng hộp thư công vụ của cơ quan.")


def _numbers(read: str) -> Iterator[_Hit]:
    """Numbers of persons and accounts."""
    text = _FINGERPRINT.sub(_blank, _DRAWING.sub(_blank, _URL.sub(_blank, _CHAT.sub("zalo    ", _DASH.sub("-", read).replace("·", ".")))))
    for run in _DIGITS.finditer(text):
        around = max(0, run.start() - 3), run.end() + 2
        for match in _NUMBER.finditer(text, *around):
            kind = _called(match)
            if kind == "dinh_danh":
                yield _citizen(match.start(), match[0])
            elif kind == "tai_khoan":
                yield _Hit(match.start(), "tai-khoan", f"có số tài khoản «{_masked(match[0])}»",
                           "Bỏ số này; trong ví dụ dùng dãy chấm «……».")
            elif kind == "dien_thoai":
                yield _phone(match.start(), match[0])
        for match in _CITIZEN.finditer(text, *around):
            digits, groups = _digits(match[0])
            if 1 <= int(digits[:3]) <= 96 and min(map(len, groups)) >= 3 and len(set(digits)) > 2:
                yield _citizen(match.start(), match[0])
        for pattern in (_PHONE, _SECOND_PHONE):
            for match in pattern.finditer(text, *around):
                if _is_phone(match[0]):
                    yield _phone(match.start(), match[0])
    if _PASSPORT_WORD.search(text):
        for match in _PASSPORT.finditer(text):
            yield _citizen(match.start(), match[0])


def _births(read: str) -> Iterator[_Hit]:
    text = _APOSTROPHE.sub("'", _DASH.sub("-", read))
    for start in births(text):
        yield _Hit(start, "ngay-sinh", f"có họ tên kèm ngày sinh «{text[start: start + 18].partition(chr(10))[0]}…»",
                   "Bỏ ngày sinh, hoặc dùng tên giả một chữ cái như «Nguyễn Văn A».")


def _called(match: re.Match[str]) -> str | None:
    """What the words around a number call it, when they do and the number is as long as such numbers are."""
    digits, _ = _digits(match[0])
    if len(set(digits)) <= 2 or _DATE_INSIDE.search(match[0]) or _OF_YEARS.fullmatch(match[0].strip()):
        return None
    before, after = (bare(part).lower().replace("_", " ") for part in (match.string[max(0, match.start() - 80): match.start()],
                                                                       match.string[match.end(): match.end() + 25]))
    if _MONEY_AFTER.match(after):
        return None
    # The line of the number and the one before it: in YAML and tables the name often stands there.
    before = "\n".join(before.split("\n")[-2:])
    names = list(_CALLED.finditer(before))
    if names and not re.search(r"\d{5,}", before[names[-1].end():]):
        kind = names[-1].lastgroup
    else:
        called = _CALLED.match(after.lstrip(" ([,-"))
        kind = called.lastgroup if called else None
    if kind is None:
        return None
    low, high = _LENGTHS[kind]
    return kind if low <= len(digits) <= high else None


def _is_phone(number: str) -> bool:
    """A Vietnamese mobile (0 + 9 digits from 3, 5, 7, 8, 9) or fixed number (02 + 9 digits), grouped as people group."""
    digits, groups = _digits(number)
    local = re.sub(r"^(?:0084|84|0)\(?0?", "", digits)
    if len(set(digits)) <= 2 or sum(len(group) == 1 for group in groups) > 1 or _DATE_INSIDE.search(number):
        return False
    return (len(local) == 9 and local[0] in "35789") or (len(local) == 10 and local[0] == "2")


def _digits(number: str) -> tuple[str, list[str]]:
    groups = re.findall(r"\d+", number)
    return "".join(groups), groups


def _citizen(offset: int, number: str) -> _Hit:
    return _Hit(offset, "so-dinh-danh", f"có số giấy tờ tùy thân «{_masked(number)}»", "Bỏ số này; trong ví dụ dùng dãy chấm «……».")


def _phone(offset: int, number: str) -> _Hit:
    return _Hit(offset, "dien-thoai", f"có số điện thoại «{_masked(number)}»",
                "Bỏ số này; số liên hệ do từng đơn vị tự ghi trên bản in.")


def _masked(value: str) -> str:
    """The first signs only: a message must not spread what it found."""
    return value.strip()[:3] + "…"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
