"""Citations: the chip in a sentence, the list at a page's end, and the mark of what rests on practice only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from macros.html.fragment import block, inline
from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.sources import CONFIDENCE_NAMES, STATE_NAMES, Source

_ICONS = {"con": "con-hieu-luc", "mot-phan": "mot-phan", "thay-the": "thay-the", "doi-chieu": "doi-chieu", "tham-khao": "thong-bao"}


@dataclass(frozen=True)
class Cited:
    """A source as one place of a page cites it: ``articles``, and ``whole`` when it is (also) cited without one.

    ``state`` is what a reader must know first, one of «con», «mot-phan», «thay-the», «doi-chieu», «tham-khao»;
    «doi-chieu» wins over «con» and «mot-phan», because an unchecked source must not pass for a checked one.
    """

    source: Source
    articles: tuple[str, ...]
    whole: bool
    successor: Source | None

    @property
    def state(self) -> str:
        if self.source.is_replaced:
            return "thay-the"
        if self.source.is_reference:
            return "tham-khao"
        if self.source.needs_checking or self.unread:
            return "doi-chieu"
        return "mot-phan" if self.source.is_partly_in_force else "con"

    @property
    def state_words(self) -> str:
        short = {"doi-chieu": "cần đối chiếu", "tham-khao": "tài liệu tham khảo"}
        return short.get(self.state) or STATE_NAMES[self.source.state]

    @property
    def full_state(self) -> str:
        """State and confidence in one phrase, for the tooltip and the list."""
        known = f"{STATE_NAMES[self.source.state]}; {CONFIDENCE_NAMES[self.source.confidence]}"
        if not self.unread:
            return known
        unread = "nội dung điều này chưa đọc trong bản gốc" if self._unread_article else "nội dung mới thấy qua phần trích"
        return f"{known}; {unread}"

    @property
    def unread(self) -> bool:
        """Whether an article is cited whose own text nobody has seen, or the whole though only parts were seen."""
        return self._unread_article or (self.whole and self.source.unread(None))

    @property
    def _unread_article(self) -> bool:
        return any(self.source.unread(article) for article in self.articles)

    @property
    def icon(self) -> str:
        return _ICONS[self.state]

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return self.source.label

    @property
    def article_text(self) -> str:
        return "; ".join(self.articles)


def cite(handbook: Handbook, citation: Citation) -> Cited:
    """The source that ``citation`` names; UnknownName when the register has none such."""
    return _cited(handbook, citation.source, (citation.article,))


def cite_all(handbook: Handbook, citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """One entry a source, in order of first mention, with all its articles."""
    places: dict[str, dict[str | None, None]] = {}
    for citation in citations:
        places.setdefault(citation.source, {})[citation.article] = None
    return tuple(_cited(handbook, name, tuple(found)) for name, found in places.items())


def _cited(handbook: Handbook, name: str, places: tuple[str | None, ...]) -> Cited:
    """``places`` are the articles cited, None for the source as a whole."""
    source = handbook.source(name)
    newest = source
    while newest.replaced_by:  # to the one in force: what replaced it may be replaced itself
        newest = handbook.source(newest.replaced_by)
    return Cited(source, tuple(place for place in places if place), None in places, newest if newest is not source else None)


def citation(handbook: Handbook, name: str, article: str | None = None, about_past: bool = False) -> Markup:
    """The chip inside a sentence: number, article, date and state, linked to the register.

    A replaced source names its successor beside it, unless the sentence is about the past.
    """
    cited = cite(handbook, Citation(source=name, article=article))
    return inline("can-cu-the.html", "chip", cited, full=True, successor=not about_past)


def chips(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """Short chips for a row of a list: number, article, and the state as an icon with a word read aloud."""
    return Markup("").join(
        inline("can-cu-the.html", "chip", cite(handbook, each), full=False, successor=True) for each in citations
    )


def practice_mark() -> Markup:
    """The mark of what is good practice and rests on no rule."""
    return inline("can-cu-the.html", "practice")


def sources_list(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """The list at a page's end, printed too: every source once, with its articles, title, issuer and state."""
    return block("can-cu-the.html", "listing", cite_all(handbook, citations))
