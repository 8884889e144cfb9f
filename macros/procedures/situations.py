"""The table of situations as a page, and the links that lead to it from the procedures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.html.fragment import block, fragment
from macros.model.handbook import Handbook
from macros.model.pages import Page
from macros.model.situations import Cell, Situation, Work
from macros.sources import practice_mark, signed_chips

PAGE = "tinh-huong.html"


@dataclass(frozen=True)
class _Row:
    """One cell as the template shows it. ``anchor`` is its place on the page, ``url`` the page that tells the work."""

    anchor: str
    id: str
    work: Work
    url: str
    cell: Cell
    basis: Markup


def table(handbook: Handbook) -> Markup:
    """Every situation with its cells: what changes, what must be asked, and in one line what does not change."""
    works = handbook.situations.works
    found = [(name, situation, signed_chips(handbook, situation.citations), _rows(handbook, name, situation))
             for name, situation in handbook.situations.all.items()]
    # The other way round: from a kind of work to every situation in which it is done otherwise, or must be asked about.
    by_work = [(name, work, [(row.anchor, situation.name) for _, situation, _, rows in found for row in rows
                       if row.id == name and not row.cell.unchanged]) for name, work in works.items()]
    return fragment("tinh-huong.html", situations=found, works=works, by_work=by_work)


def links_from(handbook: Handbook, page: Page) -> Markup:
    """The situations in which the work that ``page`` tells is done otherwise, each linked to its answer; empty when there are none."""
    table = handbook.situations
    groups = [
        (work, f"/{PAGE}#viec-{work_id}", links)
        for work_id, work in table.works.items() if page.path in (path.lstrip("/") for path in work.pages)
        if (links := [(f"/{PAGE}#{_anchor(name, work_id)}", situation.name) for name, situation in table.all.items()
                      if situation.cells[work_id].answered])
    ]
    return block("quy-trinh.html", "situations", groups) if groups else Markup("")


def _rows(handbook: Handbook, name: str, situation: Situation) -> list[_Row]:
    """The cells of a situation in the order of the works, whatever their order in the file."""
    return [
        _Row(_anchor(name, work_id), work_id, work, "/" + work.pages[0].lstrip("/").removesuffix(".md") + ".html", cell,
             signed_chips(handbook, cell.citations) + (practice_mark() if cell.practice else Markup("")))
        for work_id, work in handbook.situations.works.items() for cell in [situation.cells[work_id]]
    ]


def _anchor(situation: str, work: str) -> str:
    return f"{situation}--{work}"
