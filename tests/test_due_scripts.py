"""What is due, in the scripts of the home page: a rolling month, marks, roles. In a small engine, by a set clock, without a page."""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.calendar import pages
from macros.model import Handbook

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"
_PAGE = """
var window = globalThis; var SoTay = { duLieu: {} };
window.addEventListener = () => {};
SoTay.component = () => {};
var kept = {};
var localStorage = { getItem: (key) => (key in kept ? kept[key] : null), setItem: (key, text) => { kept[key] = text; } };
var document = { addEventListener: () => {}, dispatchEvent: () => {} };
var CustomEvent = function () {};
"""
_UNIT = {"id": "so-y", "ten": "Đảng bộ Sở Y", "cap_uy": "Đảng ủy Sở Y"}
_CELL = {"id": "chi-bo-z", "ten": "Chi bộ Z", "cap_uy": "Chi bộ Z"}


class Reader:
    """A reader of the sample's calendar on one day."""

    def __init__(self, data: bytes) -> None:
        self.engine = quickjs.Context()
        self.engine.eval(_PAGE)
        for name in ("javascripts/01-storage", "javascripts/03-dates", "javascripts/07-due-marks", "javascripts/07-due", "javascripts/role",
                     "steps/due-procedure"):
            self.engine.eval((ASSETS / f"{name}.js").read_text(encoding="utf-8"))
        self.engine.eval(data.decode())
        self.engine.eval("var entries = SoTay.due.entriesOf('ubnd-tinh');")

    def run(self, expression: str) -> Any:
        return json.loads(self.engine.eval(f"JSON.stringify({expression})"))

    def groups(self, day: str, unit: Any = _UNIT, kept: str = "[]") -> dict[str, list[str]]:
        """Where the entries stand on a day: «04/12 bao-cao-nam» by the name of their group."""
        found: dict[str, list[str]] = self.run(f"""(() => {{
            window.SO_TAY_HOM_NAY = "{day}T12:00:00";
            const unit = {json.dumps(unit)};
            const isMine = SoTay.ownWork(entries.map((entry) => entry.task), unit);
            const found = SoTay.dueMarks.groups(entries, SoTay.dates.today(), {{ unit: unit?.id, isMine, kept: new Set({kept}) }});
            const told = (entry) => `${{SoTay.dates.text(entry.date).slice(0, 5)}} ${{entry.id}}`;
            return Object.fromEntries(Object.keys(found).map((name) => [name, found[name].map(told)]));
        }})()""")
        return found


@pytest.fixture
def reader(sample: Handbook) -> Reader:
    return Reader(dict(pages.files(sample, date(2026, 11, 27)))["assets/du-lieu/lich-ubnd-tinh.js"])


def test_late_in_november_the_deadlines_of_december_are_in_sight(reader: Reader) -> None:
    found = reader.groups("2026-11-27")
    assert found["week"] == ["04/12 bao-cao-nam"]
    assert found["later"] == ["07/12 bao-cao-dang-phi", "07/12 sinh-hoat-chi-bo", "15/12 kiem-diem-xep-loai",
                              "25/12 chuong-trinh-kiem-tra-giam-sat", "28/12 chuong-trinh-nam"]
    assert found["overdue"] == ["25/11 bao-cao-thang", "09/11 sinh-hoat-chi-bo", "06/11 bao-cao-dang-phi", "27/10 bao-cao-thang"]
    assert reader.run("SoTay.dates.text(SoTay.dueMarks.horizon(SoTay.dates.today()))") == "28/12/2026"


@pytest.mark.parametrize(("day", "group"), [
    ("2026-11-02", None), ("2026-11-03", "later"), ("2026-11-26", "later"), ("2026-11-27", "week"), ("2026-12-04", "week"),
    ("2026-12-05", "overdue"), ("2027-01-04", "overdue"), ("2027-01-05", None),
])
def test_the_month_rolls_with_the_readers_clock(reader: Reader, day: str, group: str | None) -> None:
    found = reader.groups(day)
    assert [name for name, rows in found.items() if "04/12 bao-cao-nam" in rows] == ([group] if group else [])


