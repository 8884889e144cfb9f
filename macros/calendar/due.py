"""Due rules + recurring tasks + days off → dated entries.

Nothing here reads a clock: the day is an argument. A rule's words are those of the workbook's column «Cách tính hạn».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from macros.model.duties import RecurringTask
from macros.model.organisation import DueRule, Holiday, Organisation, Superior
from macros.model.periods import add_months, last_of_month, period_after, period_text
from macros.vietnamese import format_date

MONTHS_AHEAD = 24
# Readers who open a copy some weeks after the day must still see what is overdue.
MONTHS_BACK = 2
_DOMAIN = "so-tay-van-phong-cap-uy"


class DaysOff:
    """Which days nobody works: weekends and holidays, but not the weekends that are worked instead."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        holidays = tuple(holidays)
        self._off = frozenset(row.day for row in holidays if not row.is_worked)
        self._worked = frozenset(row.day for row in holidays if row.is_worked)

    def is_off(self, day: date) -> bool:
        """Whether ``day`` is a day off."""
        return day not in self._worked and (day.weekday() >= 5 or day in self._off)

    def working_day(self, day: date, step: int) -> date:
        """``day``, or the nearest working day before (step −1) or after (step 1) it."""
        while self.is_off(day):
            day += timedelta(days=step)
        return day

    def count(self, day: date, n: int, step: int) -> date:
        """The ``n``-th working day from ``day`` on, counting ``day`` itself, forwards or backwards."""
        for _ in range(n - 1):
            day = self.working_day(day, step) + timedelta(days=step)
        return self.working_day(day, step)


@dataclass(frozen=True)
class Entry:
    """One thing due on one day. ``nominal`` is the day before any shift; ``period`` e.g. ``2026-10``, ``2026-Q3``.

    ``turn``: 1 for the first deadline of its task in its period, 2 for the next one, in the order of the rules.
    """

    due: date
    nominal: date
    period: str
    rule: DueRule
    task: RecurringTask
    superior: Superior
    turn: int = 1

    @property
    def uid(self) -> str:
        """The same from build to build, whatever the day is moved to."""
        return identity(f"{self.superior.id}.{self.task.id}.{self.period}", self.turn)

    @property
    def period_text(self) -> str:
        """«tháng 10/2026», «quý III/2026», «6 tháng đầu năm 2026», «năm 2026»."""
        return period_text(self.task.period_of(self.period))

    @property
    def period_after_title(self) -> str:
        """The period as it follows the task's title, no word of it said twice: «Báo cáo công tác quý» «III/2026»."""
        return period_after(self.task.title, self.task.period_of(self.period))

    @property
    def name(self) -> str:
        """The task and its period: «Báo cáo công tác quý III/2026»."""
        return self.task.named(self.period)

    @property
    def why_moved(self) -> str:
        """«chuyển lên ngày làm việc liền trước do ngày 28/11/2026 là ngày nghỉ», or nothing."""
        if self.due == self.nominal:
            return ""
        verb = "chuyển lên ngày làm việc liền trước" if self.due < self.nominal else "chuyển sang ngày làm việc tiếp theo"
        return f"{verb} do ngày {format_date(self.nominal)} là ngày nghỉ"


def identity(name: str, turn: int) -> str:
    """An identity of an event; only the second and further ones of the same name are numbered."""
    return f"{name}.{turn}@{_DOMAIN}" if turn > 1 else f"{name}@{_DOMAIN}"


def _period(task: RecurringTask, rule: DueRule, year: int, month: int, day: date) -> str:
    """The period that an entry anchored in ``month`` reports on."""
    if rule.is_weekly:
        iso = day.isocalendar()
        return f"{iso.year}-W{iso.week:02d}"
    return {
        "tháng": f"{year}-{month:02d}",
        "quý": f"{year}-Q{(month + 2) // 3}",
        "nửa năm": f"{year}-N{1 if month <= 6 else 2}",
    }.get(task.period, str(year))


def nominal_days(rule: DueRule, year: int, month: int, off: DaysOff) -> list[date]:
    """The day (or, for a weekly rule, the days) that ``rule`` names in a month, before any shift."""
    first = date(year, month, 1)
    last = last_of_month(first)
    match rule.kind:
        case "ngày n trong tháng":
            return [first.replace(day=min(rule.n, last.day))]
        case "n ngày trước khi hết tháng":
            return [last - timedelta(days=rule.n)]
        case "n ngày sau khi hết tháng":
            return [last + timedelta(days=rule.n)]
        case "n ngày làm việc sau khi hết tháng":
            return [off.count(last + timedelta(days=1), rule.n, 1)]
        case "ngày làm việc thứ n từ cuối tháng":
            return [off.count(last, rule.n, -1)]
        case "thứ trong tuần, lần n" | "hằng tuần vào thứ":
            days = [first + timedelta(days=k) for k in range(last.day) if (first + timedelta(days=k)).weekday() == rule.weekday]
            if rule.is_weekly:
                return days
            return [days[rule.n - 1 if rule.n > 0 else rule.n]]


def shifted(day: date, rule: DueRule, off: DaysOff) -> date:
    """``day`` moved as the rule says when it is a day off."""
    return off.working_day(day, rule.step) if rule.step else day


def entries(
    organisation: Organisation, tasks: Mapping[str, RecurringTask], today: date,
    *, back: int = MONTHS_BACK, ahead: int = MONTHS_AHEAD,
) -> tuple[Entry, ...]:
    """All that is due from ``back`` months before today's month to ``ahead`` months after it, by day."""
    first = today.replace(day=1)
    start, end = add_months(first, -back), add_months(first, ahead + 1)
    off = DaysOff(organisation.holidays)
    found: list[Entry] = []
    turns: Counter[tuple[str, str, str]] = Counter()
    for rule in organisation.due_rules:
        superior = organisation.superiors.get(rule.superior)
        if superior is None:
            continue
        task = tasks[rule.task]
        # A due day may fall up to two months after its period, or before it by a shift. Whole years are counted through, so
        # that the turn of a deadline in its period does not hang on the day of the build.
        for anchor in _months(add_months(start, -3).year, end.year):
            for nominal in nominal_days(rule, anchor.year, anchor.month, off) if _counts(rule, anchor) else ():
                if _holds(rule, nominal):
                    period = _period(task, rule, anchor.year, anchor.month, nominal)
                    turns[superior.id, task.id, period] += 1
                    due = shifted(nominal, rule, off)
                    if start <= due < end:
                        found.append(Entry(due, nominal, period, rule, task, superior, turns[superior.id, task.id, period]))
    order = {superior: index for index, superior in enumerate(organisation.superiors)}
    return tuple(sorted(found, key=lambda entry: (entry.due, order[entry.superior.id], entry.task.id, entry.period, entry.turn)))


def _months(first: int, last: int) -> list[date]:
    """The first day of every month from the year ``first`` to the end of the year ``last``."""
    return [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13)]


def _counts(rule: DueRule, anchor: date) -> bool:
    if anchor.month not in rule.months:
        return False
    return rule.first_year is None or (anchor.year >= rule.first_year and (anchor.year - rule.first_year) % rule.every_years == 0)


def _holds(rule: DueRule, day: date) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def roles(tasks: Iterable[RecurringTask]) -> list[str]:
    """Every role that has a task, in the order of first mention."""
    return list(dict.fromkeys(role for task in tasks for role in task.roles))
