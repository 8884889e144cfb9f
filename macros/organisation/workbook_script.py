"""Checking the workbook on the page: the very functions of `data check` and `data diff` as a script, and what they go by."""

from __future__ import annotations

from macros.html.script import json_text
from macros.model.handbook import Handbook
from macros.model.workbook_rules import sheet_rules
from macros.translate import for_worker, translate
from macros.translate.data import as_data

_ENTRIES = (
    "macros.load.workbook_facts:organisation_of", "macros.load.workbook_facts:usable", "macros.load.files:too_heavy",
    "macros.model.changes:changes", "macros.model.problems:Problems", "macros.model.problems:told",
)  # fmt: skip
_DATA = (
    *(f"macros.model.organisation:{name}" for name in (
        "Organisation", "About", "Unit", "UnitType", "Superior", "OrganisationForm", "DueRule", "Holiday", "Indicator", "Figure",
        "ReportResult")),
    "macros.model.workbook_rules:SheetRule", "macros.model.workbook_rules:ColumnRule", "macros.model.duties:RecurringTask",
)  # fmt: skip


def workbook_script() -> str:
    """What reads, checks and compares workbooks, at ``SoTay.workbook``."""
    return translate("workbook", _ENTRIES, data=_DATA)


def worker_script() -> str:
    """The same for a worker, at ``SoTay.workbookCode``."""
    return for_worker("workbook", workbook_script())


def workbook_data(handbook: Handbook) -> str:
    """{quyTac: the rules of the sheets, for ``SoTay.python.made``; viec: [[id, title], …] of the recurring tasks} as JSON."""
    return json_text({"quyTac": as_data(sheet_rules()), "viec": [[task.id, task.title] for task in handbook.tasks.values()]})
