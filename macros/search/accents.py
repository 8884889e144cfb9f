"""Phrases typed without accents get them back, so that a reader who types with accents finds them too.

Editors write down what readers type («hop chi bo bao lau 1 lan»). Folded, that is what is found; but the words of a query
with accents are looked for as they stand, and none of them stands in such a phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import log

from macros.vietnamese import fold

_WORD = re.compile(r"[^\W_]+")
# A word of the text that the phrase belongs to is meant sooner than another with the same letters.
_OWN = 3.0
_OWN_PAIR = 4.0
_PAIR = 2.0


class Accents:
    """The words of ``texts``, and how often each stands beside which other one."""

    def __init__(self, texts: Iterable[str]) -> None:
        words: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            spoken = _words(text)
            words.update(spoken)
            pairs.update(pairwise(spoken))
        self._worths = {word: log(1 + times) for word, times in words.items()}
        self._together = {pair: _PAIR * log(1 + times) for pair, times in pairs.items()}
        self._spellings: dict[str, list[str]] = {}
        for word in sorted(words):
            self._spellings.setdefault(fold(word), []).append(word)

    def back(self, phrases: Iterable[str], own: str) -> tuple[str, ...]:
        """Each of ``phrases`` with the likeliest accents, when it is in small letters and has none; ``own`` is what they stand for."""
        bare = [phrase for phrase in phrases if fold(phrase) == phrase and " " in phrase]
        if not bare:
            return tuple(phrases)
        spoken = _words(own)
        words, pairs = set(spoken), set(pairwise(spoken))
        return tuple(self._likeliest(phrase.split(" "), words, pairs) if phrase in bare else phrase for phrase in phrases)

    def _likeliest(self, bare: Iterable[str], words: set[str], pairs: set[tuple[str, str]]) -> str:
        # The best way to spell the words so far, by the spelling of the last one.
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word in bare:
            ways: dict[str, tuple[float, list[str]]] = {}
            for spelling in self._spellings.get(word, [word]):
                worth = self._worths.get(spelling, 0.0) + _OWN * (spelling in words)
                ways[spelling] = max(
                    (
                        before + worth + self._together.get((last, spelling), 0.0) + _OWN_PAIR * ((last, spelling) in pairs),
                        [*spelled, spelling],
                    )
                    for last, (before, spelled) in best.items()
                )
            best = ways
        return " ".join(max(best.values())[1])


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
