"""A few units of the sample with all that goes with them: an example to begin an office's own workbook from."""

from __future__ import annotations

import dataclasses

from macros.model.organisation import Organisation

_UNITS = 5


def small_sample(organisation: Organisation) -> Organisation:
    """The first units of the first superior that sets deadlines, marked as a sample; types, forms, indicators and holidays whole."""
    superior = next(rule.superior for rule in organisation.due_rules if rule.superior in organisation.superiors)
    kept = [unit for unit in organisation.units.values() if unit.superior == superior][:_UNITS]
    units = {unit.id: unit for unit in kept}
    about = organisation.about.model_copy(update={
        "sample": True, "total_units": len(units), "total_members": sum(unit.members for unit in kept), "address": None})
    return dataclasses.replace(
        organisation, about=about, units=units, superiors={superior: organisation.superiors[superior]}, former_units={},
        former_superiors={}, due_rules=tuple(rule for rule in organisation.due_rules if rule.superior == superior),
        figures=(), results=())  # made-up numbers would stay behind under the name of a real unit
