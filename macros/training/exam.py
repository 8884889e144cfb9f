"""Tests on paper: questions drawn by a matrix, printed in equivalent variants, with the key and the answer grid."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.model import Handbook
from macros.model.training import Matrix, Question
from macros.training.questions import of_module
from macros.vietnamese import slug

LETTERS = "ABCDEFGH"
_TRIES = 20_000
# Options of at most so many characters stand two in a row.
_SHORT = 36


@dataclass(frozen=True)
class Item:
    """A question as one variant prints it: ``order`` holds the bank's indexes in the printed order, of the options, of the
    steps to be put in order, or of the right sides to be matched; a filling has none."""

    question: Question
    order: tuple[int, ...]

    @property
    def lines(self) -> list[str]:
        """What is printed under capital letters: options, steps, or left sides."""
        if self.question.pairs:
            return [pair.left for pair in self.question.pairs]
        texts = [step.text for step in self.question.steps] or [option.text for option in self.question.options]
        return [texts[i] for i in self.order]

    @property
    def partners(self) -> list[str]:
        """What is printed under small letters: the right sides of a matching."""
        texts = [*(pair.right for pair in self.question.pairs), *self.question.extras]
        return [texts[i] for i in self.order] if self.question.pairs else []

    @property
    def boxes(self) -> int:
        """How many letters are to be written in boxes; 0 where circles are filled in or words are written."""
        return len(self.lines) if self.question.steps or self.question.pairs else 0

    @property
    def key(self) -> str:
        """What a right answer is, in capitals: the letters to be marked («B», «AC»), the letters of the steps in their right
        order («CAB»), the partner's letter for each left side («BCA»), the words accepted («7|BẢY|BAY»)."""
        question = self.question
        if question.accepted:
            written = ["".join(text.upper().split()) for text in question.accepted]
            return "|".join(dict.fromkeys([*written, *(slug(text, "").upper() for text in question.accepted)]))
        if question.steps or question.pairs:
            return "".join(LETTERS[self.order.index(i)] for i in range(self.boxes))
        return "".join(LETTERS[at] for at, i in enumerate(self.order) if i in question.to_mark)

    @property
    def shown_key(self) -> str:
        """The key as a marker reads it: «B», «C → A → B», «A–b, B–c, C–a», «7 / bảy»."""
        if self.question.accepted:
            return " / ".join(self.question.accepted)
        if self.question.steps:
            return " → ".join(self.key)
        if self.question.pairs:
            return ", ".join(f"{LETTERS[at]}–{letter.lower()}" for at, letter in enumerate(self.key))
        return self.key


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
            pool = [q for q in of_module(handbook, module) if q.level == level and q.fits_paper]
            if len(pool) < count:
                raise ValueError(f"học phần «{module}» mức {level} cần {count} câu, ngân hàng còn dùng được {len(pool)}")
            drawn += choose.sample(pool, count)
    return drawn


def variants(questions: Sequence[Question], count: int, seed: int) -> list[Variant]:
    """``count`` papers with the same questions; no question keeps its number, no free order of options comes twice
    as long as there are enough orders."""
    choose = random.Random(seed + 1)  # noqa: S311  # repeatable, not secret
    codes = choose.sample(range(101, 1000), count)
    numbers: list[list[int]] = []
    for _ in range(count):
        numbers.append(_unlike(numbers, len(questions), choose))
    used: dict[str, set[tuple[int, ...]]] = {}
    papers = []
    for code, order in zip(codes, numbers, strict=True):
        items = tuple(Item(questions[i], _line_order(questions[i], used.setdefault(questions[i].id, set()), choose)) for i in order)
        papers.append(Variant(str(code), items))
    return papers


def _unlike(earlier: Sequence[Sequence[int]], size: int, choose: random.Random) -> list[int]:
    """An order of ``size`` questions in which none stands where one of the ``earlier`` orders has it. Raises ValueError."""
    order = list(range(size))
    choose.shuffle(order)
    for _ in range(_TRIES):
        clash = [at for at in range(size) if any(row[at] == order[at] for row in earlier)]
        if not clash:
            return order
        one, other = choose.choice(clash), choose.randrange(size)
        order[one], order[other] = order[other], order[one]
    raise ValueError(f"không xếp được thêm mã đề từ {size} câu mà không trùng số câu; bớt số đề")


def _line_order(question: Question, used: set[tuple[int, ...]], choose: random.Random) -> tuple[int, ...]:
    """An order of the lines that no variant has yet, as long as there is one; steps never stand in their right order."""
    order = list(range(len(question.options or question.steps or (*question.pairs, *question.extras)) if not question.accepted else 0))
    # Statements and the lines of a document stand in their own order.
    if not question.keeps_order and order:
        told = [tuple(order)] if question.steps else []
        for _ in range(50):
            choose.shuffle(order)
            if tuple(order) not in used and tuple(order) not in told:
                break
        else:
            while tuple(order) in told:
                choose.shuffle(order)
    used.add(tuple(order))
    return tuple(order)


def hint(question: Question) -> str:
    """How to mark, for what is not «one of these»: with a leading space, or nothing."""
    if question.marks_faults:
        return " (Tô các dòng có lỗi.)"
    if question.judges_each:
        return " (Tô các ý đúng.)"
    if question.steps:
        return " (Ghi các chữ theo thứ tự đúng.)"
    if question.pairs:
        return " (Mỗi chữ hoa ghi một chữ thường ghép với nó.)"
    if question.accepted:
        return " (Ghi chữ hoặc số.)"
    return " (Chọn nhiều.)" if question.many else ""


def paper_html(matrix: Matrix, variant: Variant) -> Markup:
    """The test as a page to print; nothing in it tells an answer."""

    def short(item: Item) -> bool:
        return item.question.is_one_of_several and max(map(len, item.lines)) <= _SHORT

    return fragment("de-thi.html", matrix=matrix, variant=variant, letters=LETTERS, hint=hint, short=short)


def grid_html(matrix: Matrix, variant: Variant, *, holes: bool) -> Markup:
    """The answer sheet, or (``holes``) the template to punch and lay on it: same measures, right cells only."""
    numbered = list(enumerate(variant.items, start=1))
    marked = [(number, item) for number, item in numbered if item.question.is_choice]
    written = [(number, item) for number, item in numbered if not item.question.is_choice]
    width = max((len(item.order) for _, item in marked), default=0)
    half = -(-len(marked) // 2)
    return fragment(
        "phieu-tra-loi.html",
        matrix=matrix,
        variant=variant,
        columns=[marked[:half], marked[half:]],
        written=written,
        letters=LETTERS[:width],
        capitals=LETTERS,
        holes=holes,
    )


def key_html(matrix: Matrix, papers: Sequence[Variant], seed: int) -> Markup:
    """The keys of all variants side by side. For trainers."""
    return fragment("dap-an-de.html", matrix=matrix, papers=papers, seed=seed)
