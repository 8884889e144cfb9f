"""What a unit's form is made of, for its writer and its reader, and what a merge of returned forms gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.model.organisation import Organisation

FORM, CODES = "Biểu", "_ma"
UNIT_KEY, PERIOD_KEY = "Đơn vị", "Kỳ"
CODE, VALUE, REASON = "Mã", "Kỳ này", "Giải trình"
NOT_FILLED = "chưa ghi"  # begins what is told of an empty cell
FIRST_ROW = 7  # of the indicators in a form, counted from 1
# Small units change by one or two members: a percentage alone would ask them all for a reason.
LEAST_CHANGE = 3
HEADINGS = (CODE, "Chỉ tiêu", "Đơn vị tính", "Kỳ trước", VALUE, REASON, "Kiểm tra")


@dataclass(frozen=True)
class Counted:
    """A number that a unit sent for an indicator."""

    unit: str
    indicator: str
    value: int


@dataclass(frozen=True)
class Merged:
    """What came back right: figures, the units that sent them, and the units that have not sent or sent with faults.

    ``files``: the names of the files of every unit that sent any.
    """

    figures: tuple[Counted, ...]
    received: tuple[str, ...]
    faulty: tuple[str, ...]
    missing: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]


def figures_by_unit(organisation: Organisation, period: str) -> dict[str, dict[str, int]]:
    """Unit → indicator → value, for one period."""
    found: dict[str, dict[str, int]] = {}
    for row in organisation.figures:
        if row.period == period:
            found.setdefault(row.unit, {})[row.indicator] = row.value
    return found
