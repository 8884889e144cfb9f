"""What is typed once of a meeting → the values of each of its papers, and the slips in all of them. The browser runs this very code,
translated.

A meeting's ``form`` is what :func:`macros.documents.write.fill.prepare` reads, with ``giay``: its papers, and ``tu``: what a derived
fact follows from. Fields that every meeting counts by have fixed names: ``tong_chinh_thuc``, ``tong_du_bi``, ``vang``, ``tan_thanh``,
``khong_tan_thanh``, ``bieu_quyet``, ``phieu_bau``, ``phieu_chuc_danh``,
``giao_viec``, ``ngay_hop``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros.documents.write.fill import MISSING, clean, prepare
from macros.documents.write.program import run, text_of
from macros.documents.write.slips import day_in, shown_day, slips
from macros.documents.write.votes import ratio

_NUMBER = re.compile("[0-9]{1,6}")
_HOUR = re.compile("([0-9]{1,2}) ?(?:[:hg]|giờ) ?(?:([0-9]{1,2}) ?(?:phút|p)?)?")
_SHORT_DAY = re.compile("([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}))?")
_COMRADE = re.compile("^(?:các )?đồng chí ")


def facts_of(form: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What programs of papers may name: the fields tidied, the issuing body, and under ``tinh`` what is counted."""
    context = prepare(form, typed)
    filled = {
        **context, "bieu_quyet": _with_ratios(context, "bieu_quyet", "dong_y"), "phieu_bau": _with_ratios(context, "phieu_bau", "so_phieu"),
        "phieu_chuc_danh": _with_ratios(context, "phieu_chuc_danh", "so_phieu"),
        "giao_viec": _with_whole_days(context), "chuong_trinh": _with_hours(context),
    }  # fmt: skip
    return {**filled, "tinh": {**_counted(context), **_told(context)}}


def _told(context: Mapping[str, Any]) -> dict[str, str]:
    """Hours and people as documents write them."""
    chair, office = clean(context.get("chu_tri")), clean(context.get("chu_tri_chuc_vu"))
    recorder = clean(context.get("thu_ky"))
    return {
        "bat_dau": hour_in_words(clean(context.get("gio_bat_dau"))), "ket_thuc": hour_in_words(clean(context.get("gio_ket_thuc"))),
        "chu_tri": chair if chair == MISSING else comrade(chair) + (f", {office}" if office else ""),
        "thu_ky": recorder if recorder == MISSING else comrade(recorder),
        "khach_dau_cau": _capital(clean(context.get("khach"))), "theo_doi_dau_cau": _capital(clean(context.get("theo_doi"))),
    }  # fmt: skip


def _capital(text: str) -> str:
    """The text as it begins a sentence."""
    return text[0:1].upper() + text[1:]


def hour_in_words(text: str) -> str:
    """«14:00», «14h», «14 giờ» → «14 giờ 00 phút»; anything else stands as it is."""
    match = _HOUR.fullmatch(text.lower())
    return f"{int(match[1]):02d} giờ {int(match[2] or '0'):02d} phút" if match else text


def whole_day(text: str, meeting: str) -> str:
    """«16/10» → «16/10/2026»: the first such day that is not before the meeting's own (ISO); anything else stands as it is."""
    match = _SHORT_DAY.fullmatch(text)
    if not match or (not match[3] and not meeting):
        return text
    day, month = f"{int(match[1]):02d}", f"{int(match[2]):02d}"
    if match[3]:
        return f"{day}/{month}/{match[3]}"
    year = int(meeting[0:4])
    return f"{day}/{month}/{year + 1 if f'{year}-{month}-{day}' < meeting else year}"


def _with_whole_days(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    day = day_in(context, "ngay_hop")
    return [{**row, "han": whole_day(_cell(row, "han"), day)} for row in _rows(context, "giao_viec")]


def _with_hours(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**row, "gio": hour_in_words(_cell(row, "gio"))} for row in _rows(context, "chuong_trinh")]


def _number(value: Any) -> int | None:
    text = clean(value)
    return int(text) if _NUMBER.fullmatch(text) else None


