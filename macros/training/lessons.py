"""One lesson → the reader's page, the slides, the handout and the paper test. The trainers' share is in ``trainer``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.html.page import made_page, title_heading
from macros.html.script import element_json
from macros.model import Handbook
from macros.model.pages import Page
from macros.model.subject import MadePage
from macros.model.training import Lesson, Question
from macros.sources import sources_list
from macros.training.questions import in_force, question_list, shape

_BLANK = re.compile(r"\[\[(.+?)\]\]")
# A slide holds so many characters a line and so many lines, at 28 px on 1024×768; a browser test measures it.
_LINE, _BULLET_LINES, _QUESTION_LINES = 54, 10, 12


def lesson_pages(handbook: Handbook) -> list[tuple[Page, Lesson]]:
    """Every lesson with its page, by module in the course's order, then by number."""
    modules = list(handbook.course.modules)
    found = [(page, page.meta.lesson) for page in handbook.pages.values() if page.meta.lesson]
    return sorted(found, key=lambda pair: (modules.index(pair[1].module), pair[1].order, pair[0].path))


def stem(page: Page) -> str:
    """``bao-cao-thang`` of ``dao-tao/bai/bao-cao-thang.md``: the lesson's name in schedules and file names."""
    return page.path.rpartition("/")[2].removesuffix(".md")


def lesson_of(page: Page) -> Lesson:
    """The lesson that ``page`` holds; TypeError for a page of another kind."""
    if page.meta.lesson is None:
        raise TypeError(f"{page.path} is not a lesson")
    return page.meta.lesson


def lesson_questions(handbook: Handbook, lesson: Lesson) -> list[Question]:
    """The lesson's questions in force."""
    return in_force(handbook, (handbook.question(name) for name in lesson.questions))


def lesson_content(handbook: Handbook, page: Page, body: str) -> list[str]:
    """The parts of a lesson page, Markdown and finished HTML in turns: facts, ``body``, exercise, questions, key points, sources."""
    lesson = lesson_of(page)
    questions = lesson_questions(handbook, lesson)
    facts = {
        "page": page,
        "lesson": lesson,
        "name": stem(page),
        "module": handbook.course.modules[lesson.module],
        "objectives": _objectives(handbook, lesson),
        "before": [handbook.page(path) for path in lesson.prerequisites],
        "procedures": [handbook.page(path) for path in lesson.procedures],
        "sources": sources_list(handbook, lesson.citations),
    }
    slides = element_json({"ma": stem(page), "ten": page.meta.title, "trang": deck(handbook, page)})
    return [
            fragment("bai-hoc-dau.html", **facts),
            body.strip(),
            "## Bài tập",
            fragment("bai-hoc-bai-tap.html", **facts),
            "## Tự kiểm tra",
            question_list(handbook, questions),
            "## Điều cần nhớ",
            fragment("bai-hoc-cuoi.html", **facts),
            "## Căn cứ của bài",
            fragment("bai-hoc-can-cu.html", **facts),
            Markup('<div data-so-tay="trinh-chieu" hidden>\n<script type="application/json">{}</script>\n</div>').format(slides),
    ]


def _objectives(handbook: Handbook, lesson: Lesson) -> list[str]:
    return [handbook.course.objectives[name] for name in lesson.objectives]


def split_blanks(text: str, start: int) -> list[tuple[str, int]]:
    """``text`` in pieces: (piece, 0) as it is, (word, n) for the n-th ``[[word]]``, counting on from ``start``."""
    pieces: list[tuple[str, int]] = []
    last = 0
    for match in _BLANK.finditer(text):
        start += 1
        pieces += [(text[last : match.start()], 0), (match[1], start)]
        last = match.end()
    pieces.append((text[last:], 0))
    return [piece for piece in pieces if piece[0]]


def blanks(lesson: Lesson) -> list[str]:
    """The words that the handout leaves blank, in order: the key for the trainer."""
    return [word for part in lesson.parts for bullet in part.bullets for word in _BLANK.findall(bullet)]


