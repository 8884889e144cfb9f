"""What only trainers see: giáo án, notes of the slides, answers, the room. Nothing of it is in the learners' site;
it is one folder, ``giang-vien/``, which a trainer lays beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.model import Handbook
from macros.model.pages import Page
from macros.model.training import Question
from macros.training.exam import LETTERS
from macros.training.lessons import blanks, lesson_of, lesson_pages, lesson_questions, stem
from macros.training.questions import citation, shape

FOLDER = "giang-vien"
ROOM = (
    "Thử máy chiếu: đứng cuối phòng đọc được trang chiếu đầu tiên",
    "Mở sổ tay trên từng máy, bấm thử một câu luyện tập",
    "Mỗi máy không quá ba hồ sơ người học; người không có máy làm trên giấy",
    "In phiếu phát tay, phiếu kiểm tra, phiếu điểm danh, đề giấy",
    "Chuẩn bị thẻ, hồ sơ, văn bản giả định mà giáo án của từng bài yêu cầu phát, chiếu hoặc đọc",
    "Bảng, bút, đồng hồ; USB trống để tổng hợp kết quả",
    "Tắt mạng không dây của máy học; không mở tài liệu mật trong phòng",
    "Hết buổi, bấm «Kết thúc buổi» trên từng máy",
)


@dataclass(frozen=True)
class Row:
    """A row of the giáo án."""

    title: str
    lines: tuple[str, ...]
    method: str
    means: str
    minutes: int
    trainer: str


def rows(handbook: Handbook, page: Page) -> list[Row]:
    """The customary table: opening, the parts, the exercise, the closing. Its minutes are the lesson's."""
    lesson = lesson_of(page)
    aids = "Máy chiếu"
    table = [Row("Mở đầu: mục tiêu, câu hỏi dẫn", lesson.guiding, "Hỏi đáp", aids, lesson.opening, "")]
    for part in lesson.parts:
        lines = tuple(bullet.replace("[[", "").replace("]]", "") for bullet in part.bullets)
        table.append(Row(part.title, lines, part.method, part.means, part.minutes, part.trainer))
    exercise = lesson.exercise
    task = Row(f"Bài tập: {exercise.title}", (exercise.task,), "Thực hành", "Phiếu phát tay", exercise.minutes, exercise.trainer)
    closing = f"Chữa {len(lesson_questions(handbook, lesson))} câu hỏi, học viên giơ tay chọn đáp án; đọc các điều cần nhớ."
    return [*table, task, Row("Củng cố", lesson.key_points, "Hỏi đáp", "Máy chiếu, phiếu kiểm tra", lesson.closing, closing)]


def answer_text(handbook: Handbook, question: Question) -> str:
    """The right answer as the paper test asks for it: letters, order, pairs or words."""
    shaped = shape(handbook, question)
    key = shaped["khoa"][0].split(",")
    if question.steps:
        return "Thứ tự: " + " → ".join(LETTERS[int(i)] for i in key)
    if question.pairs:
        return ", ".join(f"{LETTERS[left]}–{'abcdefgh'[int(i)]}" for left, i in enumerate(key))
    if question.accepted:
        return " / ".join(question.accepted)
    if question.judges_each:
        return ", ".join(f"{LETTERS[i]} {'Đ' if mark == '1' else 'S'}" for i, mark in enumerate(key))
    return ", ".join(LETTERS[int(i)] for i in key)


def sheet(title: str, content: Markup) -> bytes:
    """``content`` as a page of its own, to be printed on A4."""
    return fragment("to-giay.html", title=title, content=content).encode()


def plan_html(handbook: Handbook, page: Page) -> Markup:
    """The giáo án of one lesson."""
    lesson = lesson_of(page)
    return fragment(
        "giao-an.html",
        page=page,
        lesson=lesson,
        module=handbook.course.modules[lesson.module],
        objectives=[handbook.course.objectives[name] for name in lesson.objectives],
        rows=rows(handbook, page),
        blanks=blanks(lesson),
        answers=[answer_text(handbook, q) for q in lesson_questions(handbook, lesson)],
        sources=[citation(handbook, cited) for cited in lesson.citations],
    )


def notes_script(handbook: Handbook, page: Page) -> bytes:
    """The presenter's notes by row of the giáo án, as the script that the second window asks for."""
    notes = {}
    for number, row in enumerate(rows(handbook, page)):
        notes[number] = f"{row.minutes} phút · {row.method}\n{row.trainer or ' '.join(row.lines)}"
    return f"SoTay.duLieu.ghiChu={json.dumps(notes, ensure_ascii=False)};\n".encode()


def kit(handbook: Handbook) -> Iterator[tuple[str, bytes]]:
    """Every file of the trainers' folder."""
    lessons = lesson_pages(handbook)
    yield f"{FOLDER}/index.html", sheet("Bộ giảng viên", fragment("bo-giang-vien.html", lessons=lessons, room=ROOM))
    yield f"{FOLDER}/diem-danh.html", sheet("Phiếu điểm danh", fragment("diem-danh.html"))
    yield f"{FOLDER}/sau-khoa-hoc.html", sheet("Sau khóa học", fragment("sau-khoa-hoc.html"))
    for page, _ in lessons:
        yield f"{FOLDER}/giao-an/{stem(page)}.html", sheet(f"Giáo án: {page.meta.title}", plan_html(handbook, page))
        yield f"{FOLDER}/ghi-chu/{stem(page)}.js", notes_script(handbook, page)
