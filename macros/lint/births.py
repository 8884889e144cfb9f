"""Names with dates of birth in a text without accents, told from history: streets, heroes, life spans, signatures.

A name that its own family name betrays needs a date only («Vũ Đức Thắng, 21/7/1966»). Any other words with capitals need a
word for birth or a label («Họ và tên: …»). History is not told: it has no living person, see :func:`_is_history`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.lint.people import ANY, GONE_AFTER, HISTORIC, HONOURED_BEFORE, LISTED, NO_PERSON, PLACE, SIGNED_BEFORE, THING_BEFORE, bare

_YEAR = r"(?:19[3-9]\d|20[01]\d)"
_DAY = rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}"
_SHORT_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}"
_DAY_WORDS = rf"(?:ngay )?\d{{1,2}} thang \d{{1,2}} nam {_YEAR}"
_ISO_DAY = rf"{_YEAR}[-/]\d{{2}}[-/]\d{{2}}"
_ANY_DAY = rf"(?:{_DAY}|{_ISO_DAY}|{_DAY_WORDS})"
_WHEN = rf"(?:{_ANY_DAY}|(?:thang )?\d{{1,2}}[/.-]{_YEAR}|{_YEAR}|{_SHORT_DAY})(?!\d)"
_BORN = (r"(?:[Ss]inh(?! hoat| vien| nhat| thai| ra tai| con)|SINH|(?<!\w)[Ss]\.?[Nn](?!\w)|(?<!\w)[Nn]\.?[Ss](?!\w)|[Nn]gay[ _]sinh"
         r"|[Nn]am[ _]sinh|[Dd]ob(?!\w)|DOB)")
_LABEL = (r"(?<!\w)(?:[Hh]o (?:va )?ten|HO (?:VA )?TEN|ho_(?:va_)?ten|ho-(?:va-)?ten|[Tt]en|[Dd]ong chi|[Oo]ng|[Bb]a)"
          r"(?: khai sinh)?[\"']?\W{1,4}")

#: Years in which somebody may be born: only around them a birth is looked for. It begins with a set of signs for speed.
YEAR = re.compile(r"[0-9](?:(?:(?<=1)9[3-9]|(?<=2)0[01])[0-9](?![0-9])(?<![0-9][0-9]{4})(?<![a-z]-[0-9]{4})"
                  r"|[0-9]?[/.-][0-9]{1,2}[/.-][0-9]{2}(?![0-9/.-]))")
# What a birth is recognised by, on text with its accents, and how far from it a pattern reaches back and forth. Both begin
# with a set of signs for speed.
_BORN_ANYHOW = re.compile(r"[SsDdNn](?:inh(?! ho[aạ]t)|INH|ob(?!\w)|OB(?!\w)|\.?[NnSs](?!\w))[^\d\n]{0,40}\d")
_DATED = re.compile(r"[0-9](?:[0-9]?\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?(?:19|20)[0-9]{2}|[0-9]{3}[-/][0-9]{2}[-/][0-9]{2}|[0-9]{3}\)"
                    r"|[0-9]? th[aá]ng [0-9]{1,2} n[aă]m (?:19|20)[0-9]{2})")
_SAID_REACH, _DATED_REACH = (430, 430), (320, 40)

_SAID = (
    re.compile(rf"(?P<name>{LISTED})[^\n]{{0,60}}?\n?[^\n]{{0,40}}?{_BORN}[^\d\n]{{0,30}}{_WHEN}"),
    re.compile(rf"(?P<name>{ANY})[^\n.|]{{0,40}}?{_BORN}[^\d\n]{{0,15}}{_WHEN}"),
    re.compile(rf"{_BORN}[^\d\n]{{0,15}}{_WHEN}[^\n]{{0,30}}\n?[^\n]{{0,30}}?(?P<name>{LISTED})"),
    re.compile(rf"{_LABEL}(?P<name>{ANY})[^\n]{{0,60}}(?:\n[^\n]{{0,60}}){{0,6}}?{_BORN}[^\d\n]{{0,15}}{_WHEN}"),
    re.compile(rf"{_BORN}[^\d\n]{{0,15}}{_WHEN}[^\n]{{0,60}}(?:\n[^\n]{{0,60}}){{0,6}}?{_LABEL}(?P<name>{ANY})"),
)
_UNSAID = (
    re.compile(rf"(?P<name>{LISTED})\s*(?:[,;:|(\t-]\s*){{1,3}}(?:{_ANY_DAY})(?!\d)"),
    re.compile(rf"(?P<name>{LISTED})\s*\((?:{_YEAR}|{_ANY_DAY})\)"),
    re.compile(rf"(?:^|\|)[ \t]*(?:[Dd]ong chi |[Oo]ng |[Bb]a |\d{{1,4}}[.)]? )?(?P<name>{LISTED})[ \t]*(?:\|[^\n|]{{0,40}}){{0,4}}"
               rf"\|[ \t]*(?:{_ANY_DAY})[ \t]*(?:\||$)", re.MULTILINE),
)
_NUMBERED = re.compile(r"(?:19|20)\d{2}")


def births(text: str) -> Iterator[int]:
    """Where a name stands with a date of birth in ``text``."""
    told: set[int] = set()
    for anchor, reach, patterns in ((_BORN_ANYHOW, _SAID_REACH, _SAID), (_DATED, _DATED_REACH, _UNSAID)):
        for first, last in stretches(anchor, text, *reach):
            stretch = text[first:last]
            if YEAR.search(stretch):
                for start in _within(stretch, patterns, said=patterns is _SAID):
                    if first + start not in told:
                        told.add(first + start)
                        yield first + start


def stretches(anchor: re.Pattern[str], text: str, back: int, forth: int) -> Iterator[tuple[int, int]]:
    """The parts of ``text`` around the places of ``anchor``, those that touch each other made one."""
    first = last = -1
    for match in anchor.finditer(text):
        begin = max(0, match.start() - back)
        if begin > last:
            if last >= 0:
                yield first, last
            first = begin
        last = min(len(text), match.end() + forth)
    if last >= 0:
        yield first, last


def _within(text: str, patterns: Iterable[re.Pattern[str]], *, said: bool) -> Iterator[int]:
    """Where the patterns find a person. ``said``: they hold a word for birth."""
    plain = bare(text)
    refused: set[int] = set()  # signs of names that were not meant: the end of such a name is no name either
    for pattern in patterns:
        at = 0
        while match := pattern.search(plain, at):
            # A name that was not meant must not hide the next one, which may stand inside the same match.
            at = match.start() + 1
            start = match.start("name")
            if start in refused:
                continue
            if NO_PERSON.match(text, start):  # a name may follow: «ĐẢNG VIÊN TRẦN VĂN HÙNG»
                refused.add(start)
            elif _is_history(plain, text, match, said):
                refused.update(range(*match.span("name")))
            else:
                at = match.end()
                yield start


def _is_history(plain: str, text: str, match: re.Match[str], said: bool) -> bool:
    """Whether the name of ``match`` is a place, a thing or a person of the past. ``said``: a word for birth stands there."""
    start, end = match.span("name")
    name, before = plain[start:end], text[max(0, start - 40): start]
    if PLACE.match(name) or THING_BEFORE.search(before):
        return True
    after = text[match.end(): match.end() + 60].partition("\n")[0]
    if HONOURED_BEFORE.search(before) or GONE_AFTER.search(after) or re.match(r"\s?[-–]\s?(?:\d{1,2}[/.-]){0,2}(?:19|20)\d{2}", after):
        return True
    years = _NUMBERED.findall(plain[end: match.end()] if match.end() > end else plain[match.start(): start])
    if HISTORIC.match(name):
        return not said or any(year < "1950" for year in years)
    return not said and bool(SIGNED_BEFORE.search(before))
