"""Regular expressions: Python's own parser → a literal of JavaScript that matches the same.

Not in the subset, because the two languages differ there: flags, references to groups, groups within a repetition.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = r"\p{L}\p{N}_"
_CLASSES = {sre.CATEGORY_DIGIT: r"\p{Nd}", sre.CATEGORY_SPACE: _SPACE, sre.CATEGORY_WORD: _WORD}
_OTHERS = {sre.CATEGORY_NOT_DIGIT: r"\p{Nd}", sre.CATEGORY_NOT_SPACE: _SPACE, sre.CATEGORY_NOT_WORD: _WORD}
_PLACES = {
    sre.AT_BEGINNING: "^", sre.AT_BEGINNING_STRING: "^", sre.AT_END: r"(?=\n?$)", sre.AT_END_STRING: "$",
    sre.AT_BOUNDARY: f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
}  # fmt: skip


class Unsupported(Exception):
    """What of a pattern is outside the subset, in Vietnamese."""


def literal(pattern: str) -> str:
    """``pattern`` as ``/…/u``. Raises Unsupported."""
    try:
        tree = parser.parse(pattern)
    except re.error as error:
        raise Unsupported(f"biểu thức chính quy sai: {error}") from None
    if tree.state.flags & ~re.UNICODE:
        raise Unsupported("cờ trong biểu thức chính quy")
    names = {number: name for name, number in tree.state.groupdict.items()}
    return f"/{_sequence(tree, names, repeated=False) or '(?:)'}/u"


def _sign(code: int) -> str:
    char = chr(code)
    if not char.isprintable() or 0x300 <= code < 0x370:  # a combining mark would sit on the sign before it
        return f"\\u{{{code:x}}}"
    return "\\" + char if char in r"^$\.*+?()[]{}|/" else char


def _in_class(code: int) -> str:
    return r"\x2d" if code == ord("-") else _sign(code)  # «\-» is right, too, but not every engine of the tests knows it


def _sequence(items: Iterable[Any], names: dict[int, str], *, repeated: bool) -> str:
    return "".join(_item(kind, value, names, repeated) for kind, value in items)


def _item(kind: Any, value: Any, names: dict[int, str], repeated: bool) -> str:
    if kind is sre.LITERAL:
        return _sign(value)
    if kind is sre.NOT_LITERAL:
        return f"[^{_in_class(value)}]"
    if kind is sre.ANY:
        return r"[^\n]"
    if kind is sre.IN:
        return _class(value)
    if kind is sre.AT and value in _PLACES:
        return _PLACES[value]
    if kind is sre.BRANCH:
        return f"(?:{'|'.join(_sequence(branch, names, repeated=repeated) for branch in value[1])})"
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, inner = value
        times = {(0, sre.MAXREPEAT): "*", (1, sre.MAXREPEAT): "+", (0, 1): "?"}.get((low, high))
        times = times or (f"{{{low}}}" if low == high else f"{{{low},{'' if high is sre.MAXREPEAT else high}}}")
        text = _sequence(inner, names, repeated=repeated or high != 1)
        single = len(inner) == 1 and inner[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
        return (text if single else f"(?:{text})") + times + ("?" if kind is sre.MIN_REPEAT else "")
    if kind is sre.SUBPATTERN and not value[1] and not value[2]:
        number, inner = value[0], value[3]
        if number is not None and repeated:
            raise Unsupported("nhóm (…) nằm trong phần lặp lại; dùng (?:…)")
        opening = "?:" if number is None else f"?<{names[number]}>" if number in names else ""
        return f"({opening}{_sequence(inner, names, repeated=repeated)})"
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        sign = ("=" if kind is sre.ASSERT else "!") if value[0] == 1 else ("<=" if kind is sre.ASSERT else "<!")
        return f"(?{sign}{_sequence(value[1], names, repeated=repeated)})"
    raise Unsupported(f"phần «{str(kind).lower()}» của biểu thức chính quy")


def _class(items: list[Any]) -> str:
    negated = items[0][0] is sre.NEGATE
    items = items[1:] if negated else items
    if len(items) == 1 and items[0][0] is sre.CATEGORY and items[0][1] in _OTHERS:
        return f"[{'' if negated else '^'}{_OTHERS[items[0][1]]}]"
    out = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            out += _in_class(value)
        elif kind is sre.RANGE:
            out += f"{_in_class(value[0])}-{_in_class(value[1])}"
        elif kind is sre.CATEGORY and value in _CLASSES:
            out += _CLASSES[value]
        else:
            raise Unsupported("loại ký tự phủ định trong ngoặc vuông")
    return f"[{'^' if negated else ''}{out}]"
