"""Judged queries: what clerks ask, the pages that answer, and the ways in which the same question gets typed."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros.model.terms import Term
from macros.vietnamese import fold, new_tone, nfc

_FOLDERS = {
    "qt": "quy-trinh", "m": "soan-thao/mau", "bk": "bang-kiem", "cc": "can-cu", "nv": "nhiem-vu", "st": "soan-thao",
    "dt": "dao-tao", "bd": "bat-dau", "l": "lich", "sl": "so-lieu",
}  # fmt: skip
_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX_LETTERS = {"đ": "dd", "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw"}


@dataclass(frozen=True)
class Judged:
    """A question and what answers it, any of it: paths without «.html», «*» at the end of one for all that begin so, and
    «path#anchor» where only that place of the page answers."""

    query: str
    targets: tuple[str, ...]

    def answered_by(self, url: str) -> bool:
        """Whether ``url`` («quy-trinh/ket-nap.html#buoc-2») is such a page or place."""
        path, _, anchor = url.replace(".html", "").partition("#")
        wanted = (target.partition("#")[::2] for target in self.targets)
        return any(
            place in ("", anchor) and (path.startswith(name[:-1]) if name.endswith("*") else path == name) for name, place in wanted
        )


@dataclass(frozen=True)
class Measures:
    """Shares of queries answered by the first and the first three pages, mean reciprocal rank of ten, and how many."""

    hit1: float
    hit3: float
    mrr: float
    count: int


def read(path: Path) -> list[Judged]:
    """The judged set: groups of «query: targets»."""
    groups: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Judged(nfc(str(query)), tuple(_expanded(target) for target in targets.split()))
        for group in groups.values()
        for query, targets in group.items()
    ]


def _expanded(target: str) -> str:
    if target.startswith("hd#"):
        return f"hoi-dap/*{target[2:]}"
    short, slash, rest = target.partition("/")
    return f"{_FOLDERS[short]}/{rest}" if slash and short in _FOLDERS else target


def forms(judged: Sequence[Judged], terms: Iterable[Term]) -> dict[str, list[tuple[str, Judged]]]:
    """Each form's name → the queries in that form with what must answer; a form leaves out what it does not change."""
    shorter = _abbreviations(terms)
    ways: dict[str, Callable[[str], str]] = {
        "đủ dấu": lambda q: q,
        "không dấu": lambda q: fold(q),
        "kiểu dấu kia": new_tone,
        "NFD": lambda q: unicodedata.normalize("NFD", q),
        "chữ hoa": lambda q: q.upper(),
        "viết tắt": lambda q: _abbreviated(q, shorter),
        "gõ sai một chữ": _slipped,
        "Telex thô": telex,
        "gõ 60 %": _begun,
    }
    always = ("đủ dấu", "không dấu")
    return {
        name: [(way(j.query), j) for j in judged if name in always or way(j.query) != j.query] for name, way in ways.items()
    }


def measure(ranks: Sequence[int | None]) -> Measures:
    """Measures of the ranks of the first right page (1 is the first; None: not among ten)."""
    total = len(ranks) or 1
    return Measures(
        sum(rank == 1 for rank in ranks) / total,
        sum(rank is not None and rank <= 3 for rank in ranks) / total,
        sum(1 / rank for rank in ranks if rank) / total,
        len(ranks),
    )


def first_right(rows: Sequence[Sequence[str]], judged: Judged) -> int | None:
    """Rank of the first of the first ten results with an address that answers; a result shows one place of its page or several."""
    return next((rank for rank, urls in enumerate(rows[:10], start=1) if any(map(judged.answered_by, urls))), None)


def telex(text: str) -> str:
    """What comes out when «báo cáo» is typed with Telex and the keyboard tool is off: «baos caos»."""
    return re.sub(r"[^\W\d_]+", lambda match: _telex_word(match[0]), text)


def _telex_word(word: str) -> str:
    out, tone = "", ""
    for char in word.lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TELEX_TONES[c] for c in parts if c in _TELEX_TONES), tone)
        letter = nfc("".join(c for c in parts if c not in _TELEX_TONES))
        out += _TELEX_LETTERS.get(letter, letter)
    return out + tone


def _abbreviations(terms: Iterable[Term]) -> list[tuple[re.Pattern[str], str]]:
    rows = [(term.term, term.abbreviations[0]) for term in terms if term.abbreviations]
    rows.sort(key=lambda row: -len(row[0]))
    return [(re.compile(rf"(?<!\w){re.escape(full)}(?!\w)", re.IGNORECASE), short) for full, short in rows]


def _abbreviated(query: str, shorter: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """The longest known term by its abbreviation, once."""
    for pattern, short in shorter:
        if pattern.search(query):
            return pattern.sub(short, query, count=1)
    return query


def _begun(query: str) -> str:
    """The first 60 % of a question of four words or more; of less, or of a number, the beginning asks something else."""
    if len(query.split()) < 4 or any(char.isdigit() for char in query):
        return query
    return query[: round(len(query) * 0.6)].rstrip()


def _slipped(query: str) -> str:
    """One slip in one word of three letters or more; which and where depends on the query alone."""
    dice = random.Random(query)
    words = query.split(" ")
    places = [i for i, word in enumerate(words) if len(word) >= 3 and word.isalpha()]
    if not places:
        return query
    i = dice.choice(places)
    word = words[i]
    at = dice.randrange(len(word) - 1)
    words[i] = dice.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice("asdfghjklertyuiopcvbnm") + word[at + 1 :],
        ]
    )
    return " ".join(words)
