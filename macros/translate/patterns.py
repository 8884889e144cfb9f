"""Regular expressions: Python's own parser → a literal of JavaScript that matches the same.

Not in the subset, because the two languages differ there: flags other than re.IGNORECASE, references to groups, groups within a
repetition. Letters of either case are spelt out, because each language has its own list of them.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]
from typing import Any

_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = r"\p{L}\p{N}_"
_CLASSES = {sre.CATEGORY_DIGIT: r"\p{Nd}", sre.CATEGORY_SPACE: _SPACE, sre.CATEGORY_WORD: _WORD}
_OTHERS = {sre.CATEGORY_NOT_DIGIT: r"\p{Nd}", sre.CATEGORY_NOT_SPACE: _SPACE, sre.CATEGORY_NOT_WORD: _WORD}
_PLACES = {
    sre.AT_BEGINNING: "^", sre.AT_BEGINNING_STRING: "^", sre.AT_END: r"(?=\n?$)", sre.AT_END_STRING: "$",
    sre.AT_BOUNDARY: f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
}  # fmt: skip
_LAST_LETTER = 0x1E943  # no sign beyond it has two cases


class Unsupported(Exception):
    """What of a pattern is outside the subset, in Vietnamese."""


@cache
def _cases() -> dict[str, str]:
    """Every sign that Python takes for another when case does not count → all that are taken for it, itself included."""
    alike: dict[str, list[str]] = {}
    for code in range(_LAST_LETTER + 1):
        if not 0xD800 <= code < 0xE000:
            alike.setdefault(chr(_sre.unicode_tolower(code)), []).append(chr(code))
    for group in _EXTRA_CASES.items():
        for one in (group[0], *group[1]):
            alike[chr(one)] = sorted({sign for other in (group[0], *group[1]) for sign in alike.get(chr(other), [chr(other)])})
    return {sign: "".join(group) for group in alike.values() if len(group) > 1 for sign in group}


def literal(pattern: str, *, ignore_case: bool = False) -> str:
    """``pattern`` as text of JavaScript: an expression is made of it when it is first used. Raises Unsupported."""
    return f"String.raw`{source(pattern, ignore_case=ignore_case)}`"


def source(pattern: str, *, ignore_case: bool = False) -> str:
    """``pattern`` as JavaScript writes it between slants. Raises Unsupported."""
    try:
        tree = parser.parse(pattern)
    except re.error as error:
        raise Unsupported(f"biểu thức chính quy sai: {error}") from None
    if tree.state.flags & ~re.UNICODE:
        raise Unsupported("cờ trong biểu thức chính quy")
    names = {number: name for name, number in tree.state.groupdict.items()}
    made = _Pattern(names, _cases() if ignore_case else {})
    return made.sequence(tree, repeated=False) or "(?:)"


def _sign(code: int) -> str:
    char = chr(code)
    if not char.isprintable() or 0x300 <= code < 0x370:  # a combining mark would sit on the sign before it
        return f"\\u{{{code:x}}}"
    if char == "`":
        return r"\x60"
    return "\\" + char if char in r"^$\.*+?()[]{}|/" else char


def _in_class(code: int) -> str:
    return r"\x2d" if code == ord("-") else _sign(code)  # «\-» is right, too, but not every engine of the tests knows it


@dataclass
class _Pattern:
    """What is being written: the names of the groups by number, and the signs that count as one (none when case counts)."""

    names: dict[int, str]
    cases: dict[str, str]

    def sequence(self, items: Iterable[Any], *, repeated: bool) -> str:
        return "".join(self.item(kind, value, repeated) for kind, value in items)

    def item(self, kind: Any, value: Any, repeated: bool) -> str:
        if kind is sre.LITERAL:
            same = self.cases.get(chr(value), "")
            return f"[{''.join(_in_class(ord(sign)) for sign in same)}]" if same else _sign(value)
        if kind is sre.NOT_LITERAL:
            return f"[^{self.in_class(value)}]"
        if kind is sre.ANY:
            return r"[^\n]"
        if kind is sre.IN:
            return self.set(value)
        if kind is sre.AT and value in _PLACES:
            return _PLACES[value]
        if kind is sre.BRANCH:
            return f"(?:{'|'.join(self.sequence(branch, repeated=repeated) for branch in value[1])})"
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, inner = value
            times = {(0, sre.MAXREPEAT): "*", (1, sre.MAXREPEAT): "+", (0, 1): "?"}.get((low, high))
            times = times or (f"{{{low}}}" if low == high else f"{{{low},{'' if high is sre.MAXREPEAT else high}}}")
            text = self.sequence(inner, repeated=repeated or high != 1)
            single = len(inner) == 1 and inner[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN) and not text.startswith("(?")
            return (text if single else f"(?:{text})") + times + ("?" if kind is sre.MIN_REPEAT else "")
        if kind is sre.SUBPATTERN and not value[1] and not value[2]:
            number, inner = value[0], value[3]
            if number is not None and repeated:
                raise Unsupported("nhóm (…) nằm trong phần lặp lại; dùng (?:…)")
            opening = "?:" if number is None else f"?<{self.names[number]}>" if number in self.names else ""
            return f"({opening}{self.sequence(inner, repeated=repeated)})"
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            sign = ("=" if kind is sre.ASSERT else "!") if value[0] == 1 else ("<=" if kind is sre.ASSERT else "<!")
            return f"(?{sign}{self.sequence(value[1], repeated=repeated)})"
        raise Unsupported(f"phần «{str(kind).lower()}» của biểu thức chính quy")

    def in_class(self, code: int) -> str:
        return "".join(_in_class(ord(sign)) for sign in self.cases.get(chr(code), chr(code)))

    def set(self, items: list[Any]) -> str:
        negated = items[0][0] is sre.NEGATE
        items = items[1:] if negated else items
        without = [_OTHERS[value] for kind, value in items if kind is sre.CATEGORY and value in _OTHERS]
        listed = "".join(self.listed(kind, value) for kind, value in items if (kind, value) not in [(sre.CATEGORY, v) for v in _OTHERS])
        if not without:
            return f"[{'^' if negated else ''}{listed}]"
        if len(without) > 1:
            raise Unsupported("hai loại ký tự phủ định trong ngoặc vuông")
        if not listed:
            return f"[{'' if negated else '^'}{without[0]}]"
        return f"(?:(?![{listed}])[{without[0]}])" if negated else f"(?:[^{without[0]}]|[{listed}])"

    def listed(self, kind: Any, value: Any) -> str:
        if kind is sre.LITERAL:
            return self.in_class(value)
        if kind is sre.RANGE:
            inside = range(value[0], value[1] + 1)
            twins = {twin for code in inside for twin in self.cases.get(chr(code), "") if ord(twin) not in inside} if self.cases else ()
            return f"{_in_class(value[0])}-{_in_class(value[1])}" + "".join(_in_class(ord(twin)) for twin in sorted(twins))
        if kind is sre.CATEGORY and value in _CLASSES:
            return _CLASSES[value]
        raise Unsupported("loại ký tự trong ngoặc vuông")
