"""Results of a class as the class page gives them: the files of the learners' PCs (.json), or the merged workbook (.xlsx).

docs/assets/javascripts/class-results.js reads and merges the same files in the same way; one golden file binds the two.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from macros.files.foreign_xlsx import ForeignWorkbook, Unreadable
from macros.vietnamese import one_line

_SHEET = "Kết quả"
_COLUMNS = ("Họ và tên", "Đơn vị", "Số lần thi", "Điểm (%)", "Đạt")


@dataclass(frozen=True)
class Learner:
    """``name`` serves only to count nobody twice. ``score``: per cent right in the exam, None for who did not sit one."""

    name: str
    unit: str
    score: float | None
    passed: bool


def read_results(name: str, content: bytes, exam: str) -> list[Learner]:
    """The learners of one file: of a .json the best sitting of ``exam``. Raises ValueError saying what is wrong with it."""
    return _from_workbook(content) if name.lower().endswith(".xlsx") else _from_export(content, exam)


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


def _from_export(content: bytes, exam: str) -> list[Learner]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
        if told["loai"] != "so-tay-ket-qua":
            raise KeyError
        return [_person(one, exam) for one in told["nguoi"]]
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError):
        raise ValueError("không phải tệp kết quả của trang Lớp học, hoặc tệp đã hỏng; xuất lại từ máy ấy") from None


def _person(told: Mapping[str, Any], exam: str) -> Learner:
    sat = [one for one in told["ketQua"]["thi"] if one["de"] == exam and 0 <= int(one["dung"]) <= int(one["soCau"]) != 0]
    best = max(sat, key=lambda one: int(one["dung"]) / int(one["soCau"]), default=None)
    score = _score(int(best["dung"]), int(best["soCau"])) if best else None
    return Learner(str(told["ten"]), str(told["donVi"]), score, bool(best and best["dat"]))


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
