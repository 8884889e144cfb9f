"""Codes of words → few bytes. The engine undoes it in the page (docs/assets/search/0-giai-nen.js: keep the two alike).

Gzip sees 32 KB back and knows nothing of words; a guess from the two words before is right about half of the time on
this site. So each code is first compared with up to six guesses: what followed the last three codes, the last two, the
last one. A yes or a no costs a fraction of a bit where the guess is good. What nobody guessed is spelled bit by bit down
a tree. All bits go through one adaptive binary arithmetic coder (32 bits, probabilities of 12).

Integer arithmetic only, so that Python and JavaScript agree to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: How fast a probability follows what it sees, by how often it was asked: shifts of the difference.
SHIFTS = (1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5)
_LAST = len(SHIFTS) - 1
_EMPTY = 0xFFFF


class Model:
    """Guesses and probabilities, the same on both sides. ``classes[code]`` is 0 sign, 1 separator, 2 word; ``bits`` sizes the tables."""

    def __init__(self, classes: Sequence[int], bits: int) -> None:
        self.classes = classes
        self.depth = max(1, (len(classes) - 1).bit_length())
        self.mask = (1 << bits) - 1
        self.after3 = [_EMPTY] * (1 << bits)
        self.sure3 = bytearray(1 << bits)
        self.after2 = [_EMPTY] * (2 << bits)
        self.after1 = [_EMPTY] * (3 * len(classes))
        # flags: 6 guesses × 8 degrees of sureness × 4 numbers of guesses refused; trees: one a class of the code before
        self.flags = [32768] * (6 * 8 * 4)
        self.flag_count = bytearray(6 * 8 * 4)
        self.tree = [32768] * (3 << self.depth)
        self.tree_count = bytearray(3 << self.depth)
        self.one = self.two = self.three = 0

    def places(self) -> tuple[int, int]:
        """Where in the tables the present context of three and of two codes stands."""
        two = (self.one * 40503 + self.two * 30011) & self.mask
        three = (self.one * 40503 + self.two * 30011 + self.three * 20011 + 7919) & self.mask
        return three, two

    def learn(self, code: int, three: int, two: int) -> None:
        """What followed this context, for the next time."""
        if self.after3[three] == code:
            self.sure3[three] = min(7, self.sure3[three] + 1)
        elif self.sure3[three]:
            self.sure3[three] >>= 1
        else:
            self.after3[three] = code
        two *= 2
        if self.after2[two] != code:
            self.after2[two + 1] = self.after2[two]
            self.after2[two] = code
        one = self.one * 3
        if self.after1[one] != code:
            if self.after1[one + 1] != code:
                self.after1[one + 2] = self.after1[one + 1]
            self.after1[one + 1] = self.after1[one]
            self.after1[one] = code
        self.three, self.two, self.one = self.two, self.one, code


class Squeezer:
    """One model for all parts of the bodies, in order: what the first taught serves the next."""

    def __init__(self, classes: Sequence[int], bits: int) -> None:
        self.model = Model(classes, bits)

    def squeeze(self, codes: Iterable[int]) -> bytes:
        """One part; :meth:`Model` must see the parts in the order in which they will be undone."""
        model = self.model
        coder = _Coder()
        for code in codes:
            three, two = model.places()
            one = model.one * 3
            guesses = (
                (model.after3[three], model.sure3[three]),
                (model.after2[two * 2], 0),
                (model.after2[two * 2 + 1], 0),
                (model.after1[one], 0),
                (model.after1[one + 1], 0),
                (model.after1[one + 2], 0),
            )
            refused: list[int] = []
            for number, (guess, sure) in enumerate(guesses):
                if guess == _EMPTY or guess in refused:
                    continue
                flag = (number * 8 + sure) * 4 + min(3, len(refused))
                hit = guess == code
                coder.write(hit, model.flags, model.flag_count, flag)
                if hit:
                    break
                refused.append(guess)
            else:
                root = model.classes[model.one] << model.depth
                node = 1
                for level in range(model.depth - 1, -1, -1):
                    bit = code >> level & 1
                    coder.write(bool(bit), model.tree, model.tree_count, root + node)
                    node = node * 2 + bit
            model.learn(code, three, two)
        return coder.end()


class _Coder:
    """Binary arithmetic coder without carry: the range is [low, high]."""

    def __init__(self) -> None:
        self.low, self.high = 0, 0xFFFFFFFF
        self.out = bytearray()

    def write(self, bit: bool, odds: list[int], counts: bytearray, at: int) -> None:
        p = odds[at]
        middle = self.low + ((self.high - self.low) >> 12) * (p >> 4)
        if bit:
            self.high = middle
            odds[at] = p + ((65535 - p) >> SHIFTS[counts[at]])
        else:
            self.low = middle + 1
            odds[at] = p - (p >> SHIFTS[counts[at]])
        if counts[at] < _LAST:
            counts[at] += 1
        while (self.low ^ self.high) & 0xFF000000 == 0:
            self.out.append(self.high >> 24)
            self.low = self.low << 8 & 0xFFFFFFFF
            self.high = self.high << 8 & 0xFFFFFFFF | 0xFF

    def end(self) -> bytes:
        self.out += (self.low + 1 & 0xFFFFFFFF).to_bytes(4, "big") if self.low else b"\0\0\0\1"
        return bytes(self.out)
