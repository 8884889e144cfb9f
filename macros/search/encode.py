"""Text coded by words: every word, and every separator that is not one space, is one letter of a long text.

The commonest codes get the letters of one byte, the next ones those of two, so that a common word costs what a letter
would. Two codes that often stand side by side («chi bộ», «đảng viên») get a code of their own, which widens what gzip
sees of its 32 KB. That brings the bodies of the site from 261 KB (gzip of the plain text) to 176 KB. An arithmetic coder
brought them to 157 KB, but it took ten times the code, on two sides, and half of the time that the index takes.

Words side by side have one space between them. After the end of a sentence and at the start of a field a word stands
in lower case and is shown with a capital; the code RAISED says that this word is not. The first four letters are signs:

    0 end of field · 1 end of record · 2 RAISED · 3 a variant ends (inside the keywords of a record)

docs/assets/search/2-codes.js reads all of this: keep the two alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from macros.vietnamese import nfc

# While texts are gathered, a code is a character of its own: the signs first, then words as they are met, then pairs.
_SIGNS = _FIELD, _RECORD, _RAISED, _VARIANT = "\x00\x01\x02\x03"
_FIRST_WORD = 0x4000
_MOST = 32_000
# Each round counts all pairs and joins the commonest. More rounds would save a little more and take longer.
_ROUNDS = 4
_PAIRS_A_ROUND = 120
_LEAST = 20  # times that a pair must stand in the text
#: Begins the entry of a pair in the vocabulary. No word or separator holds it, for spaces of all kinds become plain ones.
PAIR = "\t"
# Letters that a script may hold in a string as they are, in one byte, in two, in three.
_LETTERS = [c for c in map(chr, range(0x20, 0x7F)) if c not in '"\\'] + [chr(c) for c in (*range(0xA1, 0x590), *range(0x3000, 0xD000))]
_WORD = re.compile(r"[^\W_]+|(?:[\W_])+")
_SENTENCE_END = re.compile(r"[.?!…][»”\")]*\s")


@dataclass(frozen=True)
class Record:
    """What is found as one: the beginning of a page, or a section of it."""

    page: int
    anchor: str
    heading: str
    keywords: tuple[str, ...]
    text: str
    kind: str | None


def words(text: str) -> list[str]:
    """Words and separators in turn, single spaces left out."""
    flat = " ".join(nfc(text).split())
    return [found for found in _WORD.findall(flat) if found != " "]


class Coder:
    """Gathers texts as codes; :meth:`spelled` ends the gathering."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {"": _RAISED}

    def head(self, record: Record) -> str:
        """Heading and keywords."""
        return self._text(record.heading) + _FIELD + _VARIANT.join(map(self._text, record.keywords)) + _RECORD

    def body(self, record: Record) -> str:
        """The text."""
        return self._text(record.text) + _RECORD

    def row(self, fields: Iterable[str]) -> str:
        """A row of a table."""
        return "".join(self._text(field) + _FIELD for field in fields) + _RECORD

    def spelled(self, texts: Sequence[str]) -> tuple[str, list[str]]:
        """The vocabulary, an entry a line in the order of its letters, and the texts in letters.

        The entry of a pair is ``PAIR`` and its two letters.
        """
        if len(self._codes) + _ROUNDS * _PAIRS_A_ROUND > _MOST:
            raise ValueError("the vocabulary outgrew the letters of the search index")
        joined, pairs = _joined("\n".join(texts))
        times = Counter(joined)
        for pair in pairs.values():
            times.update(pair)
        ranked = [*_SIGNS, *(code for code, _ in times.most_common() if code not in _SIGNS and code != "\n")]
        letters = dict(zip(ranked, _LETTERS, strict=False)) | {"\n": "\n"}
        entries = {code: entry for entry, code in self._codes.items()}
        entries |= {code: PAIR + letters[pair[0]] + letters[pair[1]] for code, pair in pairs.items()}
        vocabulary = "\n".join(entries[code] for code in ranked[len(_SIGNS) :])
        return vocabulary, "".join(map(letters.__getitem__, joined)).split("\n")

    def _text(self, text: str) -> str:
        codes = self._codes
        return "".join([codes.get(part) or codes.setdefault(part, chr(_FIRST_WORD + len(codes))) for part in _lowered(text)])


def headings(vocabulary: str, heads: str) -> list[list[str]]:
    """The words of the heading of every record, in lower case, read back from what :meth:`Coder.spelled` gave."""
    meanings = dict(zip(_LETTERS, [*_SIGNS, *vocabulary.split("\n")], strict=False))

    def read(letter: str) -> list[str]:
        entry = meanings[letter]
        return [entry] if not entry.startswith(PAIR) else [surface for one in entry[1:] for surface in read(one)]

    field, record = (letter for letter, sign in meanings.items() if sign in (_FIELD, _RECORD))
    rows = [row.partition(field)[0] for row in heads.split(record)[:-1]]
    return [[surface.lower() for letter in row for surface in read(letter) if surface[0].isalnum()] for row in rows]


def _joined(text: str) -> tuple[str, dict[str, str]]:
    """``text`` with a code for each common pair of codes, and what each of these codes stands for."""
    pairs: dict[str, str] = {}
    barred = {*_SIGNS, "\n"}
    for _ in range(_ROUNDS):
        for (one, two), times in Counter(pairwise(text)).most_common(_PAIRS_A_ROUND):
            if times < _LEAST or one in barred or two in barred:
                continue
            code = chr(_FIRST_WORD + _MOST + len(pairs))
            joined = text.replace(one + two, code)
            if len(text) - len(joined) >= _LEAST:  # pairs joined before this one may have left little of it
                pairs[code] = one + two
                text = joined
    return text, pairs


def _lowered(text: str) -> Iterator[str]:
    """The tokens as coded; an empty one stands for RAISED."""
    start = True
    for token in words(text):
        if not token[0].isalnum():
            yield token
            start = _ends_sentence(token)
            continue
        if not start:
            yield token
            continue
        lower = token.lower()
        if lower[0].upper() + lower[1:] == token and token != lower:
            yield lower
        else:
            # A word in lower case where a capital is expected would be shown with one.
            if token == lower and lower[0].upper() != lower[0]:
                yield ""
            yield token
        start = False


@lru_cache(maxsize=10_000)
def _ends_sentence(separator: str) -> bool:
    return bool(_SENTENCE_END.search(separator))
