"""The house style as editors read it: what is not written and what is, from the lists by which the lint judges."""

from __future__ import annotations

from collections.abc import Mapping

from macros.html.fragment import fragment
from macros.model.base import look_up
from macros.model.handbook import Handbook

LEAST_ALIKE = 3  # phrases in which one word changes alike, before they share a row


def _changed(phrase: str, instead: str) -> tuple[str, str]:
    """The part in which the two differ at their beginning: ("đi họp", "dự họp") → ("đi", "dự")."""
    old, new = phrase.split(), instead.split()
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        del old[-1], new[-1]
    return " ".join(old), " ".join(new)


def rows(pairs: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is not written and what is, each change once: phrases with one replacement, and those in which one word changes alike,
    stand in a row, where the first of them stands in the list."""
    changes = {phrase: _changed(phrase, instead) for phrase, instead in pairs.items()}
    of_change = list(changes.values())
    grouped: dict[tuple[str, ...], list[str]] = {}
    for phrase, instead in pairs.items():
        alike = changes[phrase] != (phrase, instead) and of_change.count(changes[phrase]) >= LEAST_ALIKE
        grouped.setdefault((changes[phrase][1], "…") if alike else (instead,), []).append(phrase)
    return [("; ".join(phrases), " ".join(written)) for written, phrases in grouped.items()]


def pairs(handbook: Handbook, key: str) -> str:
    """The list ``key`` of data/van-phong.yml as a table."""
    return fragment("cach-viet.html", pairs=rows(look_up(handbook.not_written, key, "danh sách cách viết")))
