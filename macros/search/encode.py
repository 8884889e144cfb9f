"""Text coded by words: one character a word, the commonest words in one byte, so that gzip finds far more to share.

A code is a position in the vocabulary, written as the character at that position of :func:`alphabet` (the engine
walks the same alphabet). A vocabulary entry is a word as it is written, or a separator that is not one space; words
side by side have one space between them. After the end of a sentence and at the start of a field a word stands in
lower case and is shown with a capital; the code RAISED says that this word is not. Four codes are signs:

    0 end of field · 1 end of record · 2 RAISED · 3 a variant ends (inside the keywords of a record)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.vietnamese import nfc

SIGNS = 4
_FIELD, _RECORD, _RAISED, _VARIANT = range(SIGNS)
_WORD = re.compile(r"[^\W_]+|(?:[\W_])+")
_SENTENCE_END = re.compile(r"[.?!…][»”\")]*\s")


@dataclass(frozen=True)
class Record:
    """What is found as one: a page's beginning (``is_page``), or a section of it."""

    page: int
    anchor: str
    heading: str
    keywords: tuple[str, ...]
    text: str
    kind: str | None
    is_page: bool


def alphabet() -> Iterator[str]:
    """Characters that stand for codes, shortest in UTF-8 first; none needs an escape in a JavaScript string."""
    for point in range(0x20, 0xD800):
        if point in (0x22, 0x3C, 0x5C) or 0x7F <= point <= 0xA0 or point in (0xAD, 0x2028, 0x2029):
            continue
        yield chr(point)


def words(text: str) -> list[str]:
    """Words and separators in turn, single spaces left out."""
    flat = " ".join(nfc(text).replace("\n", " ").split())
    return [found for found in _WORD.findall(flat) if found != " "]


class Coder:
    """The vocabulary of some records, and their text in its codes."""

    def __init__(self, records: Iterable[Record]) -> None:
        counts: Counter[str] = Counter()
        for record in records:
            for text in (record.heading, *record.keywords, record.text):
                counts.update(token for token in _lowered(text) if token)
        # Signs take the first codes; ties in spelling order make the index the same on every machine.
        ranked = sorted(counts, key=lambda token: (-counts[token], token))
        self.vocabulary = "\n".join(ranked)
        letters = alphabet()
        self._signs = [next(letters) for _ in range(SIGNS)]
        self._codes = dict(zip(ranked, letters, strict=False))
        if len(self._codes) < len(ranked):
            raise ValueError("the vocabulary outgrew the alphabet of the search index")

    def heads(self, records: Iterable[Record]) -> str:
        """Heading and keywords of every record."""
        return "".join(
            self._text(r.heading)
            + self._signs[_FIELD]
            + self._signs[_VARIANT].join(self._text(k) for k in r.keywords)
            + self._signs[_RECORD]
            for r in records
        )

    def bodies(self, records: Iterable[Record]) -> list[str]:
        """The text of every record, each with its end sign."""
        return [self._text(record.text) + self._signs[_RECORD] for record in records]

    def _text(self, text: str) -> str:
        return "".join(self._codes[token] if token else self._signs[_RAISED] for token in _lowered(text))


def _lowered(text: str) -> Iterator[str]:
    """The tokens as coded; an empty one stands for RAISED."""
    start = True
    for token in words(text):
        if not (token[0].isalnum()):
            yield token
            start = bool(_SENTENCE_END.search(token))
            continue
        lower = token.lower()
        if start and lower[0].upper() + lower[1:] == token and token != lower:
            yield lower
        else:
            # A word in lower case where a capital is expected would be shown with one.
            if start and token == lower and lower[0].upper() != lower[0]:
                yield ""
            yield token
        start = False
