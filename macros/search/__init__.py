"""Pages → the search index that the engine in ``docs/assets/search/`` reads.

The index is a classic script (``file://`` knows no fetch) that assigns one object; see :mod:`macros.search.encode`
for its form. It holds no posting lists: the text itself, coded by words, is half of stock Material's index, and the
browser sorts it into postings in a few milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.model.handbook import Handbook
from macros.model.pages import Answer
from macros.model.sources import Source
from macros.search.accents import Accents
from macros.search.answers import bases, basis, facts
from macros.search.crossings import crossings
from macros.search.encode import Coder, Record, headings, words
from macros.search.sections import Section, split
from macros.vietnamese import fold, slug

FOLDER = "assets/search"
#: Letters of all bodies above which these go to files of their own, which load after the first answers (1 letter is
#: about 1 byte when compressed).
SHARD_LETTERS = 300_000
#: The kinds that results are grouped by, in the order of the index.
KINDS = ("quy-trinh", "mau", "bang-kiem", "can-cu", "hoi-dap", "bai-hoc", "thuat-ngu", "trang", "don-vi", "quan-tri")
# Where a page lies tells more of what it is than its template does; the first that fits counts.
_FOLDERS = (
    ("soan-thao/mau/", "mau"),
    ("soan-thao/cuoc-hop/", "mau"),
    ("bang-kiem/", "bang-kiem"),
    ("hoi-dap/", "hoi-dap"),
    ("can-cu/", "can-cu"),
    ("dao-tao/", "bai-hoc"),
    ("so-lieu/don-vi/", "don-vi"),
    ("quan-tri/", "quan-tri"),
    ("thuat-ngu", "thuat-ngu"),
)
# So many pages a reader looks through before asking anew.
_FIRST_RESULTS = 10
# Sections of a procedure that only lead on to other pages.
_SIGNPOSTS = {"Mẫu", "Bài học", "Liên quan", "Căn cứ", "Bảng kiểm", "Tình huống riêng"}
# Sections that answer nobody: exercises with their wrong choices, and lists of all that rests on a source.
_LEFT_OUT = {"Tự kiểm tra", "Bài tập", "Căn cứ của bài", "Nơi viện dẫn trong sổ tay"}
# Pages that repeat or list others (handouts, tests, contents) or that few readers mean: their worth in tenths, less one.
_LISTS = 6
_OUTDATED = 6  # sources that were replaced
_WORTH = (
    ("hoi-dap/", 9),
    ("dao-tao/luyen-tap/", 5),
    ("dao-tao/phat-tay/", 5),
    ("dao-tao/kiem-tra/", 5),
    ("so-lieu/don-vi/", 5),
    ("quan-tri/", 6),
    ("can-cu/can-doi-chieu", 6),
    ("nhiem-vu/", 8),
)


@dataclass(frozen=True)
class SearchPage:
    """One page as the index takes it. ``url`` is relative to the site («quy-trinh/bao-cao-thang.html»), ``html``
    is the rendered article, ``keywords`` are words that readers type but that do not stand on the page."""

    url: str
    title: str
    kind: str
    html: str
    keywords: tuple[str, ...] = ()


def build(pages: Iterable[SearchPage], handbook: Handbook) -> Iterable[tuple[str, bytes]]:
    """The files of the index as ``(path under the site, bytes)``, byte for byte the same for the same pages."""
    ordered = sorted(pages, key=lambda page: page.url)
    answers = list(_answers(handbook))
    questions = _questions(answers)
    accents = Accents(f"{answer.question} {answer.answer}" for answer, _ in answers)
    names = _names_by_page(handbook) | _names_of_sources(handbook)
    ordered = [replace(page, keywords=(*page.keywords, *names.get(page.url, ()))) for page in ordered]
    records = [
        replace(record, keywords=accents.back(record.keywords, f"{record.heading} {record.text}")) if record.keywords else record
        for number, page in enumerate(ordered)
        for record in _records(page, number, questions)
    ]
    outdated = {f"can-cu/{source.id}.html" for source in handbook.sources.values() if source.replaced_by}
    coder = Coder()
    grounds = bases(handbook, answers, records)
    numbers = {page.url: number for number, page in enumerate(ordered)}
    crossed, cells = crossings(handbook, numbers, basis)
    titles = [coder.head(r) for r in records]
    tables = map(coder.row, _concepts(handbook)), map(coder.row, _sources(handbook)), [coder.row([words]) for _, words in grounds]
    told = map(coder.row, cells)
    bodies = [coder.body(r) for r in records]
    parts = list(_parts(bodies))
    vocabulary, (heads, concepts, sources, rests, crossed_words, *parts) = coder.spelled([*map("".join, (titles, *tables, told)), *parts])
    # Addresses are not coded: their parts would count as words of the site.
    index: dict[str, object] = {
        "pages": "\n".join(page.url for page in ordered),
        "kinds": "".join(str(KINDS.index(_kind(page))) for page in ordered),
        "worths": "".join(str(_OUTDATED if page.url in outdated else _worth(page.url)) for page in ordered),
        "counts": _counts(records),
        "anchors": "\n".join("" if r.anchor == slug(r.heading) else r.anchor or "-" for r in records),
        "recordKinds": "".join(" " if r.kind is None else str(KINDS.index(r.kind)) for r in records),
        "vocabulary": vocabulary,
        "concepts": concepts,
        "sources": sources,
        "sourcePages": _pages_of_sources(handbook, ordered),
        "bases": rests,
        "signs": "".join(sign for sign, _ in grounds),
        "facts": facts(handbook, numbers),
        "crossings": crossed,
        "cells": crossed_words,
        "superiors": list(handbook.organisation.superiors),
        "heads": heads,
    }
    yield from _files(index, parts)


def titles_of(index: bytes) -> dict[str, list[str]]:
    """The words under which the first file of an index leads to each of its pages, by the page's address."""
    text = index.decode("utf-8")
    value = json.loads(text[text.index("={", text.index(".timKiem")) + 1 : text.rindex("}")])
    told, at, titles = headings(value["vocabulary"], value["heads"]), 0, {}
    for url, count in zip(value["pages"].split("\n"), map(int, value["counts"].split()), strict=False):
        titles[url], at = told[at], at + count
    return titles


