"""Tests on paper for the command: ``paper_test`` on the bank of a handbook, each part as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from macros.model import Handbook
from macros.model.training import Matrix, Question
from macros.training import paper_test
from macros.training.paper_test import LETTERS, Item, Variant, variants
from macros.training.questions import in_force

__all__ = ["LETTERS", "Item", "Variant", "draw", "grid_html", "key_html", "paper_html", "variants"]


def draw(handbook: Handbook, matrix: Matrix, seed: int) -> list[Question]:
    """The questions of a test from the bank in force. Raises ValueError when it is too small."""
    return paper_test.drawn(in_force(handbook, handbook.questions.values()), matrix, seed)


def paper_html(matrix: Matrix, variant: Variant) -> Markup:
    """The test as a page to print; nothing in it tells an answer."""
    return Markup(paper_test.paper(matrix.title, matrix.minutes, variant))  # noqa: S704 (texts are escaped there)


def grid_html(matrix: Matrix, variant: Variant, *, holes: bool) -> Markup:
    """The answer sheet, or (``holes``) the template to punch and lay on it."""
    return Markup(paper_test.grid(matrix.title, variant, holes))  # noqa: S704


def key_html(matrix: Matrix, papers: Sequence[Variant], seed: int) -> Markup:
    """The keys of all variants side by side. For trainers."""
    return Markup(paper_test.keys(matrix.title, papers, seed, proved=True))  # noqa: S704
