"""Text coded by words: every word, and every separator that is not one space, is a number in a vocabulary.

Words side by side have one space between them. After the end of a sentence and at the start of a field a word stands
in lower case and is shown with a capital; the code RAISED says that this word is not. Four codes are signs:

    0 end of field · 1 end of record · 2 RAISED · 3 a variant ends (inside the keywords of a record)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.vietnamese import nfc

SIGNS = 4
_MOST = 32_000  # codes; squeeze.py counts on fewer than 2 to the 15
_FIRST_LETTER = 0x3000  # 2-muc-luc.js counts from the same
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


def words(text: str) -> list[str]:
    """Words and separators in turn, single spaces left out."""
    flat = " ".join(nfc(text).replace("\n", " ").split())
    return [found for found in _WORD.findall(flat) if found != " "]


class Coder:
    """The vocabulary of some records, and their text in its codes."""

    def __init__(self, records: Iterable[Record]) -> None:
        found: set[str] = set()
        for record in records:
            for text in (record.heading, *record.keywords, record.text):
                found.update(part for part in _lowered(text) if part)
        # In spelling order, neighbours share their beginnings, which gzip likes.
        ranked = sorted(found)
        if len(ranked) >= _MOST:
            raise ValueError("the vocabulary outgrew the sixteen bits of the search index")
        self.vocabulary = "\n".join(ranked)
        self.classes = [0] * SIGNS + [2 if entry[0].isalnum() else 1 for entry in ranked]
        self._codes = {entry: code for code, entry in enumerate(ranked, start=SIGNS)}

    def head(self, record: Record) -> list[int]:
        """Heading and keywords."""
        codes = [*self._text(record.heading), _FIELD]
        for number, keyword in enumerate(record.keywords):
            codes += [_VARIANT, *self._text(keyword)] if number else self._text(keyword)
        return [*codes, _RECORD]

    def body(self, record: Record) -> list[int]:
        """The text."""
        return [*self._text(record.text), _RECORD]

    def _text(self, text: str) -> list[int]:
        return [self._codes[part] if part else _RAISED for part in _lowered(text)]


def spelled(codes: Iterable[int]) -> str:
    """Codes as letters of a text, one each, for the part of the index that must be readable at once.

    The letters begin where neither a control sign nor a separator of lines lies among the next 32,000.
    """
    return "".join(chr(_FIRST_LETTER + code) for code in codes)


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
