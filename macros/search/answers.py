"""What the search answers in one sentence: who signs what, when a recurring task is due, and on what each answer of the pages rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.pages import Answer
from macros.model.sources import Sureness
from macros.search.encode import Record
from macros.vietnamese import fold

#: How sure an answer is, as the letter that begins its basis: read in the original, read in a trusted quotation, to be compared
#: with the original, practice.
_SIGNS: dict[Sureness, str] = {"goc": "g", "trich_dan": "t", "doi_chieu": "d"}
_PRACTICE = "k"
_UNTOLD = (" ", "")
_LEAST_SURE_LAST = "gtd"
_MOST_CITED = 2
_TASK, _SIGNER = "han", "ky"


def bases(handbook: Handbook, answers: Iterable[tuple[Answer, str]], records: Sequence[Record]) -> list[tuple[str, str]]:
    """Of every record that is a question or a term, in order, its sign and what it rests on («d», «01-QĐ/TW, phần thu nộp»);
    a blank where the handbook tells of neither."""
    of_questions = {fold(answer.question): basis(handbook, answer.citations) for answer, _ in answers}
    of_terms = {term.anchor: basis(handbook, term.citations) for term in handbook.terms.values()}
    return [
        of_terms.get(record.anchor, _UNTOLD) if record.kind == "thuat-ngu" else of_questions.get(fold(record.heading), _UNTOLD)
        for record in records
        if record.kind in ("hoi-dap", "thuat-ngu")
    ]


def facts(handbook: Handbook, pages: Mapping[str, int]) -> list[list[object]]:
    """``[kind, names, text, sign, basis, page, anchor, task]`` for every recurring task and every template; ``pages`` numbers the
    addresses of the index, and what has no page there is left out."""
    found = [*_tasks(handbook), *_signers(handbook)]
    return [[kind, names, text, *basis, pages[url], anchor, task] for kind, names, text, basis, url, anchor, task in found if url in pages]


def basis(handbook: Handbook, citations: Sequence[Citation]) -> tuple[str, str]:
    """The sign of the least sure citation, and the first citations in words; practice where nothing is cited."""
    if not citations:
        return _PRACTICE, ""
    sources = handbook.sources
    signs = [_SIGNS[sources[each.source].sureness(each.article)] for each in citations]
    texts = dict.fromkeys(_cited(handbook, each) for each in citations[:_MOST_CITED])
    more = " …" if len(citations) > _MOST_CITED else ""
    return max(signs, key=_LEAST_SURE_LAST.index), "; ".join(texts) + more


def _cited(handbook: Handbook, citation: Citation) -> str:
    source = handbook.sources[citation.source]
    place = f", {citation.article}" if citation.article else ""
    successor = handbook.sources.get(source.replaced_by or "")
    while successor and (newer := handbook.sources.get(successor.replaced_by or "")):  # to the one in force
        successor = newer
    return f"{source.label}{place}" + (f" (đã thay bằng {successor.label})" if successor else "")


_Fact = tuple[str, list[str], str, tuple[str, str], str, str, str]


def _tasks(handbook: Handbook) -> Iterable[_Fact]:
    """When a recurring task is due. The day itself is the superior's: the page reads it from its calendar."""
    for task in handbook.tasks.values():
        page = handbook.pages.get(task.procedure)
        if page and page.meta.procedure:
            names = [_words(name) for name in (task.title, *task.other_names)]
            yield _TASK, names, page.meta.procedure.when, basis(handbook, task.citations), page.url, "", task.id


def _words(name: str) -> str:
    """A name as the words of a question are compared with it."""
    return " ".join(re.findall(r"\w+", fold(name.lower())))


def _signers(handbook: Handbook) -> Iterable[_Fact]:
    """Who signs each document of the templates."""
    for template in handbook.templates.values():
        if template.text:
            url = f"soan-thao/mau/{template.id}.html"
            yield _SIGNER, [_words(template.name)], template.signer, basis(handbook, template.citations), url, "ai-ky", ""
