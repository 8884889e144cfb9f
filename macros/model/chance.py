"""A repeatable row of numbers, the same in Python and on a page: what is drawn by a number is drawn again by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_PRIME, _FACTOR = 2147483647, 48271  # of the generator of Park and Miller: its products stay below 2^53
_FIRST = 3  # numbers that are thrown away, since neighbouring seeds begin alike


class Chance:
    """Drawing from a seed."""

    def __init__(self, seed: int) -> None:
        self.state = seed % (_PRIME - 1) * 7919 % (_PRIME - 1) + 1
        for _ in range(_FIRST):
            self.below(2)

    def below(self, end: int) -> int:
        """A number from 0, less than ``end``."""
        self.state = self.state * _FACTOR % _PRIME
        return self.state % end

    def mixed(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        left, out = list(items), []
        while left:
            out.append(left.pop(self.below(len(left))))
        return out
