"""Slips that show only where a value meets what the template prints around it: doubled words, marks and numbers, a capital in the
middle of a sentence, a blank that nobody asked for, a source that is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from macros.documents.write.fill import MISSING
from macros.documents.write.program import Program, escape, run, text_of

Typed: TypeAlias = Sequence[tuple[Mapping[str, Any], str]]  # (field, text) of every line typed

_OPEN = "\x01"
_CLOSE = "\x02"
_ASKED = "\x03"
_INLINE = re.compile("</?[bi]>")
_TAG = re.compile("<[^>]*>")
_VALUE = re.compile("\x01([^\x02]*)\x02")
_NUMBERED = re.compile(r"[0-9]{1,2}[.)] |[-–+] |[a-zđ]\) ")
_ENDS_NUMBERED = re.compile(r"(?:^|.*\s)(?:[0-9]{1,2}[.)] |[-–+] |[a-zđ]\) )")
_DATE = re.compile("ngày ([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
# Words that open a phrase: after words of the template they stand in the middle of its sentence.
_OPENERS = ("Trước", "Sau", "Từ", "Trong", "Đến", "Ngày", "Về", "Vào", "Căn", "Theo", "Tại", "Chậm", "Hết")


def printed_slips(
    facts: Mapping[str, Any], form: Mapping[str, Any], page: Program, context: Mapping[str, Any], typed: Typed
) -> list[dict[str, Any]]:
    """The slips of all values in their places. ``typed`` are the texts of the form, by which a value is found back."""
    found: list[dict[str, Any]] = []
    marked = _INLINE.sub("", run(page, context, _marked))
    lines = [line for line in _TAG.sub("\n", marked).split("\n") if line.strip()]
    told: list[str] = []
    bare = [(_bare(escape(text)), str(field["id"])) for field, text in typed]  # how each value is found back
    for line in lines:
        plain = line.replace(_OPEN, "").replace(_CLOSE, "")
        if "Căn cứ" in plain[:12]:
            found.extend(_replaced(facts, context, plain, typed))
        for match in _VALUE.finditer(line):
            value = match[1]
            before = line[: match.start()].replace(_OPEN, "").replace(_CLOSE, "")
            after = line[match.end() :].replace(_OPEN, "").replace(_CLOSE, "")
            wanted = _bare(value)
            fields = sorted({field for text, field in bare if text and text == wanted})
            if not fields or f"{before}{value}" in told:
                continue
            told.append(f"{before}{value}")
            found.extend(_glued(fields, before, value, after, facts["quy_tac"]))
    return [*found, *_blanks(form, page, context)]


def _marked(value: Any) -> str:
    return f"{_OPEN}{escape(value)}{_CLOSE}"


def _bare(text: str) -> str:
    """Capitals and a full stop at the end may be changed on the way."""
    return text.lower().rstrip(" .;,")


def _glued(fields: list[str], before: str, value: str, after: str, rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []

    def tell(stands: str, right: str, clauses: list[str]) -> None:
        found.append({"o": fields, "co": stands, "dung": right, "can_cu": clauses})

    words = before.split()
    for count in (3, 2, 1):
        tail = " ".join(words[-count:])
        if len(words) >= count and before.endswith(" ") and _is_word(tail) and value.lower().startswith(f"{tail.lower()} "):
            tell(f"{tail} {value}", f"bỏ «{value[: len(tail)]}» ở ô này: mẫu đã in", [])
            break
    numbered = _NUMBERED.match(value)
    if numbered and _ENDS_NUMBERED.fullmatch(before):
        tell(f"{words[-1]} {value}", f"bỏ «{numbered[0].strip()}» ở ô này: mẫu đã in", [])
    mark = after[:1]
    if mark in (";", ",", ".", ":") and mark and value[-1:] in (";", ",", ".", ":") and not value.endswith(("…", "...", "v.v.")):
        tell(f"{value}{mark}", f"bỏ dấu «{value[-1:]}» ở cuối ô này: mẫu đã in «{mark}»", rules["dau"] if mark == ";" else [])
    first = value.split(" ")[0]
    if first in _OPENERS and words and before.endswith(" ") and words[-1][-1:].isalpha() and words[-1] == words[-1].lower():
        tell(f"{words[-1]} {value}", f"viết thường: «{first.lower()}»", [])
    return found


def _is_word(text: str) -> bool:
    return re.search("[a-zà-ỹđ]", text.lower()) is not None


def _replaced(facts: Mapping[str, Any], context: Mapping[str, Any], line: str, typed: Typed) -> list[dict[str, Any]]:
    """Sources that were no longer in force on the day of signing."""
    found = []
    signed = context["ngay_ky"]["iso"] if "ngay_ky" in context else ""
    date = _DATE.search(line)
    day = f"{int(date[3])}-{_two(date[2])}-{_two(date[1])}" if date else ""
    for source in facts["het"]:
        at = line.partition(source["so"])
        if not at[1] or at[0][-1:].isdecimal() or (day and day != source["ngay"]) or (not day and source["trung"]):
            continue
        if not signed or not source["tu"] or signed >= source["tu"]:
            fields = sorted({str(field["id"]) for field, text in typed if source["so"] in text})
            right = f"dẫn {source['thay']}, đã thay văn bản này"
            found.append({"o": fields, "co": source["so"], "dung": right, "can_cu": source["can_cu"]})
    return found


def _two(digits: str) -> str:
    return digits if len(digits) == 2 else f"0{digits}"


def _blanks(form: Mapping[str, Any], page: Program, context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Days that may stay empty, and are printed as «……» within the text all the same."""
    empty = [f["id"] for f in form["truong"] if f["loai"] == "ngay" and not f["bat_buoc"] and _is_blank(context.get(f["id"]))]
    if not empty:
        return []
    asked = {name: {"iso": "", "chu": "", "so": f"{_ASKED}{name}{_ASKED}", "nam": f"{_ASKED}{name}{_ASKED}"} for name in empty}
    text = run(page, {**context, **asked}, text_of)
    right = "điền ngày: mẫu in nó trong lời văn"
    return [{"o": [name], "co": MISSING, "dung": right, "can_cu": []} for name in empty if f"{_ASKED}{name}{_ASKED}" in text]


def _is_blank(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("so") == MISSING