def title_finds(title: str, page: str, titles: Mapping[str, list[str]]) -> bool:
    """Whether who types ``title`` finds ``page``: it is one of the few whose title in the index has all of these words."""
    asked = {word.lower() for word in words(title) if word[0].isalnum()}
    found = sorted((len(has), url) for url, has in titles.items() if asked <= set(has))
    return bool(asked) and page in [url for _, url in found[:_FIRST_RESULTS]]


def _kind(page: SearchPage) -> str:
    place = next((kind for start, kind in _FOLDERS if page.url.startswith(start)), page.kind)
    return place if place in KINDS else "trang"


def _worth(url: str) -> int:
    return next((worth for start, worth in _WORTH if url.startswith(start)), _LISTS if url.endswith("index.html") else 9)


def _records(page: SearchPage, number: int, questions: Mapping[str, _Question]) -> Iterable[Record]:
    """The page's title as a record of its own, with what stands before the first heading; then its sections.

    A question that stands in a procedure and again in the list of all questions is found in the procedure only.
    """
    # A checklist that stands inside a procedure is found on its own page.
    sections = split(page.html, without=() if page.url.startswith("bang-kiem/") else ("st-bang-kiem",))
    first = sections[0] if sections and not sections[0].heading else Section("", "", "", None)
    yield Record(number, "", page.title, page.keywords, first.text, None)
    for section in sections:
        if section is first or not (section.heading or section.text):
            continue
        if section.heading in _LEFT_OUT or (page.kind == "quy-trinh" and section.heading in _SIGNPOSTS):
            continue
        question = questions.get(fold(section.heading))
        if question and question.home not in ("", page.url):
            continue
        keywords = (*section.keywords, *(question.variants if question else ()))
        kind = section.kind or ("hoi-dap" if question else None)
        yield Record(number, section.anchor, section.heading, keywords, section.text, kind)


@dataclass(frozen=True)
class _Question:
    """The other ways in which clerks ask it, and the page that answers it («» when it stands in the list only)."""

    variants: tuple[str, ...]
    home: str


