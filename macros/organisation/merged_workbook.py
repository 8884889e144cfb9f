"""Merged figures put into the organisation's workbook in place: only the cells that a merge changes are touched.

The page does the same with the workbook that is dropped there (macros/translate).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from macros.files.changed_xlsx import ChangedSheet, parts_with
from macros.files.opened_xlsx import OpenedBook, Unreadable
from macros.model.headings import (
    AS_OF,
    CODE,
    FIGURES,
    INDICATOR,
    INDICATORS,
    INFO,
    MEMBERS,
    PERIOD,
    ROLE,
    SOURCE,
    TOTAL_MEMBERS,
    UNIT,
    UNITS,
    VALUE,
)
from macros.model.organisation import Organisation
from macros.model.periods import period_last_day, period_text, previous_period
from macros.model.returned import Merged, figures_by_unit
from macros.vietnamese import format_date, one_line

_SAVE = "Chép trang này từ tệp mẫu (run.py data new)."


def put_figures(content: bytes, organisation: Organisation, merged: Merged, period: str, today: date) -> list[tuple[str, bytes]]:
    """The parts of the workbook ``content`` with the merged figures in place of any earlier ones of the same unit and period.

    When every unit has sent a closing number, the units' members and the day of the figures follow it; before that they stay, so
    that a total never mixes two days. Of a period that has not ended the day is ``today``. Raises Unreadable.
    """
    book = OpenedBook(content)
    changed = [_figures(book, merged, period)]
    end = organisation.closing
    closing = {row.unit: row.value for row in merged.figures if end is not None and row.indicator == end.id}
    last = min(period_last_day(period), today)
    if all(unit in closing for unit in organisation.units) and last >= organisation.about.as_of:
        changed.append(_members(book, closing))
        changed.append(_about(book, last, sum(closing.values()), f"Biểu số liệu các đơn vị gửi, {period_text(period)}"))
    return parts_with(book, changed)


def _figures(book: OpenedBook, merged: Merged, period: str) -> ChangedSheet:
    sheet, columns = _sheet(book, FIGURES, (UNIT, PERIOD, INDICATOR, VALUE))
    known: dict[str, int] = {}
    last = 1
    for number, row in enumerate(sheet.rows, start=1):
        if any(value != "" for value in row):
            last = number
        known["\n".join([_shown(row[columns[heading]]) for heading in (UNIT, PERIOD, INDICATOR)])] = number
    like = last if last > 1 else 0
    for figure in merged.figures:
        key = "\n".join([figure.unit, period, figure.indicator])
        if key not in known:
            last += 1
            known[key] = last
            sheet.put_text(last, columns[UNIT], figure.unit, like)
            sheet.put_text(last, columns[PERIOD], period, like)
            sheet.put_text(last, columns[INDICATOR], figure.indicator, like)
        sheet.put_number(known[key], columns[VALUE], figure.value, like)
    return sheet


def _members(book: OpenedBook, closing: Mapping[str, int]) -> ChangedSheet:
    sheet, columns = _sheet(book, UNITS, (CODE, MEMBERS))
    for number, row in enumerate(sheet.rows, start=1):
        unit = _shown(row[columns[CODE]])
        if unit in closing:
            sheet.put_number(number, columns[MEMBERS], closing[unit])
    return sheet


def _about(book: OpenedBook, last: date, members: int, source: str) -> ChangedSheet:
    if INFO not in _names(book):
        raise Unreadable(f"không có trang «{INFO}»", _SAVE)
    sheet = ChangedSheet(book, _names(book)[INFO])
    for number, row in enumerate(sheet.rows, start=1):
        key = _shown(row[0])
        if key == TOTAL_MEMBERS:
            sheet.put_number(number, 1, members)
        elif key == SOURCE:
            sheet.put_text(number, 1, source)
        elif key == AS_OF and len(row) > 1 and isinstance(row[1], date):
            sheet.put_number(number, 1, book.day_number(last))
        elif key == AS_OF:
            sheet.put_text(number, 1, format_date(last))
    return sheet


def _names(book: OpenedBook) -> dict[str, str]:
    return {one_line(name): name for name in book.sheet_names}


def _sheet(book: OpenedBook, name: str, wanted: tuple[str, ...]) -> tuple[ChangedSheet, dict[str, int]]:
    """A sheet to change, and where its columns stand."""
    names = _names(book)
    if name not in names:
        raise Unreadable(f"không có trang «{name}»", _SAVE)
    sheet = ChangedSheet(book, names[name])
    heads = [_shown(value) for value in sheet.rows[0]] if sheet.rows else []
    for heading in wanted:
        if heading not in heads:
            raise Unreadable(f"trang «{name}» không có cột «{heading}»", _SAVE)
    return sheet, {heading: heads.index(heading) for heading in wanted}


def _shown(value: object) -> str:
    return one_line(value) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def not_the_same(content: bytes, organisation: Organisation, period: str) -> str:
    """Why a dropped workbook is not the one that forms were judged by, as a sentence; nothing when it is. Raises Unreadable.

    Its units, its indicators and the figures of the period before decide what is right in a form.
    """
    book = OpenedBook(content)
    units, of_units = _sheet(book, UNITS, (CODE, MEMBERS))
    codes = [_shown(row[of_units[CODE]]) for row in units.rows[1:]]
    missing = [unit.name for unit in organisation.units.values() if unit.id not in codes]
    ended = organisation.former_units
    added = [code for code in codes if code and code not in organisation.units and code not in ended]
    if missing or added:
        return f"trang «{UNITS}» khác danh sách đơn vị của sổ tay (thiếu {len(missing)}, thêm {len(added)})"
    indicators, of_indicators = _sheet(book, INDICATORS, (CODE, ROLE))
    told = {_shown(row[of_indicators[CODE]]): _shown(row[of_indicators[ROLE]]) for row in indicators.rows[1:]}
    if [code for code in told if code] != list(organisation.indicators) or any(
            told[code] != indicator.role for code, indicator in organisation.indicators.items()):
        return f"trang «{INDICATORS}» khác các chỉ tiêu của sổ tay"
    figures, columns = _sheet(book, FIGURES, (UNIT, PERIOD, INDICATOR, VALUE))
    before = previous_period(period)
    theirs: dict[str, dict[str, int]] = {}
    for row in figures.rows[1:]:
        value = row[columns[VALUE]]
        if _shown(row[columns[PERIOD]]) == before and isinstance(value, int):
            theirs.setdefault(_shown(row[columns[UNIT]]), {})[_shown(row[columns[INDICATOR]])] = value
    if theirs != figures_by_unit(organisation, before):
        return f"trang «{FIGURES}» khác số {period_text(before)} của sổ tay"
    return ""
