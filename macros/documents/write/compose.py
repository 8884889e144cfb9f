"""Template + values → .docx and preview. The bytes are the same on every machine and in the browser."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros.documents.write.blank import blank_parts
from macros.documents.write.fill import parts_of, preview_of
from macros.documents.write.frame import PART_ORDER
from macros.documents.write.template import Compiled, Compiler
from macros.files.zip import write_zip
from macros.model.documents import FormField
from macros.model.form_rules import Periodic
from macros.translate import translate


def _pack(compiler: Compiler, compiled: Compiled, texts: Mapping[str, str]) -> bytes:
    parts = {**compiler.frame_bytes, **{name: text.encode() for name, text in texts.items()}}
    return write_zip([(name, parts[name]) for name in PART_ORDER], compress=False)


def filled(compiler: Compiler, compiled: Compiled, values: Mapping[str, Any]) -> bytes:
    """The document with ``values`` in it. Missing ones show as «……»."""
    return _pack(compiler, compiled, parts_of(compiled.parts, compiled.form, values))


def preview(compiled: Compiled, values: Mapping[str, Any]) -> str:
    """The same document as HTML: sheets of paper."""
    return preview_of(compiled.page, compiled.form, values)


def blank(
    compiler: Compiler, compiled: Compiled, body: str = "", known: Mapping[str, Mapping[str, str]] | None = None, stamp: str = ""
) -> bytes:
    """The document with a content control for every field: one click selects the prompt, typing replaces it.

    ``body`` chooses among the issuing bodies; without it the template's first. ``known`` are facts of a unit
    (``{"don_vi": {…}, "cap_tren": {…}}``) that stand as text instead of prompts. ``stamp`` stands at the top right.
    """
    fields = _field_data(compiled.fields, {}, {})
    texts = blank_parts(compiled.parts, compiled.form, fields, body or compiled.template.bodies[0], known or {}, stamp)
    return _pack(compiler, compiled, texts)


def browser_data(compiled: Compiled, example: Mapping[str, Any], bodies: Mapping[str, str]) -> str:
    """What the fill form needs, as JSON with ``</`` escaped: form, programs, labels of the fields; ``bodies``: id → title.

    ``goi_theo`` are the fields that may give a draft its name: the template's own, of one line or of paragraphs.
    """
    data = {
        **form_data(compiled.template.id, compiled.fields, compiled.form, example, bodies),
        "goi_theo": [field.id for field in compiled.template.fields if field.kind in ("chu", "doan", "ngay")],
        "ten_tep": _file_stem(compiled),
        "trich_yeu": compiled.subject,
        # Papers without a number stand in no register.
        "the_loai": {"ten": compiled.kind.name, "ky_hieu": compiled.kind.symbol} if compiled.template.numbered else None,
        "theo_ky": periodic_data(compiled.template.periodic),
        "tinh": [*_ratios(compiled), *({"truong": r.field, "bang": r.table, "cot": r.columns, "hang": r.row, "la": r.how, "cua": r.parts}
                                       for r in compiled.template.reckoned)],
        "han_theo_lich": (due := compiled.template.due_rows) and {"bang": due.table, "viec": due.task, "han": due.day, "thang": due.month},
        "so_don_vi": [{"truong": f.field, "hang": f.row, "cot": f.column, "viet": f.written} for f in compiled.template.figures],
        "phan": compiled.parts,
        "trang": compiled.page,
    }  # fmt: skip
    return script_json(data)


def script_json(data: Mapping[str, Any]) -> str:
    """``data`` as compact JSON with ``</`` escaped."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).replace("</", "<\\/")


def form_data(
    name: str, fields: Sequence[FormField], form: Mapping[str, Any], example: Mapping[str, Any], bodies: Mapping[str, str]
) -> dict[str, Any]:
    """What every fill form needs of its fields. ``phien_ban`` changes when any field does, so that a draft knows that it is of an
    older form."""
    return {
        "id": name,
        "phien_ban": _version(fields),
        "form": form,
        "nhan": _field_data(fields, example, bodies),
        "vi_du": example,
    }


