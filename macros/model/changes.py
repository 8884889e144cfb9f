"""What changed from one state of the organisation to the next, in sentences for people who do not read tables.

The page tells it too (macros/translate).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from macros.model.base import Model
from macros.model.duties import RecurringTask
from macros.model.organisation import DueRule, Figure, Holiday, Organisation, ReportResult, Unit
from macros.model.periods import period_key, period_text
from macros.vietnamese import format_count, format_date

_WORDS: Mapping[str, str] = {
    "type": "loại hình", "place": "địa danh", "cells": "số chi bộ trực thuộc",
    "clerk_role": "cán bộ văn phòng", "clerk_on_committee": "cán bộ văn phòng là cấp ủy viên", "own_symbol": "ký hiệu riêng",
}


# What makes two due rules one and the same: all that a rule has.
RULE_FIELDS = ("superior", "task", "months", "kind", "n", "weekday", "shift", "every_years", "first_year", "recipient", "channel", "source",
               "since", "until")


def changes(old: Organisation, new: Organisation, tasks: Mapping[str, RecurringTask], *, most: int | None = None) -> list[str]:
    """Sentences, the weightiest first: superiors, due rules, units that came, went, moved and changed names, members, days off.

    ``most`` bounds the sentences of one kind: beyond it one sentence tells how many there are.
    """
    titles = {key: task.title for key, task in tasks.items()}

    def few(sentences: Iterable[str], summary: Callable[[int], str]) -> Sequence[str]:
        found = list(sentences)
        return found if most is None or len(found) <= most else [summary(len(found))]

    told: list[str] = []
    if old.about.as_of != new.about.as_of:
        told.append(f"Số liệu nay tính đến {format_date(new.about.as_of)}, trước đây là {format_date(old.about.as_of)}.")
    told += [*_superiors(old, new), *_rules(old, new, titles)]
    told += few(_came(old, new), lambda count: f"Thêm {count} đơn vị.")
    told += few(_went(old, new), lambda count: f"Bớt {count} đơn vị.")
    both = [(old.units[key], unit) for key, unit in new.units.items() if key in old.units]
    told += few((f"Đơn vị đổi tên: {before.name} nay là {unit.name}." for before, unit in both if before.name != unit.name),
                lambda count: f"{count} đơn vị đổi tên.")
    told += few((f"{unit.name} chuyển sang {_superior_name(new, unit.superior)}." for before, unit in both
                 if before.superior != unit.superior), lambda count: f"{count} đơn vị chuyển cấp trên.")
    told += few((f"{unit.name}: số đảng viên từ {format_count(before.members)} thành {format_count(unit.members)}."
                 for before, unit in both if before.members != unit.members), lambda count: f"Số đảng viên đổi ở {count} đơn vị.")
    told += _total(old, new)
    told += few(_fields(old, new, both), lambda count: f"{count} chỗ đổi khác về đơn vị: loại hình, địa danh, số chi bộ, cán bộ văn phòng.")
    told += few(_days(old, new), lambda count: f"Ngày nghỉ, ngày làm bù: đổi {count} ngày.")
    return [*told, *_numbers(old, new, titles)]


def _superiors(old: Organisation, new: Organisation) -> Iterator[str]:
    for key, row in new.superiors.items():
        before = old.superiors.get(key)
        if before is None:
            yield f"Thêm cấp trên: {row.party_name}."
        elif before.party_name != row.party_name:
            yield f"Cấp trên đổi tên: {before.party_name} nay là {row.party_name}."
    for key, row in old.superiors.items():
        if key not in new.superiors:
            yield f"Bỏ cấp trên: {row.party_name}."


def _came(old: Organisation, new: Organisation) -> Iterator[str]:
    yield from (f"Thêm đơn vị: {unit.name}." for key, unit in new.units.items() if key not in old.units)


def _went(old: Organisation, new: Organisation) -> Iterator[str]:
    for key, unit in old.units.items():
        if key not in new.units:
            ended = new.former_units.get(key)
            until = f" từ sau ngày {format_date(ended.until)}" if ended and ended.until else ""
            yield f"Bớt đơn vị: {unit.name}{until}."


def _total(old: Organisation, new: Organisation) -> Iterator[str]:
    before, after = (sum(unit.members for unit in state.units.values()) for state in (old, new))
    if before != after:
        verb = "tăng" if after > before else "giảm"
        yield f"Tổng số đảng viên {verb} {format_count(abs(after - before))}: từ {format_count(before)} thành {format_count(after)}."


def _fields(old: Organisation, new: Organisation, both: Iterable[tuple[Unit, Unit]]) -> Iterator[str]:
    for before, unit in both:
        # A new form changes the name too, which is told already, unless only the words beside it differ.
        words = _WORDS if before.name != unit.name else {"form": "hình thức", **_WORDS}
        for field, word in words.items():
            if getattr(before, field) != getattr(unit, field):
                yield f"{unit.name}: {word} từ «{_shown(old, field, before)}» thành «{_shown(new, field, unit)}»."


def _superior_name(state: Organisation, name: str) -> str:
    found = state.superiors.get(name) or state.former_superiors.get(name)
    return found.party_name if found else name


def _shown(state: Organisation, field: str, row: Model) -> str:
    value: Any = getattr(row, field)
    if field == "type":
        return state.types[value].name
    if field == "form":
        return state.forms[value].name
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value if value is not None else "để trống")


def _rules(old: Organisation, new: Organisation, titles: Mapping[str, str]) -> Iterator[str]:
    """By superior and task: what it asked, what it asks now; a rule that only has another recipient or basis says so."""
    before, after = _by_task(old), _by_task(new)
    for key in dict.fromkeys((*after, *before)):
        gone = _rules_without(before.get(key, []), after.get(key, []))
        come = _rules_without(after.get(key, []), before.get(key, []))
        if not gone and not come:
            continue
        one = (gone or come)[0]
        name = _superior_name(new if one.superior in new.superiors else old, one.superior)
        work = f"«{titles.get(one.task, one.task)}»"
        was, now = (" và ".join([f"«{_in_force(rule)}»" for rule in rules]) for rules in (gone, come))
        if not gone:
            yield f"{name} {'thêm hạn' if key in before else 'đặt hạn'} cho việc {work}: {now}."
        elif not come:
            yield f"{name} bỏ hạn của việc {work}: {was}."
        elif was != now:
            yield f"{name} đổi hạn của việc {work}: trước là {was}, nay là {now}."
        else:
            yield f"{name}, việc {work}: hạn giữ nguyên; nơi nhận, cách gửi hoặc văn bản quy định có đổi."


def _by_task(state: Organisation) -> dict[str, list[DueRule]]:
    found: dict[str, list[DueRule]] = {}
    for rule in state.due_rules:
        found.setdefault(f"{rule.superior}\n{rule.task}", []).append(rule)
    return found


def _rules_without(rules: list[DueRule], others: list[DueRule]) -> list[DueRule]:
    """Those of ``rules`` that do not stand among ``others`` in every field."""
    known = [_told_by(rule) for rule in others]
    return [rule for rule in rules if _told_by(rule) not in known]


def _told_by(rule: DueRule) -> list[Any]:
    return [getattr(rule, name) for name in RULE_FIELDS]


def _in_force(rule: DueRule) -> str:
    since = f", từ ngày {format_date(rule.since)}" if rule.since else ""
    until = f", đến ngày {format_date(rule.until)}" if rule.until else ""
    return f"{rule.text}{since}{until}"


def _days(old: Organisation, new: Organisation) -> Iterator[str]:
    before, after = ({row.day.isoformat(): row for row in state.holidays} for state in (old, new))
    for key, row in after.items():
        if key not in before:
            yield f"Thêm {_day_kind(row)}: {format_date(row.day)}, {row.name}."
        elif (before[key].confidence, before[key].kind) != (row.confidence, row.kind):
            yield f"Ngày {format_date(row.day)} ({row.name}): nay là {_day_kind(row)}, {row.confidence}."
    for key, row in before.items():
        if key not in after:
            yield f"Bỏ {_day_kind(row)}: {format_date(row.day)}, {row.name}."


def _day_kind(row: Holiday) -> str:
    return f"ngày {row.kind}"


def _numbers(old: Organisation, new: Organisation, titles: Mapping[str, str]) -> Iterator[str]:
    """Figures and results by period: of how many units there are new ones, and of how many they were put right."""
    for before, after in ((_by_period(old.figures), _by_period(new.figures)),
                          (_by_report(old.results, titles), _by_report(new.results, titles))):
        for name in dict.fromkeys((*after, *before)):
            was, now = before.get(name, {}), after.get(name, {})
            come, gone = [unit for unit in now if unit not in was], [unit for unit in was if unit not in now]
            changed = [unit for unit in was if unit in now and was[unit] != now[unit]]
            for verb, units in (("Thêm", come), ("Sửa", changed), ("Bỏ", gone)):
                if units:
                    yield f"{verb} {name} của {format_count(len(units))} đơn vị."


def _by_period(figures: Iterable[Figure]) -> dict[str, dict[str, dict[str, int]]]:
    """What the figures of a period are called → unit → indicator → value."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in figures:
        found.setdefault(row.period, {}).setdefault(row.unit, {})[row.indicator] = row.value
    return {f"số liệu {period_text(period)}": found[period] for period in sorted(found, key=period_key)}


def _by_report(results: Iterable[ReportResult], titles: Mapping[str, str]) -> dict[str, dict[str, list[Any]]]:
    """What the results of a task and period are called → unit → what became of the report."""
    found: dict[str, dict[str, list[Any]]] = {}
    for row in results:
        name = f"kết quả «{titles.get(row.task, row.task)}» {period_text(row.period)}"
        found.setdefault(name, {})[row.unit] = [row.due, row.sent, *row.thin]
    return found
