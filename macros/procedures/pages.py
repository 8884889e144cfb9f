"""A procedure page: its facts at a glance, then its parts under headings that land in the contents and the search.

Reading order is the clerk's: what it is, the steps, what must come out, the checklist, the documents; only then the
special sections of the page's own prose, mistakes, questions and sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.html.fragment import block
from macros.html.script import DATA_FOLDER
from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.pages import Page, Procedure, Step
from macros.procedures.checklists import checklist
from macros.procedures.situations import links_from
from macros.sources import chips, cite_all, practice_mark, signs_of_section, sources_list

_FIRST_SECTION = re.compile(r"^## ", re.MULTILINE)
_MAIN_SOURCES = 3  # how many of the surest sources the head of a procedure names


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
        _facts(handbook, page, procedure),
        body[:start].strip(),
        *_section("Chuẩn bị", "chuan-bi", _signed(handbook, procedure.preparation, _statements(handbook, procedure.preparation))),
        *_section("Các bước", "cac-buoc", _signed(handbook, procedure.steps, _steps(handbook, procedure))),
        *_section("Kết quả, sản phẩm", "dau-ra", _signed(handbook, procedure.outcomes, _statements(handbook, procedure.outcomes))),
        *_section("Bảng kiểm", "bang-kiem", _checklists(handbook, procedure)),
        *_section("Mẫu", "mau", _signed(handbook, procedure.pointers, _templates(handbook, page, procedure))),
        body[start:].strip(),
        *_section("Lỗi thường gặp", "loi-thuong-gap",
                  _signed(handbook, procedure.mistakes, _part("mistakes", handbook, procedure.mistakes, ("wrong", "mend")))),
        *_section("Hỏi đáp", "hoi-dap", _signed(handbook, procedure.answers, _answers(handbook, procedure))),
        *_section("Tình huống riêng", "tinh-huong", links_from(handbook, page)),
        *_section("Căn cứ", "can-cu", sources_list(handbook, procedure_citations(procedure))),
        *_section("Bài học", "bai-hoc", _links(handbook, "hoc", _lessons(handbook, page, procedure))),
        *_section("Liên quan", "lien-quan", _links(handbook, "di-tiep", procedure.related)),
    ]


def _lessons(handbook: Handbook, page: Page, procedure: Procedure) -> tuple[str, ...]:
    """The lessons that the procedure names, and those that say that they teach it."""
    teaching = handbook.once("lessons by procedure", lambda: _taught(handbook)).get(page.path, ())
    return tuple(dict.fromkeys((*procedure.lessons, *teaching)))


def _taught(handbook: Handbook) -> dict[str, list[str]]:
    """The lessons that teach each procedure, both by their paths."""
    found: dict[str, list[str]] = {}
    for page in handbook.pages.values():
        for path in page.meta.lesson.procedures if page.meta.lesson else ():
            found.setdefault(path, []).append(page.path)
    return found


def procedure_citations(procedure: Procedure) -> tuple[Citation, ...]:
    """Every citation of a procedure, those of the whole first, then those of its parts in reading order. What the whole names
    without an article and a part by its article is told once, by the article."""
    parts: Iterable[Any] = (*procedure.preparation, *procedure.steps, *procedure.outcomes, *procedure.mistakes,
                            *procedure.answers, *procedure.pointers)
    told = tuple(citation for part in parts for citation in part.citations)
    by_article = {citation.source for citation in told if citation.article}
    return (*(each for each in procedure.citations if each.article or each.source not in by_article), *told)


def due_words(step: Step) -> str | None:
    """A step's time limit in words: «trước thời hạn 7 ngày», «chậm nhất vào ngày đến hạn», or its own text."""
    if step.days_before_due is None:
        return step.deadline
    return f"Trước thời hạn {step.days_before_due} ngày" if step.days_before_due else "Chậm nhất vào ngày đến hạn"


def deadline_tasks(handbook: Handbook, page: Page, procedure: Procedure) -> tuple[str, ...]:
    """The recurring tasks whose due days are those of the procedure: the tasks that open this page, else those that it names."""
    own = tuple(task.id for task in handbook.tasks.values() if task.procedure == page.path)
    return own or procedure.tasks


