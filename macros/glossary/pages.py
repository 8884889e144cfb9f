"""The glossary as a page: terms in dictionary order, with abbreviations, other names, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from macros.html.fragment import fragment
from macros.model.handbook import Handbook
from macros.model.terms import Term
from macros.vietnamese import collation_key


@dataclass(frozen=True)
class _Row:
    """A term as the template shows it: where it stands, and the page that tells how the work is done."""

    id: str
    term: Term
    page: str | None


def table(handbook: Handbook) -> str:
    """Every term under its first letter, with a box that filters as one types."""
    terms = sorted(handbook.terms.values(), key=lambda term: collation_key(term.term))
    groups = [
        (letter, [_Row(term.anchor, term, _url(term)) for term in group])
        for letter, group in groupby(terms, key=lambda term: term.term[0].upper())
    ]
    return fragment("thuat-ngu.html", groups=groups, abbreviations=list(_abbreviations(terms)), sources=handbook.sources)


def _url(term: Term) -> str | None:
    return term.page.removesuffix(".md") + ".html" if term.page else None


def _abbreviations(terms: list[Term]) -> Iterator[tuple[str, Term, str]]:
    """Each abbreviation with its term and the term's anchor, in dictionary order."""
    rows = [(short, term, term.anchor) for term in terms for short in term.abbreviations]
    return iter(sorted(rows, key=lambda row: (collation_key(row[0]), row[2])))
