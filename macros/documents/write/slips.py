"""Filled values → the slips in them that a reader of the paper would stumble on. Nothing is stopped; each says what stands, what is
right, and by which rule. The page of a template runs this very code, translated.

A slip is a mapping: ``o`` the fields, ``co`` what stands there, ``dung`` what is right, ``can_cu`` the clauses («id, điều») or, when
that is empty, practice. ``facts`` are made at build (:mod:`macros.documents.write.slip_facts`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from macros.documents.write.fill import MISSING, clean, prepare
from macros.documents.write.printed import printed_slips
from macros.documents.write.program import Program
from macros.documents.write.signers import signer_slips
from macros.documents.write.votes import votes_of

Slip: TypeAlias = dict[str, Any]

_NUMBER = re.compile("[1-9][0-9]*|0[1-9]")
_DAY = re.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})|ngày ([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})")
_HOUR = re.compile("([0-9]{1,2}) giờ ([0-9]{1,2}) phút|([0-9]{1,2}) giờ,? ngày")
_SIGNERS = ("nguoi_ky", "nguoi_ghi", "nguoi_xac_nhan", "nguoi_sao")
_TITLES = (
    "đồng", "đc", "đ/c", "ông", "bà", "gs", "pgs", "ts", "ths", "tskh", "bs", "bsckii", "bscki", "cn", "ks", "cki", "ckii", "nsnd", "nsưt",
    "giáo", "tiến", "thạc", "bác", "luật", "kỹ",
)  # fmt: skip
_TITLES_OF_TWO_WORDS = {"đồng": "chí", "giáo": "sư", "tiến": "sĩ", "thạc": "sĩ", "bác": "sĩ", "luật": "sư", "kỹ": "sư"}


def slips(facts: Mapping[str, Any], form: Mapping[str, Any], page: Program, values: Mapping[str, Any]) -> list[Slip]:
    """Every slip in ``values``, in the order of the checks. ``page`` is the program of the preview."""
    context = prepare(form, values)
    typed = texts_of(form, values)
    rules = facts["quy_tac"]
    found: list[Slip] = []
    for check in form["soat"]["phieu"]:
        found.extend(votes_of(check, context))
    found.extend(_order(form, context))
    for field, text in typed:
        found.extend(_unreal(field, text))
        if field["loai"] == "so_van_ban" and not _NUMBER.fullmatch(text):
            found.append(_slip([field["id"]], text, "chỉ ghi chữ số, như 05 hoặc 12; ký hiệu đã in sẵn", rules["so"]))
        if field["id"] in _SIGNERS and _has_title(text):
            found.append(_slip([field["id"]], text, "chỉ họ và tên, không học hàm, học vị, «đồng chí»", rules["ho_ten"]))
    found.extend(_unit(form, context))
    found.extend(signer_slips(form, context, values, rules))
    found.extend(printed_slips(facts, form, page, context, typed))
    return found


def _slip(fields: list[str], stands: str, right: str, clauses: list[str]) -> Slip:
    return {"o": fields, "co": stands, "dung": right, "can_cu": clauses}


def texts_of(form: Mapping[str, Any], values: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], str]]:
    """(field, text) of every line that was typed, those of paragraphs and of cells one by one."""
    found: list[tuple[Mapping[str, Any], str]] = []
    for field in form["truong"]:
        value: Any = values
        for key in field["id"].split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, str):
            lines: list[Any] = value.split("\n")
        elif isinstance(value, (list, tuple)):
            cells = [cell for row in value if isinstance(row, Mapping) for cell in row.values()]
            lines = [*[each for each in value if isinstance(each, str)], *cells]
        else:
            lines = []
        found.extend((field, text) for line in lines if (text := clean(line)))
    return found


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _unreal(field: Mapping[str, Any], text: str) -> list[Slip]:
    """Days and hours that do not exist."""
    found = []
    if field["loai"] == "ngay":
        parts = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
        if not parts or not _real(int(parts[1]), int(parts[2]), int(parts[3])):
            found.append(_slip([field["id"]], text, "một ngày có thật trên lịch", []))
        return found
    for match in _DAY.finditer(text):
        day, month, year = int(match[1] or match[4]), int(match[2] or match[5]), int(match[3] or match[6])
        if not _real(year, month, day):
            found.append(_slip([field["id"]], match[0], "một ngày có thật trên lịch", []))
    for match in _HOUR.finditer(text):
        if int(match[1] or match[3]) > 24 or int(match[2] or "0") > 59:
            found.append(_slip([field["id"]], match[0], "giờ từ 00 đến 24, phút từ 00 đến 59", []))
    return found


def day_in(context: Mapping[str, Any], name: str) -> str:
    """The first day that a field names, as ISO; empty when it names none."""
    value = context.get(name)
    if isinstance(value, Mapping):
        return str(value["iso"])
    match = _DAY.search(value) if isinstance(value, str) else None
    if not match:
        return ""
    day, month, year = int(match[1] or match[4]), int(match[2] or match[5]), int(match[3] or match[6])
    return date(year, month, day).isoformat() if _real(year, month, day) else ""


def _order(form: Mapping[str, Any], context: Mapping[str, Any]) -> list[Slip]:
    """Days that must follow one another, as the template says."""
    found = []
    labels = {field["id"]: field["nhan"] for field in form["truong"]}
    for check in form["soat"]["ngay"]:
        first, then = day_in(context, check["truoc"]), day_in(context, check["sau"])
        if first and then and first > then:
            right = f"«{labels[check['sau']]}» không trước «{labels[check['truoc']]}»"
            found.append(_slip([check["truoc"], check["sau"]], f"{shown_day(first)} và {shown_day(then)}", right, check["can_cu"]))
    return found


def shown_day(iso: str) -> str:
    """A day in ISO as an office writes it."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _has_title(name: str) -> bool:
    words = [word.strip(".,") for word in name.lower().replace(".", ". ").split()]
    first = words[0] if words else ""
    second = _TITLES_OF_TWO_WORDS.get(first, "")
    return len(words) > 1 and first in _TITLES and (not second or words[1] == second)


def _unit(form: Mapping[str, Any], context: Mapping[str, Any]) -> list[Slip]:
    """Who issues."""
    found = []
    unit, superior = context.get("don_vi") or {}, context.get("cap_tren") or {}
    for mine, theirs in (("cap_uy", "cap_uy"), ("ten", "ten_dang_bo")):
        name = str(unit.get(mine) or "")
        if name and name != MISSING and name.lower() == str(superior.get(theirs) or "").lower():
            found.append(_slip([f"don_vi.{mine}", f"cap_tren.{theirs}"], name, "tên cấp trên khác tên đơn vị", []))
    branch = str(context.get("ten_chi_bo") or "")
    if branch and branch != MISSING and not branch.lower().startswith("chi bộ") and context.get("co_quan") in form["soat"]["hoi_chi_bo"]:
        found.append(_slip(["ten_chi_bo"], branch, f"Chi bộ {branch}", []))
    return found
