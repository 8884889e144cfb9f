"""Lists that lead to everything: procedures by group, the duties matrix, checklists, questions and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from macros.html.fragment import fragment
from macros.model.checklists import Checklist
from macros.model.handbook import Handbook
from macros.model.pages import Answer, Page, Procedure
from macros.vietnamese import collation_key

T = TypeVar("T")
OWNER = "Văn phòng cấp ủy cấp trên"
RESET_NAMES = {"thang": "mỗi tháng", "quy": "mỗi quý", "nam": "mỗi năm", "moi_lan": "mỗi lần làm"}
MODE_NAMES = {"doc_lam": "đọc đến đâu làm đến đó", "xac_nhan": "làm xong rồi xác nhận lại"}


def procedures(handbook: Handbook) -> str:
    """Every procedure by group, with who does it, when, and what comes of it."""
    rows = [(page, page.meta.procedure) for page in handbook.pages.values() if page.meta.procedure]
    rows.sort(key=lambda row: (row[1].order, collation_key(row[0].meta.title)))
    return fragment("danh-muc-quy-trinh.html", groups=_grouped(rows, lambda row: row[1].group))


def duties(handbook: Handbook, group: str | None = None) -> str:
    """The matrix article → duty → office work → procedure → template → when, whole or of one group."""
    rows = [duty for duty in handbook.duties.values() if group is None or duty.group == group]
    pages = handbook.pages
    templates = handbook.templates
    return fragment("ma-tran-nhiem-vu.html", rows=rows, pages=pages, templates=templates, sources=handbook.sources,
                    groups=list(dict.fromkeys(duty.group for duty in rows)), whole=group is None)


def checklists(handbook: Handbook) -> str:
    """Every checklist by topic."""
    return fragment("danh-muc-bang-kiem.html", groups=_grouped(handbook.checklists.values(), lambda c: c.topic),
                    reset_names=RESET_NAMES)


def answers(handbook: Handbook) -> str:
    """All questions and answers, those of the procedures included, to be filtered by words."""
    of_pages: list[tuple[Answer, Page | None]] = [
        (answer, page) for page in handbook.pages.values() if page.meta.procedure for answer in page.meta.procedure.answers
    ]
    rows = [*((answer, None) for answer in handbook.answers), *of_pages]
    return fragment("hoi-dap.html", rows=rows, sources=handbook.sources)


def _grouped(rows: Iterable[T], key: object) -> list[tuple[str, list[T]]]:
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)  # type: ignore[operator]
    return list(groups.items())


def pages(handbook: Handbook, today: date) -> Iterator[tuple[str, str]]:
    """A page for every checklist, to tick on the spot or print."""
    for checklist in handbook.checklists.values():
        yield f"bang-kiem/{checklist.id}.md", _checklist_page(handbook, checklist)


def _checklist_page(handbook: Handbook, checklist: Checklist) -> str:
    cited = sorted({citation.source for item in checklist.items for citation in item.citations})
    used_by = [page for page in handbook.pages.values() if page.meta.procedure and checklist.id in _checklists(page.meta.procedure)]
    front = {
        "title": f"Bảng kiểm: {checklist.title}", "description": checklist.when, "loai": "trang", "nguoi_phu_trach": OWNER,
        "ra_soat": {"ngay": max(handbook.source(s).checked for s in cited or handbook.sources).isoformat(), "can_cu": cited},
    }
    links = ", ".join(f"[{page.meta.title}](/{page.path})" for page in used_by)
    used = f"\n\nDùng trong: {links}." if links else ""
    return (f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n# {checklist.title}{used}\n\n"
            f'{{{{ bang_kiem("{checklist.id}") }}}}\n')


def _checklists(procedure: Procedure) -> tuple[str, ...]:
    return procedure.checklists
