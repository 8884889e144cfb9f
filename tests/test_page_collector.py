"""Page and command read returned forms with one source: the same units, faults, messages and figures, on good and bad sets."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import json
import random
import re
from datetime import date
from pathlib import Path

import pytest

from macros.documents.pages import compiled_templates
from macros.documents.write.fill import parts_of
from macros.files.zip import write_zip
from macros.load.returned import period_of
from macros.model import Handbook
from macros.organisation.collecting import FAULTY, MISSING, RIGHT, letters
from macros.organisation.forms import forms
from macros.organisation.page_script import blank_forms, worker_script
from macros.organisation.units import percent
from tests.page_collector import PageCollector, put, told_by_command
from tests.sample import UNITS
from tests.test_collecting import FAULTS, PERIOD, ROWS, sound_values
from tests.test_handed_in import changed

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"


@pytest.fixture(scope="module")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units and figures are the example that these tests reckon with."""
    return sample


@pytest.fixture(scope="module")
def blank(handbook: Handbook) -> dict[str, bytes]:
    return dict(forms(handbook.organisation, PERIOD))


@pytest.fixture(scope="module")
def good(handbook: Handbook, blank: dict[str, bytes]) -> dict[str, bytes]:
    seed = random.Random(5)
    return {name: put(content, sound_values(handbook.organisation, name.split(".")[0], seed), ROWS) for name, content in blank.items()}


@pytest.fixture(scope="module")
def page(handbook: Handbook) -> PageCollector:
    return PageCollector(handbook.organisation)


def test_117_sound_forms_give_the_same_on_the_page_as_by_command(page: PageCollector, handbook: Handbook, good: dict[str, bytes]) -> None:
    files = list(good.items())
    ours = told_by_command(files, handbook.organisation, PERIOD)
    theirs = page.ask("merge", files, period="")  # the forms themselves say of which period they are
    assert theirs["period"] == PERIOD and {key: theirs[key] for key in ours} == ours
    assert {unit["state"] for unit in ours["overview"]["units"]} == {RIGHT} and len(ours["figures"]) == UNITS * len(ROWS)
    closing = next(row for row in ours["overview"]["totals"] if row["name"] == handbook.organisation.indicators["cuoi-ky"].name)
    assert closing["value"] == sum(value for _, indicator, value in ours["figures"] if indicator == "cuoi-ky")
    before = [row.value for row in handbook.organisation.figures if (row.period, row.indicator) == ("2026-Q3", "cuoi-ky")]
    assert closing["before"] == sum(before)


def test_117_forms_with_faults_of_every_kind_are_told_alike(
    page: PageCollector, handbook: Handbook, blank: dict[str, bytes], good: dict[str, bytes]
) -> None:
    seed, files = random.Random(6), []
    for number, (name, content) in enumerate(good.items()):
        unit = name.split(".")[0]
        values = sound_values(handbook.organisation, unit, seed)
        kind = number % 8
        if kind == 0:
            files.append((f"dot-1/{name}", content))
        elif kind == 1:  # not sent
            continue
        elif kind == 2:
            wrong = {code: fault(values)[0] for code, fault in FAULTS.items() if code != "du-bi"}
            files.append((name, put(blank[name], {**values, **wrong}, ROWS)))
        elif kind == 3:
            code = seed.choice(list(ROWS))
            odd = seed.choice([3.75, 1e300, 0.00001, " 12 ", "٣", "x" * 300, -4, None])
            files.append((name, put(blank[name], {**values, code: odd}, ROWS)))
        elif kind == 4:
            files += [(name, content), (f"lan-2/{name}", seed.choice([content, blank[name]]))]
        else:
            files.append((name, changed(content, number)))
    ours = told_by_command(files, handbook.organisation, PERIOD)
    theirs = page.ask("merge", files, period=PERIOD)
    assert {key: theirs[key] for key in ours} == ours
    states = [unit["state"] for unit in ours["overview"]["units"]]
    assert min(states.count(state) for state in (RIGHT, FAULTY, MISSING)) > 10
    faulty = next(unit for unit in ours["overview"]["units"] if unit["state"] == FAULTY)
    # What goes back to the unit names place and remedy, and not the office's own file.
    assert faulty["message"].startswith(f"Kính gửi {faulty['name']},\nBiểu số liệu quý IV/2026 của đơn vị còn ")
    assert "\n1. Trang «" in faulty["message"] and faulty["files"][0] not in faulty["message"]


