"""What a planted mistake changes, so that a page may spoil a good document: of its picture, and of the text of its parts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from macros.documents.check.inspect import read
from macros.documents.check.picture import picture_of
from macros.documents.plant.edits import Site
from macros.documents.plant.plant import planted
from macros.model.authority import Authority

# Where a line stands follows from the lines before it: one line more or less moves all the others, which look as they did.
_PLACE = {"doan", "trang", "hang"}
_Lines = list[dict[str, Any]]
_PARAGRAPHS = re.compile(r".*?</w:p>|.+\Z", re.DOTALL)


_Edit = list[Any]  # part, from sign, to sign, what stands there instead


@dataclass(frozen=True)
class Spoilable:
    """A good document: its lines and its parts, and for each defect that can be seen in it what is otherwise in both.

    In ``changes`` ``doi`` are lines that change, ``mat`` lines that go, ``them`` lines that come after one, each with the number of
    the line.
    """

    lines: _Lines
    changes: dict[str, dict[str, Any]]
    parts: dict[str, str]
    edits: dict[str, list[_Edit]]


def spoilable(content: bytes, defects: Iterable[str], authority: Authority) -> Spoilable:
    """What of ``content`` each of the ``defects`` changes."""
    good, site = picture_of(read(content)), Site(content, authority)
    # All parts of a document of ours are text.
    parts = {name: part.decode() for name, part in {**site.package.everything(), **site.changed()}.items()}
    changes, edits = {}, {}
    for defect in defects:
        if planted(site, defect) and (change := _difference(good, picture_of(site.read_again()))):
            changes[defect] = change
            bad = {name: part.decode() for name, part in site.changed().items()}
            edits[defect] = [edit for name, text in parts.items() if name in bad for edit in _edits(name, text, bad[name])]
        site.restore()
    return Spoilable(good, changes, parts, edits)


def _edits(name: str, good: str, bad: str) -> list[_Edit]:
    """Where ``bad`` differs, paragraph by paragraph, each as short as it can be: two mistakes then never meet."""
    if good == bad:
        return []
    before, after = _PARAGRAPHS.findall(good), _PARAGRAPHS.findall(bad)
    begins = [0]
    for part in before:
        begins.append(begins[-1] + len(part))
    found = []
    for kind, low, high, there, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = "".join(before[low:high]), "".join(after[there:end])
        head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
        most = min(len(old), len(new)) - head
        tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
        found.append([name, begins[low] + head, begins[high] - tail, new[head : len(new) - tail]])
    return found


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
