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
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            spoken = _words(text)
            self._words.update(spoken)
            self._pairs.update(pairwise(spoken))
        self._spellings: dict[str, list[str]] = {}
        for word in sorted(self._words):
            self._spellings.setdefault(fold(word), []).append(word)

    def back(self, phrase: str, own: str) -> str:
        """``phrase`` with the likeliest accents, when it is in small letters and has none; ``own`` is what it stands for."""
        bare = phrase.split(" ")
        if fold(phrase) != phrase or len(bare) < 2:
            return phrase
        spoken = _words(own)
        words, pairs = set(spoken), set(pairwise(spoken))
        # The best way to spell the words so far, by the spelling of the last one.
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word in bare:
            ways: dict[str, tuple[float, list[str]]] = {}
            for spelling in self._spellings.get(word, [word]):
                worth = log(1 + self._words[spelling]) + _OWN * (spelling in words)
                ways[spelling] = max(
                    (
                        before + worth + _PAIR * log(1 + self._pairs[last, spelling]) + _OWN_PAIR * ((last, spelling) in pairs),
                        [*spelled, spelling],
                    )
                    for last, (before, spelled) in best.items()
                )
            best = ways
        return " ".join(max(best.values())[1])


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
