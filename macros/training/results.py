"""Results of a class as the class page gives them: the files of the learners' PCs (.json), or the merged workbook (.xlsx).

docs/assets/training/class-results.js reads and merges the same files in the same way, and leaves out the same damaged records
with the same words; one golden file binds the two.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeGuard

from macros.files.foreign_xlsx import ForeignWorkbook
from macros.files.opened_xlsx import Unreadable
from macros.vietnamese import one_line

_FORMAT = "so-tay-ket-qua"
_REMEDY = "Xuất lại từ máy đó."
_SHEET = "Kết quả"
_COLUMNS = ("Họ và tên", "Đơn vị", "Số lần thi", "Điểm (%)", "Đạt")


@dataclass(frozen=True)
class Learner:
    """``name`` serves only to count nobody twice. ``score``: per cent right in the exam, None for who did not sit one."""

    name: str
    unit: str
    score: float | None
    passed: bool


class Results(NamedTuple):
    """What a file gives: its learners, and a sentence on every damaged record or sitting that was left out."""

    learners: list[Learner]
    faults: list[str]


def read_results(name: str, content: bytes, exam: str) -> Results:
    """The learners of one file: of a .json the best sitting of ``exam``. Raises ValueError for a file that is no such thing."""
    return Results(_from_workbook(content), []) if name.lower().endswith(".xlsx") else _from_export(name, content, exam)


def merged(learners: list[Learner]) -> list[Learner]:
    """One entry a person (name and unit as first written, case aside), the best score kept."""
    best: dict[tuple[str, str], Learner] = {}
    for learner in learners:
        key = (learner.name.strip().lower(), learner.unit.strip().lower())
        earlier = best.get(key)
        if earlier is None:
            best[key] = learner
        elif _rank(learner) > _rank(earlier):
            best[key] = replace(learner, name=earlier.name, unit=earlier.unit)
    return list(best.values())


def _rank(learner: Learner) -> float:
    """Who sat the exam comes before who did not, even with nothing right."""
    return -1.0 if learner.score is None else learner.score


def _score(right: int, questions: int) -> float:
    """Per cent right to one place; half a tenth counts up, as on the class page."""
    return math.floor(right * 1000 / questions + 0.5) / 10


def _from_export(name: str, content: bytes, exam: str) -> Results:
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except (RecursionError, ValueError):
        told = None
    people = told.get("nguoi") if isinstance(told, dict) and told.get("loai") == _FORMAT else None
    if not isinstance(people, list):
        raise ValueError("không phải tệp kết quả của trang Lớp học, hoặc tệp đã hỏng; xuất lại từ máy đó")
    learners: list[Learner] = []
    faults: list[str] = []
    for number, person in enumerate(people, start=1):
        who = f"{name} › người thứ {number}" + (f" «{person['ten']}»" if isinstance(person, dict) and _is_name(person.get("ten")) else "")
        if fault := _fault_of_person(person):
            faults.append(f"{who}: {fault}; không gộp người này. {_REMEDY}")
        else:
            learners.append(_learner(person, exam, who, faults))
    return Results(learners, faults)


def _refuse(number: str) -> None:
    raise ValueError(f"{number} is no number of JSON")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_count(value: object) -> TypeGuard[float]:
    """A whole number from 0 on, also when it is written «30.0»."""
    return (isinstance(value, int) and not isinstance(value, bool) and value >= 0) or (
        isinstance(value, float) and value.is_integer() and value >= 0
    )


def _fault_of_person(person: Any) -> str:
    """What is wrong with a learner's record, or nothing."""
    if not isinstance(person, dict):
        return "không phải một bản ghi"
    if not _is_name(person.get("ten")):
        return "thiếu họ và tên (ten)"
    if not isinstance(person.get("donVi"), str):
        return "thiếu đơn vị (donVi)"
    results = person.get("ketQua")
    return "" if isinstance(results, dict) and isinstance(results.get("thi"), list) else "thiếu kết quả thi (ketQua.thi)"


def _fault_of_sitting(sitting: Any) -> str:
    """What is wrong with a sitting of an exam, or nothing."""
    if not isinstance(sitting, dict) or not _is_name(sitting.get("de")):
        return "thiếu tên đề (de)"
    questions, right = sitting.get("soCau"), sitting.get("dung")
    if not _is_count(questions) or questions == 0:
        return "số câu (soCau) không phải số từ 1 trở lên"
    if not _is_count(right) or right > questions:
        return "số câu đúng (dung) không nằm trong số câu"
    return "" if isinstance(sitting.get("ngay"), str) else "thiếu ngày thi (ngay)"


def _learner(person: Mapping[str, Any], exam: str, who: str, faults: list[str]) -> Learner:
    """The person with their best sitting of ``exam``; damaged sittings of any exam are added to ``faults``."""
    sat = []
    for number, sitting in enumerate(person["ketQua"]["thi"], start=1):
        if fault := _fault_of_sitting(sitting):
            faults.append(f"{who} › lần thi thứ {number}: {fault}; không tính lần này. {_REMEDY}")
        elif sitting["de"] == exam:
            sat.append(sitting)
    best = max(sat, key=lambda one: one["dung"] / one["soCau"], default=None)
    score = _score(int(best["dung"]), int(best["soCau"])) if best else None
    return Learner(person["ten"], person["donVi"], score, bool(best and best.get("dat")))


def _from_workbook(content: bytes) -> list[Learner]:
    try:
        rows = ForeignWorkbook(content).rows(_SHEET)
    except Unreadable:
        raise ValueError(f"không mở được, hoặc không có trang «{_SHEET}»; lưu lại bảng kết quả từ trang Lớp học") from None
    head = [one_line(str(cell)) for cell in rows[0]] if rows else []
    if missing := [column for column in _COLUMNS if column not in head]:
        raise ValueError(f"trang «{_SHEET}» thiếu cột «{'», «'.join(missing)}»; lưu lại bảng kết quả từ trang Lớp học")
    found = []
    for row in rows[1:]:
        name, unit, times, score, passed = (row[head.index(column)] for column in _COLUMNS)
        if one_line(str(name)):
            sat = isinstance(times, (int, float)) and times > 0
            points = float(score) if sat and isinstance(score, (int, float)) else None
            found.append(Learner(one_line(str(name)), one_line(str(unit)), points, one_line(str(passed)) == "Đạt"))
    return found
