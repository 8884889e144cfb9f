"""What a finished page says once: whoever reads the same words beside every line soon reads none of them.

The first mark of practice in a section stands with its words, those after it as the picture alone, named for who does not see it; no
mark begins a line. With
what a replaced rule is to be compared stands at its first mention; that it was replaced stays beside each. Where the figures of a page
come from stands under the last of them, and of which day they are after the last of a paragraph.
"""

from __future__ import annotations

import re

# An answer that is folded away is opened by itself, and so is a section.
_SECTION = re.compile(r'(?=<h2\b|<details class="st-gap)')
_PARAGRAPH = re.compile(r"(?=<p\b)")
_BEGINS_LINE = re.compile(r'(?:&#32;|\s+)((?:<span class="st-dua-vao">)?<span class="st-kinh-nghiem">)')
_PRACTICE = re.compile(r'<span class="st-kinh-nghiem">(<svg\b.*?</svg>)([^<]*)</span>', re.DOTALL)
_COMPARED = re.compile(r'<span class="st-can-cu__moi">&#32;– cần đối chiếu <span class="st-can-cu__nay">([^<]*)</span></span>')
_FIGURE_OF = re.compile(r' <span class="st-so-lieu__nguon"[^>]*>([^<]*)</span>')
_FROM = re.compile(r'<p class="st-nguon">([^<]*[^<\s])\s*(<(?!/p>).*?)?</p>\n?', re.DOTALL)


def said_once(html: str) -> str:
    """``html`` without the words that its page, section or paragraph says elsewhere."""
    html = "".join(_once(section) for section in _SECTION.split(html))
    if "st-so-lieu__nguon" in html:
        html = "".join(_at_the_last(_FIGURE_OF, paragraph) for paragraph in _PARAGRAPH.split(html))
    return _at_the_last(_FROM, html)


def _once(section: str) -> str:
    said: set[str] = set()

    def is_first(words: str) -> bool:
        first = words not in said
        said.add(words)
        return first

    def practice(found: re.Match[str]) -> str:
        picture, words = found.groups()
        if is_first(words):
            return found[0]
        return f'<span class="st-kinh-nghiem" role="img" aria-label="{words}" title="{words}">{picture}</span>'

    section = _PRACTICE.sub(practice, _BEGINS_LINE.sub(r"&nbsp;\1", section))
    return _COMPARED.sub(lambda found: found[0] if is_first(found[1]) else "", section)


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
