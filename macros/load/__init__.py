"""Workbook + YAML + front matter → one frozen :class:`Handbook`, or every problem at once.

One reader a kind of file; none of them stops at the first fault. What one file says of another is checked last,
in ``references``, when everything has been read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from macros.load.abbreviations import read_abbreviations
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.load.look import read_look
from macros.load.meetings import read_meetings
from macros.load.pages import read_pages
from macros.load.references import check_references
from macros.load.reviews import check_reviews
from macros.load.situations import read_situations
from macros.load.sources import read_sources
from macros.load.spotting import read_spotting
from macros.load.training import check_training, read_course, read_questions
from macros.load.workbook import read_organisation
from macros.load.yaml_file import read_folder, read_lists, read_table, read_tables, read_yaml
from macros.model.checklists import Checklist
from macros.model.duties import Duty, RecurringTask
from macros.model.editions import Edition
from macros.model.handbook import Handbook
from macros.model.house_style import HouseStyle
from macros.model.look import Look
from macros.model.moves import Move
from macros.model.pages import Answer, AnswerGroup, Page
from macros.model.problems import DataError, Problem, Problems, ProblemsOfAll
from macros.model.terms import Term

__all__ = ["DataError", "DataFolder", "Problem", "Problems", "load_handbook"]


def load_handbook(base: Path, docs: Path, *, today: date, over: Path | None = None, warn_readers: bool = False) -> Handbook:
    """Everything in ``base`` (the folder ``data/``) and the front matter in ``docs``.

    ``over``: an office's own folder, whose files take the place of those of the same name. ``today`` decides what is over
    age. ``warn_readers``: what rests on a replaced source is marked on the site instead of stopping the build.
    Raises :class:`DataError` with all problems when any of them is an error; warnings are kept in ``Handbook.warnings``.
    """
    problems = ProblemsOfAll()
    data = DataFolder(base, over, docs)
    data.check(problems)
    look = read_look(data, problems)
    tasks = read_tables(data.row_files("viec-dinh-ky.yml"), RecurringTask, problems)
    handbook = Handbook(
        # None only with problems that stop the load below.
        organisation=read_organisation(  # type: ignore[arg-type]
            data.path("to-chuc.xlsx"), "data/to-chuc.xlsx", problems, today=today, tasks=tasks
        ),
        sources=read_sources(data.row_files("can-cu.yml"), problems),
        tasks=tasks,
        duties=read_tables(data.row_files("nhiem-vu.yml"), Duty, problems),
        checklists=read_folder(data.paths("bang-kiem"), "data/bang-kiem", Checklist, problems),
        terms=read_tables(data.row_files("thuat-ngu.yml"), Term, problems),
        answers=_answers(data, problems),
        answer_groups=read_tables(data.row_files("nhom-hoi-dap.yml"), AnswerGroup, problems),
        documents=(documents := read_documents(data, problems)),
        meetings=read_meetings(data, documents, problems),
        course=(course := read_course(data, problems)),
        questions=read_questions(data, course, problems),
        spotting=read_spotting(data.path("dao-tao/bat-loi.yml"), documents, problems),
        pages=(pages := _named(read_pages(data.pages, problems), look)),
        look=look,
        situations=read_situations(data.path("tinh-huong.yml"), pages, problems),
        editions=_editions(data, problems),
        moves=read_table(data.path("chuyen-trang.yml"), "data/chuyen-trang.yml", Move, problems),
        abbreviations=read_abbreviations(data.path("viet-tat-don-vi.yml"), problems),
        not_written=_not_written(data, problems),
    )
    check_references(handbook, problems)
    check_reviews(handbook, today, problems)
    check_training(handbook.pages, handbook.course, handbook.questions, handbook.sources, problems)
    if problems.stopping(warn_readers=warn_readers):
        raise DataError(data.told_all(problems))
    return handbook.with_warnings(data.told_all(problems))


def _named(pages: dict[str, Page], look: Look) -> dict[str, Page]:
    """``pages``, home called as the office calls its copy."""
    home = pages.get("index.md")
    if home and look.name:
        pages["index.md"] = home.model_copy(update={"meta": home.meta.model_copy(update={"title": look.name})})
    return pages


def _answers(data: DataFolder, problems: Problems) -> tuple[Answer, ...]:
    """Every question and answer, each told the file that it stands in."""
    return tuple(
        answer.model_copy(update={"file": path.stem})
        for path in data.paths("hoi-dap")
        for answer in read_lists([path], "data/hoi-dap", Answer, problems)
    )


def _not_written(data: DataFolder, problems: Problems) -> Mapping[str, Mapping[str, str]]:
    """The words that an office does not write and those that it does, by the key of their list."""
    file = read_yaml(data.path("van-phong.yml"), "data/van-phong.yml", problems)
    style = file.parse(HouseStyle, file.data) if file.ok else None
    return style.lists if style else {}


def _editions(data: DataFolder, problems: Problems) -> dict[str, Edition]:
    """The log of editions. An office's own copy has its own: that of the product tells of figures that it does not hold."""
    if data.over and not data.own("an-ban.yml").exists():
        return {}
    return read_table(data.path("an-ban.yml"), "data/an-ban.yml", Edition, problems)
