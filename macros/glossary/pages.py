"""The glossary as a page: terms in dictionary order, with abbreviations, other names, and what each rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.html.fragment import fragment
from macros.model.handbook import Handbook
from macros.model.terms import Term
from macros.vietnamese import collation_key, slug

_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class _Row:
    """A term as the template shows it: where it stands, and the page that tells how the work is done, with its name."""

    id: str
    term: Term
    page: str | None
    title: str


def table(handbook: Handbook) -> str:
    """Every term under its first letter, with a box that filters as one types."""
    terms = sorted(handbook.terms.values(), key=lambda term: collation_key(term.term))
    groups = [
        (letter, _anchor(letter), [_Row(term.anchor, term, _url(term), _title(handbook, term)) for term in group])
        for letter, group in groupby(terms, key=lambda term: _letter(term.term))
    ]
    return fragment("thuat-ngu.html", groups=groups, abbreviations=list(_abbreviations(terms)), sources=handbook.sources)


def _letter(name: str) -> str:
    """The first letter as the alphabet has it: without a tone, Ă, Â, Đ, Ê, Ô, Ơ, Ư as they are."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name[0].upper()) if sign not in _TONES)
    return unicodedata.normalize("NFC", plain)


def _anchor(letter: str) -> str:
    """Where a letter begins: A, Ă and Â, D and Đ are letters of their own, which no slug tells apart."""
    return f"chu-{slug(letter)}" if letter.isascii() else f"chu-{slug(letter)}-{ord(letter):x}"


def _url(term: Term) -> str | None:
    return term.page.removesuffix(".md") + ".html" if term.page else None


def _title(handbook: Handbook, term: Term) -> str:
    """The name of the page; of one that data make, only that the work is told there."""
    page = handbook.pages.get((term.page or "").partition("#")[0].lstrip("/"))
    return page.meta.title if page else "xem trang hướng dẫn"


def _abbreviations(terms: list[Term]) -> Iterator[tuple[str, Term, str]]:
    """Each abbreviation with its term and the term's anchor, in dictionary order."""
    rows = [(short, term, term.anchor) for term in terms for short in term.abbreviations]
    return iter(sorted(rows, key=lambda row: (collation_key(row[0]), row[2])))
