"""What a finished page says once: whoever reads the same words beside every line soon reads none of them.

A sign (how sure a statement is, or that it is practice) that stands more than once on a page is a picture, named for who does not
see it; what the pictures mean stands once, at the head of the page, on paper too. No mark of practice begins a line. With what a
replaced rule is to be compared stands at its first mention; that it was replaced stays beside each. Where the figures of a page come
from stands under the last of them, and of which day they are after the last of a paragraph.
"""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"(?=<p\b)")
_BEGINS_LINE = re.compile(r'(?:&#32;|\s+)((?:<span class="st-dua-vao">)?<span class="st-kinh-nghiem">)')
_SIGN = re.compile(r'<span class="(st-kinh-nghiem|st-dau st-dau--[\w-]+)"(?: title="([^"]*)")?>(<svg\b.*?</svg>)([^<]*)</span>', re.DOTALL)
_ORDER = ("st-dau st-dau--goc", "st-dau st-dau--trich-dan", "st-dau st-dau--doi-chieu", "st-kinh-nghiem")
# Where the head of a page ends: after its title, its opening words, the facts of a procedure and the first button of a template.
_HEAD_ENDS = re.compile(r'<(?:h2|details|table|section|form|figure|nav)\b|<div\b(?! class="st-(?:tom-tat__o|mau__mo)\b)')
_TITLE = "</h1>"
_COMPARED = re.compile(r'<span class="st-can-cu__moi">&#32;– đối chiếu <span class="st-can-cu__nay">([^<]*)</span></span>')
_FIGURE_OF = re.compile(r' <span class="st-so-lieu__nguon"[^>]*>([^<]*)</span>')
_FROM = re.compile(r'<p class="st-nguon">([^<]*[^<\s])\s*(<(?!/p>).*?)?</p>\n?', re.DOTALL)


def said_once(html: str) -> str:
    """``html`` without the words that its page or paragraph says elsewhere."""
    if "st-kinh-nghiem" in html:
        html = _BEGINS_LINE.sub(r"&nbsp;\1", html)
    html = _compared_once(_signs_told_once(html))
    if "st-so-lieu__nguon" in html:
        html = "".join(_at_the_last(_FIGURE_OF, paragraph) for paragraph in _PARAGRAPH.split(html))
    return _at_the_last(_FROM, html) if "st-nguon" in html else html


def _signs_told_once(html: str) -> str:
    signs = [found.groups() for found in _SIGN.finditer(html)]
    if len(signs) == len({words for *_, words in signs}):
        return html  # each stands with its own words
    told = {name: (picture, words) for name, _, picture, words in signs}
    legend = " ".join(f'<span class="{name}">{told[name][0]}{told[name][1]}</span>' for name in _ORDER if name in told)

    def picture(found: re.Match[str]) -> str:
        name, about, image, words = found.groups()
        return f'<span class="{name}" role="img" aria-label="{words}" title="{about or words}">{image}</span>'

    at = _place_of_legend(html)
    line = f'<p class="st-dau-dong st-dau-dong--nghia" data-search-exclude><span>Dấu trên trang:</span> {legend}</p>'
    return "\n".join((_SIGN.sub(picture, html[:at]), line, _SIGN.sub(picture, html[at:])))


def _place_of_legend(html: str) -> int:
    """Where the head of the page ends, or right after the title where a sign stands in the head itself."""
    start = html.find(_TITLE) + len(_TITLE) if _TITLE in html else 0
    head, sign = _HEAD_ENDS.search(html, start), _SIGN.search(html, start)
    return head.start() if head and sign and head.start() < sign.start() else start


def _compared_once(html: str) -> str:
    said: set[str] = set()

    def first(found: re.Match[str]) -> str:
        if found[1] in said:
            return ""
        said.add(found[1])
        return found[0]

    return _COMPARED.sub(first, html)


def _at_the_last(words: re.Pattern[str], html: str) -> str:
    """``html`` in which what ``words`` finds with the same text (its first group) stands only where it stands last; what follows it
    there (a second group) stays everywhere."""
    left = [found[1] for found in words.finditer(html)]

    def kept(found: re.Match[str]) -> str:
        left.remove(found[1])
        if found[1] not in left:
            return found[0]
        return found[0].replace(found[1], "", 1) if words.groups > 1 and found[2] else ""

    return words.sub(kept, html)
