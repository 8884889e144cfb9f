"""The one answer above the results: shown for most questions that have one, right when it is shown, silent otherwise. QuickJS asks the
very index of the built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import tests.judged as judged
from macros.model import Handbook
from tests.test_search import Engine

ROOT = Path(__file__).parents[1]
KINDS = {"hỏi đáp": "hoi-dap", "hạn": "han", "ai ký": "ky", "văn bản": "can-cu", "thuật ngữ": "thuat-ngu",
         "tình huống": "tinh-huong"}


@pytest.fixture(scope="module")
def asked() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "tests/search/answers.yml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def engine(site: Path) -> Engine:
    return Engine((path.name, path.read_bytes()) for path in sorted((site / "assets/search").glob("du-lieu*.js")))


def answers(engine: Engine, queries: list[str]) -> list[dict[str, Any] | None]:
    engine.js.set("queries", json.dumps(queries))
    found: list[dict[str, Any] | None] = engine.value("JSON.parse(queries).map((query) => SoTay.timKiem.find(index, query).answer)")
    return found


def _told(answer: dict[str, Any]) -> str:
    return str(answer.get("task") or answer.get("source") or answer["title"])


def test_most_questions_with_one_right_answer_get_it_and_no_other(engine: Engine, asked: dict[str, Any]) -> None:
    wanted = [(str(query), KINDS[group], str(target).split(" / ")) for group in KINDS for query, target in asked[group].items()]
    assert len(wanted) >= 150
    given = answers(engine, [query for query, _, _ in wanted])
    shown = [(query, answer, kind, targets) for (query, kind, targets), answer in zip(wanted, given, strict=True) if answer]
    wrong = [(query, _told(answer)) for query, answer, kind, targets in shown if answer["kind"] != kind or _told(answer) not in targets]
    assert len(shown) >= 0.7 * len(wanted)
    assert len(wrong) <= 0.01 * len(wanted), wrong
    assert len(wrong) <= 0.02 * len(shown), wrong


def test_where_nothing_is_sure_nothing_is_answered(engine: Engine, asked: dict[str, Any]) -> None:
    queries = asked["không đáp"]
    assert len(queries) >= 40
    assert not [(query, answer["title"]) for query, answer in zip(queries, answers(engine, queries), strict=True) if answer]


def test_each_answer_to_the_judged_set_was_read_and_found_right(engine: Engine, asked: dict[str, Any]) -> None:
    queries = [question.query for question in judged.read(ROOT / "tests/search/judged.yml")]
    shown = [(query, _told(answer)) for query, answer in zip(queries, answers(engine, queries), strict=True) if answer]
    unread = [(query, told) for query, told in shown if str(asked["bộ câu chung"].get(query)) != told]
    assert len(unread) <= 0.01 * len(queries), unread
    assert len(shown) >= 0.7 * len(asked["bộ câu chung"])


def test_an_answer_is_words_of_the_site_with_what_they_rest_on(engine: Engine, handbook: Handbook) -> None:
    dues, due, signer, term, nothing = answers(engine, [
        "thu đảng phí có cần biên lai không", "báo cáo tháng nộp ngày mấy", "ai ký giấy mời", "BTV là gì", "đại hội",
    ])  # fmt: skip
    assert nothing is None
    assert dues and due and signer and term
    (receipt,) = (answer for answer in handbook.answers if answer.question == "Thu đảng phí có cần biên lai không?")
    assert (dues["text"], dues["sign"], dues["basis"]) == (receipt.answer, "k", "")
    assert (due["task"], due["url"]) == ("bao-cao-thang", "quy-trinh/bao-cao-thang.html")
    assert signer["text"] == handbook.templates["giay-moi"].signer
    meaning = next(each for each in handbook.terms.values() if "BTV" in each.abbreviations)
    assert (term["title"], term["text"], term["url"]) == (meaning.term, meaning.definition, f"thuat-ngu.html#{meaning.anchor}")
    assert meaning.citations[0].article and meaning.citations[0].article in term["basis"]


def test_a_situation_and_a_work_are_answered_by_the_cell_in_which_they_cross(engine: Engine, handbook: Handbook) -> None:
    (found,) = answers(engine, ["mien sinh hoat co phai kiem diem ko"])
    cell = handbook.situations.all["mien-sinh-hoat"].cells["kiem-diem"]
    assert found and (found["text"], found["url"]) == (cell.answer, "tinh-huong.html#mien-sinh-hoat--kiem-diem")
    assert found["basis"].startswith(handbook.sources[cell.citations[0].source].label)
    # An older rule names the one in force, not the one that came between.
    assert "(đã thay bằng 208-QĐ/TW)" in found["basis"]


def test_a_question_that_wants_a_day_is_not_answered_by_a_way(engine: Engine) -> None:
    alike = "(query, question) => SoTay.timKiem.asksAlike(query, question)"
    assert engine.value(f"({alike})('họp mấy tháng một lần', 'Bao lâu họp một lần?')") is True
    assert engine.value(f"({alike})('kiem diem cuoi nam lam the nao', 'Kiểm điểm xong trước ngày nào?')") is False
    assert engine.value(f"({alike})('ai giữ dấu', 'Dấu để ở đâu?')") is False


def test_a_due_day_is_taken_into_a_calendar_as_the_event_of_the_whole_year(engine: Engine, site: Path) -> None:
    for name in ("javascripts/03-dates.js", "search/7-calendar-event.js"):
        engine.js.eval((ROOT / "docs/assets" / name).read_text(encoding="utf-8"))
    entry = {"key": "tinh.bao-cao-thang.2026-12", "name": "Báo cáo tháng 12/2026, có phụ lục", "superior": {"cap_uy": "Đảng ủy; Tỉnh"}}
    made = f"Object.assign({json.dumps(entry)}, {{date: new Date(2026, 11, 31)}})"
    text = engine.js.eval(f"SoTay.timKiem.calendarEvent({made}, new Date(2026, 10, 27))")
    whole = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in whole
    assert r"SUMMARY:Báo cáo tháng 12/2026\, có phụ lục" in whole
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    domain = whole.split("UID:tinh.bao-cao-thang.2026-12@")[1].split("\r\n")[0]
    of_year = next((site / "tai-ve/lich").glob("*.ics")).read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"@{domain}\n" in of_year.replace("\r\n", "\n")
