"""The first use of each term on a page becomes a link to the glossary with its meaning at hand; print lists them all.

``add(html, terms)`` is pure. The link is reached by keyboard and leads to the glossary without JavaScript; term-notes.js shows
the meaning beside it. The meanings stand once, in a list at the end of the page, which screens hide and paper shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape

from macros.html.fragment import fragment
from macros.model.terms import Term
from macros.vietnamese import collation_key, nfc

_TOKEN = re.compile(r"<!--.*?-->|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^\"'>])*>", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_CLASSES = re.compile(r"\sclass=[\"']([^\"']*)[\"']")
_WORD = re.compile(r"[^\W_]+")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})
# Where a link would be wrong or in the way: headings, other links and controls, code, drawings.
_SKIPPED = frozenset({
    "a", "abbr", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "input", "label", "legend", "nav", "option",
    "pre", "script", "select", "style", "summary", "svg", "template", "textarea", "th", "time", "title",
})
# Lists that are looked up rather than read, what learners are asked about, and pictures of documents.
_SKIPPED_CLASSES = frozenset({
    "headerlink", "md-button", "st-bai-thi", "st-bang--can-cu", "st-bang--nhiem-vu", "st-can-cu", "st-can-cu-ds", "st-cau-hoi",
    "st-chi-doc", "st-chuoi", "st-don-vi-nut", "st-dua-vao", "st-dung-sai", "st-han-nop", "st-hinh", "st-lich", "st-lich-nam",
    "st-loc", "st-mau__to", "st-nut", "st-phieu", "st-ra-soat", "st-so-lieu", "st-su-kien", "st-thuat-ngu", "st-tim", "st-tom-tat",
    "st-treo",
})


@dataclass(frozen=True)
class _Name:
    """A name of a term: how it is written in a text."""

    pattern: re.Pattern[str]
    length: int
    term: Term


def add(html: str, terms: Iterable[Term]) -> str:
    """``html`` of a page with a link at the first use of each of ``terms``, and the list of those used at the end.

    A term is found under its full name in any case («chi ủy», «Chi ủy») or under an abbreviation as written («BCH»); of two
    that begin at one place the longer wins. Of a common word only the abbreviations are explained. Headings, links, code,
    controls and looked-up tables are left alone.
    """
    index = _index(tuple(terms))
    used: dict[str, Term] = {}
    parts: list[str] = []
    at = 0
    while token := _TOKEN.search(html, at):
        parts += (_linked(html[at : token.start()], index, used), token[0])
        at = token.end()
        if name := _skipped(token[0]):
            end = _end_of(name, html, at)
            parts.append(html[at:end])
            at = end
    return "".join(parts) + _linked(html[at:], index, used) + (_listing(used.values()) if used else "")


def _end_of(name: str, html: str, at: int) -> int:
    """Where the element ``name`` ends whose first tag ended at ``at``: most of a page is left alone, so only its own tags are read."""
    depth = 1
    for tag in _same(name).finditer(html, at):
        if tag["name"] and not tag[0].endswith("/>"):
            depth += -1 if tag[0].startswith("</") else 1
            if not depth:
                return tag.end()
    return len(html)


@cache
def _same(name: str) -> re.Pattern[str]:
    """The tags of the elements ``name``, and comments, whatever they hold."""
    return re.compile(rf"<!--.*?-->|</?(?P<name>{name})(?![\w-])(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>", re.DOTALL | re.IGNORECASE)


@lru_cache(maxsize=5_000)  # the pages of a site write the same tags
def _skipped(token: str) -> str:
    """The name of the element that ``token`` begins when it is left alone; empty when it is not, and for any other token."""
    tag = _TAG.match(token)
    if not tag or tag[1] or token.endswith("/>"):
        return ""
    name = tag[2].lower()
    classes = _CLASSES.search(token)
    skipped = (name in _SKIPPED or "data-khong-thuat-ngu" in token or ' role="tooltip"' in token
               or (classes is not None and not _SKIPPED_CLASSES.isdisjoint(classes[1].split())))
    return name if skipped and name not in _VOID else ""


@lru_cache(maxsize=4)
def _index(terms: tuple[Term, ...]) -> dict[str, list[_Name]]:
    """Names by their first word in lower case, the longest first."""
    index: dict[str, list[_Name]] = {}
    for term in terms:
        full = () if term.common else ((term.term, re.IGNORECASE),)
        for name, flags in (*full, *((short, re.RegexFlag(0)) for short in term.abbreviations)):
            words = nfc(name).split()
            first = _WORD.match(words[0])
            if first is None:
                continue
            pattern = re.compile(r"\s+".join(map(re.escape, map(escape, words))) + r"(?![\w/]|-\w)", flags)
            index.setdefault(first[0].lower(), []).append(_Name(pattern, len(name), term))
    for names in index.values():
        names.sort(key=lambda name: -name.length)
    return index


def _linked(text: str, index: dict[str, list[_Name]], used: dict[str, Term]) -> str:
    """A stretch of text with links at the first uses of terms that are not in ``used`` yet; they are added to it."""
    if not text or text.isspace() or index.keys().isdisjoint(map(str.lower, _WORD.findall(text))):
        return text
    parts: list[str] = []
    at = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at or (start and text[start - 1] in "/-–.&#"):
            continue
        for name in index.get(word[0].lower(), ()):
            found = name.pattern.match(text, start)
            if not found:
                continue
            # A longer name that was explained before also covers its shorter parts here.
            parts.append(text[at:start])
            parts.append(found[0] if name.term.id in used else _link(name.term, found[0]))
            used.setdefault(name.term.id, name.term)
            at = found.end()
            break
    parts.append(text[at:])
    return "".join(parts)


def _link(term: Term, shown: str) -> str:
    return f'<a class="st-tu" href="/thuat-ngu.html#{term.anchor}" aria-describedby="tu-{term.anchor}">{shown}</a>'


def _listing(terms: Iterable[Term]) -> str:
    ordered = sorted(terms, key=lambda term: collation_key(term.term))
    return "\n" + str(fragment("tu-trong-trang.html", rows=[(f"tu-{term.anchor}", term) for term in ordered]))
