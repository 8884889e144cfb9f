"""«Tìm lỗi văn bản»: a code gives one paper, on the page as in Python; what it says is wrong is what the checker finds."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.documents.check.check import report_on
from macros.documents.check.findings import Report
from macros.documents.check.inspect import read
from macros.documents.check.picture import picture_of
from macros.documents.pages import compiled_templates
from macros.documents.plant.differences import Spoilable, _look
from macros.documents.plant.draw import _touched, drawn, judged, read_code, spoilt_parts
from macros.documents.plant.game import game, game_files, game_script, spoilable_papers
from macros.documents.plant.plant import plant
from macros.documents.write import compose
from macros.files.zip import write_zip
from macros.load.folder import DataFolder
from macros.load.spotting import read_spotting
from macros.model.handbook import Handbook
from macros.model.problems import Problems
from tests.page_checker import BROWSER

Game = dict[str, Any]
_TODAY = date(2026, 11, 27)
# The checker takes underscores for a rule that somebody typed, wherever they stand.
_BROUGHT_ALONG = {("nam-gach-noi", "duong-ke-tieu-de")}


@pytest.fixture(scope="module")
def papers(handbook: Handbook) -> list[Spoilable]:
    templates = compiled_templates(handbook)
    return spoilable_papers(handbook, templates.compiler, templates.compiled)


@pytest.fixture(scope="module")
def made(handbook: Handbook, papers: list[Spoilable]) -> Game:
    return game(handbook, papers, compiled_templates(handbook).rules)


@pytest.fixture(scope="module")
def on_page(made: Game) -> Callable[..., Any]:
    engine = quickjs.Context()
    for script in (BROWSER, game_script()):
        engine.eval(script)
    engine.eval("""
        const { take, give } = SoTay.python;
        let game = null;
        function begin(text) { game = take(JSON.parse(text)); }
        function ask(name, text) {
          const given = take(JSON.parse(text));
          return JSON.stringify(give(SoTay.spotting[name](...(name === "drawn" ? [game, ...given] : given))));
        }
    """)
    engine.get("begin")(json.dumps(made))
    return lambda name, *given: json.loads(engine.get("ask")(name, json.dumps(given)))


def _codes(count: int) -> list[str]:
    chance = random.Random(20261127)
    return [f"{level}-{chance.randrange(10_000):04}" for level in (1, 2, 3) for _ in range(count)]


def test_the_page_draws_and_judges_as_python_does(made: Game, on_page: Callable[..., Any]) -> None:
    chance = random.Random(1)
    defects = sorted(made["giai"])
    for code in _codes(40):
        wanted = chance.sample(defects, chance.choice([0, 0, 3]))
        paper = drawn(made, code, wanted)
        assert on_page("drawn", code, wanted) == paper, code
        marks = [name for name, _ in chance.sample(paper["dong"], 5)] + [name for each in paper["loi"][:3] for name in each["cho"][:1]]
        missing = [name for name in made["thieu"] if chance.random() < 0.2]
        assert on_page("judged", paper, marks, missing) == judged(paper, marks, missing)


def test_a_paper_has_as_many_mistakes_as_its_level_says_each_in_lines_of_its_own(made: Game) -> None:
    titles = set()
    for code in _codes(60):
        paper = drawn(made, code, [])
        level = made["muc"][int(code[0]) - 1]
        least, most = level["so_loi"]
        assert least <= len(paper["loi"]) <= most, code
        assert sum(each["id"] in level["loi"] for each in paper["loi"]) * 2 > len(paper["loi"]), code
        places = [name for each in paper["loi"] for name in each["cho"]]
        assert len(places) == len(set(places)), code
        names = [name for name, _ in paper["dong"]]
        assert len(names) == len(set(names)) and set(places) <= set(names), code
        good = made["van_ban"][paper["van_ban"]]["dong"]
        changes = made["van_ban"][paper["van_ban"]]["loi"]
        gone = {str(_touched(changes[each["id"]])[0]) for each in paper["loi"] if each["id"] in made["thieu"]}
        assert all(line != good[int(name)] for name, line in paper["dong"] if name in set(places) - gone and "+" not in name), code
        kept = [(line, good[int(name)]) for name, line in paper["dong"] if name not in places]
        assert all(line == right or not line["chu"] for line, right in kept), code
        titles.add(paper["van_ban"])
    assert len(titles) == len(made["van_ban"])


def test_the_paper_as_a_word_file_looks_as_on_the_page_and_is_the_same_from_page_and_python(
    made: Game, papers: list[Spoilable], on_page: Callable[..., Any]
) -> None:
    files = json.loads(json.dumps(game_files(papers)))
    for number, code in enumerate(_codes(25)):
        paper = drawn(made, code, [])
        chosen = [each["id"] for each in paper["loi"]]
        parts = spoilt_parts(files, paper["van_ban"], chosen)
        if number % 25 == 0:
            assert on_page("spoilt_parts", files, paper["van_ban"], chosen) == parts
        lines = [_look(line) for line in picture_of(read(write_zip((name, text.encode()) for name, text in parts)))]
        shown = [_look(line) for _, line in paper["dong"] if line["chu"] or line["ke"]]
        assert [line for line in lines if line["chu"] or line["ke"]] == shown, code


def test_a_mistake_to_be_repeated_is_met_again(made: Game) -> None:
    for number, defect in enumerate(made["giai"]):
        if any(defect in paper["loi"] for paper in made["van_ban"]):
            assert defect in [each["id"] for each in drawn(made, f"1-{number:04}", [defect])["loi"]], defect


def test_all_that_is_marked_and_nothing_else_earns_three_stars(made: Game) -> None:
    paper = drawn(made, "2-4831", [])
    missing = [each["id"] for each in paper["loi"] if each["id"] in made["thieu"]]
    marks = [each["cho"][0] for each in paper["loi"] if each["id"] not in missing]
    whole = judged(paper, marks, missing)
    assert (whole["sao"], whole["sot"], whole["nham"]) == (3, [], 0)
    wrong = {name for each in paper["loi"] for name in each["cho"]}
    assert judged(paper, [*marks, next(name for name, _ in paper["dong"] if name not in wrong)], missing)["sao"] == 2
    assert judged(paper, [each["cho"][0] for each in paper["loi"]], []) == whole
    assert judged(paper, [], []) == {"tim": [], "sot": [each["id"] for each in paper["loi"]], "nham": 0, "sao": 0}


@pytest.mark.parametrize(("typed", "code"), [
    ("2-4831", "2-4831"), (" 2 4831 ", "2-4831"), ("24831", "2-4831"), ("4-0001", ""), ("0-0001", ""), ("2-483", ""), ("hai", ""), ("", ""),
])
def test_a_code_is_read_however_it_is_typed(typed: str, code: str) -> None:
    assert read_code(typed, 3) == code


def _report(content: bytes, handbook: Handbook) -> Report:
    return report_on(content, file="x.docx", documents=handbook.documents, today=_TODAY)


def test_what_a_paper_says_is_wrong_is_what_the_checker_finds_and_it_finds_nothing_in_other_lines(handbook: Handbook, made: Game) -> None:
    templates = compiled_templates(handbook)
    shown = set()
    for name, paper in zip(handbook.spotting.templates, made["van_ban"], strict=True):
        example = handbook.documents.example(handbook.documents.template(name), "")
        good = compose.filled(templates.compiler, templates.compiled[name], example)
        assert _report(good, handbook).findings == [], name
        for defect, change in paper["loi"].items():
            shown.add(defect)
            bad = plant(good, defect, handbook.documents.authority)
            found = _report(bad, handbook).findings if bad else []
            assert defect in [finding.id for finding in found], (defect, name)
            # The paragraphs of a cell share one number at times, and what is missing moves the numbers behind it by one.
            near = {paper["dong"][at]["doan"] + more for at in _touched(change) for more in (-1, 0, 1)}
            others = [finding for finding in found if finding.id != defect and (defect, finding.id) not in _BROUGHT_ALONG]
            places = [int(number) for finding in others for number in re.findall(r"^đoạn (\d+)", finding.place)]
            assert set(places) <= near, (defect, name, found)
    assert shown == set(handbook.spotting.defects)


def test_a_fault_in_the_file_of_the_game_is_told_with_its_place(tmp_path: Path, handbook: Handbook) -> None:
    (tmp_path / "dao-tao").mkdir()
    (tmp_path / "dao-tao" / "bat-loi.yml").write_text(
        "van_ban: [giay-moii]\nmuc:\n  - {ten: Dễ, mo_ta: x, so_loi: [4, 3], loi: [quoc-hieuu]}\nthieu: {dau-sao: dấu sao}\n",
        encoding="utf-8",
    )
    problems = Problems()
    read_spotting(DataFolder(tmp_path).path("dao-tao/bat-loi.yml"), handbook.documents, problems)
    told = [str(problem) for problem in problems]
    assert len(told) == 4 and all(line.startswith("data/dao-tao/bat-loi.yml:") for line in told)
    assert "giay-moi" in told[0] and "số lớn trước" in told[1] and "quoc-hieu" in told[2] and "dau-sao" in told[3]
