"""Lists that lead to everything: procedures by group, the duties matrix, checklists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from macros.html.fragment import block, fragment
from macros.html.page import made_page, title_heading
from macros.model.handbook import Handbook
from macros.model.pages import Page, Procedure
from macros.model.subject import MadePage
from macros.procedures.checklists import checklist
from macros.vietnamese import collation_key

T = TypeVar("T")
RESET_NAMES = {"thang": "mỗi tháng", "quy": "mỗi quý", "nam": "mỗi năm", "moi_lan": "mỗi lần làm"}


def procedures(handbook: Handbook) -> str:
    """Every procedure by group, with who does it, when, and what comes of it."""
    return fragment("danh-muc-quy-trinh.html", groups=_grouped(_in_order(handbook), lambda row: row[1].group))


def _in_order(handbook: Handbook) -> list[tuple[Page, Procedure]]:
    rows = [(page, page.meta.procedure) for page in handbook.pages.values() if page.meta.procedure]
    return sorted(rows, key=lambda row: (row[1].order, collation_key(row[0].meta.title)))


def duties(handbook: Handbook, group: str | None = None) -> str:
    """The matrix article → duty → office work → procedure → template → when, whole or of one group."""
    rows = [duty for duty in handbook.duties.values() if group is None or duty.group == group]
    pages = handbook.pages
    templates = handbook.templates
    return fragment("ma-tran-nhiem-vu.html", rows=rows, pages=pages, templates=templates, sources=handbook.sources,
                    groups=list(dict.fromkeys(duty.group for duty in rows)), whole=group is None)


def checklists(handbook: Handbook) -> str:
    """Every checklist by topic: in the order of the procedures' groups, then what belongs to no group."""
    places = {group: place for place, group in enumerate(dict.fromkeys(procedure.group for _, procedure in _in_order(handbook)))}
    rows = sorted(handbook.checklists.values(), key=lambda checklist: places.get(checklist.topic, len(places)))
    return fragment("danh-muc-bang-kiem.html", groups=_grouped(rows, lambda c: c.topic), reset_names=RESET_NAMES)


def _grouped(rows: Iterable[T], key: object) -> list[tuple[str, list[T]]]:
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)  # type: ignore[operator]
    return list(groups.items())


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page for every checklist, to tick on the spot or print."""
    for found in handbook.checklists.values():
        cited = sorted({citation.source for item in found.items for citation in item.citations})
        used_by = [page for page in handbook.pages.values() if page.meta.procedure and found.id in page.meta.procedure.checklists]
        html = title_heading(found.title) + block("bang-kiem.html", "used_by", used_by) + checklist(handbook, found.id, heading=None)
        yield made_page(
            f"bang-kiem/{found.id}.md", html, title=f"Bảng kiểm: {found.title}", about=found.when,
            reviewed=max(handbook.source(name).checked for name in cited or handbook.sources), sources=cited,
        )  # fmt: skip
