"""A procedure page: its facts at a glance, then its parts under headings that land in the contents and the search.

Reading order is the clerk's: what it is, the steps, what must come out, the checklist, the documents; only then the
special sections of the page's own prose, mistakes, questions and sources.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.html.fragment import block
from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.pages import Page, Procedure, Step
from macros.procedures.checklists import checklist
from macros.procedures.situations import links_from
from macros.sources import chips, cite_all, practice_mark, sources_list

_FIRST_SECTION = re.compile(r"^## ", re.MULTILINE)
_STATE_ORDER = ("con", "mot-phan", "doi-chieu", "thay-the", "tham-khao")


@dataclass(frozen=True)
class Link:
    """A link of a fragment: ``href`` from the site's root."""

    href: str
    text: str
    about: str = ""


def procedure_content(handbook: Handbook, page: Page, body: str) -> list[str]:
    """The parts of a whole procedure page, Markdown and finished HTML in turns. ``body`` is its own prose, macros already expanded.

    What stands before the first ``## `` of the prose opens the page; its special sections follow the steps.
    """
    procedure = page.meta.procedure
    if procedure is None:
        raise ValueError(f"not a procedure: {page.path}")
    start = match.start() if (match := _FIRST_SECTION.search(body)) else len(body)
    return [
        _facts(handbook, procedure),
        body[:start].strip(),
        *_section("Chuẩn bị", "chuan-bi", _statements(handbook, procedure.preparation)),
        *_section("Các bước", "cac-buoc", _steps(handbook, procedure)),
        *_section("Đầu ra", "dau-ra", _statements(handbook, procedure.outcomes)),
        *_section("Bảng kiểm", "bang-kiem", Markup("\n").join(checklist(handbook, name, "h3") for name in procedure.checklists)),
        *_section("Mẫu", "mau", _templates(handbook, procedure)),
        body[start:].strip(),
        *_section("Lỗi thường gặp", "loi-thuong-gap", _part("mistakes", handbook, procedure.mistakes, ("wrong", "mend"))),
        *_section("Hỏi đáp", "hoi-dap", _answers(handbook, procedure)),
        *_section("Tình huống riêng", "tinh-huong", links_from(handbook, page)),
        *_section("Căn cứ", "can-cu", sources_list(handbook, procedure_citations(procedure))),
        *_section("Bài học", "bai-hoc", _links(handbook, "hoc", _lessons(handbook, page, procedure))),
        *_section("Liên quan", "lien-quan", _links(handbook, "di-tiep", procedure.related)),
    ]


def _lessons(handbook: Handbook, page: Page, procedure: Procedure) -> tuple[str, ...]:
    """The lessons that the procedure names, and those that say that they teach it."""
    teaching = (other.path for other in handbook.pages.values() if other.meta.lesson and page.path in other.meta.lesson.procedures)
    return tuple(dict.fromkeys((*procedure.lessons, *teaching)))


def procedure_citations(procedure: Procedure) -> tuple[Citation, ...]:
    """Every citation of a procedure, those of the whole first, then those of its parts in reading order."""
    parts: Iterable[Any] = (*procedure.preparation, *procedure.steps, *procedure.outcomes, *procedure.mistakes,
                            *procedure.answers, *procedure.pointers)
    return procedure.citations + tuple(citation for part in parts for citation in part.citations)


def due_words(step: Step) -> str | None:
    """A step's time limit in words: «trước hạn 7 ngày», «chậm nhất là ngày hạn», or its own text."""
    if step.days_before_due is None:
        return step.deadline
    return f"Trước hạn {step.days_before_due} ngày" if step.days_before_due else "Chậm nhất là ngày hạn"


def page_link(handbook: Handbook, path: str) -> Link | None:
    """A link to the page at ``path`` (``quy-trinh/x.md``, with or without an anchor), or None when it is not there."""
    path, mark, anchor = path.lstrip("/").partition("#")
    page = handbook.pages.get(path)
    if page is None:
        return None
    return Link(f"/{page.url}{mark}{anchor}", page.meta.title, page.meta.description)


def _section(title: str, anchor: str, content: Markup) -> list[str]:
    return [f"## {title} {{ #{anchor} }}", content] if content else []


def _basis(handbook: Handbook, part: Any) -> dict[str, Any]:
    return {"chips": chips(handbook, part.citations), "practice": practice_mark() if part.practice else ""}


def _part(macro: str, handbook: Handbook, rows: Iterable[Any], names: tuple[str, ...]) -> Markup:
    """Rows of one section: the named fields of each, and what it rests on."""
    return block("quy-trinh.html", macro, [{name: getattr(row, name) for name in names} | _basis(handbook, row) for row in rows])


def _statements(handbook: Handbook, rows: Iterable[Any]) -> Markup:
    return _part("statements", handbook, rows, ("text",))


def _known_templates(handbook: Handbook, names: Iterable[str]) -> list[Any]:
    return [handbook.templates[name] for name in names if name in handbook.templates]


def _facts(handbook: Handbook, procedure: Procedure) -> Markup:
    cited = cite_all(handbook, procedure_citations(procedure))
    counts = Counter(each.state for each in cited)
    shown = {each.state: each for each in cited}
    tally = [
        {"state": state, "count": counts[state], "icon": shown[state].icon, "words": shown[state].state_words}
        for state in _STATE_ORDER if counts[state]
    ]
    return block("quy-trinh.html", "facts", procedure, _known_templates(handbook, procedure.templates), tally)


def _steps(handbook: Handbook, procedure: Procedure) -> Markup:
    rows = [
        {"step": step, "due": due_words(step), "templates": _known_templates(handbook, step.templates)} | _basis(handbook, step)
        for step in procedure.steps
    ]
    return block("quy-trinh.html", "steps", rows)


def _templates(handbook: Handbook, procedure: Procedure) -> Markup:
    pointers = [{"text": each.text} | _basis(handbook, each) for each in procedure.pointers]
    found = _known_templates(handbook, procedure.templates)
    return block("quy-trinh.html", "templates", found, pointers) if found or pointers else Markup("")


def _answers(handbook: Handbook, procedure: Procedure) -> Markup:
    rows = [
        {"question": each.question, "answer": each.answer, "link": page_link(handbook, each.link) if each.link else None}
        | _basis(handbook, each)
        for each in procedure.answers
    ]
    return block("quy-trinh.html", "answers", rows)


def _links(handbook: Handbook, symbol: str, paths: Iterable[str]) -> Markup:
    found = [link for path in paths if (link := page_link(handbook, path))]
    return block("quy-trinh.html", "links", symbol, found) if found else Markup("")