def _answers(handbook: Handbook) -> Iterable[tuple[Answer, str]]:
    """Every answer with the page that it stands on («» when it stands in the list of all questions only)."""
    yield from ((answer, "") for answer in handbook.answers)
    for page in handbook.pages.values():
        yield from ((answer, page.url) for answer in (page.meta.procedure.answers if page.meta.procedure else ()))


def _questions(answers: Iterable[tuple[Answer, str]]) -> dict[str, _Question]:
    """Every question by its folded text."""
    return {fold(answer.question): _Question(answer.variants, home) for answer, home in answers}


def _names_by_page(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """What readers call the work that a page tells: the names of the terms that lead to it."""
    found: dict[str, tuple[str, ...]] = {}
    for term in handbook.terms.values():
        if term.page:
            url = term.page.removeprefix("/").removesuffix(".md") + ".html"
            found[url] = (*found.get(url, ()), *term.names)
    return found


def _names_of_sources(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """The title of each source for its page, which is headed by its number."""
    found = _names_by_page(handbook)
    return {
        url: (*found.get(url, ()), source.title)
        for source in handbook.sources.values()
        for url in (f"can-cu/{source.id}.html",)
    }


def _counts(records: Iterable[Record]) -> str:
    """How many records each page has."""
    counts: dict[int, int] = {}
    for record in records:
        counts[record.page] = counts.get(record.page, 0) + 1
    return " ".join(str(count) for _, count in sorted(counts.items()))


def _concepts(handbook: Handbook) -> list[list[str]]:
    """Each term with its abbreviations and synonyms: phrases that mean the same to a reader."""
    return [list(term.names) for term in handbook.terms.values()]


def _sources(handbook: Handbook) -> list[list[str]]:
    """``[number, title, issued, state, name of state, label of what replaced it]`` a source."""
    return [
        [
            source.number or "",
            source.title,
            source.issued_text,
            source.state,
            source.state_text,
            " → ".join(f"{step.label} ({step.issued_text})" for step in _successors(source, handbook.sources)),
        ]
        for source in handbook.sources.values()
    ]


def _pages_of_sources(handbook: Handbook, pages: Iterable[SearchPage]) -> list[list[int]]:
    """``[page]`` or ``[page, page of what replaced it]`` a source, each the number of a page in the index, or -1."""
    numbers = {page.url: number for number, page in enumerate(pages)}

    def page_of(source: Source) -> int:
        return numbers.get(f"can-cu/{source.id}.html", numbers.get("can-cu/index.html", -1))

    sources = handbook.sources
    return [[page_of(step) for step in (source, *_successors(source, sources)[-1:])] for source in sources.values()]


def _successors(source: Source, sources: Mapping[str, Source]) -> list[Source]:
    """What replaced ``source``, what replaced that, … to the one in force."""
    chain: list[Source] = []
    step: Source | None = source
    while step and step.replaced_by and step.replaced_by in sources:
        step = sources[step.replaced_by]
        if step in chain:
            break
        chain.append(step)
    return chain


def _parts(bodies: Sequence[str]) -> Iterable[str]:
    """The bodies as one text while they are short; otherwise in parts of about SHARD_LETTERS each."""
    count = -(-sum(map(len, bodies)) // SHARD_LETTERS) or 1
    room = -(-len(bodies) // count) or 1
    return ("".join(bodies[start : start + room]) for start in range(0, max(1, len(bodies)), room))


def _files(index: Mapping[str, object], parts: Sequence[str]) -> Iterable[tuple[str, bytes]]:
    """One file when the bodies are one part, otherwise one more a part."""
    if len(parts) == 1:
        yield f"{FOLDER}/du-lieu.js", _script("timKiem", {**index, "bodies": parts[0], "parts": 0})
        return
    yield f"{FOLDER}/du-lieu.js", _script("timKiem", {**index, "bodies": None, "parts": len(parts)})
    for number, part in enumerate(parts, start=1):
        yield f"{FOLDER}/du-lieu-{number}.js", _script(f"timKiem{number}", part)


def _script(name: str, value: object) -> bytes:
    """A classic script that assigns ``value`` to ``SoTay.duLieu.<name>``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"(function(w){{w=w.SoTay=w.SoTay||{{}};(w.duLieu=w.duLieu||{{}}).{name}={text}}})(window);\n".encode()
