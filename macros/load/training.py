"""The course and the question bank: read, cross-checked, and linted for what spoils a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from macros.load.folder import DataFolder
from macros.load.yaml_file import YamlText, read_table, read_yaml
from macros.model.base import nearest_or_all
from macros.model.pages import Page
from macros.model.problems import Problems
from macros.model.sources import Source
from macros.model.training import Course, LearningPath, Lesson, Matrix, Module, Question, Schedule
from macros.vietnamese import fold, old_tone, slug

LESSONS = "dao-tao/bai/"
# An option that speaks of other options cannot be shuffled, and such options are right more often than chance.
_POINTS_AT_OTHERS = re.compile(
    r"\b(tất cả|cả (hai|ba|bốn) (ý|phương án|đáp án)|cả [a-d] và"
    r"|không (có )?(phương án|ý|đáp án) nào|(các|những) (ý|phương án|đáp án) (trên|khác))\b",
    re.I,
)
_ENDS = ("?", ":", ".", "…", "!")
# A right option this much longer than the longest wrong one gives itself away.
_LONGER, _LONGER_BY = 1.5, 30


def read_course(data: DataFolder, problems: Problems) -> Course:
    """``data/dao-tao/``: modules, schedules, paths, matrices. A folder that is missing is an empty course."""
    if not data.paths("dao-tao"):
        return Course()

    def name(file: str) -> tuple[Path, str]:
        return data.path(f"dao-tao/{file}"), f"data/dao-tao/{file}"

    return Course(
        modules=read_table(*name("hoc-phan.yml"), Module, problems),
        schedules=read_table(*name("lich.yml"), Schedule, problems),
        paths=read_table(*name("lo-trinh.yml"), LearningPath, problems),
        matrices=read_table(*name("ma-tran.yml"), Matrix, problems),
    )


def read_questions(data: DataFolder, course: Course, problems: Problems) -> dict[str, Question]:
    """``data/cau-hoi/<module>.yml`` as one bank by id; every doubt about an item is noted with its line."""
    bank: dict[str, Question] = {}
    stems: dict[str, str] = {}
    for path in data.paths("cau-hoi"):
        name = f"data/cau-hoi/{path.name}"
        module = path.stem.partition(".")[0]  # «the-thuc.rieng.yml» holds an office's own questions of the module
        if module not in course.modules:
            problems.absent(name, "học phần", module, nearest_or_all(module, course.modules))
            problems.could_not_read(read_yaml(path, name, Problems()).ids())
            continue
        file = read_yaml(path, name, problems)
        if file.ok and not isinstance(file.data, (list, type(None))):
            problems.error(f"{name}:1", "tệp phải là một danh sách các câu hỏi", "Mỗi câu bắt đầu bằng «- id: …».")
            continue
        for index, row in enumerate(file.data or () if file.ok else ()):
            question = file.parse(Question, {**row, "hoc_phan": module} if isinstance(row, dict) else row, (index,))
            if question is None:
                continue
            if question.id in bank:
                problems.error(file.place((index, "id")), f"mã «{question.id}» đã dùng", "Đặt mã khác.")
            stem = fold(" ".join((question.situation or "", question.stem)))
            if stem in stems:
                problems.error(file.place((index, "hoi")), f"trùng nội dung câu hỏi với câu «{stems[stem]}»", "Giữ lại một câu.")
            stems[stem] = bank.get(question.id, question).id
            bank[question.id] = question
            _check_objective(question, course, file, index, problems)
            _lint(question, file, index, problems)
    return bank


def _check_objective(question: Question, course: Course, file: YamlText, index: int, problems: Problems) -> None:
    known = course.modules[question.module].objectives
    if question.objective not in known:
        problems.error(
            file.place((index, "muc_tieu")),
            f"học phần «{question.module}» không có mục tiêu «{question.objective}»",
            nearest_or_all(question.objective, known),
        )


def _lint(question: Question, file: YamlText, index: int, problems: Problems) -> None:
    """Note what makes a question unfair, unclear or unhelpful. Each finding stops the build, because a bad item teaches badly."""

    def error(key: str, reason: str, remedy: str) -> None:
        problems.error(file.place((index, key)), f"câu «{question.id}»: {reason}", remedy)

    explained = [(option.text, option.why) for option in question.options]
    explained += [(item.text, item.why) for item in (*question.steps, *question.slips)]
    explained += [(pair.left, pair.why) for pair in question.pairs]
    if silent := [text for text, why in explained if not why]:
        error("loai", f"{len(silent)} ý chưa có lời giải thích, đầu tiên là «{silent[0]}»", "Thêm trường «vi» cho từng ý.")
    if (question.steps or question.accepted) and not question.explanation:
        error("loai", "chưa có «giai_thich»", "Nêu lý do đáp án đúng.")
    accepted = {slug(text, " ") for text in question.accepted}
    if twins := [slip.text for slip in question.slips if slug(slip.text, " ") in accepted]:
        error("hay_nham", f"«{twins[0]}» được máy coi như đáp án đúng", "Máy bỏ dấu và dấu câu khi so; hỏi cách khác.")
    if not question.stem.endswith(_ENDS):
        error("hoi", "lời hỏi chưa trọn câu", f"Kết thúc bằng một trong các dấu {' '.join(_ENDS)}")
    if question.stem[:1].islower():
        error("hoi", "lời hỏi không viết hoa đầu câu", "Viết hoa chữ đầu.")
    texts = [option.text for option in question.options]
    for text in texts:
        if _POINTS_AT_OTHERS.search(text) and question.is_one_of_several:
            error("chon", f"phương án «{text}» nói về các phương án khác", "Viết thành một ý riêng: các phương án được đảo thứ tự.")
    if len({fold(text) for text in texts}) < len(texts):
        error("chon", "hai phương án giống nhau", "Sửa hoặc bỏ một phương án.")
    if not question.many and question.options:
        right = max(len(option.text) for option in question.options if option.right)
        wrong = max(len(option.text) for option in question.options if not option.right)
        if right > wrong * _LONGER and right - wrong > _LONGER_BY:
            error("chon", f"phương án đúng dài {right} chữ, phương án sai dài nhất {wrong}", "Viết cho dài gần nhau: độ dài làm lộ đáp án.")
    if not question.marks_faults and len({text[-1:] in (".", ";", "?", "!") for text in texts}) > 1:
        error("chon", "phương án có ý kết thúc bằng dấu câu, có ý không", "Viết thống nhất.")
    prose = [question.stem, question.situation or "", question.explanation or ""]
    prose += [text for pair in explained for text in pair]
    for text in prose:
        # Quoted examples may show another spelling on purpose.
        plain = re.sub(r"«[^»]*»", "", text)
        if plain != old_tone(plain) and not question.marks_faults:
            error("hoi", f"«{plain.strip()[:60]}…» không theo cách viết «ủy, hóa»", "Đặt dấu thanh ở nguyên âm trước.")
        if "  " in text:
            error("hoi", "có hai dấu cách liền nhau", "Bỏ bớt một.")


def check_training(
    pages: Mapping[str, Page], course: Course, bank: Mapping[str, Question], sources: Mapping[str, Source], problems: Problems
) -> None:
    """References between lessons, bank, course and register; a schedule gives each lesson its own minutes."""
    lessons = {path: page.meta.lesson for path, page in pages.items() if page.meta.lesson}
    for path, lesson in lessons.items():
        _check_lesson(path, lesson, pages, course, bank, problems)
    for question in bank.values():
        for citation in question.citations:
            place = f"data/cau-hoi/{question.module}.yml › câu «{question.id}»"
            source = sources.get(citation.source)
            if source is None:
                problems.absent(place, "căn cứ", citation.source, nearest_or_all(citation.source, sources))
            elif source.is_replaced and not citation.about_past:
                problems.warn(place, f"câu tự rút: «{source.label}» đã thay thế", "Đối chiếu văn bản mới rồi sửa câu.")
    _check_plans(lessons, course, bank, problems)


def _check_lesson(
    path: str, lesson: Lesson, pages: Mapping[str, Page], course: Course, bank: Mapping[str, Question], problems: Problems
) -> None:
    def known(key: str, names: tuple[str, ...], table: Mapping[str, object], what: str) -> None:
        for name in names:
            if name not in table:
                problems.absent(f"docs/{path} › bai_hoc › {key}", what, name, nearest_or_all(name, table))

    known("hoc_phan", (lesson.module,), course.modules, "học phần")
    if lesson.module in course.modules:
        known("muc_tieu", lesson.objectives, course.objectives, "mục tiêu")
    known("cau_hoi", lesson.questions, bank, "câu hỏi")
    known("hoc_truoc", lesson.prerequisites, pages, "trang")
    known("quy_trinh", lesson.procedures, pages, "trang")
    for name in lesson.questions:
        if name in bank and bank[name].objective not in lesson.objectives:
            problems.error(
                f"docs/{path} › bai_hoc › cau_hoi",
                f"câu «{name}» đo mục tiêu «{bank[name].objective}», bài không có mục tiêu này",
                "Chọn câu khác hoặc thêm mục tiêu.",
            )


def _check_plans(
    lessons: Mapping[str, Lesson], course: Course, bank: Mapping[str, Question], problems: Problems
) -> None:
    names: dict[str, Lesson] = {path.removeprefix(LESSONS).removesuffix(".md"): lesson for path, lesson in lessons.items()}

    def lesson_name(place: str, name: str) -> None:
        if name not in names:
            problems.absent(place, "bài", name, nearest_or_all(name, names))

    for schedule in course.schedules.values():
        for session in schedule.sessions:
            for slot in session.slots:
                place = f"data/dao-tao/lich.yml › «{schedule.id}» › «{session.title}»"
                if slot.lesson is None:
                    continue
                lesson_name(place, slot.lesson)
                if slot.lesson in names and slot.minutes != names[slot.lesson].minutes:
                    problems.error(
                        place,
                        f"bài «{slot.lesson}» dài {names[slot.lesson].minutes} phút, lịch ghi {slot.minutes}",
                        "Ghi đúng số phút của bài.",
                    )
    for path in course.paths.values():
        for name in path.lessons:
            lesson_name(f"data/dao-tao/lo-trinh.yml › «{path.id}»", name)
    for matrix in course.matrices.values():
        place = f"data/dao-tao/ma-tran.yml › «{matrix.id}»"
        for module, counts in matrix.cells.items():
            if module not in course.modules:
                problems.absent(place, "học phần", module, nearest_or_all(module, course.modules))
                continue
            for level, wanted in enumerate(counts, start=1):
                have = sum(q.module == module and q.level == level and q.fits_paper for q in bank.values())
                if have < wanted:
                    problems.error(
                        place, f"học phần «{module}» mức {level} cần {wanted} câu, ngân hàng có {have}", "Bớt câu hoặc viết thêm câu."
                    )

