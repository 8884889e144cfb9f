"""«Sổ văn bản»: the two registers that a clerk keeps on the device, in the columns of the spreadsheets that the site offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.html.script import element_json
from macros.model.documents import Sheet, Template
from macros.model.handbook import Handbook

# The templates whose columns the registers have, by the name of each part in the script.
TEMPLATES = {"di": "so-dang-ky-van-ban-di", "den": "so-dang-ky-van-ban-den"}
DAYS = frozenset({"ngay", "ngay_den", "ngay_vb", "han"})  # columns that hold a day


def page(handbook: Handbook) -> Markup:
    """Where the registers open; without a script, the two spreadsheets to fill in by hand."""
    sheets = {part: handbook.templates[name].sheets[0] for part, name in TEMPLATES.items()}
    data: dict[str, Any] = {part: {"tep": TEMPLATES[part], **_form(sheet)} for part, sheet in sheets.items()}
    data["ky_hieu"] = _symbols(handbook, sheets["di"])
    templates = [handbook.templates[name] for name in TEMPLATES.values()]
    return fragment("so-van-ban.html", data=element_json(data), templates=templates)


def columns(templates: Mapping[str, Template]) -> dict[str, list[str]] | None:
    """The ids of the columns of each register, for scripts that add an entry; nothing in an office without the two templates."""
    if not all(name in templates for name in TEMPLATES.values()):
        return None
    return {part: [column.id for column in templates[name].sheets[0].columns] for part, name in TEMPLATES.items()}


def register_facts(handbook: Handbook) -> dict[str, Any]:
    """What another page's script must know to write into the registers: the columns of each, and the symbols of kinds."""
    known = columns(handbook.templates)
    outgoing = handbook.templates.get(TEMPLATES["di"])
    return {"cot": known, "ky_hieu": _symbols(handbook, outgoing.sheets[0])} if known and outgoing else {}


def _symbols(handbook: Handbook, outgoing: Sheet) -> dict[str, str]:
    """The symbol of each kind of document that the register of outgoing documents offers."""
    symbols = {kind.name: kind.symbol for kind in handbook.documents.authority.kinds if kind.symbol}
    return {name: symbols[name] for column in outgoing.columns for name in column.choices if name in symbols}


def _form(sheet: Sheet) -> dict[str, Any]:
    return {
        "ten": sheet.name, "tieu_de": sheet.title, "ghi_chu": sheet.note,
        "cot": [{"id": column.id, "nhan": column.label, "rong": column.width, "ngay": column.id in DAYS, "goi_y": column.prompt,
                 "lua_chon": list(column.choices)} for column in sheet.columns],
    }  # fmt: skip
