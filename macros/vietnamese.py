"""The Vietnamese language as this project needs it: one spelling, folding, order, dates and numbers.

Knows nothing of the handbook. Standard library only, so that every other module may import it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

# Every mark that may stand on a letter of Latin, Greek or Cyrillic script.
_MARKS = re.compile(
    "[\u0300-\u034e\u0350-\u036f\u0483-\u0487\u1ab0-\u1abd\u1abf-\u1ace\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f]+"
)
# Combining marks of the five written tones, in dictionary order after the level tone.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}

# The two spellings differ in open syllables in -oa, -oe, -uy: the old one puts the tone on the first vowel (hóa, ủy),
# the new one on the second (hoá, uỷ). # cho-phep: chinh-ta – hai cách viết đặt cạnh nhau
# After q the u belongs to the consonant: quý, quỳ.
_NEW_TONE = re.compile(r"(?<![qQ])([oOuU])([aAeEyY])([\u0300\u0301\u0303\u0309\u0323])(?![^\W\d_])")
_OLD_TONE = re.compile(r"(?<![qQ])([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![^\W\d_])")
_PAIRS = {"oa", "oe", "uy"}
# Text typed in TCVN3 or VNI shows signs within words that Vietnamese in Unicode never has, whatever its font is called today.
_TCVN3 = re.compile("[A-Za-z][¨©ª¬®¯µ¶·¸¹¼½¾]|[¨©ª¬®µ¶·¸¹¼½¾][A-Za-z]")  # noqa: RUF001 (these are the signs meant)
_VNI = re.compile("[aAeEoO][âäÂÄ]|[aA][ùøûõïéèúüëê]|[eE][ùøûõï]|[öÖ][ôùøûõïÔÙØÛÕÏ]|[ñÑ]")
#: What :func:`old_table` says of the letters that only look like Đ and đ.
ICELANDIC = "chữ Ð khác chữ Đ"
# A name longer than this is no slip of the finger, and comparing it would take for ever.
_LONGEST_NAME = 100

# Signs that only tell how to set the others (Unicode 14, category Cf).
_FORMAT = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_PLAIN = re.compile("[!-~]+(?: [!-~]+)*")
#: Signs that take no room: soft hyphens, joiners, marks of direction and of byte order.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Spaces that only look like one, or like none.
ODD_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")


def nfc(text: str) -> str:
    """``text`` in composed form (NFC), the only form that the project stores and compares."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def one_line(text: str) -> str:
    """``text`` as it looks on one line: composed, without invisible signs, every run of white space one blank.

    What is typed into a cell or copied from a page brings non-breaking spaces, line breaks and signs of no width along:
    nobody sees them, so they do not count.
    """
    if _PLAIN.fullmatch(text) is not None:
        return text
    return " ".join(_FORMAT.sub("", nfc(text)).split())


def old_table(word: str) -> str:
    """The table of codes before Unicode in which ``word`` seems to have been typed, or nothing."""
    if "Ð" in word or "ð" in word:
        return ICELANDIC
    if _TCVN3.search(word) is not None:
        return "TCVN3"
    return "VNI" if _VNI.search(word) is not None else ""


def fold(text: str) -> str:
    """``text`` in lower case without any diacritic; «Đ» becomes «d», which NFD alone does not do."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")


@lru_cache(maxsize=2_000)
def _split_tone(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(c for c in parts if c in _TONES)
    return nfc("".join(c for c in parts if c not in _TONES)) + tone


def _split_tones(text: str) -> str:
    """Every letter composed but for its tone, which follows it as a combining mark."""
    return "".join(_split_tone(char) for char in nfc(text))


def old_tone(text: str) -> str:
    """The house spelling: the tone of an open -oa, -oe, -uy on its first vowel («ủy», «hóa»)."""

    def move(match: re.Match[str]) -> str:
        first, second, tone = match.groups()
        return first + tone + second if (first + second).lower() in _PAIRS else match[0]

    return nfc(_NEW_TONE.sub(move, _split_tones(text)))


def new_tone(text: str) -> str:
    """The other spelling, which readers type as often: the tone on the second vowel («uỷ», «hoá»)."""  # cho-phep: chinh-ta – cách viết kia

    def move(match: re.Match[str]) -> str:
        first, tone, second = match.groups()
        return first + second + tone if (first + second).lower() in _PAIRS else match[0]

    return nfc(_OLD_TONE.sub(move, _split_tones(text)))


def slug(text: str, separator: str = "-") -> str:
    """An ASCII name for addresses and file names: «Đảng ủy cơ sở» → ``dang-uy-co-so``.

    Takes the separator as MkDocs' ``toc`` extension passes it, so that it can serve as its ``slugify``.
    """
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A sort key in dictionary order: letters first (a ă â b … d đ e ê …), tones only to break a tie."""
    letters: list[int] = []
    tones: list[int] = []
    for char in _split_tones(text.lower()):
        if char in _TONES:
            if tones:  # a mark without a letter before it has nothing to stand on
                tones[-1] = _TONES.index(char) + 1
            continue
        # Spaces and signs sort before digits, digits before letters.
        rank = _LETTER_RANK.get(char)
        letters.append(100 + rank if rank else (50 + int(char) if char.isdecimal() else 1))
        tones.append(0)
    return tuple(letters), tuple(tones)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``name`` when accents and case are forgiven, or None when none is near."""
    if len(name) > _LONGEST_NAME:
        return None
    by_folded = {fold(candidate): candidate for candidate in candidates}
    found = get_close_matches(fold(name), list(by_folded), 1, 0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The remedy for a name that does not exist: «Có phải là «…»?» with the nearest candidate, or ``otherwise``."""
    guess = nearest(name, candidates)
    return f"Có phải là «{guess}»?" if guess else otherwise


def format_date(day: date) -> str:
    """``dd/mm/yyyy``, as dates stand everywhere on the site."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def date_in_words(day: date) -> str:
    """«ngày 05 tháng 3 năm 2026»: days below 10 and months below 3 take a zero (HD 05-HD/VPTW, mục I.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def format_number(value: int | float | Decimal) -> str:
    """«6.929» and «12,5»: points between thousands, a comma before decimals."""
    if isinstance(value, int):
        return format_count(value)
    return f"{Decimal(str(value)).normalize():,f}".translate(str.maketrans(",.", ".,"))


def format_count(value: int) -> str:
    """«6.929»: a whole number with points between thousands."""
    digits = str(abs(value))
    parts = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)]
    return ("-" if value < 0 else "") + ".".join(reversed(parts))
