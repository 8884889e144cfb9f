"""Training: one lesson → five outputs; one bank → practice, exam on the screen and on paper, other systems' formats.

``questions``  an item as a page, a script and a sealed exam see it
``lessons``    the reader's page, slides, handout, paper test
``trainer``    what only trainers see: giáo án, notes, keys, the room
``course``     the course's overview, schedules, paths
``paper_test`` a test on paper, drawn and printed: variants, key, answer grid; ``exam`` for the command, ``paper_page`` for the page;
               ``rederive`` works its key out a second time; ``marks`` the marker's workbook
``results``    what the class page exports, read back
``outlets``    GIFT, QTI 2.1; ``anki`` an Anki package
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.html.script import script_of
from macros.model import Handbook
from macros.model.subject import MadeFile, MadePage, Subject, macro
from macros.training import course, lessons, paper_page
from macros.training.lessons import lesson_content
from macros.training.questions import bank_script
from macros.training.results import Learner

__all__ = ["SUBJECT", "Learner", "lesson_content"]


def _pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """Practice of every module; handout and paper test of every lesson."""
    yield from course.practice_pages(handbook, today)
    yield course.monthly_page(handbook, today)
    yield from lessons.printed_pages(handbook)


def _files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """The sealed bank, which the exam and «Ôn lại» add when they need it; what makes tests on paper."""
    yield "assets/thi/ngan-hang.js", bank_script(handbook)
    yield f"assets/javascripts/{paper_page.NAME}.js", paper_page.script().encode()
    yield f"assets/du-lieu/{paper_page.NAME}.js", script_of(paper_page.NAME, paper_page.data(handbook))


SUBJECT = Subject(
    "đào tạo",
    pages=_pages,
    files=_files,
    macros={
        "cau_hoi": macro(course.practice),
        "khoa_hoc": macro(course.overview),
        "lich_hoc": macro(course.schedule, "ma"),
        "lo_trinh": macro(course.paths),
        "thi_thu": macro(course.exam_frame),
        "on_lai": macro(course.review_frame),
        "thi_doi": macro(course.teams_frame),
        "de_giay": macro(paper_page.page),
        "ngan_hang_cau_hoi": macro(course.bank_table),
    },
)
