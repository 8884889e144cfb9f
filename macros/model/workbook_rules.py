"""What the cells of the workbook may hold, without the models: read from them once, and handed to the page as data (macros/translate)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from macros.model import sheets
from macros.model.base import CODE_SIGNS, Model
from macros.model.organisation import PERIOD
from macros.model.sheets import Sheet

# What a cell may have to hold.
TEXT, WHOLE, DAY, YES_NO = "chữ", "số nguyên", "ngày", "có hay không"
# How a text is read, where it is more than the text itself.
CODE_FORM, PERIOD_FORM, MONTHS_FORM, WEEKDAY_FORM, NAMES_FORM, ADDRESS_FORM = "mã", "kỳ", "các tháng", "thứ", "các tên", "địa chỉ"


@dataclass(frozen=True)
class ColumnRule:
    """A column: the field of the model that it fills, its heading, and what a cell of it may hold.

    ``words`` are all that it may say; ``otherwise`` is what an empty cell means; ``least`` and ``most`` bound a number; ``names`` is
    (sheet, heading) whose cells are the words.
    """

    field: str
    heading: str
    kind: str
    required: bool
    words: tuple[str, ...]
    otherwise: Any
    form: str
    least: int | None
    most: int | None
    help: str
    names: tuple[str, str] | None


@dataclass(frozen=True)
class SheetRule:
    """A sheet: its columns in the order of the model's fields, and their headings in the order of the sheet."""

    name: str
    model: str
    info: bool
    columns: tuple[ColumnRule, ...]
    order: tuple[str, ...]


@cache
def sheet_rules() -> tuple[SheetRule, ...]:
    """The rules of all sheets, in their order."""
    return tuple(SheetRule(sheet.name, sheet.model.__name__, sheet.info, tuple(_columns(sheet)), tuple(c.heading for c in sheet.columns))
                 for sheet in sheets.SHEETS)


def _columns(sheet: Sheet) -> list[ColumnRule]:
    found: list[ColumnRule] = []
    for name, info in sheet.model.model_fields.items():
        if info.alias is None:
            continue
        column = sheet.column(info.alias)
        annotation = info.annotation
        if get_origin(annotation) in (Union, UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        words = get_args(annotation) if get_origin(annotation) is Literal else ()
        kind = TEXT if words else {int: WHOLE, bool: YES_NO, date: DAY}.get(annotation, TEXT)  # type: ignore[arg-type]
        limits: dict[str, Any] = {}
        for part in info.metadata:
            limits |= {key: getattr(part, key) for key in ("ge", "le", "pattern") if hasattr(part, key)}
        found.append(ColumnRule(
            name, info.alias, kind, info.is_required(), words or (column.choices if kind != YES_NO else ()),
            None if info.is_required() else info.default, _form(sheet.model, name, limits.get("pattern")), limits.get("ge"),
            limits.get("le"), column.help, column.names))
    return found


def _form(model: type[Model], name: str, pattern: str | None) -> str:
    annotation = model.model_fields[name].annotation
    if annotation == tuple[str, ...]:
        return NAMES_FORM
    if pattern is not None:
        return {CODE_SIGNS: CODE_FORM, PERIOD: PERIOD_FORM}[pattern]
    return {"months": MONTHS_FORM, "weekday": WEEKDAY_FORM, "address": ADDRESS_FORM}.get(name, "")
