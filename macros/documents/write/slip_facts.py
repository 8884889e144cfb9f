"""What the checks of filled values must know beside the template: clauses of the rules of form, sources that are replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from macros.model.base import Citation
from macros.model.documents import Documents
from macros.model.sources import Source

# A check of form → the mistake of ``data/loi.yml`` whose clause it rests on.
_RULES = {"so": "so-khong-dem", "ho_ten": "hoc-ham", "dau": "noi-nhan-dau"}

_WAYS = ("bb-hn", "dh-dct", "du-pbt")  # of the ways to sign in ``data/tham-quyen.yml``: those that values can be checked by


def clauses(citations: Iterable[Citation]) -> list[str]:
    """«id, điều» of every citation."""
    return [f"{c.source}, {c.article}" if c.article else c.source for c in citations]


def slip_facts(documents: Documents, sources: Mapping[str, Source]) -> dict[str, Any]:
    """``quy_tac``: check → clauses; ``het``: the replaced sources that have a number; ``ten``: what readers call a source."""
    rules: dict[str, Any] = {check: clauses(documents.defects[defect].citations) for check, defect in _RULES.items()}
    rules["chuc_vu"] = {body.id: clauses(body.citations) for body in documents.authority.bodies}
    rules["cach_ky"] = {way.id: clauses(way.citations) for way in documents.authority.signing if way.id in _WAYS}
    rules["ten_co_quan"] = {body.id: body.title for body in documents.authority.bodies}
    times = Counter(source.number for source in sources.values())
    gone = []
    for source in sources.values():
        if source.is_replaced and source.number:
            last = _last(source, sources)
            gone.append({
                "so": source.number, "ngay": source.issued.isoformat() if isinstance(source.issued, date) else "",
                "tu": _from(sources.get(source.replaced_by or "")), "thay": last.label if last else "văn bản mới",
                "trung": times[source.number] > 1, "can_cu": [last.id] if last else [],
            })  # fmt: skip
    # Citations of templates name other sources, too: the page shows every clause under the name that readers know.
    return {"quy_tac": rules, "het": gone, "ten": {source.id: source.label for source in sources.values()}}


def _from(source: Source | None) -> str:
    """The day from which the successor counts; empty when it is not known."""
    day = source and (source.in_force_from or source.issued)
    return day.isoformat() if isinstance(day, date) else ""


def _last(source: Source, sources: Mapping[str, Source]) -> Source | None:
    """What stands in the place of ``source`` today: the successor of its successor, and so on."""
    found = sources.get(source.replaced_by or "")
    while found and found.is_replaced and found.replaced_by:
        found = sources.get(found.replaced_by)
    return found