def deck(handbook: Handbook, page: Page) -> list[dict[str, Any]]:
    """The slides: ``{loai, tieuDe, buoc, …}`` with ``y`` (lists of pieces) or ``cau`` (a question).

    ``buoc`` is the row of the giáo án (0 opening, 1… parts, then exercise and closing), by which the trainers'
    notes find their slide.
    """
    lesson = lesson_of(page)
    module = handbook.course.modules[lesson.module].title
    slides: list[dict[str, Any]] = [
        {"loai": "bia", "tieuDe": page.meta.title, "phu": f"{module} · {lesson.minutes} phút", "buoc": 0},
        *_bullet_slides("Học xong bài này, học viên biết", _objectives(handbook, lesson), 0),
        *_bullet_slides("Câu hỏi mở đầu", lesson.guiding, 0),
    ]
    count = 0
    for step, part in enumerate(lesson.parts, start=1):
        for slide in _bullet_slides(part.title, part.bullets, step, count):
            count += sum(number > 0 for bullet in slide["y"] for _, number in bullet)
            slides.append(slide)
    last = len(lesson.parts) + 1
    exercise = lesson.exercise
    slides += _bullet_slides(f"Bài tập ({exercise.minutes} phút): {exercise.title}", _sentences(exercise.task), last)
    for number, question in enumerate(lesson_questions(handbook, lesson), start=1):
        slides.append(_question_slide(handbook, question, number, last + 1))
    slides += _bullet_slides("Điều cần nhớ", lesson.key_points, last + 1)
    return slides


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+(?=[A-ZĐÀ-Ỹ«])", text)


def _lines(text: str) -> int:
    return -(-len(_BLANK.sub(r"\1", text)) // _LINE)


def _bullet_slides(title: str, bullets: Sequence[str], step: int, count: int = 0) -> Iterator[dict[str, Any]]:
    """As many slides as ``bullets`` need; the title says «(tiếp)» on the later ones."""
    rest = list(bullets)
    first = True
    while rest:
        room = _BULLET_LINES - _lines(title)
        taken: list[list[tuple[str, int]]] = []
        while rest and (not taken or _lines(rest[0]) <= room):
            bullet = rest.pop(0)
            room -= _lines(bullet)
            pieces = split_blanks(bullet, count)
            count += sum(number > 0 for _, number in pieces)
            taken.append(pieces)
        yield {"loai": "y", "tieuDe": title if first else f"{title} (tiếp)", "y": taken, "buoc": step}
        first = False


def _question_slide(handbook: Handbook, question: Question, number: int, step: int) -> dict[str, Any]:
    shaped = shape(handbook, question)
    height = sum(map(_lines, [shaped["tinhHuong"], shaped["hoi"], *shaped["y"], *shaped["phai"]]))
    if height > _QUESTION_LINES or question.pairs:
        text = [(f"Làm câu {number} trên phiếu, rồi chữa cùng cả lớp.", 0)]
        return {"loai": "y", "tieuDe": f"Câu hỏi {number}", "y": [text], "buoc": step}
    return {"loai": "cau", "tieuDe": f"Câu hỏi {number}", "cau": shaped, "buoc": step}


def printed_pages(handbook: Handbook) -> Iterator[MadePage]:
    """Handout and paper test of every lesson, as pages to print: ``dao-tao/phat-tay/…`` and ``dao-tao/kiem-tra/…``."""
    for page, lesson in lesson_pages(handbook):
        facts = {"page": page, "lesson": lesson, "name": stem(page), "module": handbook.course.modules[lesson.module]}
        count = 0
        parts = []
        for part in lesson.parts:
            rows = []
            for bullet in part.bullets:
                rows.append(split_blanks(bullet, count))
                count += len(_BLANK.findall(bullet))
            parts.append((part.title, rows))
        handout = fragment("phieu-phat-tay.html", parts=parts, **facts)
        yield _printed(page, "phat-tay", f"Phiếu phát tay: {page.meta.title}", handout)
        questions = [shape(handbook, question) for question in lesson_questions(handbook, lesson)]
        test = fragment("phieu-kiem-tra.html", questions=questions, **facts)
        yield _printed(page, "kiem-tra", f"Phiếu kiểm tra: {page.meta.title}", test)


def _printed(page: Page, folder: str, title: str, content: Markup) -> MadePage:
    """A page of its own with the owner and review of the lesson that it is made from."""
    return made_page(
        f"dao-tao/{folder}/{stem(page)}.md", title_heading(title) + content, title=title,
        about=f"Bản in của bài «{page.meta.title}».", owner=page.meta.owner, reviewed=page.meta.review.day,
        sources=page.meta.review.sources, search={"exclude": True}, hide=["navigation", "toc"],
    )  # fmt: skip
