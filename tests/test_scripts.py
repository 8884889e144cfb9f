"""Scripts of the site that need no page, in a small engine: what they share with Python is read from the same golden files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.model import documents
from macros.training.results import merged, read_results

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "docs" / "assets"
CLASS_RESULTS = json.loads((ROOT / "tests" / "golden" / "training" / "class-results.json").read_text(encoding="utf-8"))
# name, unit, per cent right (None: not sat), passed
Row = list[Any]


@pytest.fixture(scope="module")
def page() -> Any:
    context = quickjs.Context()
    context.eval("var window = globalThis; var SoTay = {};")
    context.eval((ASSETS / "training" / "class-results.js").read_text(encoding="utf-8"))
    return context


def _merged(page: Any, files: dict[str, str]) -> dict[str, Any]:
    given = json.dumps([{"name": name, "text": text} for name, text in files.items()])
    found: dict[str, Any] = json.loads(page.eval(f"""JSON.stringify((() => {{
        const {{ people, problems, exams }} = SoTay.classResults.merge({given});
        const of = (exam) => SoTay.classResults.ofExam(people, exam);
        return {{ problems, exams: Object.fromEntries(Object.keys(exams).map((exam) => [exam, of(exam)])) }};
    }})())"""))
    return found


@pytest.mark.parametrize(("case", "exam"), [
    *((CLASS_RESULTS, exam) for exam in CLASS_RESULTS["merged"]), (CLASS_RESULTS["damaged"], "nhanh"),
])
def test_the_class_page_and_the_command_merge_the_same_files_and_leave_out_the_same_records(page: Any, case: Any, exam: str) -> None:
    files = {name: json.dumps(content, ensure_ascii=False) for name, content in case["files"].items()}
    wanted: list[Row] = case["merged"][exam]
    read = [read_results(name, text.encode(), exam) for name, text in files.items()]
    learners = merged([one for results in read for one in results.learners])
    assert sorted(([one.name, one.unit, one.score, one.passed] for one in learners), key=lambda row: row[:2]) == wanted
    found = _merged(page, files)
    assert found["problems"] == [fault for results in read for fault in results.faults] == case.get("problems", [])
    rows: list[Row] = [[one["name"], one["unit"], one["score"] if one["sitting"] else None, one["passed"]] for one in found["exams"][exam]]
    assert sorted(rows, key=lambda row: row[:2]) == wanted


def _export(*people: Any) -> str:
    return json.dumps({"loai": "so-tay-ket-qua", "ban": 1, "ngay": "", "nguoi": people}, ensure_ascii=False)


def test_a_file_of_another_kind_is_named_and_the_others_are_merged(page: Any) -> None:
    sound = {"ten": "Mai", "donVi": "B", "ketQua": {"thi": [{"de": "nhanh", "soCau": 16, "dung": 12, "ngay": "", "dat": True}]}}
    found = _merged(page, {"a.json": _export(sound), "b.json": "khong phai", "c.json": '{"loai": "khac"}'})
    (mai,) = found["exams"]["nhanh"]
    assert mai["name"] == "Mai" and mai["score"] == 75 and mai["passed"]
    assert found["problems"] == [f"{name}: không phải tệp kết quả của sổ tay. Xuất lại từ máy đó." for name in ("b.json", "c.json")]


def test_the_form_of_a_template_knows_the_groups_of_fields_by_the_names_that_python_knows() -> None:
    (form,) = ASSETS.rglob("*template-form.js")
    text = form.read_text(encoding="utf-8")
    named = dict(re.findall(r"^  const ([A-Z_]+) = \"([^\"]+)\";$", text, re.MULTILINE))
    assert {name: named[name] for name in ("OF_ISSUER", "OF_COPY", "OPTIONS")} == {
        name: getattr(documents, name) for name in ("OF_ISSUER", "OF_COPY", "OPTIONS")}  # fmt: skip
    order = re.search(r"const ORDER = (\[[^\]]*\]);", text)
    assert order and tuple(json.loads(re.sub(r"\b[A-Z_]{2,}\b", lambda name: f'"{named[name[0]]}"', order[1]))) == documents.GROUPS


# Syllables that are no English word; a name of ours that holds one was written in the other language.
_VIETNAMESE = {
    "nut", "dat", "ve", "doi", "lay", "hang", "khung", "moi", "xoa", "luu", "gia", "tri", "thoat", "soan", "chu", "ngay", "thang", "nam",
    "cau", "dap", "dung", "giai", "hien", "loi", "xong", "nap", "tep", "goc", "dau", "cuoi", "duong", "dong", "cot", "bang", "gop", "ghi",
    "doc", "khoa", "muc", "nhan", "lop", "vao", "trang", "tiep", "lui", "phim", "nguoi", "hoc", "thi", "bai", "nop", "diem", "ket", "qua",
}  # fmt: skip


def test_what_only_programmers_read_in_a_script_is_english() -> None:
    folders = ("javascripts", "home", "lists", "steps", "training", "units", "search", "forms", "month", "registers")
    for path in sorted(path for folder in folders for path in (ASSETS / folder).glob("*.js")):
        names = re.findall(r"\b(?:const|let|function|class)\s+(\w+)", path.read_text(encoding="utf-8"))
        for name in [*names, path.stem]:
            words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
            assert not words & _VIETNAMESE, f"{path.name}: {name}"


@pytest.fixture(scope="module")
def answers() -> Any:
    context = quickjs.Context()
    context.eval("""
        var SoTay = { el: (tag, name, content = []) => ({ name, text: [content].flat().map((part) => part.text ?? part).join("") }) };
    """)
    context.eval((ASSETS / "training" / "questions.js").read_text(encoding="utf-8").replace(
        "SoTay.questions = {", "SoTay.said = (q, a) => JSON.stringify(verdicts(q, a).map(verdictLine)); SoTay.questions = {"))
    return lambda question, answer: json.loads(context.eval(f"SoTay.said({json.dumps(question)}, {json.dumps(answer)})"))


@pytest.mark.parametrize(("kind", "key", "answer", "signs", "notes"), [
    ("mot", "1", "0", "✗✓·", ["đã chọn, không đúng", "ý đúng, chưa chọn", ""]),
    ("nhieu", "0,1", "1", "✓✓·", ["ý đúng, chưa chọn", "ý đúng, đã chọn", ""]),
    ("bat_loi", "2", "0,2", "✗·✓", ["dòng này không có lỗi", "", "dòng có lỗi, đã đánh dấu"]),
    ("dung_sai", "1,0,1", "1,1,1", "✓✓✓", ["", "đã chọn Đúng", ""]),
    ("sap_xep", "2,0,1", "2,1,0", "✓✓✓", ["", "đã đặt ở chỗ khác", "đã đặt ở chỗ khác"]),
    ("ghep_doi", "1,0,2", "1,2,0", "✓✓✓", ["", "đã ghép với «r»", "đã ghép với «p»"]),
])
def test_what_is_right_never_looks_wrong_whatever_was_answered(
    answers: Any, kind: str, key: str, answer: str, signs: str, notes: list[str]
) -> None:
    question = {"loai": kind, "khoa": [key], "y": ["a", "b", "c"], "phai": ["p", "q", "r"], "giai": {"vi": ["vì 1", "vì 2", "vì 3"]}}
    lines = answers(question, answer)
    assert "".join(line["text"][0] for line in lines) == signs
    assert [line["name"].removeprefix("st-cau-hoi__y-") for line in lines] == [{"✓": "dung", "✗": "sai", "·": ""}[sign] for sign in signs]
    assert all((f"({note})" in line["text"]) == bool(note) for line, note in zip(lines, notes, strict=True))


def test_teams_answer_in_turn_and_a_wrong_answer_opens_the_question_for_the_others() -> None:
    context = quickjs.Context()
    context.eval("var SoTay = {};")
    context.eval((ASSETS / "teams" / "1-contest.js").read_text(encoding="utf-8"))
    context.eval("const c = new SoTay.Contest(3, ['a', 'b']);")
    ask = context.eval
    assert [ask("c.buzz(5)"), ask("c.buzz(-1)"), ask("c.buzz(1)"), ask("c.buzz(0)")] == [False, False, True, False]
    ask("c.answer(false)")  # team 2 may not try again, another one may
    assert [ask("c.buzz(1)"), ask("c.buzz(0)")] == [False, True]
    ask("c.answer(true); c.answer(true)")  # only the first answer counts
    assert json.loads(ask("JSON.stringify([c.scores, c.isShown, c.question])")) == [[10, -5, 0], True, "a"]
    assert not ask("c.buzz(2)")
    ask("c.next(); for (const team of [0, 1, 2]) { c.buzz(team); c.answer(false); }")
    assert json.loads(ask("JSON.stringify([c.scores, c.isShown, c.isOver])")) == [[5, -10, -5], True, False]
    ask("c.adjust(2, 10); c.next();")
    assert json.loads(ask("JSON.stringify([c.isOver, c.buzz(0), c.ranking()])")) == [True, False, [[0, 5], [2, 5], [1, -10]]]
