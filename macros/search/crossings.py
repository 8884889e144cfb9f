"""What the search answers where a question names a situation and a kind of work: the cell in which the two cross."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.vietnamese import fold

_PAGE = "tinh-huong.html"
_PARTS = re.compile(r", | và ")
_MEMBER = "dang vien "
_PRACTICE = ("k", "")


def crossings(handbook: Handbook, pages: Mapping[str, int], basis: Callable[[Handbook, tuple[Citation, ...]], tuple[str, str]],
              ) -> tuple[dict[str, object], list[tuple[str, str]]]:  # fmt: skip
    """What tells the crossings apart, and of each crossing its answer and on what it rests.

    ``works`` are ``[title, names, parts of the title]``, ``situations`` ``[title, names]``, ``cells`` in the order of the answers
    ``[situation, work, anchor, sign]``. A name says by itself which work is meant; a part of a compound title («họp và biểu quyết»)
    does so only where the answer speaks of it.
    """
    if _PAGE not in pages:
        return {}, []
    table = handbook.situations
    works, situations = list(table.works), list(table.all)
    found = [(cell.answer, basis(handbook, cell.citations) if cell.citations else _PRACTICE,
              [row, column, f"{situations[row]}--{works[column]}"])
             for row, name in enumerate(situations) for column, work in enumerate(works)
             if (cell := table.all[name].cells[work]).answer]  # fmt: skip
    told: dict[str, object] = {
        "page": pages[_PAGE],
        "works": [[work.name, [_flat(name) for name in work.variants], _parts(work.name)] for work in table.works.values()],
        "situations": [[each.name, sorted({_flat(each.name), _flat(each.name).removeprefix(_MEMBER), *map(_flat, each.variants)})]
                       for each in table.all.values()],
        "cells": [[*place, sign] for _, (sign, _), place in found],
    }
    return told, [(str(answer), words) for answer, (_, words), _ in found]


def _flat(name: str) -> str:
    """A name as the words of a question are compared with it."""
    return " ".join(re.findall(r"\w+", fold(name.lower())))


def _parts(title: str) -> list[str]:
    return [_flat(part) for part in _PARTS.split(title)]