def page_link(handbook: Handbook, path: str) -> Link | None:
    """A link to the page at ``path`` (``quy-trinh/x.md``, with or without an anchor), or None when it is not there."""
    path, mark, anchor = path.lstrip("/").partition("#")
    page = handbook.pages.get(path)
    if page is None:
        return None
    return Link(f"/{page.url}{mark}{anchor}", page.meta.title, page.meta.description)


def _section(title: str, anchor: str, content: Markup) -> list[str]:
    return [f"## {title} {{ #{anchor} }}", content] if content else []


def _signed(handbook: Handbook, parts: Iterable[Any], content: Markup) -> Markup:
    """A section: how sure its parts are, each sign once, then the parts."""
    cited = tuple(citation for part in parts for citation in part.citations)
    return Markup("\n").join(filter(None, (signs_of_section(handbook, cited), content))) if content else content


def _checklists(handbook: Handbook, procedure: Procedure) -> Markup:
    items = [item for name in procedure.checklists for item in handbook.checklist(name).items]
    shown = Markup("\n").join(checklist(handbook, name, "h3", whole=False) for name in procedure.checklists)
    return _signed(handbook, items, shown)


def _basis(handbook: Handbook, part: Any) -> dict[str, Any]:
    return {"chips": chips(handbook, part.citations), "practice": practice_mark() if part.practice else ""}


def _part(macro: str, handbook: Handbook, rows: Iterable[Any], names: tuple[str, ...]) -> Markup:
    """Rows of one section: the named fields of each, and what it rests on."""
    return block("quy-trinh.html", macro, [{name: getattr(row, name) for name in names} | _basis(handbook, row) for row in rows])


def _statements(handbook: Handbook, rows: Iterable[Any]) -> Markup:
    return _part("statements", handbook, rows, ("text",))


def _known_templates(handbook: Handbook, names: Iterable[str]) -> list[Any]:
    return [handbook.templates[name] for name in names if name in handbook.templates]


def _facts(handbook: Handbook, page: Page, procedure: Procedure) -> Markup:
    cited = cite_all(handbook, procedure_citations(procedure))
    sure = [each for each in cited if each.sureness != "doi_chieu"]
    ask = [each.source for each in cited if each.sureness == "doi_chieu"]
    sure.sort(key=lambda each: -len(each.articles))
    main = [each.source for each in sure[:_MAIN_SOURCES]]
    tasks = " ".join(deadline_tasks(handbook, page, procedure))
    return block("quy-trinh.html", "facts", procedure, _known_templates(handbook, procedure.templates), main, len(cited), ask, tasks,
                 f"/{DATA_FOLDER}/")


def _steps(handbook: Handbook, procedure: Procedure) -> Markup:
    rows = [
        {"step": step, "due": due_words(step), "templates": _known_templates(handbook, step.templates)} | _basis(handbook, step)
        for step in procedure.steps
    ]
    return block("quy-trinh.html", "steps", rows)


def _templates(handbook: Handbook, page: Page, procedure: Procedure) -> Markup:
    pointers = [{"text": each.text} | _basis(handbook, each) for each in procedure.pointers]
    found = _known_templates(handbook, procedure.templates)
    meetings = handbook.meetings.of_procedure(page.path)
    return block("quy-trinh.html", "templates", found, pointers, meetings) if found or pointers or meetings else Markup("")


def _answers(handbook: Handbook, procedure: Procedure) -> Markup:
    rows = [
        {"anchor": each.anchor, "question": each.question, "answer": each.answer,
         "link": page_link(handbook, each.link) if each.link else None}
        | _basis(handbook, each)
        for each in procedure.answers
    ]
    return block("quy-trinh.html", "answers", rows)


def _links(handbook: Handbook, symbol: str, paths: Iterable[str]) -> Markup:
    found = [link for path in paths if (link := page_link(handbook, path))]
    return block("quy-trinh.html", "links", symbol, found) if found else Markup("")
