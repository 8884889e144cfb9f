"""A template as a blank: a content control for every field. The browser runs this very code, translated.

``fields`` are those of :func:`macros.documents.write.compose.form_data`, as the fill form of a page has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from macros.documents.write.fill import clean, complete, put
from macros.documents.write.frame import escaped, with_property
from macros.documents.write.program import Program, run
from macros.model.documents import OPTIONS

# A prompt travels through the program as text between these marks and becomes a content control afterwards.
_OPEN, _MID, _CLOSE = "\x01", "\x02", "\x03"
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*\x01[^<]*)</w:t></w:r>')
_PROMPT = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03")
_LONGEST_NAME = 64  # Word refuses a longer name of a content control

Field = Mapping[str, Any]


def body_for(bodies: Sequence[tuple[str, str]], symbol: str) -> str:
    """The first of a template's bodies (id, symbol) whose symbol is the unit's: a «CB» unit issues as a chi bộ."""
    return next((name for name, own in bodies if own == symbol), bodies[0][0])


def blank_parts(
    programs: Mapping[str, Program],
    form: Mapping[str, Any],
    fields: Sequence[Field],
    body: str,
    known: Mapping[str, Mapping[str, str]],
    stamp: str,
) -> dict[str, str]:
    """The text of every part of the blank that ``body`` issues. ``known`` are facts of a unit (``{"don_vi": {…}, "cap_tren": {…}}``)
    that stand as text instead of prompts; ``stamp`` stands at the top right."""
    context = _prompts(form, fields, body, known)
    if stamp:
        context["pham_vi"] = stamp
    texts = {name: run(program, context) for name, program in programs.items()}
    by_name = {field["id"]: field for field in fields}
    controls: list[str] = []

    def split(match: re.Match[str]) -> str:
        look, text = match[1] or "", match[2]
        out, end = "", 0
        for prompt in _PROMPT.finditer(text):
            controls.append(prompt[1])
            out += _plain(look, text[end : prompt.start()]) + _control(prompt[1].lower(), prompt[2], look, by_name, len(controls))
            end = prompt.end()
        return out + _plain(look, text[end:])

    texts["word/document.xml"] = _RUN.sub(split, texts["word/document.xml"])
    # How many controls the blank has: as long as all of them wait, nobody has begun to fill it, and nothing was forgotten.
    texts["docProps/custom.xml"] = with_property(texts["docProps/custom.xml"], "so_o", str(len(controls)))
    return texts


def _plain(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def _control(tag: str, prompt: str, look: str, fields: Mapping[str, Field], number: int) -> str:
    """A content control in its run. Choices become a drop-down list; everything else is plain text."""
    field = fields.get(tag.split(":")[0])
    label = tag if field is None else field["nhan"]
    name = escaped(label[:_LONGEST_NAME])  # cut before it is escaped, never through an entity
    style = '<w:rStyle w:val="PlaceholderText"/>'
    inner = look.replace("<w:rPr>", f"<w:rPr>{style}") if look else f"<w:rPr>{style}</w:rPr>"
    kind = "<w:text/>"
    if field is not None and field["loai"] == "chon":
        # What is chosen stands as it is listed: in the head of a document that is in capitals, as the prompt.
        listed = [choice for choice, _ in field["lua_chon"] if choice]
        shown = [escaped(choice.upper() if prompt.isupper() else choice) for choice in listed]
        entries = "".join(f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>' for choice in shown)
        kind = f"<w:dropDownList>{entries}</w:dropDownList>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag[:_LONGEST_NAME]}"/><w:id w:val="{number}"/>'
        f"<w:temporary/><w:showingPlcHdr/>{kind}"
        f'</w:sdtPr><w:sdtContent><w:r>{inner}<w:t xml:space="preserve">{prompt}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def _mark(tag: str, text: str) -> str:
    return f"{_OPEN}{tag}{_MID}[{text}]{_CLOSE}"


def _prompts(form: Mapping[str, Any], fields: Sequence[Field], body: str, known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A context in which every field holds its prompt."""
    context: dict[str, Any] = {}
    for field in fields:
        name, kind = field["id"], field["loai"]
        prompt: Any = _mark(name, field["goi_y"] or field["nhan"])
        if name == "co_quan":
            prompt = body
        elif name == "chuc_vu" or kind == "co" or field["nhom"] == OPTIONS:
            # Office and options have a form of their own; a blank shows the usual one.
            prompt = ""
        elif kind == "ngay":
            day, month, year = _mark(name, "…"), _mark(f"{name}:thang", "…"), _mark(f"{name}:nam", "…")
            words = f"ngày\u00a0{day}\u00a0tháng\u00a0{month}\u00a0năm\u00a0{year}"
            prompt = {"iso": "", "chu": words, "so": _mark(name, "ngày/tháng/năm"), "nam": _mark(name, "năm")}
        elif kind == "doan":
            prompt = [prompt]
        elif kind == "bang":
            row = {column["id"]: _mark(f"{name}:{column['id']}", column["goi_y"] or column["nhan"]) for column in field["cot"]}
            prompt = [row for _ in range(field["hang"])]
        elif kind == "so_van_ban":
            prompt = _mark(name, "…")
        outer, _, inner = name.partition(".")
        if inner and inner in known.get(outer, {}):
            prompt = clean(known[outer][inner])
        put(context, name, prompt)
    return complete(form, context)
