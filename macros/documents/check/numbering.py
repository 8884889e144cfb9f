"""List numbers: the levels of a document's lists, and the number that Word prints in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.documents.check.properties import Props, W, limited, properties, val
from macros.files.xml import Element

_LEVELS = 9  # Word knows no more
_LONGEST = 40  # signs of a level's text; more is no number
_MOST = 32_767  # Word counts no further
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: first number, text such as «%1.%2», kind of number, shape of its paragraphs."""

    start: int
    text: str
    format: str
    props: Props


def _level(element: Element) -> Level:
    start = element.find(f"{W}start")
    props = properties(element.find(f"{W}pPr"), None, {})
    props.num = None
    return Level(
        limited(val(start), 0, _MOST) if start is not None else 1, (val(element.find(f"{W}lvlText")) or "")[:_LONGEST],
        val(element.find(f"{W}numFmt")) or "decimal", props,
    )  # fmt: skip


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        if root is None:
            return
        lists = {
            val(a, "abstractNumId") or "": {_depth(val(level, "ilvl")): _level(level) for level in a.findall(f"{W}lvl")}
            for a in root.findall(f"{W}abstractNum")
        }
        for num in root.findall(f"{W}num"):
            levels = dict(lists.get(val(num.find(f"{W}abstractNumId")) or "", {}))
            for override in num.findall(f"{W}lvlOverride"):
                level = override.find(f"{W}lvl")
                if level is not None:
                    levels[_depth(val(override, "ilvl"))] = _level(level)
            self._levels[val(num, "numId") or ""] = levels

    def level(self, num: tuple[str, int]) -> Level | None:
        return self._levels.get(num[0], {}).get(min(num[1], _LEVELS - 1))

    def next(self, num: tuple[str, int]) -> str:
        """The number in front of the next paragraph of a list (id, depth), counted as Word counts."""
        level = self.level(num)
        if level is None:
            return ""
        counted, depth = self._counted.setdefault(num[0], {}), min(num[1], _LEVELS - 1)
        counted[depth] = min(counted.get(depth, level.start - 1) + 1, _MOST)
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]
        if level.format == "bullet":
            return level.text if level.text in ("-", "–", "+", "*", "•") else "•"

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            above = self.level((num[0], at))
            return counter_text(above.format if above else "decimal", counted.get(at, 1))

        return re.sub(r"%(\d)", count, level.text)


def _depth(text: str | None) -> int:
    return limited(text, 0, _LEVELS - 1)


def counter_text(format_: str, count: int) -> str:
    """A list number as it prints: «3», «c», «III»; Vietnamese lists skip no letters here, because Word's do not."""
    if format_ in ("lowerLetter", "upperLetter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * min((count - 1) // 26 + 1, _LONGEST)
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in ("lowerRoman", "upperRoman"):
        roman, rest = "", count
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if format_ == "lowerRoman" else roman.upper()
    return str(count)