def _rows(context: Mapping[str, Any], name: str) -> list[Any]:
    rows = context.get(name)
    return rows if isinstance(rows, list) else []


def _cell(row: Mapping[str, Any], name: str) -> str:
    return clean(row.get(name))


def _is_candidate(row: Mapping[str, Any]) -> bool:
    """Whether the row speaks of a member on probation, who does not vote."""
    return "dự bị" in _cell(row, "dang").lower()


def _counted(context: Mapping[str, Any]) -> dict[str, str]:
    full, candidates = _number(context.get("tong_chinh_thuc")), _number(context.get("tong_du_bi")) or 0
    absent = _rows(context, "vang")
    absent_candidates = len([row for row in absent if _is_candidate(row)])
    absent_full = len(absent) - absent_candidates
    yes = _number(context.get("tan_thanh"))
    no = clean(context.get("khong_tan_thanh"))
    if not no and full is not None and yes == full - absent_full:
        no = "0"
    counted = {
        "tong": MISSING, "co_mat": MISSING, "co_mat_chinh_thuc": MISSING, "ty_le": MISSING,
        "vang": str(len(absent)), "co_mat_du_bi": str(max(candidates - absent_candidates, 0)), "khong_tan_thanh": no,
        "vang_ai": _absent(absent), "du_bi": str(candidates),
    }  # fmt: skip
    if full is not None:
        counted["tong"] = str(full + candidates)
        counted["co_mat"] = str(max(full + candidates - len(absent), 0))
        counted["co_mat_chinh_thuc"] = str(max(full - absent_full, 0))
        if full and yes is not None:
            counted["ty_le"] = ratio(yes, full)
    return counted


def _absent(rows: list[Any]) -> str:
    """«có lý do 1 (đồng chí A, đi công tác); không lý do 1 (đồng chí B)»."""
    said = []
    told = [(_cell(row, "ho_ten"), _cell(row, "ly_do")) for row in rows]
    for why, chosen in (("có lý do", [each for each in told if each[1]]), ("không lý do", [each for each in told if not each[1]])):
        names = [comrade(name) + (f", {reason}" if reason else "") for name, reason in chosen]
        if names:
            said.append(f"{why} {len(names)} ({'; '.join(names)})")
    return "; ".join(said) or "không"


def comrade(name: str) -> str:
    """The name with «đồng chí» before it, once."""
    bare = _COMRADE.sub("", name)
    return f"đồng chí {bare}"


def _with_ratios(context: Mapping[str, Any], table: str, column: str) -> list[dict[str, Any]]:
    """The rows of a table of votes, each with its shares of all who may vote and of those present."""
    total = _number(context.get("tong_chinh_thuc"))
    present = _number(_counted(context)["co_mat_chinh_thuc"])
    found = []
    for row in _rows(context, table):
        yes = _number(row.get(column))
        found.append({**row, "ty_le": _share(yes, total), "ty_le_co_mat": _share(yes, present)})
    return found


def _share(yes: int | None, total: int | None) -> str:
    return ratio(yes, total) if total and yes is not None else ""


def _get(values: Mapping[str, Any], name: str) -> Any:
    current: Any = values
    for key in name.split("."):
        current = current.get(key) if isinstance(current, Mapping) else None
    return current


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    outer, _, inner = name.partition(".")
    if not inner:
        values[outer] = value
    elif isinstance(values.get(outer), dict):
        values[outer][inner] = value
    else:
        values[outer] = {inner: value}