def test_without_a_unit_nothing_is_late_and_nothing_is_put_away(reader: Reader) -> None:
    reader.run("SoTay.dueMarks.setSent(entries, true) && SoTay.dueMarks.setHidden('so-y', 'bao-cao-nam', true)")
    found = reader.groups("2026-11-27", unit=None)
    assert found["overdue"] == found["done"] == found["hidden"] == []
    assert len(found["week"] + found["later"]) == 6


def test_all_that_is_late_is_sent_at_once_and_comes_back_as_it_was(reader: Reader) -> None:
    before = reader.groups("2026-11-27")
    reader.run("SoTay.dueMarks.setSent(entries.filter((one) => one.id === 'bao-cao-dang-phi').slice(0, 3), true)")
    marked = reader.groups("2026-11-27")
    late = "entries.filter((one) => one.date < SoTay.dates.today() && !SoTay.dueMarks.isSent(one))"
    reader.run(f"(globalThis.late = {late}, SoTay.dueMarks.setSent(late, true))")
    assert reader.groups("2026-11-27")["overdue"] == []
    reader.run("SoTay.dueMarks.setSent(late, false)")
    assert reader.groups("2026-11-27") == marked != before


def test_what_was_just_marked_stays_where_it_was_until_the_page_is_opened_again(reader: Reader) -> None:
    reader.groups("2026-11-27")
    key = reader.run("entries.find((one) => SoTay.dates.iso(one.date) === '2026-11-25').dayKey")
    reader.run(f"SoTay.dueMarks.setSent(entries.filter((one) => one.dayKey === '{key}'), true)")
    assert reader.groups("2026-11-27", kept=f"['{key}']")["overdue"][0] == "25/11 bao-cao-thang"
    again = reader.groups("2026-11-27")
    assert again["done"] == ["25/11 bao-cao-thang"] and "25/11 bao-cao-thang" not in again["overdue"]


def test_a_task_is_hidden_for_one_unit_and_brought_back(reader: Reader) -> None:
    before = reader.groups("2026-11-27")
    reader.run("SoTay.dueMarks.setHidden('so-y', 'sinh-hoat-chi-bo', true)")
    found = reader.groups("2026-11-27")
    assert found["hidden"] == ["09/11 sinh-hoat-chi-bo", "07/12 sinh-hoat-chi-bo"]
    assert not any("sinh-hoat" in row for row in found["overdue"] + found["later"])
    assert reader.groups("2026-11-27", unit={**_UNIT, "id": "so-khac"}) == before
    reader.run("SoTay.dueMarks.setHidden('so-y', 'sinh-hoat-chi-bo', false)")
    assert reader.groups("2026-11-27") == before and reader.run("kept['so-tay:viec-khong-cua-toi']") == "{}"


@pytest.mark.parametrize("rubbish", ["[]", '{"so-y": 7}', '{"so-y": null}', '"x"', "{"])
def test_rubbish_among_the_hidden_tasks_hides_nothing(reader: Reader, rubbish: str) -> None:
    before = reader.groups("2026-11-27")
    reader.run(f"(kept['so-tay:viec-khong-cua-toi'] = {json.dumps(rubbish)})")
    assert reader.groups("2026-11-27") == before


