"""Template + values → .docx and preview. The bytes are the same on every machine and in the browser."""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros.documents.write.fill import clean, complete, parts_of, preview_of
from macros.documents.write.frame import PART_ORDER, with_property
from macros.documents.write.program import run
from macros.documents.write.template import Compiled, Compiler
from macros.files.zip import write_zip
from macros.model.documents import OPTIONS, FormField
from macros.model.form_rules import Periodic
from macros.translate import translate

# A prompt travels through the program as text between these marks and becomes a content control afterwards.
_OPEN, _MID, _CLOSE = "\x01", "\x02", "\x03"
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*\x01[^<]*)</w:t></w:r>')
_PROMPT = re.compile(f"{_OPEN}([^{_MID}]*){_MID}([^{_CLOSE}]*){_CLOSE}")


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
    context = _prompts(compiled, body or compiled.template.bodies[0], known or {}) | ({"pham_vi": stamp} if stamp else {})
    texts = {name: run(program, context) for name, program in compiled.parts.items()}
    fields = {field.id: field for field in compiled.fields}
    numbers = iter(range(1, 100_000))

    def split(match: re.Match[str]) -> str:
        look, text = match[1] or "", match[2]
        out, end = [], 0
        for prompt in _PROMPT.finditer(text):
            out.append(_plain(look, text[end : prompt.start()]))
            out.append(_control(prompt[1].lower(), prompt[2], look, fields, next(numbers)))
            end = prompt.end()
        out.append(_plain(look, text[end:]))
        return "".join(out)

    texts["word/document.xml"] = _RUN.sub(split, texts["word/document.xml"])
    # How many controls the blank has: as long as all of them wait, nobody has begun to fill it, and nothing was forgotten.
    texts["docProps/custom.xml"] = with_property(texts["docProps/custom.xml"], "so_o", str(next(numbers) - 1))
    return _pack(compiler, compiled, texts)


_LONGEST_NAME = 64  # Word refuses a longer name of a content control


def _plain(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def _control(tag: str, prompt: str, look: str, fields: Mapping[str, FormField], number: int) -> str:
    """A content control in its run. Choices become a drop-down list; everything else is plain text."""
    field = fields.get(tag.split(":")[0])
    name = html.escape((field.label if field else tag)[:_LONGEST_NAME])  # cut before it is escaped, never through an entity
    style = '<w:rStyle w:val="PlaceholderText"/>'
    inner = look.replace("<w:rPr>", f"<w:rPr>{style}") if look else f"<w:rPr>{style}</w:rPr>"
    kind = "<w:text/>"
    if field and field.kind == "chon":
        # What is chosen stands as it is listed: in the head of a document that is in capitals, as the prompt.
        shown = [choice.upper() if prompt.isupper() else choice for choice in field.choices if choice]
        entries = "".join(f'<w:listItem w:displayText="{html.escape(c)}" w:value="{html.escape(c)}"/>' for c in shown)
        kind = f"<w:dropDownList>{entries}</w:dropDownList>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag[:_LONGEST_NAME]}"/><w:id w:val="{number}"/>'
        f"<w:temporary/><w:showingPlcHdr/>{kind}"
        f'</w:sdtPr><w:sdtContent><w:r>{inner}<w:t xml:space="preserve">{prompt}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def _prompts(compiled: Compiled, body: str, known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A context in which every field holds its prompt."""
    context: dict[str, Any] = {}

    def mark(tag: str, text: str) -> str:
        return f"{_OPEN}{tag}{_MID}[{text}]{_CLOSE}"

    for field in compiled.fields:
        prompt: Any = mark(field.id, field.prompt or field.label)
        if field.id == "co_quan":
            prompt = body
        elif field.id == "chuc_vu" or field.kind == "co" or field.group == OPTIONS:
            # Office and options have a form of their own; a blank shows the usual one.
            prompt = ""
        elif field.kind == "ngay":
            day, month, year = (mark(field.id + part, "…") for part in ("", ":thang", ":nam"))
            prompt = {"iso": "", "chu": "\u00a0".join(("ngày", day, "tháng", month, "năm", year)),
                      "so": mark(field.id, "ngày/tháng/năm"), "nam": mark(field.id, "năm")}  # fmt: skip
        elif field.kind == "doan":
            prompt = [prompt]
        elif field.kind == "bang":
            prompt = [{c.id: mark(f"{field.id}:{c.id}", c.prompt or c.label) for c in field.columns}] * field.rows
        elif field.kind == "so_van_ban":
            prompt = mark(field.id, "…")
        outer, _, inner = field.id.partition(".")
        if inner and inner in known.get(outer, {}):
            prompt = clean(known[outer][inner])
        if inner:
            context.setdefault(outer, {})[inner] = prompt
        else:
            context[outer] = prompt
    return complete(compiled.form, context)


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
        "nhan": [
            {
                "id": field.id, "nhan": field.label, "goi_y": field.prompt, "loai": field.kind, "nhom": field.group,
                "bat_buoc": field.required, "mac_dinh": field.default,
                "lua_chon": [[c, bodies.get(c, c) if field.id == "co_quan" else c] for c in field.choices],
                "cot": [{"id": c.id, "nhan": c.label, "goi_y": c.prompt} for c in field.columns],
                "hang_san": [row[field.columns[0].id] for row in example.get(field.id, ())] if field.ready_rows else [],
            }
            for field in fields
        ],
        "vi_du": example,
    }  # fmt: skip


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
