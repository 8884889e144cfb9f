"""Periods of reports and figures: ``2026-10`` a month, ``2026-Q3`` a quarter, ``2026-N1`` a half, ``2026`` a year, ``2026-W47`` a week."""

from __future__ import annotations

import re
from datetime import date

# What a period is called by the sign that begins its second part; a month has none. In the order of their lengths.
KINDS = ("W", "", "Q", "N", "year")
_MONTHS = {"": 1, "Q": 3, "N": 6}
_ROMAN = ("I", "II", "III", "IV")
_DOUBLED = re.compile(r"\b(tuần|tháng|quý|năm|kỳ)\s+\1\b", re.IGNORECASE)


def _parts(period: str) -> tuple[int, str, int]:
    """(year, kind, number within the year): ``2026-Q3`` → (2026, "Q", 3)."""
    year, _, part = period.partition("-")
    if not part:
        return int(year), "year", 1
    kind = part[0] if part[0] in "WQN" else ""
    return int(year), kind, int(part.removeprefix(kind))


def period_kind(period: str) -> str:
    """Which of ``KINDS`` a period is."""
    return _parts(period)[1]


def period_text(period: str) -> str:
    """A period in words: «tháng 10/2026», «quý III/2026», «6 tháng đầu năm 2026», «năm 2026», «tuần 47/2026»."""
    year, kind, number = _parts(period)
    if kind == "year":
        return f"năm {year}"
    if kind == "Q":
        return f"quý {_ROMAN[number - 1]}/{year}"
    if kind == "N":
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    return f"{'tuần' if kind == 'W' else 'tháng'} {number}/{year}"


def period_after(title: str, period: str) -> str:
    """What of the period's words must still be said after ``title``: «Báo cáo công tác quý» + 2026-Q3 → «III/2026»."""
    said, words = title.lower().split(), period_text(period).split()
    told = next(n for n in range(min(len(said), len(words)), -1, -1) if said[len(said) - n:] == words[:n])
    return " ".join(words[told:])


def doubled_period(text: str) -> str | None:
    """A period's word that stands twice running in ``text``: «Báo cáo quý quý III» → «quý quý»."""
    found = _DOUBLED.search(text)
    return found[0] if found else None


def period_key(period: str) -> tuple[date, int]:
    """Sorts periods by the day on which they end, the shorter first."""
    return period_last_day(period), KINDS.index(period_kind(period))


def period_last_day(period: str) -> date:
    """The last day of a week (its Sunday), month, quarter, half or year."""
    year, kind, number = _parts(period)
    if kind == "W":
        return date.fromordinal(_week_begin(year, number) + 6)
    return last_of_month(date(year, number * _MONTHS.get(kind, 12), 1))


def _week_begin(year: int, number: int) -> int:
    """The Monday of a week, as a number of days; the first week of a year is the one with the fourth of January."""
    fourth = date(year, 1, 4).toordinal()
    return fourth - (fourth - 1) % 7 + (number - 1) * 7


def _week_at(monday: int) -> str:
    """The week that begins on ``monday``: its Thursday tells the year."""
    year = date.fromordinal(monday + 3).year
    return f"{year}-W{(monday - _week_begin(year, 1)) // 7 + 1:02d}"


def previous_period(period: str) -> str:
    """The period of the same kind before: ``2026-Q1`` → ``2025-Q4``."""
    year, kind, number = _parts(period)
    if kind == "year":
        return str(year - 1)
    if kind == "W":
        return _week_at(_week_begin(year, number) - 7)
    year, number = (year, number - 1) if number > 1 else (year - 1, 12 // _MONTHS[kind])
    return f"{year}-{kind}{number}" if kind else f"{year}-{number:02d}"


def following_period(period: str) -> str:
    """The period of the same kind after: ``2026-Q4`` → ``2027-Q1``."""
    year, kind, number = _parts(period)
    if kind == "year":
        return str(year + 1)
    if kind == "W":
        return _week_at(_week_begin(year, number) + 7)
    year, number = (year, number + 1) if number < 12 // _MONTHS[kind] else (year + 1, 1)
    return f"{year}-{kind}{number}" if kind else f"{year}-{number:02d}"


def last_of_month(day: date) -> date:
    """The last day of the month that ``day`` lies in."""
    if day.month == 12:
        return date(day.year, 12, 31)
    return date.fromordinal(date(day.year, day.month + 1, 1).toordinal() - 1)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier, when negative), or the last day of that month where it is shorter."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first).day))
