"""Training: the bank and its lints, lessons and their outputs, tests on paper, other systems' formats."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import math
import random
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from markupsafe import escape
from openxml_audit import OpenXmlValidator
from pydantic import ValidationError

from macros.commands.exam import exam_workbook, papers
from macros.documents.write.plain import plain_docx
from macros.files.zip import write_zip
from macros.load.folder import DataFolder
from macros.load.training import read_questions
from macros.model import Handbook
from macros.model.problems import Problems
from macros.model.training import KIND_NAMES, Course, Lesson, Module, Question
from macros.training import exam, outlets, trainer
from macros.training.anki import anki
from macros.training.lessons import blanks, deck, lesson_content, lesson_pages, printed_pages
from macros.training.questions import SALT, in_force, sealed, shape
from macros.training.rederive import rederive_key
from macros.vietnamese import slug
from tests.sample import LESSONS_OF_MODULE, MODULES, QUESTIONS, QUESTIONS_OF_MODULE, QUESTIONS_OF_TEST

ROOT = Path(__file__).resolve().parents[1]


def test_the_bank_has_enough_items_of_every_kind_in_every_module(handbook: Handbook) -> None:
    bank = in_force(handbook, handbook.questions.values())
    assert len(bank) >= QUESTIONS
    assert {q.kind for q in bank} == set(KIND_NAMES)
    per_module = Counter(q.module for q in bank)
    assert len(per_module) == MODULES
    assert min(per_module.values()) >= QUESTIONS_OF_MODULE
    for module in handbook.course.modules.values():
        assert {q.objective for q in bank if q.module == module.id} == set(module.objectives)


def test_every_option_step_and_pair_is_explained(handbook: Handbook) -> None:
    for q in handbook.questions.values():
        reasons = [*(o.why for o in q.options), *(e.why for e in (*q.steps, *q.slips)), *(p.why for p in q.pairs)]
        assert all(reasons), q.id
        assert q.citations or q.practice, q.id


LINTED = {
    "all-of-the-above": ("- {dung: Cả hai ý trên, vi: a}", "nói về các phương án khác"),
    "no-feedback": ("- {dung: Ý đúng}", "chưa có lời giải thích"),
    "give-away": ("- {dung: " + "dài " * 30 + "x, vi: a}", "phương án đúng dài"),
}


@pytest.mark.parametrize("case", LINTED)
def test_a_bad_question_stops_the_build_and_says_why(case: str, tmp_path: Path) -> None:
    option, reason = LINTED[case]
    (tmp_path / "cau-hoi").mkdir()
    (tmp_path / "cau-hoi/m.yml").write_text(
        f"- id: a-1\n  loai: mot\n  muc_tieu: t\n  do_kho: 1\n  hoi: Câu hỏi nào?\n  kinh_nghiem: true\n  chon:\n    {option}\n"
        "    - {sai: Ý sai một, vi: b}\n    - {sai: Ý sai hai, vi: c}\n",
        encoding="utf-8",
    )
    course = Course(modules={"m": Module(id="m", title="M", about="m", objectives={"t": "T"})})
    problems = Problems()
    read_questions(DataFolder(tmp_path), course, problems)
    assert [p for p in problems if reason in p.reason], list(map(str, problems))


def test_two_questions_with_the_same_stem_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cau-hoi").mkdir()
    one = "- id: {}\n  loai: dien\n  muc_tieu: t\n  do_kho: 1\n  hoi: {} ___ gì?\n  dap_an: [x]\n  giai_thich: y\n  kinh_nghiem: true\n"
    (tmp_path / "cau-hoi/m.yml").write_text(one.format("a", "Điền") + one.format("b", "ĐIỀN"), encoding="utf-8")
    problems = Problems()
    read_questions(DataFolder(tmp_path), Course(modules={"m": Module(id="m", title="M", about="m", objectives={"t": "T"})}), problems)
    assert "trùng nội dung câu hỏi với câu «a»" in str(problems[0])


def test_the_right_option_is_not_told_by_its_length(handbook: Handbook) -> None:
    single = [q for q in handbook.questions.values() if q.options and not q.many]
    longest = sum(max(q.options, key=lambda option: len(option.text)).right for q in single)
    assert longest <= 0.35 * len(single), f"{longest} of {len(single)}"


def test_a_question_is_withdrawn_when_its_source_is_replaced(handbook: Handbook) -> None:
    name = "qd-01-2026"
    dead = handbook.source(name).model_copy(update={"state": "het"})
    changed = replace(handbook, sources={**handbook.sources, name: dead})
    left = {q.id for q in in_force(changed, changed.questions.values())}
    resting = {q.id for q in handbook.questions.values() if any(c.source == name for c in q.citations)}
    assert resting and not resting & left
    assert len(left) == len(handbook.questions) - len(resting)


def test_a_sealed_question_shows_no_answer_and_opens_again(handbook: Handbook) -> None:
    for question in handbook.questions.values():
        secret, plain = sealed(handbook, question), shape(handbook, question)
        assert "khoa" not in secret and "giai" not in secret
        assert secret["dau"] == [hashlib.sha256(f"{SALT}|{question.id}|{k}".encode()).hexdigest() for k in plain["khoa"]]
        veiled = base64.b64decode(secret["kin"])
        stream = b"".join(hashlib.sha256(f"{SALT}|{question.id}|{n}".encode()).digest() for n in range(len(veiled) // 32 + 1))
        opened = json.loads(bytes(a ^ b for a, b in zip(veiled, stream, strict=False)))
        assert opened == {"khoa": plain["khoa"], "giai": plain["giai"]}


def test_the_order_shown_first_is_never_the_answer(handbook: Handbook) -> None:
    for question in handbook.questions.values():
        shaped = shape(handbook, question)
        if question.steps:
            assert shaped["khoa"] != [",".join(map(str, range(len(question.steps))))], question.id
        for slip in question.slips:
            assert slug(slip.text, " ") not in shaped["khoa"], question.id


def test_lessons_cover_the_course_and_their_minutes_add_up(handbook: Handbook) -> None:
    lessons = lesson_pages(handbook)
    assert len(handbook.course.modules) == MODULES
    assert Counter(lesson.module for _, lesson in lessons) == Counter(dict.fromkeys(handbook.course.modules, LESSONS_OF_MODULE))
    taught = {name for _, lesson in lessons for name in lesson.objectives}
    assert taught == set(handbook.course.objectives)
    for page, lesson in lessons:
        rows = trainer.rows(handbook, page)
        assert sum(row.minutes for row in rows) == lesson.minutes
        headings = re.findall(r"^## (.+)$", (ROOT / "docs" / page.path).read_text(encoding="utf-8"), re.M)
        assert [part.title for part in lesson.parts] == headings, page.path


def test_wrong_minutes_are_refused() -> None:
    part = {"ten": "A", "phut": 5, "phuong_phap": "x", "giang_vien": "x", "y": ["x"]}
    task = {"ten": "B", "phut": 5, "de": "x", "loi_giai": ["x"], "giang_vien": "x"}
    facts = {"hoc_phan": "m", "thu_tu": 1, "phut": 30, "phut_mo_dau": 3, "phut_cung_co": 5, "muc_tieu": ["t"], "cau_hoi_dan": ["?"],
             "phan": [part], "bai_tap": task, "diem_chinh": ["a", "b"], "cau_hoi": list("abcde"), "can_cu": ["x"]}  # fmt: skip
    with pytest.raises(ValidationError, match="số phút ghi 30, cộng các bước được 18"):
        Lesson.model_validate(facts)


def test_every_schedule_adds_up_and_gives_each_lesson_its_own_minutes(handbook: Handbook) -> None:
    assert {sum(s.minutes for s in one.sessions) for one in handbook.course.schedules.values()} >= {175, 540}
    two_days = handbook.course.schedules["hai-ngay"]
    assert sorted(slot.lesson for s in two_days.sessions for slot in s.slots if slot.lesson) == sorted(
        page.path.rpartition("/")[2].removesuffix(".md") for page, _ in lesson_pages(handbook)
    )


def _trainers_text(handbook: Handbook) -> list[str]:
    texts = []
    for _, lesson in lesson_pages(handbook):
        texts += [part.trainer for part in lesson.parts] + [lesson.exercise.trainer]
    return texts


def test_learners_outputs_hold_no_trainers_text_and_the_kit_holds_all_of_it(handbook: Handbook) -> None:
    learners = [str(page.html) for page in printed_pages(handbook)]
    learners += ["\n".join(lesson_content(handbook, page, "")) for page, _ in lesson_pages(handbook)]
    kit = "\n".join(content.decode() for name, content in trainer.kit(handbook) if name.endswith(".html"))
    for text in _trainers_text(handbook):
        start = text[:40]
        assert not any(start in page for page in learners), start
        assert str(escape(start)) in kit, start


_TAG, _ESCAPE = re.compile(rb"<[^>]*>"), re.compile(r"\\u([0-9a-fA-F]{4})")
_TEXTS = (".html", ".js", ".json", ".xml", ".txt", ".ics", ".svg", ".csv", ".rels")


def _read(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """(place, text as a reader sees it) of a file, and of the files inside an archive or Office document."""
    if name.endswith((".docx", ".xlsx", ".zip", ".apkg")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from ((f"{name}!{place}", text) for place, text in _read(inner, archive.read(inner)))
    elif name.endswith(_TEXTS):
        text = _TAG.sub(b"", content) if name.endswith((".html", ".xml", ".svg")) else content
        plain = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text.decode("utf-8", "replace"))
        yield name, html.unescape(plain).replace("\\/", "/")


def _leaks(files: Iterable[tuple[str, bytes]], needles: Sequence[str]) -> set[tuple[str, str]]:
    return {(place, needle) for name, content in files for place, text in _read(name, content) for needle in needles if needle in text}


def test_the_built_site_holds_no_trainers_text_not_in_a_word_file_either(handbook: Handbook, site: Path) -> None:
    needles = [text[:40] for text in _trainers_text(handbook)] + ["không phát cho học viên", "giơ tay chọn đáp án"]
    assert len(needles) >= 3 * len(lesson_pages(handbook))
    files = sorted(path for path in site.rglob("*") if path.is_file())
    assert sum(path.suffix == ".docx" for path in files) >= 50
    assert not (site / trainer.FOLDER).exists()
    assert not _leaks(((path.relative_to(site).as_posix(), path.read_bytes()) for path in files), needles)
    # Solutions stand folded away in the lesson, for whoever learns alone; never on what is handed out before.
    solved = [line[:40] for _, lesson in lesson_pages(handbook) for line in lesson.exercise.solution if len(line) >= 30]
    handed = [path for folder in ("phat-tay", "kiem-tra") for path in (site / "dao-tao" / folder).glob("*.html")]
    assert len(handed) == 2 * len(lesson_pages(handbook))
    assert not _leaks(((path.name, path.read_bytes()) for path in handed), solved)


def test_the_scan_finds_trainers_text_in_a_word_file_inside_a_zip(handbook: Handbook) -> None:
    text = _trainers_text(handbook)[0]
    word = plain_docx(next(iter(handbook.rulesets.values())), "Phiếu", [("text", f"{text[:20]} & <{text}>")])
    body = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml")
    piece = text[30:33].encode()
    runs = body.replace(piece, b"</w:t></w:r><w:r><w:t>" + piece)  # as Word cuts a sentence when it was edited
    assert runs != body
    packed = write_zip([("bo/phieu.docx", write_zip([("word/document.xml", runs)]))])
    assert [place for place, _ in _leaks([("a.zip", packed)], [text[:40]])] == ["a.zip!bo/phieu.docx!word/document.xml"]


def test_the_handouts_blanks_are_numbered_as_on_the_slides(handbook: Handbook) -> None:
    printed = {page.path: page.html for page in printed_pages(handbook)}
    for page, lesson in lesson_pages(handbook):
        on_slides = [piece for slide in deck(handbook, page) for bullet in slide.get("y", []) for piece in bullet if piece[1]]
        assert [word for word, _ in on_slides] == blanks(lesson)
        assert [number for _, number in on_slides] == list(range(1, len(on_slides) + 1))
        handout = printed[f"dao-tao/phat-tay/{page.path.rpartition('/')[2]}"]
        assert handout.count('class="st-phieu__trong"') == len(on_slides)


def test_four_papers_are_equivalent_and_no_question_keeps_its_number(handbook: Handbook) -> None:
    matrix = handbook.course.matrices["cuoi-khoa"]
    drawn = exam.draw(handbook, matrix, 2026)
    assert len(drawn) == matrix.size == QUESTIONS_OF_TEST
    made = exam.variants(drawn, 4, 2026)
    assert len({v.code for v in made}) == 4
    cells = Counter((q.module, q.level) for q in drawn)
    assert cells == Counter({(m, n): c for m, counts in matrix.cells.items() for n, c in enumerate(counts, 1) if c})
    for paper in made:
        assert {i.question.id for i in paper.items} == {q.id for q in drawn}
    for at in range(40):
        assert len({paper.items[at].question.id for paper in made}) == 4
    assert exam.draw(handbook, matrix, 2026) == drawn
    assert exam.draw(handbook, matrix, 2027) != drawn


def test_the_key_derived_anew_from_the_printed_paper_is_equal(handbook: Handbook) -> None:
    raw = [row for path in sorted((ROOT / "data/cau-hoi").glob("*.yml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    matrix = handbook.course.matrices["cuoi-khoa"]
    kinds = set()
    for seed in range(12):
        for paper in exam.variants(exam.draw(handbook, matrix, seed), 4, seed):
            assert rederive_key(str(exam.paper_html(matrix, paper)), raw) == paper.key
            kinds |= {item.question.kind for item in paper.items}
    assert kinds == set(KIND_NAMES)


def test_a_wrong_letter_in_the_key_is_found_by_the_other_road(handbook: Handbook) -> None:
    raw = [row for path in sorted((ROOT / "data/cau-hoi").glob("*.yml")) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    matrix = handbook.course.matrices["nhanh"]
    paper = exam.variants(exam.draw(handbook, matrix, 1), 1, 1)[0]
    choice = next(at for at, item in enumerate(paper.items) if item.question.kind == "mot")
    turned = replace(paper.items[choice], order=paper.items[choice].order[::-1])
    other = replace(paper, items=(*paper.items[:choice], turned, *paper.items[choice + 1 :]))
    assert rederive_key(str(exam.paper_html(matrix, other)), raw) == other.key
    assert rederive_key(str(exam.paper_html(matrix, other)), raw) != paper.key


def test_twelve_papers_repeat_no_number_and_no_order_that_need_not_be(handbook: Handbook) -> None:
    drawn = exam.draw(handbook, handbook.course.matrices["cuoi-khoa"], 7)
    made = exam.variants(drawn, 12, 7)
    assert len({paper.code for paper in made}) == 12
    for at in range(len(drawn)):
        assert len({paper.items[at].question.id for paper in made}) == 12
    for question in drawn:
        orders = [item.order for paper in made for item in paper.items if item.question is question]
        if question.steps:
            assert tuple(range(len(question.steps))) not in orders, question.id
        if question.kind not in ("dung_sai", "bat_loi", "dien"):
            count = math.factorial(len(orders[0])) - bool(question.steps)
            assert len(set(orders)) >= min(count - 1, 12) if count < 24 else len(set(orders)) == 12, question.id


def test_a_test_on_paper_is_the_same_bytes_again_and_valid_word(handbook: Handbook, tmp_path: Path) -> None:
    first, again = (dict(papers(handbook, "cuoi-khoa", 4, 5)) for _ in range(2))
    assert first == again
    words = [content for name, content in first.items() if name.endswith(".docx")]
    assert len(words) == 4
    (tmp_path / "de.docx").write_bytes(words[0])
    found = [e for e in OpenXmlValidator().validate(str(tmp_path / "de.docx")).errors if "theme" not in str(e).lower()]
    assert not found, found[:3]
    for content in words:
        xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert xml.count("Câu ") >= 40
    for name, content in first.items():
        if name.startswith(("de-", "phieu-")) and name.endswith(".html"):
            assert "Đáp án" not in content.decode()
            assert not [q.id for q in handbook.questions.values() if f">{q.id}<" in content.decode()]


def analyse(papers: Sequence[exam.Variant], answers: Sequence[tuple[str, Sequence[str]]]) -> dict[str, tuple[float, float]]:
    """Difficulty and discrimination of every question: ``answers`` are (code, letters an item) a learner.

    Difficulty is the share who got it right (0…1). Discrimination is the correlation of getting this item right
    with the score on all the others (−1…1; 0 where it cannot be told).
    """
    by_code = {paper.code: paper for paper in papers}
    rows: list[dict[str, int]] = []
    for code, letters in answers:
        paper = by_code[code]
        rows.append({item.question.id: int(given in item.key.split("|")) for item, given in zip(paper.items, letters, strict=True)})
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


def test_the_marks_workbook_agrees_with_the_analysis(handbook: Handbook) -> None:
    matrix = handbook.course.matrices["nhanh"]
    made = exam.variants(exam.draw(handbook, matrix, 3), 4, 3)
    answers = []
    for n in range(12):
        paper = made[n % 4]
        given = [item.key.split("|")[0] if (at * 7 + n) % 12 >= n or n % 3 == 0 else "?" for at, item in enumerate(paper.items)]
        answers.append((paper.code, given))
    expected = analyse(made, answers)
    book = openpyxl.load_workbook(io.BytesIO(exam_workbook(made)))
    key, analysis = book["Khóa"], book["Phân tích"]
    names = [item.question.id for item in made[0].items]
    scored = []
    for code, given in answers:
        row = next(r for r in range(2, 6) if key.cell(r, 1).value == code)
        places = [key.cell(row, 2 + at).value for at in range(matrix.size)]
        letters = [key.cell(row, 2 + matrix.size + at).value for at in range(matrix.size)]
        scored.append([int(given[place - 1] in letter.split("|")) for place, letter in zip(places, letters, strict=True)])
    totals = [sum(row) for row in scored]
    for at, name in enumerate(names):
        hits = [row[at] for row in scored]
        assert analysis.cell(at + 2, 1).value == name
        assert sum(hits) / len(hits) == pytest.approx(expected[name][0])
        formula = analysis.cell(at + 2, 4).value
        inner = re.fullmatch(r'=IF\(B\d+<2,"",IFERROR\((.+),0\)\)', formula)[1]  # type: ignore[index]
        for pattern, value in (
            (r"SUMIF\([^)]*\)", sum(t for t, h in zip(totals, hits, strict=True) if h)),
            (r"SUMSQ\([^)]*\)", sum(t * t for t in totals)),
            (r"SUM\(Chấm!\$B[^)]*\)", sum(totals)),
            (r"SUM\([^)]*\)", sum(hits)),
            (rf"B{at + 2}\b", len(hits)),
        ):
            inner = re.sub(pattern, str(value), inner)
        try:
            found = eval(inner.replace("^", "**").replace("SQRT", "math.sqrt"), {"math": math})  # noqa: S307  # our own formula
        except ZeroDivisionError:
            found = 0
        assert found == pytest.approx(expected[name][1], abs=1e-9)


def test_other_formats_hold_every_question_or_name_it(handbook: Handbook, today: date) -> None:
    total = len(in_force(handbook, handbook.questions.values()))
    for made in (outlets.gift(handbook), outlets.qti(handbook), anki(handbook, today)):
        assert outlets.count(made.name, made.content) + len(made.left) == total
        assert made.bent
    assert len(outlets.qti(handbook).left) == 0
    assert all("sắp xếp thứ tự" in line for line in outlets.gift(handbook).left)


def test_an_anki_package_is_the_same_bytes_again_and_keeps_a_questions_note(handbook: Handbook, today: date) -> None:
    made = anki(handbook, today)
    assert made == anki(handbook, today)
    notes = []
    for outlet in (made, anki(handbook, date(2027, 3, 1))):
        with closing(sqlite3.connect(":memory:")) as collection:
            collection.deserialize(zipfile.ZipFile(io.BytesIO(outlet.content)).read("collection.anki2"))
            assert collection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            decks = json.loads(collection.execute("SELECT decks FROM col").fetchone()[0])
            notes.append(dict(collection.execute("SELECT guid, flds FROM notes")))
            loose = collection.execute("SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)").fetchone()
            assert loose == (0,)
    assert notes[0] == notes[1]
    assert len([deck for deck in decks.values() if "::" in deck["name"]]) == len(handbook.course.modules)
    fields = {text.split("\x1f")[0]: text for text in notes[0].values()}
    for question in in_force(handbook, handbook.questions.values()):
        for told in outlets.explained(handbook, question):
            assert html.escape(told) in fields[question.id]


def test_a_question_of_the_wrong_shape_is_refused() -> None:
    facts = {"id": "a", "loai": "mot", "muc_tieu": "t", "do_kho": 1, "hoi": "?", "kinh_nghiem": True,
             "chon": [{"dung": "a", "vi": "x"}, {"dung": "b", "vi": "x"}, {"sai": "c", "vi": "x"}]}  # fmt: skip
    with pytest.raises(ValidationError, match="đúng một phương án"):
        Question.model_validate(facts)


def test_a_real_spreadsheet_program_works_out_the_same_marks(handbook: Handbook, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("không có LibreOffice Calc (soffice) để tính lại công thức")
    matrix = handbook.course.matrices["cuoi-khoa"]
    made = exam.variants(exam.draw(handbook, matrix, 17), 6, 17)
    choose = random.Random(5)
    book = openpyxl.load_workbook(io.BytesIO(exam_workbook(made)))
    typed, answers = book["Bài làm"], []
    for row in range(2, 32):
        paper, skill = made[row % 6], choose.random()
        given = [choose.choice(i.key.split("|")) if choose.random() < skill else choose.choice(["A", "BC", "", "x"]) for i in paper.items]
        answers.append((paper.code, given))
        # Markers type small letters, with blanks between them.
        for column, value in enumerate([f"Người {row}", paper.code, *(" ".join(g.lower()) for g in given)], start=1):
            typed.cell(row, column).value = value or None
    book.save(tmp_path / "vao.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "ra")]
    subprocess.run([*command, str(tmp_path / "vao.xlsx")], check=False, capture_output=True)
    if not (tmp_path / "ra/vao.xlsx").exists():
        pytest.skip("LibreOffice trên máy không có phần Calc")
    counted = openpyxl.load_workbook(tmp_path / "ra/vao.xlsx", data_only=True)
    expected = analyse(made, answers)
    for row in range(2, 2 + matrix.size):
        name, number, difficulty, discrimination, _ = (counted["Phân tích"].cell(row, column).value for column in range(1, 6))
        assert number == 30
        assert (difficulty, discrimination) == pytest.approx(expected[name], abs=1e-9)
    for row, (code, given) in enumerate(answers, start=2):
        paper = next(one for one in made if one.code == code)
        assert counted["Chấm"].cell(row, 2).value == sum(g in i.key.split("|") for g, i in zip(given, paper.items, strict=True))
