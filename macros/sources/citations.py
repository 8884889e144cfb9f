"""Citations: the chip in a sentence, the list at a page's end, the sign of how sure a block is, and the mark of practice.

A chip says what is cited and, of a rule that was replaced, with what to compare it. How sure it is stands once a block, as one of
three signs; what has been read of a source stands in the chip's note, whose words the browser takes from one file, and on the source's
page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from macros.html.fragment import block, inline
from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.sources import SURENESS_NAMES, Source, Sureness

_SURE_FIRST: tuple[Sureness, ...] = ("goc", "trich_dan", "doi_chieu")
_SIGNS = {"goc": "Đã đọc toàn văn bản gốc hoặc bản chép lại bản gốc.",
          "trich_dan": "Đã đọc nguyên văn điều, khoản này ở nguồn tin cậy, chưa có bản gốc.",
          "doi_chieu": "Đối chiếu với bản gốc hoặc xin ý kiến văn phòng cấp trên trước khi viện dẫn."}

_WHY: tuple[tuple[str, Sureness, str], ...] = (
    ("goc", "goc", "đã đọc cả văn bản"),
    ("trich_dan", "trich_dan", "đã đọc nguyên văn ở nguồn tin cậy, chưa có bản gốc"),
    ("chua_doc_dieu", "doi_chieu", "chưa đọc nguyên văn điều này"),
    ("phan_trich", "doi_chieu", "nội dung mới đọc qua trích dẫn"),
    ("da_kiem_chung", "doi_chieu", "xin ý kiến cấp trên về việc còn áp dụng hay không"),
    ("thu_cap", "doi_chieu", "mới đọc ở nguồn thứ cấp"),
    ("theo_tri_nho", "doi_chieu", "chưa có nguồn kiểm chứng"),
)
#: What a note says of a citation: the sign with its reason, so that the two never speak against each other. A source that was read, or
#: is never cited by its clause, must be compared all the same where it is not sure whether it holds.
REASONS: Mapping[str, str] = {key: f"{SURENESS_NAMES[sign]}: {why}" for key, sign, why in _WHY}


@dataclass(frozen=True)
class Cited:
    """A source as one place of a page cites it: ``articles``, and ``whole`` when it is (also) cited without one.

    ``state`` is whether it holds, one of «con», «mot-phan», «thay-the», «tham-khao»; ``sureness`` how far to trust it.
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
        return "mot-phan" if self.source.is_partly_in_force else "con"

    @property
    def state_words(self) -> str:
        """What a chip says of the state; nothing of a rule in force."""
        return {"con": "", "tham-khao": "tài liệu tham khảo"}.get(self.state, self.source.state_text)

    @property
    def sureness(self) -> Sureness:
        """That of its least sure part."""
        places: tuple[str | None, ...] = (*self.articles, None) if self.whole else self.articles
        return max((self.source.sureness(place) for place in places), key=_SURE_FIRST.index)

    @property
    def reason(self) -> str:
        """The key of REASONS that tells why the sign is what it is."""
        if self.sureness != "doi_chieu":
            return self.sureness
        if any(self.source.unread(article) for article in self.articles):
            return "chua_doc_dieu"
        if self.whole and self.source.unread(None):
            return "phan_trich"
        return self.source.confidence

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


def by_sureness(handbook: Handbook, citations: Iterable[Citation]) -> list[tuple[Sureness, list[Cited]]]:
    """What is cited, one entry a source, by its sign, the surest first; empty signs left out."""
    cited = cite_all(handbook, citations)
    groups = [(sign, [each for each in cited if each.sureness == sign]) for sign in _SURE_FIRST]
    return [(sign, found) for sign, found in groups if found]


def _cited(handbook: Handbook, name: str, places: tuple[str | None, ...]) -> Cited:
    """``places`` are the articles cited, None for the source as a whole."""
    source = handbook.source(name)
    newest = source
    while newest.replaced_by:  # to the one in force: what replaced it may be replaced itself
        newest = handbook.source(newest.replaced_by)
    return Cited(source, tuple(place for place in places if place), None in places, newest if newest is not source else None)


def citation(handbook: Handbook, name: str, article: str | None = None, about_past: bool = False) -> Markup:
    """The chip inside a sentence: number, article and date, linked to the register.

    A replaced source says so and names its successor beside it, unless the sentence is about the past.
    """
    cited = cite(handbook, Citation(source=name, article=article))
    return inline("can-cu-the.html", "chip", cited, full=True, successor=not about_past or bool(article))


def note_words(handbook: Handbook) -> dict[str, object]:
    """What the notes of all citations say: of each source its title, issuer with date, and state; and every reason of REASONS."""
    told = {source.id: (source.title, f"{source.issuer}, {source.issued_text}", source.state_text)
            for source in handbook.sources.values()}
    return {"van_ban": told, "muc": dict(REASONS)}


def chips(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """Short chips for a row: number and article, and of what was replaced, with what to compare it."""
    return Markup("; ").join(
        _short_chip(handbook, each) for each in citations
    )


def _short_chip(handbook: Handbook, citation: Citation) -> Markup:
    """The chip of one place, which many rows cite: made once a build."""
    return handbook.once(f"chip {citation.source} {citation.article}",
                         lambda: inline("can-cu-the.html", "chip", cite(handbook, citation), full=False, successor=True))


def dated_chips(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """Chips with number and date alone, where the place says by itself which of them were replaced, and by what."""
    return Markup("; ").join(
        inline("can-cu-the.html", "chip", cite(handbook, each), full=True, successor=False, state=False) for each in citations
    )


def signed_chips(handbook: Handbook, citations: Iterable[Citation], at_best: Sureness = "goc") -> Markup:
    """The chips of a block of its own (an answer, a cell, a row), closed by its one sign: that of the least sure citation, or
    ``at_best`` where what is said is known less well than what it cites. Nothing when it cites nothing."""
    rows = tuple(citations)
    if not rows:
        return Markup("")
    least = max(at_best, *(sureness for sureness, _ in by_sureness(handbook, rows)), key=_SURE_FIRST.index)
    return chips(handbook, rows) + inline("can-cu-the.html", "sign", least, _SIGNS)


def signs_of_section(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """The line under a section's heading: each sign once, with the sources that it holds for. A replaced source that is only
    mentioned, without a clause, supports nothing and is left out."""
    relied = [each for each in citations if each.article or not handbook.source(each.source).is_replaced]
    return block("can-cu-the.html", "signs", by_sureness(handbook, relied), _SIGNS) if relied else Markup("")


def practice_mark() -> Markup:
    """The mark of what is good practice and rests on no rule."""
    return inline("can-cu-the.html", "practice")


def sources_list(handbook: Handbook, citations: Iterable[Citation]) -> Markup:
    """The list at a page's end, printed too: every source once under its sign, with its articles and state. Title, issuer and date are
    on the page of the source, and in the note beside each citation."""
    groups = by_sureness(handbook, citations)
    return block("can-cu-the.html", "listing", groups, _SIGNS, sum(len(found) for _, found in groups))