def _field_data(fields: Sequence[FormField], example: Mapping[str, Any], bodies: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": field.id, "nhan": field.label, "goi_y": field.prompt, "loai": field.kind, "nhom": field.group,
            "bat_buoc": field.required, "mac_dinh": field.default,
            "lua_chon": [[c, bodies.get(c, c) if field.id == "co_quan" else c] for c in field.choices],
            "cot": [{"id": c.id, "nhan": c.label, "goi_y": c.prompt} for c in field.columns],
            "hang": field.rows,
            "hang_san": [row[field.columns[0].id] for row in example.get(field.id, ())] if field.ready_rows else [],
        }
        for field in fields
    ]  # fmt: skip


def _file_stem(compiled: Compiled) -> str:
    """«BC», «BC-dang-phi»: what a file of this template begins with, before its period or day and its unit."""
    template, kind = compiled.template, compiled.kind
    symbol = unicodedata.normalize("NFD", kind.symbol.replace("Đ", "D"))
    special = template.id.removeprefix(kind.id).strip("-")
    if template.periodic and special.replace("6-thang", "nua_nam") == template.periodic.period:  # the period itself follows
        special = ""
    parts = ("".join(sign for sign in symbol if sign.isascii() and sign.isalnum()) or kind.id, special)
    return "-".join(part for part in parts if part)


def periodic_data(periodic: Periodic | None) -> dict[str, Any] | None:
    """What the scripts must know of a form that follows the calendar."""
    if periodic is None:
        return None
    return {
        "ky": periodic.period,
        "lech_ngay": periodic.shift,
        "o": [{"truong": each.field, "viet": each.written, "sau": each.later} for each in periodic.fields],
        "chuyen": [{"tu": each.source, "sang": each.target, "bang": each.table} for each in periodic.carried],
        "de_trong": list(periodic.emptied),
    }


def _ratios(compiled: Compiled) -> list[dict[str, Any]]:
    """The ratios that follow from the votes that a template counts: of those in favour to all."""
    found = []
    for votes in compiled.template.checks.votes:
        known = {**votes.outer, **votes.parts}
        if not {"tan_thanh", "tong", "ty_le"} <= set(known):
            continue
        columns = [known["ty_le"]] if votes.table else []
        field = "" if votes.table else known["ty_le"]
        parts = [known["tan_thanh"], known["tong"]]
        found.append({"truong": field, "bang": votes.table, "cot": columns, "hang": "", "la": "ty_le", "cua": parts})
    return found


def _version(fields: Iterable[FormField]) -> str:
    """Eight hex digits of what is asked for; examples, hints and the text of the template do not count."""
    asked = [(f.id, f.label, f.kind, f.required, f.choices, [(c.id, c.label) for c in f.columns]) for f in fields]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, default=str).encode()).hexdigest()[:8]


def frame_data(compiler: Compiler, facts: Mapping[str, Any] | None = None, registers: Mapping[str, Any] | None = None) -> str:
    """The parts that all documents share, for the browser's writer, ``facts`` for the checks of values, columns of the ``registers``."""
    return script_json({"thuTu": list(PART_ORDER), "khung": compiler.frame, "soat": facts or {}, "so_van_ban": registers})


def meeting_script() -> str:
    """The same for the pages of meetings, with what makes the papers of a meeting."""
    return browser_script([f"macros.documents.write.meeting:{name}" for name in ("paper_values", "meeting_slips", "tasks_of")])


def browser_script(also: Sequence[str] = ()) -> str:
    """What fills templates on the page and checks the values: the very functions of ``fill`` and ``slips``, as JavaScript."""
    filling = [f"macros.documents.write.fill:{name}" for name in ("prepare", "parts_of", "preview_of")]
    return translate("templateFilling", [*filling, "macros.documents.write.slips:slips", *also])


def packing_script() -> str:
    """What makes blanks for a unit on the page, and tells slips in its names: the very functions of ``blank`` and ``slips``."""
    own = [f"macros.documents.write.blank:{name}" for name in ("blank_parts", "body_for")]
    return translate("packing", [*own, "macros.documents.write.slips:slips"])
