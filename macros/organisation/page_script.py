"""Collecting returned forms on the page: the very functions of the command as a script, and the organisation that they judge by."""

from __future__ import annotations

import base64
import dataclasses
import json

from macros.model.organisation import Organisation
from macros.organisation.forms import blank_form
from macros.translate import for_worker, translate
from macros.translate.data import as_data

_ENTRIES = (
    "macros.load.returned:merge_forms", "macros.load.returned:period_of", "macros.load.handed_in:files_of",
    "macros.load.files:too_heavy", "macros.model.problems:Problems", "macros.organisation.collecting:overview",
    "macros.organisation.merged_workbook:put_figures", "macros.organisation.merged_workbook:not_the_same",
    "macros.organisation.unit_forms:all_form_parts", "macros.organisation.collecting:letters",
    "macros.files.opened_xlsx:Unreadable", "macros.model.returned:Merged", "macros.model.returned:Counted",
)  # fmt: skip
_DATA = tuple(f"macros.model.organisation:{name}" for name in (
    "Organisation", "About", "Unit", "UnitType", "Superior", "OrganisationForm", "Indicator", "Figure"))


def collector_script() -> str:
    """What reads and merges returned forms, at ``SoTay.collector``."""
    return translate("collector", _ENTRIES, data=_DATA)


def worker_script() -> str:
    """The same for a worker, at ``SoTay.collectorCode``."""
    return for_worker("collector", collector_script())


def collector_data(organisation: Organisation) -> str:
    """The organisation as JSON: {toChuc: for ``SoTay.python.made``, without figures; so: the figures, by period, unit and indicator}."""
    figures: dict[str, dict[str, dict[str, int]]] = {}
    for row in organisation.figures:
        figures.setdefault(row.period, {}).setdefault(row.unit, {})[row.indicator] = row.value
    codes = list(organisation.indicators)
    told = {period: {unit: [values.get(code) for code in codes] for unit, values in units.items()} for period, units in figures.items()}
    bare = dataclasses.replace(organisation, figures=(), results=(), due_rules=(), holidays=())
    return json.dumps({"toChuc": as_data(bare), "so": told}, ensure_ascii=False, separators=(",", ":"))


def blank_forms(organisation: Organisation) -> list[str]:
    """The blank forms, of which the page makes those of the units: for units without figures of the period before, and for others."""
    return [base64.b64encode(blank_form(organisation, first=first)).decode() for first in (True, False)]