def test_archives_and_what_means_harm_are_told_alike_and_read_within_bounds(
    page: PageCollector, handbook: Handbook, good: dict[str, bytes]
) -> None:
    (_, form), (second, other), (third, another) = list(good.items())[:3]
    macros = write_zip([("xl/workbook.xml", b"<x/>"), ("xl/_rels/workbook.xml.rels", b"<x/>"), ("xl/vbaProject.bin", b"")])
    doctype = write_zip([("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), ("xl/_rels/workbook.xml.rels", b"<x/>")])
    files = [
        ("20-mb.xlsx", b"PK" + bytes(20_000_000)),
        ("bom.xlsx", write_zip([("xl/workbook.xml", bytes(40_000_000)), ("xl/_rels/workbook.xml.rels", b"<x/>")])),
        ("bom.zip", write_zip([("a.xlsx", bytes(101_000_000))])),
        ("doctype.xlsx", doctype),
        ("doi-ten.zip", form),
        ("khong-phai.zip", b"\xff\xd8\xff"),
        ("macro.xlsx", macros),
        ("mat-khau.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("nen.zip", write_zip([(f"cum/{second}", other), ("__MACOSX/._x", b"x"), ("anh.jpg", b"x"), ("cum/~$x.xlsx", b"x")])),
        ("zip-doi-ten.xlsx", write_zip([(third, another)])),
    ]
    ours = told_by_command(files, handbook.organisation, PERIOD)
    theirs = page.ask("merge", files, period=PERIOD)
    assert {key: theirs[key] for key in ours} == ours
    assert ours["overview"]["summary"] == f"Gộp được 2 đơn vị; 0 đơn vị phải gửi lại; {UNITS - 2} đơn vị chưa gửi."
    told = {file["name"]: file["faults"] for file in ours["overview"]["strange"]}
    assert sorted(told) == ["20-mb.xlsx", "bom.xlsx", "bom.zip", "doctype.xlsx", "khong-phai.zip", "macro.xlsx", "mat-khau.xlsx",
                            "nen.zip/anh.jpg", "zip-doi-ten.xlsx"]
    assert told["20-mb.xlsx"] == ["Tệp nặng 20 MB, quá mức 5 MB. Xem lại có đúng tệp này không."]
    assert "macro" in told["macro.xlsx"][0] and "mật khẩu" in told["mat-khau.xlsx"][0]


def test_a_form_that_came_back_as_it_went_out_is_told_apart_from_one_with_faults(
    page: PageCollector, handbook: Handbook, blank: dict[str, bytes], good: dict[str, bytes]
) -> None:
    (first, empty), (second, begun), (third, _) = list(blank.items())[:3]
    files = [(first, empty), (second, put(begun, {"ket-nap": 1}, ROWS)), (third, put(good[third], {"ket-nap": None}, ROWS))]
    ours = told_by_command(files, handbook.organisation, PERIOD)
    theirs = page.ask("merge", files, period=PERIOD)
    assert {key: theirs[key] for key in ours} == ours
    assert [unit["empty"] for unit in ours["overview"]["units"][:4]] == [True, False, False, False]
    assert ours["overview"]["to_empty"].startswith("Kính gửi các đơn vị,\nBiểu số liệu quý IV/2026 ")


def test_page_and_command_make_the_same_forms_also_for_units_without_figures(handbook: Handbook) -> None:
    first = next(iter(handbook.organisation.units))
    org = dataclasses.replace(handbook.organisation, figures=tuple(
        row for row in handbook.organisation.figures if row.period == "2026-Q3" and row.unit != first))
    org = dataclasses.replace(org, units=dict(list(org.units.items())[:20]))
    blanks = [base64.b64decode(each).hex() for each in blank_forms(org)]
    theirs = PageCollector(org).ask("forms", blanks=blanks, period=PERIOD)
    assert {name: write_zip((part, bytes.fromhex(text)) for part, text in parts) for name, parts in theirs} == dict(forms(org, PERIOD))


def test_a_letter_goes_to_each_unit_that_has_not_sent_and_leaves_what_nobody_knows_empty(page: PageCollector, handbook: Handbook) -> None:
    org, units = handbook.organisation, list(handbook.organisation.units)[:2]
    ours = letters(org, units, PERIOD, date(2026, 11, 27))
    assert page.ask("letters", units=units, period=PERIOD, today=[2026, 11, 27]) == json.loads(json.dumps(ours))
    compiled = compiled_templates(handbook)
    template = compiled.compiled["cong-van-don-doc"]
    texts = parts_of(template.parts, template.form, {**ours[0][2], "co_quan": "dang-uy"})
    words = re.sub("<[^>]+>", "", texts["word/document.xml"])
    unit = org.units[units[0]]
    for wanted in (unit.committee, unit.name, org.superior_of(unit).committee.upper(), "đôn đốc gửi biểu số liệu quý IV/2026", "……"):
        assert wanted in words, wanted
    assert ours[0][1] == f"don-doc.{units[0]}.{PERIOD}.docx"


def test_a_form_says_of_which_period_it_is_and_nothing_else_does(good: dict[str, bytes]) -> None:
    assert [period_of(next(iter(good.values()))), period_of(b""), period_of(write_zip([]))] == [PERIOD, "", ""]


def test_a_share_is_rounded_as_people_round() -> None:
    assert [percent(*each) for each in ((0, 0), (0, 3), (1, 3), (7, 23), (1, 8), (1, 1), (1, 2000))] == [
        "–", "0 %", "33,3 %", "30,4 %", "12,5 %", "100 %", "0,1 %"]


def test_the_scripts_of_the_page_stay_small() -> None:
    own = [path.read_text(encoding="utf-8") for folder in ("collect", "files", "desk") for path in sorted((ASSETS / folder).glob("*.js"))]
    assert len(gzip.compress("\n".join([worker_script(), *own]).encode(), 9)) < 90_000