@pytest.mark.parametrize(("role", "unit", "others"), [
    ({}, _UNIT, []),
    ({"noi": "dang-uy", "viec": "van-phong"}, _UNIT, []),
    ({"noi": "dang-uy", "viec": "bi-thu"}, _UNIT, ["bao-cao-dang-phi", "chuong-trinh-kiem-tra-giam-sat", "sinh-hoat-chi-bo"]),
    ({"viec": "giang-vien"}, _UNIT, []),
    ({"noi": "chi-bo", "viec": "van-phong"}, _UNIT, ["bao-cao-dang-phi", "bao-cao-nam", "bao-cao-thang", "chuong-trinh-kiem-tra-giam-sat",
                                                     "chuong-trinh-nam"]),
    ({"noi": "chi-bo", "viec": "van-phong"}, _CELL, []),
    ({"noi": "x", "viec": ["bi-thu"]}, _UNIT, []),
])
def test_a_role_puts_the_work_of_others_aside_and_loses_none(reader: Reader, role: Any, unit: Any, others: list[str]) -> None:
    whole = reader.groups("2026-11-27", unit=unit)
    reader.run(f"(kept['so-tay:vai-tro'] = {json.dumps(json.dumps(role))})")
    found = reader.groups("2026-11-27", unit=unit)
    assert sorted({row.partition(" ")[2] for row in found["others"]}) == others
    assert sorted(chain(*found.values())) == sorted(chain(*whole.values()))


def test_a_role_that_the_data_do_not_know_hides_nothing(reader: Reader) -> None:
    reader.run("""(kept['so-tay:vai-tro'] = '{"viec": "bi-thu"}')""")
    assert reader.run("[{ vai: [] }].filter(SoTay.ownWork([{ vai: [] }], null)).length") == 1


def test_a_period_follows_its_task_without_saying_a_word_twice(reader: Reader) -> None:
    names = reader.run("entries.map((entry) => entry.name)")
    assert "Báo cáo công tác tháng 11/2026" in names and not any("tháng tháng" in name or "quý quý" in name for name in names)


@pytest.mark.parametrize(("days", "words"), [(-3, "quá 3 ngày"), (0, "hôm nay"), (1, "ngày mai"), (29, "còn 29 ngày")])
def test_how_many_days_are_left_is_said_in_words(reader: Reader, days: int, words: str) -> None:
    assert reader.run(f"SoTay.due.whenText({days})") == words


def test_a_tick_without_a_day_counts_only_where_one_day_can_be_meant(reader: Reader) -> None:
    reader.run("""(kept['so-tay:viec-xong'] = '{"a.x.2026-11": true}', SoTay.duLieu['lich:a'] = {
        capTren: {}, viec: { x: { ten: 'x' } }, nghi: [], han: [['2026-11-10', 'x', '2026-11', 'tháng 11/2026', '']] })""")
    assert reader.run("SoTay.due.entriesOf('a').map(SoTay.dueMarks.isSent)") == [True]
    reader.run("SoTay.duLieu['lich:a'].han.push(['2026-11-25', 'x', '2026-11', 'tháng 11/2026', ''])")
    assert reader.run("SoTay.due.entriesOf('a').map(SoTay.dueMarks.isSent)") == [False, False]


def test_a_procedure_shows_the_next_deadline_that_is_not_sent_and_the_days_of_its_steps(reader: Reader) -> None:
    def coming(*tasks: str) -> Any:
        return reader.run(f"""SoTay.due.comingDeadlines(entries, {json.dumps(tasks)}, SoTay.dates.parse('2026-11-27'))
            .map((entry) => [SoTay.dates.iso(entry.date), entry.id])""")

    assert coming("bao-cao-nam") == [["2026-12-04", "bao-cao-nam"]]
    assert coming("bao-cao-thang")[0] == ["2026-11-25", "bao-cao-thang"]  # two days late, and not sent
    assert coming("bao-cao-nam", "bao-cao-dang-phi") == [["2026-12-04", "bao-cao-nam"], ["2026-12-07", "bao-cao-dang-phi"]]
    reader.run("SoTay.dueMarks.setSent(entries.filter((one) => SoTay.dates.iso(one.date) === '2026-12-07'), true)")
    assert coming("bao-cao-dang-phi")[0][0].startswith("2027-01")
    step = "SoTay.due.stepText(SoTay.dates.parse('2026-12-25'), 7, SoTay.dates.parse('{day}'))"
    assert reader.run(step.format(day="2026-11-27")) == ": thứ Sáu, 18/12/2026"
    assert reader.run(step.format(day="2026-12-19")) == ": thứ Sáu, 18/12/2026, đã qua"
