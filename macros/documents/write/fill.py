"""Values → the context that a program runs on, and what programs make of it. The browser runs this very code, translated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from macros.documents.write.program import Program, run, text_of, truthy
from macros.vietnamese import date_in_words

# Control characters cannot stand in XML; zero-width and direction controls can hide text, so they go too.
_DROP = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]"
)
_BLANKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")
_DAY = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_NO_NUMBER = "\u00a0" * 5
_NO_DATE = "ngày\u00a0\u00a0\u00a0\u00a0\u00a0tháng\u00a0\u00a0\u00a0\u00a0\u00a0năm\u00a0"
MISSING = "……"


def clean(value: Any) -> str:
    """A value as one line of text in NFC, without characters that cannot or must not be printed."""
    text = _DROP.sub("", text_of(value))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text)).strip(" ")


def _day(value: Any) -> dict[str, str]:
    """A date as ``{"iso", "chu", "so", "nam"}``: in words with no-break spaces, in figures; blanks when there is none."""
    text = value.isoformat() if isinstance(value, date) else clean(value)
    match = _DAY.match(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if day is None:
        return {"iso": "", "chu": _NO_DATE, "so": MISSING, "nam": MISSING}
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return {
        "iso": text,
        "chu": date_in_words(day).replace(" ", "\u00a0"),
        "so": f"{day.day:02d}/{month}/{match[1] if match else ''}",
        "nam": match[1] if match else "",
    }


def _paragraphs(value: Any) -> list[str]:
    items = value if isinstance(value, (list, tuple)) else re.split(r"\r\n|\r|\n", value) if isinstance(value, str) else []
    return [text for item in items if (text := clean(item))]


def _value(field: Mapping[str, Any], value: Any) -> Any:
    kind = field["loai"]
    if kind == "ngay":
        return _day(value)
    if kind == "co":
        return value is True
    if kind == "bang":
        rows = value if isinstance(value, (list, tuple)) else []
        tidy = [{column: clean(row.get(column)) for column in field["cot"]} for row in rows if isinstance(row, Mapping)]
        return [row for row in tidy if any(row.values())]
    if kind == "doan":
        found = _paragraphs(value)
        return found or ([MISSING] if field["bat_buoc"] else [])
    text = clean(value) or clean(field["mac_dinh"])
    if kind == "so_van_ban":
        return (f"0{text}" if re.fullmatch("[1-9]", text) else text) or _NO_NUMBER
    return text or (MISSING if field["bat_buoc"] else "")


def put(context: dict[str, Any], name: str, value: Any) -> None:
    """Set a value by its name."""
    outer, _, inner = name.partition(".")
    if inner:
        context.setdefault(outer, {})[inner] = value
    else:
        context[outer] = value


def _get(values: Mapping[str, Any], name: str) -> Any:
    current: Any = values
    for key in name.split("."):
        current = current.get(key) if isinstance(current, Mapping) else None
    return current


def prepare(form: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The context: every field tidied, then the issuing body (``bh``), its signature (``ky``) and the two lists of bodies."""
    context: dict[str, Any] = {}
    for field in form["truong"]:
        put(context, field["id"], _value(field, _get(values, field["id"])))
    return complete(form, context)


def complete(form: Mapping[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """Add to ``context`` what follows from its fields."""
    bodies = form["co_quan"]
    chosen = context.get("co_quan")
    body: Mapping[str, Any] = bodies.get(chosen) or next((first for first in bodies.values()), {})

    def text(program: Any) -> str:
        return run(program, context, text_of)

    context["bh"] = {
        "goi": body["goi"],
        "ten": text(body["ten"]),
        "dong_tren": [line for program in body["dong_tren"] if (line := text(program))],
        "dong_duoi": [line for program in body["dong_duoi"] if (line := text(program))],
        "ky_hieu": body["ky_hieu"],
        "luu": text(body["luu"]),
        "tac_gia": body["tac_gia"],
        "xac_nhan": body["xac_nhan"],
    }
    office = context.get("chuc_vu")
    office = office if truthy(office) and office != MISSING else (body["chuc_vu"] or [""])[0]
    if body["quyen_han"]:
        context["ky"] = {"quyen_han": body["quyen_han"], "chuc_vu": office}
    else:
        authority, _, rest = text_of(office).partition(" / ")
        context["ky"] = {"quyen_han": authority, "chuc_vu": rest}
    for name, items in form["muc"].items():
        found: list[str] = []
        for kind, content in items:
            found.extend(context.get(content) or [] if kind == "l" else [text(content)])
        context[name] = [item for raw in found if (item := raw.rstrip(" .;,"))]
    return context


def parts_of(programs: Mapping[str, Program], form: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, str]:
    """The text of every part of a document that has ``values`` in it. Missing ones show as «……»."""
    context = prepare(form, values)
    return {name: run(program, context) for name, program in programs.items()}


def preview_of(page: Program, form: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The same document as HTML: sheets of paper."""
    return run(page, prepare(form, values))
