"""The course as a whole: its overview, schedules, paths, and the frames of practice, exam and class."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import partial

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.html.page import made_page, title_heading
from macros.html.script import element_json
from macros.model import Handbook, look_up
from macros.model.subject import MadePage
from macros.model.training import KIND_NAMES, Lesson, Matrix, Question
from macros.training.lessons import lesson_pages, stem
from macros.training.questions import in_force, of_module, question_list


def practice(handbook: Handbook, *names: str) -> Markup:
    """Questions by id, or all those of a module by its id, as a practice. Raises UnknownName."""
    questions: list[Question] = []
    for name in names:
        questions += of_module(handbook, name) if name in handbook.course.modules else [handbook.question(name)]
    return question_list(handbook, in_force(handbook, questions))


def practice_pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """``dao-tao/luyen-tap/<module>.md``: all questions of a module in force."""
    for module in handbook.course.modules.values():
        questions = of_module(handbook, module.id)
        cited = sorted({c.source for q in questions for c in q.citations})
        title = f"Luyện tập: {module.title}"
        yield made_page(
            f"dao-tao/luyen-tap/{module.id}.md", title_heading(title) + question_list(handbook, questions), title=title,
            about=f"{len(questions)} câu hỏi có giải thích về {module.title.lower()}.", reviewed=today, sources=cited,
            search={"exclude": True},
        )  # fmt: skip


def monthly_page(handbook: Handbook, today: date) -> MadePage:
    """``dao-tao/thang-nay.md``: ten minutes on what changed. Ten questions that rest on a source of the last twelve
    months, others every month."""
    cutoff = today.replace(year=today.year - 1, day=min(today.day, 28))
    fresh = []
    for question in in_force(handbook, handbook.questions.values()):
        dates = [handbook.source(cited.source).issued for cited in question.citations]
        if any(isinstance(day, date) and day >= cutoff for day in dates):
            fresh.append(question)
    choose = random.Random(today.year * 12 + today.month)  # noqa: S311  # repeatable, not secret
    chosen = choose.sample(fresh, min(10, len(fresh)))
    title = "Ôn tập tháng này: quy định mới"
    lead = Markup("<p>Mười câu, mười phút, tháng {} năm {}. Câu sai được ôn lại ở trang Ôn lại.</p>\n").format(today.month, today.year)
    return made_page(
        "dao-tao/luyen-tap/thang-nay.md", title_heading(title) + lead + question_list(handbook, chosen), title=title,
        about="Mười câu về văn bản mới trong mười hai tháng qua, mỗi tháng thay đổi.", reviewed=today,
        sources=sorted({c.source for q in chosen for c in q.citations}), search={"exclude": True},
    )  # fmt: skip


def overview(handbook: Handbook) -> Markup:
    """The modules with their objectives, lessons and practice."""
    modules = []
    for module in handbook.course.modules.values():
        lessons = [(page, lesson) for page, lesson in lesson_pages(handbook) if lesson.module == module.id]
        modules.append((module, lessons, len(of_module(handbook, module.id))))
    return fragment("khoa-hoc.html", modules=modules, asked=partial(_asked, handbook))


def schedule(handbook: Handbook, name: str) -> Markup:
    """A schedule as tables, one a session, each with its sum of minutes. Raises UnknownName."""
    found = look_up(handbook.course.schedules, name, "lịch học")
    pages = {stem(page): page for page, _ in lesson_pages(handbook)}
    return fragment("lich-hoc.html", schedule=found, pages=pages)


def paths(handbook: Handbook) -> Markup:
    """Who takes which lessons, with minutes."""
    lessons = {stem(page): (page, lesson) for page, lesson in lesson_pages(handbook)}
    return fragment("lo-trinh.html", paths=handbook.course.paths.values(), lessons=lessons, asked=partial(_asked, handbook))


def _asked(handbook: Handbook, lesson: Lesson) -> str:
    """The ids of a lesson's questions in force: a learner who has answered them has done the lesson."""
    return " ".join(question.id for question in in_force(handbook, map(handbook.question, lesson.questions)))


def exam_frame(handbook: Handbook) -> Markup:
    """Where the script builds the exam: the matrices go with it, the bank comes when an exam begins."""
    titles = {module.id: module.title for module in handbook.course.modules.values()}
    matrices = [_matrix(matrix) for matrix in handbook.course.matrices.values()]
    lessons: dict[str, list[list[str]]] = {module: [] for module in titles}
    for page, lesson in lesson_pages(handbook):
        lessons[lesson.module].append([page.meta.title, f"/{page.url}"])
    data = element_json({"maTran": matrices, "hocPhan": titles, "bai": lessons})
    return fragment("thi.html", data=data, matrices=handbook.course.matrices.values())


def _matrix(matrix: Matrix) -> dict[str, object]:
    return {
        "id": matrix.id,
        "ten": matrix.title,
        "phut": matrix.minutes,
        "datTu": matrix.pass_mark,
        "soCau": matrix.size,
        "o": {module: list(counts) for module, counts in matrix.cells.items()},
    }


def review_frame(handbook: Handbook) -> Markup:
    """Where the script brings back what was missed."""
    titles = {module.id: module.title for module in handbook.course.modules.values()}
    return Markup(
        '<div class="st-on-lai" data-so-tay="on-lai">\n<p class="st-can-js">Trang này chỉ dùng được khi trình duyệt bật JavaScript. '
        "Nếu không bật được, mở từng học phần ở trang Học nghiệp vụ và che đáp án.</p>\n"
        '<script type="application/json">{}</script>\n</div>'
    ).format(element_json({"hocPhan": titles}))


def teams_frame(handbook: Handbook) -> Markup:
    """Where the script builds the contest of teams."""
    titles = {module.id: module.title for module in handbook.course.modules.values()}
    return Markup(
        '<div class="st-lop" data-so-tay="thi-doi">\n<p>Trang này chỉ dùng được khi trình duyệt bật JavaScript.</p>\n'
        '<script type="application/json">{}</script>\n</div>'
    ).format(element_json({"hocPhan": titles}))


def bank_table(handbook: Handbook) -> Markup:
    """How many questions of each kind and level every module has, for editors and trainers."""
    rows = []
    for module in handbook.course.modules.values():
        questions = of_module(handbook, module.id)
        levels = [sum(q.level == level for q in questions) for level in (1, 2, 3)]
        kinds = {kind: sum(q.kind == kind for q in questions) for kind in KIND_NAMES}
        rows.append((module, len(questions), levels, kinds))
    return fragment("ngan-hang.html", rows=rows, kinds=KIND_NAMES)
