"""Names with dates of birth in a text without accents, told from history: streets, heroes, life spans, signatures.

A name that its own family name betrays needs a date only («Vũ Đức Thắng, 21/7/1966»). Any other words with capitals need a
word for birth or a label («Họ và tên: …»). History is not told: it has no living person, see :func:`_is_history`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.lint.people import ANY, GONE_AFTER, HISTORIC, HONOURED_BEFORE, LISTED, NO_PERSON, PLACE, SIGNED_BEFORE, THING_BEFORE

_YEAR = r"(?:19[3-9]\d|20[01]\d)"
_DAY = rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
_SHORT_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}"
_DAY_WORDS = rf"(?:ngay )?\d{{1,2}} thang \d{{1,2}} nam {_YEAR}"
_ISO_DAY = rf"{_YEAR}[-/]\d{{2}}[-/]\d{{2}}"
_ANY_DAY = rf"(?:{_DAY}|{_ISO_DAY}|{_DAY_WORDS})"
_WHEN = rf"(?:{_ANY_DAY}|(?:thang )?\d{{1,2}}[/.-]{_YEAR}|{_YEAR}|{_SHORT_DAY})(?!\d)"
_BORN = (r"(?:[Ss]inh(?! hoat| vien| nhat| thai| ra tai| con)|SINH|(?<!\w)[Ss]\.?[Nn](?!\w)|(?<!\w)[Nn]\.?[Ss](?!\w)|[Nn]gay[ _]sinh"
         r"|[Nn]am[ _]sinh|[Dd]ob(?!\w)|DOB)")
_LABEL = r"(?<!\w)(?:[Hh]o (?:va )?ten|HO (?:VA )?TEN|ho_(?:va_)?ten|ho-(?:va-)?ten|[Tt]en|[Dd]ong chi|[Oo]ng|[Bb]a)(?: khai sinh)?[\"']?\W{1,4}"

#: Years in which somebody may be born: only around them a birth is looked for. It begins with a set of signs for speed.
YEAR = re.compile(r"[0-9](?:(?:(?<=1)9[3-9]|(?<=2)0[01])[0-9](?![0-9])(?<![0-9][0-9]{4})(?<![a-z]-[0-9]{4})"
                  r"|[0-9]?[/.-][0-9]{1,2}[/.-][0-9]{2}(?![0-9/.-]))")
_REACH = 420  # signs; no pattern is longer

# (pattern, whether it holds a word for birth)
_PATTERNS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(rf"(?P<name>{LISTED})[^\n]{{0,60}}?\n?[^\n]{{0,40}}?{_BORN}[^\d\n]{{0,30}}{_WHEN}"), True),
    (re.compile(rf"(?P<name>{ANY})[^\n.|]{{0,40}}?{_BORN}[^\d\n]{{0,15}}{_WHEN}"), True),
    (re.compile(rf"{_BORN}[^\d\n]{{0,15}}{_WHEN}[^\n]{{0,30}}\n?[^\n]{{0,30}}?(?P<name>{LISTED})"), True),
    (re.compile(rf"{_LABEL}(?P<name>{ANY})[^\n]{{0,60}}(?:\n[^\n]{{0,60}}){{0,6}}?{_BORN}[^\d\n]{{0,15}}{_WHEN}"), True),
    (re.compile(rf"{_BORN}[^\d\n]{{0,15}}{_WHEN}[^\n]{{0,60}}(?:\n[^\n]{{0,60}}){{0,6}}?{_LABEL}(?P<name>{ANY})"), True),
    (re.compile(rf"(?P<name>{LISTED})\s*(?:[,;:|(\t-]\s*){{1,3}}(?:{_ANY_DAY})(?!\d)"), False),
    (re.compile(rf"(?P<name>{LISTED})\s*\((?:{_YEAR}|{_ANY_DAY})\)"), False),
    (re.compile(rf"(?P<name>{LISTED})[^\n|]{{0,60}}(?:\|[^\n|]{{0,40}}){{0,4}}\|\s*(?:{_ANY_DAY})\s*(?:\||$)", re.MULTILINE), False),
)
_NUMBERED = re.compile(r"(?:19|20)\d{2}")


def births(plain: str, text: str) -> Iterator[int]:
    """Where a name stands with a date of birth. ``plain`` is ``text`` without accents, of the same length."""
    told: set[int] = set()
    for first, last in _near_years(plain):
        for pattern, said in _PATTERNS:
            at = first
            while match := pattern.search(plain, at, last):
                # A name that was not meant must not hide the next one, which may stand inside the same match.
                at = match.start() + 1
                start = match.start("name")
                if start in told or _is_history(plain, text, match, said):
                    continue
                told.add(start)
                at = match.end()
                yield start


def _near_years(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text around years in which somebody may be born."""
    first = last = -1
    for match in YEAR.finditer(plain):
        if match.start() - _REACH > last:
            if last >= 0:
                yield first, last
            first = max(0, match.start() - _REACH)
        last = match.end() + _REACH
    if last >= 0:
        yield first, min(last, len(plain))


def _is_history(plain: str, text: str, match: re.Match[str], said: bool) -> bool:
    """Whether the name of ``match`` is a place, a thing or a person of the past. ``said``: a word for birth stands there."""
    start, end = match.span("name")
    name, before = plain[start:end], plain[max(0, start - 40): start]
    if PLACE.match(name) or THING_BEFORE.search(before) or NO_PERSON.match(text, start):
        return True
    after = text[match.end(): match.end() + 60].partition("\n")[0]
    if HONOURED_BEFORE.search(before) or GONE_AFTER.search(after) or re.match(r"\s?[-–]\s?(?:\d{1,2}[/.-]){0,2}(?:19|20)\d{2}", after):
        return True
    years = _NUMBERED.findall(plain[end: match.end()] if match.end() > end else plain[match.start(): start])
    if HISTORIC.match(name):
        return not said or any(year < "1950" for year in years)
    return not said and bool(SIGNED_BEFORE.search(text[max(0, start - 40): start]))
