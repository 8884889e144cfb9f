"""What a planted mistake changes of a document's picture, so that a page may spoil it without the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.documents.check.inspect import read
from macros.documents.check.picture import picture_of
from macros.documents.plant.plant import planted
from macros.model.authority import Authority

# Where a line stands follows from the lines before it: one line more or less moves all the others, which look as they did.
_PLACE = {"doan", "trang", "hang"}
_Lines = list[dict[str, Any]]


def spoilt(content: bytes, defects: Iterable[str], authority: Authority) -> tuple[_Lines, dict[str, dict[str, Any]]]:
    """The lines of a good document, and for each of the defects that can be seen in it what is otherwise:

    ``doi`` lines that change, ``mat`` lines that go, ``them`` lines that come after one, each with the number of the line.
    """
    good = picture_of(read(content))
    found = {}
    for defect in defects:
        site = planted(content, defect, authority)
        if site is not None and (change := _difference(good, picture_of(site.read_again()))):
            found[defect] = change
    return good, found


def _look(line: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key not in _PLACE}


def _difference(good: _Lines, bad: _Lines) -> dict[str, Any]:
    """Empty where nothing can be seen, or more than one thing happens."""
    before, after = [_look(line) for line in good], [_look(line) for line in bad]
    if len(before) == len(after):
        changed = [[at, after[at]] for at in range(len(after)) if after[at] != before[at]]
        return {"doi": changed} if changed else {}
    first = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    more = len(after) - len(before)
    if more > 0:
        come = after[first : first + more]
        return {"them": [[first - 1, line] for line in come]} if before[first:] == after[first + more :] and _says(come) else {}
    gone = list(range(first, first - more))
    return {"mat": gone} if before[first - more :] == after[first:] else {}


def _says(lines: _Lines) -> bool:
    return any(line["chu"] for line in lines)