def tasks_of(form: Mapping[str, Any], typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tasks that the meeting has given, their days whole."""
    return _with_whole_days(prepare(form, typed))


def _text(program: Any, context: Mapping[str, Any]) -> str:
    """What a program says; nothing where it says only that something is missing."""
    text = run(program, context, text_of)
    return "" if clean(text) == MISSING else text


def _lines(text: str) -> list[str]:
    return [line for each in text.split("\n") if (line := clean(each))]


def paper_values(form: Mapping[str, Any], paper: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a paper's own form would hold."""
    context = facts_of(form, typed)
    body = paper["co_quan"] or context["co_quan"]
    values: dict[str, Any] = {"co_quan": body}
    for name in paper["chung"]:
        value = _get(typed, name)
        if value is not None:
            _put(values, name, value)
    if paper["so"]:
        values["so"] = clean(_get(typed, paper["so"]))
    for field, kind, source in paper["o"]:
        if kind == "chu":
            _put(values, field, clean(_text(source, context)))
        elif kind == "doan":
            _put(values, field, _paragraphs(source, context))
        else:
            _put(values, field, _table(source, context))
    return values


def _paragraphs(parts: list[Any], context: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for part in parts:
        for row in _rows_of(part, context):
            found.extend(_lines(_text(part["viet"], {**context, "d": row})))
    return found


def _table(parts: list[Any], context: Mapping[str, Any]) -> list[dict[str, str]]:
    found = []
    for part in parts:
        for row in _rows_of(part, context):
            inner = {**context, "d": row}
            cells = {column: clean(_text(program, inner)) for column, program in part["cot"]}
            if any(cells.values()):
                found.append(cells)
    return found


def _rows_of(part: Mapping[str, Any], context: Mapping[str, Any]) -> list[Any]:
    """The rows that a part goes through; a part without a source is one row by itself. A place that is missing gives none."""
    if not part["tu"]:
        return [""]
    return [row for row in _rows(context, part["tu"]) if row != MISSING]


def meeting_slips(facts: Mapping[str, Any], form: Mapping[str, Any], papers: Mapping[str, Any], typed: Mapping[str, Any]) -> list[Any]:
    """Every slip of the meeting, each once: ``o`` are fields of the meeting, ``giay`` the paper that told of it, if one did.

    ``papers``: name of the paper → ``form`` and ``trang`` of its template.
    """
    found = _own_slips(form, typed)
    known = [_said(slip) for slip in found]
    for paper in form["giay"]:
        template = papers[paper["ma"]]
        for slip in slips(facts, template["form"], template["trang"], paper_values(form, paper, typed)):
            if _said(slip) not in known:
                known.append(_said(slip))
                found.append({**slip, "o": _fields_behind(paper, slip["o"]), "giay": paper["ma"]})
    return found


def _said(slip: Mapping[str, Any]) -> str:
    return f"{slip['co']}|{slip['dung']}"


def _fields_behind(paper: Mapping[str, Any], fields: list[str]) -> list[str]:
    """The fields of the meeting that stand behind fields of a paper."""
    found: list[str] = []
    for field in fields:
        behind = paper["tu"].get(field) or [field]
        found.extend([name for name in behind if name not in found])
    return found


def _slip(fields: list[str], stands: str, right: str) -> dict[str, Any]:
    return {"o": fields, "co": stands, "dung": right, "can_cu": [], "giay": ""}


def _own_slips(form: Mapping[str, Any], typed: Mapping[str, Any]) -> list[Any]:
    """What no paper by itself can tell."""
    context = facts_of(form, typed)
    found = []
    full, candidates = _number(context.get("tong_chinh_thuc")), _number(context.get("tong_du_bi")) or 0
    absent = _rows(context, "vang")
    absent_candidates = len([row for row in absent if _is_candidate(row)])
    for total, gone, field in ((full, len(absent) - absent_candidates, "tong_chinh_thuc"), (candidates, absent_candidates, "tong_du_bi")):
        if total is not None and gone > total:
            found.append(_slip([field, "vang"], f"{total} người, vắng {gone}", "số vắng không lớn hơn tổng số"))
    gone_names = [_bare(_cell(row, "ho_ten")) for row in absent]
    for field in ("chu_tri", "thu_ky", "nguoi_ky"):
        name = clean(context.get(field))
        if name and name != MISSING and _bare(name) in gone_names:
            found.append(_slip([field, "vang"], name, "người chủ trì, ghi biên bản, ký không đứng trong danh sách vắng"))
    day = day_in(context, "ngay_hop")
    for row in _rows(context, "giao_viec"):
        due = day_in(row, "han")
        if day and due and due < day:
            found.append(_slip(["giao_viec", "ngay_hop"], f"hạn {shown_day(due)}, họp ngày {shown_day(day)}", "hạn không trước ngày họp"))
    return found


def _bare(name: str) -> str:
    return _COMRADE.sub("", name.lower())
