"""What changed from one state of the organisation to the next, in sentences for people who do not read tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.model.base import Model
from macros.model.duties import RecurringTask
from macros.model.organisation import DueRule, Organisation, Unit
from macros.vietnamese import format_date, format_number

_WORDS: Mapping[str, str] = {
    "agency": "tên", "form": "hình thức", "type": "loại hình", "place": "địa danh", "cells": "số chi bộ trực thuộc",
    "clerk_role": "cán bộ văn phòng", "clerk_on_committee": "là cấp ủy viên", "own_symbol": "ký hiệu riêng",
}


def changes(old: Organisation, new: Organisation, tasks: Mapping[str, RecurringTask]) -> list[str]:
    """Sentences, the weightiest first: superiors, units that came and went, moves, renames, figures, due rules, days off."""
    return list(_changes(old, new, {key: task.title for key, task in tasks.items()}))


def _changes(old: Organisation, new: Organisation, titles: Mapping[str, str]) -> Iterator[str]:
    if old.about.as_of != new.about.as_of:
        yield f"Số liệu nay tính đến {format_date(new.about.as_of)}, trước đây là {format_date(old.about.as_of)}."
    yield from _superiors(old, new)
    yield from _units(old, new)
    before, after = (sum(unit.members for unit in state.units.values()) for state in (old, new))
    if before != after:
        verb = "tăng" if after > before else "giảm"
        yield f"Tổng số đảng viên {verb} {format_number(abs(after - before))}: từ {format_number(before)} thành {format_number(after)}."
    yield from _rules(old, new, titles)
    yield from _holidays(old, new)
    for what, count in (("số liệu", len(new.figures) - len(old.figures)), ("kết quả báo cáo", len(new.results) - len(old.results))):
        if count:
            yield f"{'Thêm' if count > 0 else 'Bớt'} {format_number(abs(count))} dòng {what}."


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


def _units(old: Organisation, new: Organisation) -> Iterator[str]:
    for key, unit in new.units.items():
        if key not in old.units:
            yield f"Thêm đơn vị: {unit.name}."
    for key, unit in old.units.items():
        if key not in new.units:
            ended = new.former_units.get(key)
            until = f" từ sau ngày {format_date(ended.until)}" if ended and ended.until else ""
            yield f"Bớt đơn vị: {unit.name}{until}."
    for key, unit in new.units.items():
        before = old.units.get(key)
        if before is None or before == unit:
            continue
        if before.name != unit.name:
            yield f"Đơn vị đổi tên: {before.name} nay là {unit.name}."
        if before.superior != unit.superior:
            yield f"{unit.name} chuyển sang {_superior_name(new, unit)}."
        if before.members != unit.members:
            yield f"{unit.name}: số đảng viên từ {format_number(before.members)} thành {format_number(unit.members)}."
        for field, word in _WORDS.items():
            if field != "agency" and getattr(before, field) != getattr(unit, field) and not (field == "form" and before.name != unit.name):
                yield f"{unit.name}: {word} từ «{_shown(old, field, before)}» thành «{_shown(new, field, unit)}»."


def _superior_name(state: Organisation, unit: Unit) -> str:
    return state.superiors[unit.superior].party_name if unit.superior in state.superiors else unit.superior


def _shown(state: Organisation, field: str, row: Model) -> str:
    value: Any = getattr(row, field)
    if field == "type":
        return state.types[value].name
    if field == "form":
        return state.forms[value].name
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value if value is not None else "để trống")


def _rule_key(rule: DueRule) -> tuple[Any, ...]:
    return rule.superior, rule.task, rule.months, rule.since


def _rules(old: Organisation, new: Organisation, titles: Mapping[str, str]) -> Iterator[str]:
    before, after = ({_rule_key(rule): rule for rule in state.due_rules} for state in (old, new))
    for key, rule in after.items():
        name = new.superiors[rule.superior].party_name if rule.superior in new.superiors else rule.superior
        if key not in before:
            yield f"{name} thêm hạn cho việc «{titles.get(rule.task, rule.task)}»."
        elif before[key] != rule:
            yield f"{name} đổi hạn của việc «{titles.get(rule.task, rule.task)}»."
    for key, rule in before.items():
        if key not in after:
            name = old.superiors[rule.superior].party_name if rule.superior in old.superiors else rule.superior
            yield f"{name} bỏ một hạn của việc «{titles.get(rule.task, rule.task)}»."


def _holidays(old: Organisation, new: Organisation) -> Iterator[str]:
    before, after = ({row.day: row for row in state.holidays} for state in (old, new))
    for day, row in after.items():
        if day not in before:
            yield f"Thêm ngày {row.kind}: {format_date(day)}, {row.name}."
        elif before[day].confidence != row.confidence or before[day].kind != row.kind:
            yield f"Ngày {format_date(day)} ({row.name}): nay là «{row.kind}», {row.confidence}."
    for day, row in before.items():
        if day not in after:
            yield f"Bỏ ngày {row.kind}: {format_date(day)}, {row.name}."
