"""``to-chuc.xlsx`` → :class:`Organisation`, or every fault with its sheet, cell, column, value, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from macros.load.files import read_bytes
from macros.load.workbook_facts import organisation_of
from macros.model import sheets
from macros.model.organisation import Organisation
from macros.model.problems import Problems
from macros.model.workbook_rules import sheet_rules

_MODELS = {sheet.model.__name__: sheet.model for sheet in sheets.SHEETS}


def read_organisation(
    path: Path, name: str, problems: Problems, *, today: date, tasks: Iterable[str]
) -> Organisation | None:
    """The workbook at ``path``, called ``name`` in messages; None when it has errors, which then are in ``problems``.

    ``tasks``: ids of recurring tasks, which due rules and results refer to. ``today`` decides the age of the figures.
    """
    content = read_bytes(path, name, problems, "Tạo tệp trống bằng lệnh «run.py data new», rồi điền.")
    return None if content is None else parse_organisation(content, name, problems, today=today, tasks=tasks)


def parse_organisation(
    content: bytes, name: str, problems: Problems, *, today: date, tasks: Iterable[str]
) -> Organisation | None:
    """Like :func:`read_organisation`, from bytes."""
    found = organisation_of(content, name, problems, sheet_rules(), today, tuple(tasks), _made)
    return cast(Organisation | None, found)


def _made(name: str, fields: Mapping[str, Any]) -> Any:
    """The model called ``name``; the reader of rows has judged the fields already, and a model judges them once more."""
    return Organisation(**fields) if name == "Organisation" else _MODELS[name].model_validate(fields)
