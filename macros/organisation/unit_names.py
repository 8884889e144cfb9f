"""The names under which a unit is looked for besides its own: the same name with usual abbreviations in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from macros.model.organisation import Abbreviation


def abbreviated(name: str, abbreviations: Iterable[Abbreviation]) -> tuple[str, ...]:
    """``name`` once with every way to write one of its parts short, and once with all parts short; nothing where none fits."""
    # A longer part holds shorter ones: «Giáo dục và Đào tạo» is written short as a whole before «Giáo dục» is.
    fitting = sorted((one for one in abbreviations if _place(one.full, name)), key=lambda one: -len(one.full))
    single = [_replaced(name, [(one.full, short)]) for one in fitting for short in one.short]
    whole = _replaced(name, [(one.full, one.short[0]) for one in fitting])
    return tuple(dict.fromkeys(text for text in (whole, *single) if text != name))


def _place(part: str, name: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", name, re.IGNORECASE)


def _replaced(name: str, parts: Sequence[tuple[str, str]]) -> str:
    for full, short in parts:
        if found := _place(full, name):
            name = name[: found.start()] + short + name[found.end() :]
    return name
