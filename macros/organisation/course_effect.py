"""After the course: what its learners scored, unit by unit, beside how the unit's reports kept their deadlines before and after.

The workbook that comes out names units, never persons. It sets two things side by side and claims no cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from macros.files.xlsx import Cell, Table, write_tables
from macros.model.organisation import Organisation, Unit
from macros.model.periods import add_months, period_last_day
from macros.organisation.figures import FULL, THIN, Sending, sendings
from macros.training import Learner
from macros.vietnamese import fold, format_date, nearest


@dataclass(frozen=True)
class Reports:
    """How many reports were owed, sent on time, and on time with nothing missing."""

    owed: int
    on_time: int
    full: int

    @property
    def rate(self) -> float | None:
        """Per cent on time; None when nothing was owed."""
        return round(self.on_time * 100 / self.owed, 1) if self.owed else None

    @property
    def full_rate(self) -> float | None:
        """Per cent on time and complete; None when nothing was owed."""
        return round(self.full * 100 / self.owed, 1) if self.owed else None


@dataclass(frozen=True)
class Joined:
    """A unit with its learners, and its reports before and after the course."""

    unit: Unit
    learners: tuple[Learner, ...]
    before: Reports
    after: Reports

    @property
    def score(self) -> float | None:
        """The mean of the learners who sat the exam, in per cent."""
        scores = [learner.score for learner in self.learners if learner.score is not None]
        return round(sum(scores) / len(scores), 1) if scores else None


def find_units(org: Organisation, typed: Iterable[str]) -> dict[str, Unit | None]:
    """The unit that each name means, as learners typed it: with or without accents, long, short or old; None when no unit
    or more than one is called so."""
    called: dict[str, set[str]] = {}
    for unit in org.units.values():
        for name in (unit.id, unit.name, unit.agency, unit.short, unit.committee, *unit.old_names):
            called.setdefault(_plain(name), set()).add(unit.id)
    found: dict[str, Unit | None] = {}
    for name in typed:
        ids = called.get(_plain(name), set())
        found[name] = org.units[next(iter(ids))] if len(ids) == 1 else None
    return found


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def _count(rows: Iterable[Sending]) -> Reports:
    outcomes = [row.outcome for row in rows]
    return Reports(len(outcomes), sum(one in (FULL, THIN) for one in outcomes), outcomes.count(FULL))


def join(org: Organisation, learners: Sequence[Learner], course: date, months: int) -> list[Joined]:
    """Every unit; reports due in the ``months`` before the day of the course, and from that day on as long again."""
    due = {(row.task, row.period, org.units[row.unit].superior): row.due for row in org.results if row.unit in org.units}
    first, last = add_months(course, -months), add_months(course, months)
    before: dict[str, list[Sending]] = {}
    after: dict[str, list[Sending]] = {}
    for row in sendings(org):
        day = due.get((row.task, row.period, row.unit.superior)) or period_last_day(row.period)
        if first <= day < last:
            (before if day < course else after).setdefault(row.unit.id, []).append(row)
    units = find_units(org, {learner.unit for learner in learners})
    of_unit: dict[str, list[Learner]] = {}
    for learner in learners:
        if (unit := units[learner.unit]) is not None:
            of_unit.setdefault(unit.id, []).append(learner)
    return [
        Joined(unit, tuple(of_unit.get(unit.id, ())), _count(before.get(unit.id, ())), _count(after.get(unit.id, ())))
        for unit in org.units.values()
    ]


def unmatched(org: Organisation, learners: Sequence[Learner]) -> list[tuple[str, int, str]]:
    """(name as typed, learners, the nearest unit's name or nothing) for what no single unit is called."""
    names = {_plain(name): unit.name for unit in org.units.values() for name in (unit.name, unit.agency, unit.short)}
    rows = []
    for name, unit in find_units(org, sorted({learner.unit for learner in learners})).items():
        if unit is None:
            near = nearest(_plain(name), names)
            rows.append((name or "(để trống)", sum(learner.unit == name for learner in learners), names[near] if near else ""))
    return rows


def _change(before: Reports, after: Reports) -> float | None:
    return None if before.rate is None or after.rate is None else round(after.rate - before.rate, 1)


def _row(org: Organisation, one: Joined) -> list[Cell]:
    reports: list[Cell] = [one.before.owed, one.before.on_time, one.before.rate, one.after.owed, one.after.on_time, one.after.rate]
    passed = sum(learner.passed for learner in one.learners)
    learnt: list[Cell] = [org.superior_of(one.unit).party_name, len(one.learners), passed, one.score]
    return [one.unit.name, *learnt, *reports, _change(one.before, one.after), None]


def _group(name: str, rows: Sequence[Joined]) -> list[Cell]:
    def add(reports: Sequence[Reports]) -> Reports:
        return Reports(sum(r.owed for r in reports), sum(r.on_time for r in reports), sum(r.full for r in reports))

    before, after = add([one.before for one in rows]), add([one.after for one in rows])
    told: list[Cell] = [before.owed, before.rate, before.full_rate, after.owed, after.rate, after.full_rate]
    return [name, len(rows), *told, _change(before, after)]


def course_effect(org: Organisation, learners: Sequence[Learner], course: date, months: int) -> bytes:
    """The workbook: units with learners, groups compared, names that no unit is called."""
    joined = join(org, learners, course, months)
    taught = sorted((one for one in joined if one.learners), key=lambda one: (one.after.rate is None, one.after.rate or 0, one.unit.name))
    rest = [one for one in joined if not one.learners]
    note = f"Trước: hạn nộp trong {months} tháng trước ngày {format_date(course)}. Sau: từ ngày đó, {months} tháng."
    note += " Dữ liệu tổ chức là dữ liệu mẫu, hư cấu." if org.about.sample else ""
    rates = [("Phải nộp trước", 10), ("Đúng hạn trước", 10), ("Tỷ lệ trước (%)", 10)]
    rates += [("Phải nộp sau", 10), ("Đúng hạn sau", 10), ("Tỷ lệ sau (%)", 10), ("Thay đổi (điểm %)", 11)]
    shares = [("Phải nộp trước", 11), ("Đúng hạn trước (%)", 12), ("Đúng hạn và đủ trước (%)", 14)]
    shares += [("Phải nộp sau", 11), ("Đúng hạn sau (%)", 12), ("Đúng hạn và đủ sau (%)", 14), ("Thay đổi đúng hạn (điểm %)", 14)]
    groups = [_group("Có người học", taught), _group("Không có người học", rest), _group("Tất cả", joined)]
    rows = [_row(org, one) for one in taught]
    learnt = [("Đơn vị", 36), ("Cấp trên", 36), ("Người học", 9), ("Người đạt", 9), ("Điểm trung bình (%)", 12)]
    return write_tables([
        Table("Theo đơn vị", "Theo dõi sau khóa học", [*learnt, *rates, ("Nội dung cần hỗ trợ", 30)], rows, note),
        Table("So hai nhóm", "Đơn vị có người học và không có người học", [("Nhóm đơn vị", 24), ("Số đơn vị", 10), *shares], groups,
              "Chênh lệch chưa nói lên nguyên nhân. Ít báo cáo thì một báo cáo muộn cũng làm tỷ lệ đổi nhiều."),
        Table("Chưa khớp", "Tên đơn vị chưa khớp với dữ liệu tổ chức", [("Đơn vị đã ghi", 40), ("Số người", 10), ("Gần giống", 40)],
              unmatched(org, learners), "Sửa cột «Đơn vị» trong bảng kết quả của lớp rồi chạy lại lệnh."),
    ])  # fmt: skip
