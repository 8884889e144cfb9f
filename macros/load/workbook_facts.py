"""The whole way of a workbook: opened, read, checked, and what it says put together.

The page goes the same way (macros/translate): the models are made by ``make``, from the fields of a sound row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from macros.load.workbook_cells import Book
from macros.load.workbook_checks import Rows, check, fields_of, holds
from macros.load.workbook_rows import read_sheet
from macros.model.headings import DUE_RULES, FIGURES, FORMS, HOLIDAYS, INDICATORS, INFO, RESULTS, SUPERIORS, TYPES, UNITS
from macros.model.problems import Problems
from macros.model.workbook_rules import SheetRule
from macros.vietnamese import format_count, format_date

Make = Callable[[str, Mapping[str, Any]], Any]  # the name of a model and its fields → the model


def organisation_of(
    content: bytes, name: str, problems: Problems, rules: Sequence[SheetRule], today: date, tasks: Sequence[str], make: Make
) -> Any:
    """The organisation that a workbook describes; None when it has errors, which then are in ``problems``."""
    before = len(problems.stopping())
    book = Book(content, name, problems)
    if not book.ok:
        return None
    found = {rule.name: read_sheet(book, rule) for rule in rules}
    check(found, book, rules, today, tasks)
    return None if len(problems.stopping()) > before else _assembled(found, rules, make)


def _assembled(found: Rows, rules: Sequence[SheetRule], make: Make) -> Any:
    """The models of rows that have been checked against each other."""
    models = {rule.name: rule.model for rule in rules}
    facts = {rule.name: [fields_of(row, rule) for row in found[rule.name] or ()] for rule in rules}
    as_of = facts[INFO][0]["as_of"]
    forms = {form["name"]: form for form in facts[FORMS]}
    types = {name: kind["id"] for kind in facts[TYPES] for name in (*kind["old_names"], kind["name"])}

    def all_of(sheet: str) -> list[Any]:
        return [make(models[sheet], row) for row in facts[sheet]]

    def named(sheet: str, row: Mapping[str, Any]) -> Any:
        """A superior or a unit, which carries its form's words; a unit also the id of its type."""
        form = forms[row["form"]]
        words = {"form": form["id"], "party_prefix": form["organisation"], "committee_prefix": form["committee"]}
        if sheet == UNITS:
            return make(models[sheet], {**row, **words, "form_symbol": form["symbol"], "type": types[row["type"]]})
        return make(models[sheet], {**row, **words, "symbol": form["symbol"]})

    def by_id(sheet: str, holding: bool) -> dict[str, Any]:
        pairs = zip(found[sheet] or (), facts[sheet], strict=True)
        return {row["id"]: named(sheet, row) for read, row in pairs if holds(read, as_of) is holding}

    return make("Organisation", {
        "about": make(models[INFO], facts[INFO][0]),
        "forms": {row.id: row for row in all_of(FORMS)},
        "types": {row.id: row for row in all_of(TYPES)},
        "superiors": by_id(SUPERIORS, True),
        "units": by_id(UNITS, True),
        "due_rules": tuple(all_of(DUE_RULES)),
        "holidays": tuple(sorted(all_of(HOLIDAYS), key=lambda row: row.day)),
        "former_units": by_id(UNITS, False),
        "former_superiors": by_id(SUPERIORS, False),
        "indicators": {row.id: row for row in all_of(INDICATORS)},
        "figures": tuple(all_of(FIGURES)),
        "results": tuple(all_of(RESULTS)),
    })


def usable(name: str, organisation: Any) -> str:
    """What is told of a workbook without errors."""
    members = sum(unit.members for unit in organisation.units.values())
    return (f"{name}: dùng được. {format_count(len(organisation.units))} đơn vị, {format_count(members)} đảng viên, "
            f"tính đến {format_date(organisation.about.as_of)}.")
