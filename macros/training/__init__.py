"""Training: one lesson → five outputs; one bank → practice, exam on the screen and on paper, other systems' formats.

``questions``  an item as a page, a script and a sealed exam see it
``lessons``    the reader's page, slides, handout, paper test
``trainer``    what only trainers see: giáo án, notes, keys, the room
``course``     the course's overview, schedules, paths
``exam``       a drawn paper: variants, key, answer grid, marks; ``rederive`` its key by another road
``results``    what the class page exports, read back
``outlets``    GIFT, QTI 2.1; ``anki`` an Anki package
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.model import Handbook
from macros.training import course, lessons
from macros.training.course import bank_table, exam_frame, overview, paths, practice, review_frame, schedule
from macros.training.lessons import lesson_markdown
from macros.training.questions import bank_script, question_list

__all__ = [
    "bank_script",
    "bank_table",
    "exam_frame",
    "generated_files",
    "generated_pages",
    "lesson_markdown",
    "overview",
    "paths",
    "practice",
    "question_list",
    "review_frame",
    "schedule",
]


def generated_pages(handbook: Handbook, today: date) -> Iterator[tuple[str, str]]:
    """Practice of every module; handout and paper test of every lesson."""
    yield from course.practice_pages(handbook, today)
    yield course.monthly_page(handbook, today)
    yield from lessons.printed_pages(handbook)


def generated_files(handbook: Handbook, today: date) -> Iterator[tuple[str, bytes]]:
    """The sealed bank, which the exam and «Ôn lại» add when they need it."""
    yield "assets/thi/ngan-hang.js", bank_script(handbook)
