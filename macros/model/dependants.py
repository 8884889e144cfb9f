"""What rests on a source: every citation in the handbook, with what cites it and the file and line where.

One walk over the frozen facts finds them all, so that a new kind of fact is covered the day it is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from macros.model.answer_pages import answer_pages
from macros.model.base import Citation

if TYPE_CHECKING:
    from macros.model.handbook import Handbook
    from macros.model.pages import Page
    from macros.model.situations import Situations

class Kind(StrEnum):
    """What can rest on a source, under the name that readers see, in the order in which a source names them."""

    PROCEDURE = "Quy trình"
    PAGE = "Trang hướng dẫn"
    TEMPLATE = "Mẫu văn bản"
    RULESET = "Quy tắc thể thức"
    AUTHORITY = "Thẩm quyền"
    CHOOSING = "Chọn loại"
    SIGNING = "Cách ký"
    DEFECT = "Lỗi thể thức"
    CHECKLIST = "Bảng kiểm"
    QUESTION = "Câu hỏi tự kiểm tra"
    LESSON = "Bài học"
    ANSWER = "Hỏi và đáp"
    SITUATION = "Tình huống"
    TASK = "Việc định kỳ"
    DUTY = "Nhiệm vụ"
    TERM = "Thuật ngữ"


_KINDS_OF_PAGES: Mapping[str, Kind] = {"quy-trinh": Kind.PROCEDURE, "bai-hoc": Kind.LESSON}
PAGES = frozenset({Kind.PAGE, *_KINDS_OF_PAGES.values()})  # what editors write in docs/


@dataclass(frozen=True)
class Dependant:
    """One citation: its source and article, what cites it (kind, id, title, address or None), and where it is written.

    ``about_past`` marks what speaks of the past and may therefore name a rule that was replaced; ``unnamed`` a source that the
    page's review lists and its text does not name: the page rests on it too, though no reader sees the citation; ``withdrawn`` a
    question that no page shows, and that therefore has no address.
    """

    source: str
    article: str | None
    kind: Kind
    id: str
    title: str
    url: str | None
    place: str
    about_past: bool = False
    unnamed: bool = False
    withdrawn: bool = False


def citations_in(value: Any) -> Iterator[Citation]:
    """Every Citation inside a model, however deep."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from citations_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from citations_in(inner)
    elif isinstance(value, (tuple, list, frozenset)):
        for inner in value:
            yield from citations_in(inner)


def dependants(handbook: Handbook) -> tuple[Dependant, ...]:
    """Everything in ``handbook`` that rests on a source, in a fixed order; worked out once for a handbook."""
    return handbook.once("dependants", lambda: tuple(_all(handbook)))


def outdated(handbook: Handbook) -> tuple[Dependant, ...]:
    """What rests on a replaced source without saying that it speaks of the past."""
    return tuple(d for d in dependants(handbook)
                 if not d.about_past and d.source in handbook.sources and handbook.sources[d.source].is_replaced)


def _all(handbook: Handbook) -> Iterator[Dependant]:
    for page in handbook.pages.values():
        kind = _KINDS_OF_PAGES.get(page.meta.kind, Kind.PAGE)
        cited = (*citations_in(page.meta), *page_citations(page))
        for citation in cited:
            yield Dependant(citation.source, citation.article, kind, page.path, page.meta.title, f"/{page.url}",
                            citation.place, page.meta.about_past or citation.about_past)
        for name in dict.fromkeys(page.meta.review.sources):
            if name not in {citation.source for citation in cited}:
                yield Dependant(name, None, kind, page.path, page.meta.title, f"/{page.url}",
                                f"docs/{page.path}:{page.line('ra_soat')}", page.meta.about_past, unnamed=True)
    for checklist in handbook.checklists.values():
        for item in checklist.items:
            yield from _from(item.citations, Kind.CHECKLIST, f"{checklist.id}/{item.id}", f"{checklist.title}: {item.text}",
                             f"/bang-kiem/{checklist.id}.html#{checklist.id}--{item.id}")
    for template in handbook.templates.values():
        yield from _from(citations_in(template), Kind.TEMPLATE, template.id, template.name, f"/soan-thao/mau/{template.id}.html")
    for ruleset in handbook.rulesets.values():
        # A ruleset that ended is kept to judge old documents, so it speaks of the past.
        yield from _from(citations_in(ruleset), Kind.RULESET, ruleset.id, ruleset.name, None, past=ruleset.until is not None)
    authority = handbook.documents.authority
    for body in authority.bodies:
        yield from _from(body.citations, Kind.AUTHORITY, body.id, body.title, "/soan-thao/chon-loai.html")
    for kind, url, rows in ((Kind.CHOOSING, "/soan-thao/chon-loai.html", authority.choosing),
                            (Kind.SIGNING, "/soan-thao/ai-ky.html", authority.signing)):
        for row in rows:
            yield from _from(row.citations, kind, row.id, " › ".join(row.path), f"{url}#{row.id}")
    for defect in handbook.documents.defects.values():
        yield from _from(defect.citations, Kind.DEFECT, defect.id, defect.name, f"/soan-thao/loi-the-thuc.html#{defect.id}")
    for question in handbook.questions.values():
        withdrawn = handbook.is_withdrawn(question)
        for found in _from(citations_in(question), Kind.QUESTION, question.id, question.stem, None if withdrawn else question.url):
            yield replace(found, withdrawn=withdrawn)
    for group in answer_pages(handbook):
        for asked in group.rows:
            if asked.page is None:  # those of a procedure are among what its page cites
                yield from _from(asked.answer.citations, Kind.ANSWER, asked.answer.question, asked.answer.question,
                                 f"/{group.url}#{asked.answer.anchor}")
    for task in handbook.tasks.values():
        yield from _from(task.citations, Kind.TASK, task.id, task.title, "/lich/index.html")
    for duty in handbook.duties.values():
        yield from _from(citations_in(duty), Kind.DUTY, duty.id, duty.duty, "/nhiem-vu/index.html")
    for term in handbook.terms.values():
        yield from _from(term.citations, Kind.TERM, term.id, term.term, "/thuat-ngu.html")
    yield from _of_situations(handbook.situations)


def _of_situations(table: Situations) -> Iterator[Dependant]:
    for name, situation in table.all.items():
        yield from _from(situation.citations, Kind.SITUATION, name, situation.name, f"/tinh-huong.html#{name}")
        for work, cell in situation.cells.items():
            # The loader tells of a cell whose work is unknown; its citations are told of all the same.
            title = f"{situation.name}: {table.works[work].name if work in table.works else work}"
            yield from _from(cell.citations, Kind.SITUATION, f"{name}/{work}", title, f"/tinh-huong.html#{name}--{work}")


def _from(citations: Any, kind: Kind, id_: str, title: str, url: str | None, *, past: bool = False) -> Iterator[Dependant]:
    for citation in citations:
        yield Dependant(citation.source, citation.article, kind, id_, title, url, citation.place, past or citation.about_past)


def page_citations(page: Page) -> Iterator[Citation]:
    """The citations in a page's prose: its calls of ``can_cu``."""
    for call in page.calls:
        if call.name == "can_cu" and call.args:
            article = call.args[1] if len(call.args) > 1 else call.kwargs.get("dieu")
            yield Citation(source=str(call.args[0]), article=article, place=f"docs/{page.path}:{call.line}",
                           about_past=bool(call.kwargs.get("qua_khu")))
