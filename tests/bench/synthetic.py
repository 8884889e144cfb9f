"""Pages that read like ours but are none of ours: to measure the search on sites larger than this one.

A chain of word triples learnt from real text gives new sentences with the real frequencies of words and pairs, so that
neither the index nor an engine meets whole passages again.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence

from macros.search import KINDS, SearchPage
from macros.vietnamese import slug

_TAG = re.compile(r"<[^>]+>")
_SECTIONS = 5
_SENTENCES = (3, 9)


def pages(real: Sequence[str], count: int, seed: int = 7) -> Iterator[SearchPage]:
    """``count`` pages of five sections each, from the HTML of real pages; the same for the same seed."""
    dice = random.Random(seed)
    chain: dict[tuple[str, str], list[str]] = {}
    starts: list[tuple[str, str]] = []
    for text in real:
        for spoken in re.split(r"(?<=[.?!])\s+", html.unescape(_TAG.sub(" ", text))):
            words = spoken.split()
            if len(words) < 5:
                continue
            starts.append((words[0], words[1]))
            for a, b, c in zip(words, words[1:], words[2:], strict=False):
                chain.setdefault((a, b), []).append(c)

    def sentence(longest: int) -> str:
        a, b = dice.choice(starts)
        out = [a, b]
        while len(out) < longest and (a, b) in chain and not out[-1].endswith((".", "?", "!")):
            a, b = b, dice.choice(chain[a, b])
            out.append(b)
        return " ".join(out)

    for number in range(count):
        title = sentence(7).strip(".;:,")
        parts = []
        for _ in range(_SECTIONS):
            heading = sentence(6).strip(".;:,")
            text = " ".join(sentence(30) for _ in range(dice.randint(*_SENTENCES)))
            parts.append(f'<h2 id="{slug(heading)}">{html.escape(heading)}</h2><p>{html.escape(text)}</p>')
        yield SearchPage(f"thu/trang-{number}.html", title, KINDS[number % 6], "".join(parts))
