"""What a merge of returned forms tells the office above: unit by unit, what to send back, totals, and how each type of unit stands.

The page shows it from the same functions (macros/translate).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.model.organisation import OPENING, Organisation
from macros.model.periods import period_text, previous_period
from macros.model.problems import Problems, told
from macros.model.returned import NOT_FILLED, VALUE, Merged, figures_by_unit
from macros.organisation.units import percent

RIGHT, FAULTY, MISSING = "đã gửi, gộp được", "phải gửi lại", "chưa gửi"


@dataclass(frozen=True)
class UnitState:
    """How one unit stands: its files, what is wrong in them, and the message to send back; without faults there is none.

    ``empty``: it sent the form as it got it, with no number in it.
    """

    id: str
    name: str
    type: str
    state: str
    files: tuple[str, ...]
    faults: tuple[str, ...]
    message: str
    empty: bool


@dataclass(frozen=True)
class StrangeFile:
    """A file that could not be told to be any unit's form of the period."""

    name: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """The sum of an indicator over the units that sent, and over the same units in the period before; None where nothing is known."""

    name: str
    measure: str
    value: int
    before: int | None


@dataclass(frozen=True)
class TypeState:
    """How many units of a type sent what could be merged, sent with faults, and did not send; ``weak``: the share of the last two."""

    name: str
    right: int
    faulty: int
    missing: int
    weak: str


@dataclass(frozen=True)
class Overview:
    """All that the page shows of one merge."""

    period: str
    before: str
    units: tuple[UnitState, ...]
    strange: tuple[StrangeFile, ...]
    totals: tuple[Total, ...]
    types: tuple[TypeState, ...]
    lines: tuple[str, ...]
    summary: str
    to_empty: str


def summary(merged: Merged) -> str:
    """«Gộp được 110 đơn vị; 3 đơn vị phải gửi lại; 4 đơn vị chưa gửi.»"""
    return (f"Gộp được {len(merged.received)} đơn vị; {len(merged.faulty)} đơn vị phải gửi lại; "
            f"{len(merged.missing)} đơn vị chưa gửi.")


def overview(merged: Merged, organisation: Organisation, period: str, problems: Problems) -> Overview:
    """What ``merged`` and ``problems`` tell of ``period``."""
    by_file: dict[str, list[str]] = {}
    stopped: set[str] = set()
    blank: dict[str, int] = {}  # file → its cells without a number
    for problem in problems:
        file, _, place = problem.place.partition(" › ")
        by_file.setdefault(file, []).append(f"{place[:1].upper()}{place[1:]}: {problem.text}" if place else f"{problem.text[:1].upper()}"
                                            f"{problem.text[1:]}")
        if problem.severity != "warning":
            stopped.add(file)
        if problem.reason.startswith(NOT_FILLED):
            blank[file] = blank.get(file, 0) + 1
    known: set[str] = set()
    for names in merged.files.values():
        known.update(names)
    asked = len([row for row in organisation.indicators.values() if row.role != OPENING])  # the opening one is filled in by us
    empty = {file for file, count in blank.items() if count >= asked and count == len(by_file[file])}
    units = [_unit_state(unit_id, organisation, merged, by_file, stopped, empty, period) for unit_id in organisation.units]
    strange = [StrangeFile(file, tuple(faults)) for file, faults in by_file.items() if file not in known]
    return Overview(
        period_text(period), period_text(previous_period(period)), tuple(units), tuple(strange),
        tuple(_totals(merged, organisation, period)), tuple(_types(organisation, merged)), tuple(told(problems)), summary(merged),
        f"Kính gửi các đơn vị,\nBiểu số liệu {period_text(period)} các đơn vị đã gửi chưa ghi số ở cột «{VALUE}».\n"
        "Đề nghị ghi đủ các dòng, không có thì ghi 0, xem cột «Kiểm tra» báo «khớp» hết rồi gửi lại.")


def _unit_state(
    unit_id: str, organisation: Organisation, merged: Merged, by_file: Mapping[str, list[str]], stopped: set[str], empty: set[str],
    period: str,
) -> UnitState:
    unit = organisation.units[unit_id]
    files = merged.files.get(unit_id, ())
    state = RIGHT if unit_id in merged.received else FAULTY if unit_id in merged.faulty else MISSING
    faults = [line for file in files for line in by_file.get(file, [])]
    wanted = [line for file in files if file in stopped for line in by_file.get(file, [])]
    message = message_to(unit.name, period, wanted) if state == FAULTY else ""
    is_empty = state == FAULTY and all(file in empty for file in files)
    return UnitState(unit_id, unit.name, organisation.types[unit.type].name, state, tuple(files), tuple(faults), message, is_empty)


def message_to(name: str, period: str, faults: list[str]) -> str:
    """What to send back to a unit whose form has faults."""
    lines = [f"{number}. {fault}" for number, fault in enumerate(faults, start=1)]
    return "\n".join([f"Kính gửi {name},", f"Biểu số liệu {period_text(period)} của đơn vị còn {len(faults)} chỗ cần sửa:", *lines,
                      "Đề nghị đơn vị sửa ngay trong biểu đã nhận, xem cột «Kiểm tra» báo «khớp» hết rồi gửi lại."])


def _totals(merged: Merged, organisation: Organisation, period: str) -> list[Total]:
    earlier = figures_by_unit(organisation, previous_period(period))
    found: list[Total] = []
    for code, indicator in organisation.indicators.items():
        now = sum(row.value for row in merged.figures if row.indicator == code)
        of_same = [earlier[unit][code] for unit in merged.received if unit in earlier and code in earlier[unit]]
        whole = len(of_same) == len(merged.received)
        found.append(Total(indicator.name, indicator.unit_of_measure, now, sum(of_same) if whole else None))
    return found


def _types(organisation: Organisation, merged: Merged) -> list[TypeState]:
    received, faulty = set(merged.received), set(merged.faulty)
    found: list[TypeState] = []
    for kind in organisation.types.values():
        mine = [unit.id for unit in organisation.units.values() if unit.type == kind.id]
        right, wrong = len([one for one in mine if one in received]), len([one for one in mine if one in faulty])
        if mine:
            found.append(TypeState(kind.name, right, wrong, len(mine) - right - wrong, percent(len(mine) - right, len(mine))))
    return found


def letters(organisation: Organisation, units: list[str], period: str, today: date) -> list[tuple[str, str, dict[str, Any]]]:
    """(unit, file name, what the template «cong-van-don-doc» is filled with) for each of ``units``, which have not sent.

    The letter is the superior's. What the workbook does not know stays empty, for a person to write: number, basis, deadline, signature.
    """
    found: list[tuple[str, str, dict[str, Any]]] = []
    for unit_id in units:
        unit = organisation.units[unit_id]
        superior = organisation.superior_of(unit)
        form = f"biểu số liệu {period_text(period)}"
        values: dict[str, Any] = {
            "don_vi": {"ten": superior.party_name, "cap_uy": superior.committee, "dia_danh": superior.place},
            "cap_tren": {},
            "ngay_ky": today.isoformat(),
            "viec": f"đôn đốc gửi {form}",
            "kinh_gui": [unit.committee],
            "viec_da_giao": f"gửi {form}",
            "con_thieu": [{"noi": unit.name, "thieu": f"Toàn bộ {form}", "ghi_chu": ""}],
        }
        found.append((unit_id, f"don-doc.{unit_id}.{period}.docx", values))
    return found
