"""Tests on paper: drawn by a matrix, in equivalent variants; the key, the answer grid, the marks."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup

from macros.fragment import fragment
from macros.model import Handbook
from macros.model.training import Matrix, Question
from macros.training.questions import of_module

LETTERS = "ABCDEFGH"
# More lines than this do not fit the answer grid.
_MOST = 6
_TRIES = 200_000


@dataclass(frozen=True)
class Item:
    """A question as one variant prints it: ``order`` holds the bank's option indexes in the printed order."""

    question: Question
    order: tuple[int, ...]

    @property
    def lines(self) -> list[str]:
        """The printed options."""
        return [self.question.options[i].text for i in self.order]

    @property
    def key(self) -> str:
        """The letters to be marked, e.g. «B» or «AC»."""
        return "".join(LETTERS[at] for at, i in enumerate(self.order) if i in self.question.to_mark)


@dataclass(frozen=True)
class Variant:
    """One of the equivalent papers; ``code`` is what is printed on it."""

    code: str
    items: tuple[Item, ...]

    @property
    def key(self) -> list[str]:
        """The letters of every item in the printed order."""
        return [item.key for item in self.items]


def draw(handbook: Handbook, matrix: Matrix, seed: int) -> list[Question]:
    """The questions of a test: as many of each module and level as ``matrix`` says, the same for the same seed.

    Raises ValueError when the bank in force is too small for a cell.
    """
    choose = random.Random(seed)  # noqa: S311  # repeatable, not secret
    drawn: list[Question] = []
    for module, counts in matrix.cells.items():
        for level, count in enumerate(counts, start=1):
            pool = [q for q in of_module(handbook, module) if q.level == level and q.is_choice and len(q.options) <= _MOST]
            if len(pool) < count:
                raise ValueError(f"học phần «{module}» mức {level} cần {count} câu, ngân hàng còn dùng được {len(pool)}")
            drawn += choose.sample(pool, count)
    return drawn


def variants(questions: Sequence[Question], count: int, seed: int) -> list[Variant]:
    """``count`` papers with the same questions; no question keeps its number, no free order of options comes twice
    as long as there are enough orders."""
    choose = random.Random(seed + 1)  # noqa: S311  # repeatable, not secret
    numbers: list[list[int]] = []
    for _ in range(count):
        for _ in range(_TRIES):
            order = list(range(len(questions)))
            choose.shuffle(order)
            if all(a != b for earlier in numbers for a, b in zip(order, earlier, strict=True)):
                break
        else:
            raise ValueError(f"không xếp được {count} đề từ {len(questions)} câu mà không trùng số câu; bớt số đề")
        numbers.append(order)
    used: dict[str, set[tuple[int, ...]]] = {}
    papers = []
    for at, order in enumerate(numbers, start=1):
        items = tuple(Item(questions[i], _option_order(questions[i], used.setdefault(questions[i].id, set()), choose)) for i in order)
        papers.append(Variant(f"{at}{(seed + at * 37) % 90 + 10}", items))
    return papers


def _option_order(question: Question, used: set[tuple[int, ...]], choose: random.Random) -> tuple[int, ...]:
    order = list(range(len(question.options)))
    # Statements and the lines of a document stand in their own order.
    if question.kind not in ("dung_sai", "bat_loi"):
        for _ in range(50):
            choose.shuffle(order)
            if tuple(order) not in used:
                break
    used.add(tuple(order))
    return tuple(order)


def hint(question: Question) -> str:
    """How to mark, for what is not «one of these»: with a leading space, or nothing."""
    if question.kind == "bat_loi":
        return " (Tô các dòng có lỗi.)"
    if question.kind == "dung_sai":
        return " (Tô các ý đúng.)"
    return " (Chọn nhiều.)" if question.many else ""


def paper_html(matrix: Matrix, variant: Variant) -> Markup:
    """The test as a page to print; nothing in it tells an answer."""
    return fragment("de-thi.html", matrix=matrix, variant=variant, letters=LETTERS, hint=hint)


def grid_html(matrix: Matrix, variant: Variant, *, holes: bool) -> Markup:
    """The answer sheet, or (``holes``) the template to punch and lay on it: same measures, right cells only."""
    width = max(len(item.order) for item in variant.items)
    half = -(-len(variant.items) // 2)
    rows = [(at, at + half) for at in range(half)]
    return fragment("phieu-tra-loi.html", matrix=matrix, variant=variant, rows=rows, letters=LETTERS[:width], holes=holes)


def key_html(matrix: Matrix, papers: Sequence[Variant], seed: int) -> Markup:
    """The keys of all variants side by side. For trainers."""
    return fragment("dap-an-de.html", matrix=matrix, papers=papers, seed=seed)


class _Printed(HTMLParser):
    """Reads a printed paper back: for every item its stem and lines as a reader sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[tuple[str, list[str]]] = []
        self._into: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        role = dict(attrs).get("class") or ""
        if role in ("de__hoi", "de__y"):
            self._into, self._text = role, ""

    def handle_data(self, data: str) -> None:
        if self._into:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self._into is None:
            return
        text = " ".join(self._text.split())
        if self._into == "de__hoi":
            self.items.append((text, []))
        else:
            self.items[-1][1].append(text)
        self._into = None


def rederive_key(printed: str, raw_bank: Sequence[Mapping[str, Any]]) -> list[str]:
    """The key once more by another road: the printed text looked up in the bank's YAML as it was typed.

    Shares nothing with :attr:`Item.key`: neither the model, nor the shuffling, nor the letters' bookkeeping.
    Raises KeyError for a question or a line that the bank does not have.
    """
    bank: dict[tuple[str, frozenset[str]], tuple[str, dict[str, bool]]] = {}
    for row in raw_bank:
        marks = {" ".join(str(o.get("dung", o.get("sai"))).split()): "dung" in o for o in row.get("chon", ())}
        bank[" ".join(str(row["hoi"]).split()), frozenset(marks)] = (str(row["loai"]), marks)
    reader = _Printed()
    reader.feed(printed)
    key = []
    for stem, lines in reader.items:
        kind, marks = bank[stem, frozenset(lines)]
        wanted = kind != "bat_loi"
        key.append("".join(letter for letter, line in zip("ABCDEFGH", lines, strict=False) if marks[line] == wanted))
    return key


def analyse(papers: Sequence[Variant], answers: Sequence[tuple[str, Sequence[str]]]) -> dict[str, tuple[float, float]]:
    """Difficulty and discrimination of every question: ``answers`` are (code, letters an item) a learner.

    Difficulty is the share who got it right (0…1). Discrimination is the correlation of getting this item right
    with the score on all the others (−1…1; 0 where it cannot be told).
    """
    by_code = {paper.code: paper for paper in papers}
    rows: list[dict[str, int]] = []
    for code, letters in answers:
        paper = by_code[code]
        rows.append({item.question.id: int(item.key == given) for item, given in zip(paper.items, letters, strict=True)})
    result = {}
    for item in papers[0].items:
        name = item.question.id
        hits = [row[name] for row in rows]
        rest = [sum(row.values()) - row[name] for row in rows]
        result[name] = (sum(hits) / len(hits) if hits else 0.0, _correlation(hits, rest))
    return result


def _correlation(a: Sequence[float], b: Sequence[float]) -> float:
    n = len(a)
    if n < 2:
        return 0.0
    mean_a, mean_b = sum(a) / n, sum(b) / n
    top = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return float(top / spread**0.5) if spread > 0 else 0.0
