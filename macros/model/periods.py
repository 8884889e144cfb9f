"""Periods of reports and figures: ``2026-10`` a month, ``2026-Q3`` a quarter, ``2026-N1`` a half, ``2026`` a year, ``2026-W47`` a week."""

from __future__ import annotations

import calendar
from datetime import date

_ROMAN = ("I", "II", "III", "IV")


def period_text(period: str) -> str:
    """A period in words: «tháng 10/2026», «quý III/2026», «6 tháng đầu năm 2026», «năm 2026»."""
    year, _, part = period.partition("-")
    if not part:
        return f"năm {year}"
    if part.startswith("Q"):
        return f"quý {_ROMAN[int(part[1:]) - 1]}/{year}"
    if part.startswith("N"):
        return f"6 tháng {'đầu' if part == 'N1' else 'cuối'} năm {year}"
    if part.startswith("W"):
        return f"tuần {int(part[1:])}/{year}"
    return f"tháng {int(part)}/{year}"


def period_key(period: str) -> tuple[int, int, int]:
    """Sorts periods by the month in which they end, the shorter first."""
    year, _, part = period.partition("-")
    if not part:
        return int(year), 12, 4
    if part[0] in "QN":
        return int(year), int(part[1:]) * (3 if part[0] == "Q" else 6), 2 if part[0] == "Q" else 3
    return int(year), int(part), 1


def period_last_day(period: str) -> date:
    """The last day of a month, quarter, half or year."""
    year, month, _ = period_key(period)
    return date(year, month, calendar.monthrange(year, month)[1])


def previous_period(period: str) -> str:
    """The period of the same kind before: ``2026-Q1`` → ``2025-Q4``."""
    year, _, part = period.partition("-")
    if not part:
        return str(int(year) - 1)
    kind, number = (part[0], int(part[1:])) if part[0] in "QN" else ("", int(part))
    if number > 1:
        return f"{year}-{kind}{number - 1}" if kind else f"{year}-{number - 1:02d}"
    last = {"Q": "Q4", "N": "N2", "": "12"}[kind]
    return f"{int(year) - 1}-{last}"
