"""The blank form → the form of one unit: its name, its figures of the period before, and the codes that tell it apart.

The page makes the forms the same way (macros/translate).
"""

from __future__ import annotations

from collections.abc import Mapping

from macros.files.changed_xlsx import ChangedSheet, parts_with
from macros.files.opened_xlsx import OpenedBook
from macros.model.organisation import OPENING, Organisation, Unit
from macros.model.periods import period_text, previous_period
from macros.model.returned import CODES, FIRST_ROW, FORM, figures_by_unit
from macros.vietnamese import format_date

_BEFORE, _NOW = 3, 4  # columns


def form_parts(
    blank: bytes, organisation: Organisation, unit: Unit, period: str, before: Mapping[str, int] | None
) -> list[tuple[str, bytes]]:
    """The parts of one unit's form. ``before``: its figures of the period before, shown beside, locked; the opening number is filled in.

    Without them (None) the members of the sheet «Đơn vị» stand beside the closing number, as ``load.returned`` compares them.
    """
    book = OpenedBook(blank)
    sheet, codes = ChangedSheet(book, FORM), ChangedSheet(book, CODES)
    head = (f"Biểu số liệu {period_text(period)}", unit.name, f"Gửi {organisation.superior_of(unit).committee}")
    for row, text in enumerate(head, start=1):
        sheet.put_text(row, 0, text)
    end = organisation.closing
    shown: dict[str, int] = {}
    if before is not None:
        shown = dict(before)
    elif end is not None:
        shown = {end.id: unit.members}
    for row, indicator in enumerate(organisation.indicators.values(), start=FIRST_ROW):
        if indicator.id in shown:
            sheet.put_number(row, _BEFORE, shown[indicator.id])
        if before is not None and end is not None and indicator.role == OPENING and end.id in before:
            sheet.put_number(row, _NOW, before[end.id])
    for row, text in enumerate((unit.id, period, format_date(organisation.about.as_of)), start=1):
        codes.put_text(row, 1, text)
    return parts_with(book, [sheet, codes])


def all_form_parts(first: bytes, later: bytes, organisation: Organisation, period: str) -> list[tuple[str, list[tuple[str, bytes]]]]:
    """File name and parts of every unit's form. ``first``: the blank of units of which nothing is known of the period before."""
    before = figures_by_unit(organisation, previous_period(period))
    return [(f"{unit.id}.{period}.xlsx", form_parts(later if unit.id in before else first, organisation, unit, period, before.get(unit.id)))
            for unit in organisation.units.values()]
