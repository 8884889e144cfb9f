"""The packs of units made on the page: the same files as the command's, byte by byte."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest
import quickjs

from macros.documents import pages
from macros.documents.write import compose
from macros.documents.write.slip_facts import slip_facts
from macros.model.handbook import Handbook
from tests.made_docx import ROOT
from tests.page_checker import BROWSER

ASSETS = ROOT / "docs" / "assets"


@pytest.fixture(scope="module")
def page(handbook: Handbook) -> Any:
    made = pages.compiled_templates(handbook)
    titles = {body.id: body.title for body in handbook.documents.authority.bodies}
    engine = quickjs.Context()
    engine.set_max_stack_size(16_000_000)
    scripts = [BROWSER, "SoTay.duLieu = {};", compose.packing_script(), (ASSETS / "javascripts" / "zip.js").read_text(encoding="utf-8")]
    # The engine has no atob: spreadsheets stay as they came.
    scripts += [(ASSETS / "packs" / "1-pack.js").read_text(encoding="utf-8").replace("bytesOf(row.bang)", "row.bang")]
    scripts += ["""
        const all = {};
        function keep(name, text) { all[name] = JSON.parse(text); }
        const hex = (bytes) => typeof bytes === "string" ? bytes : Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
        function pack(rows, unit) {
          const frame = all["mau/khung"];
          const entries = JSON.parse(rows).map((row) => SoTay.packs.entry(row, JSON.parse(unit), all, frame));
          return JSON.stringify(entries.map(([name, bytes]) => [name, hex(bytes)]));
        }
        var slips = (rows, unit) => JSON.stringify(
          JSON.parse(rows).flatMap((row) => SoTay.packs.slips(row, JSON.parse(unit), all, all["mau/khung"])));
    """]
    for script in scripts:
        engine.eval(script)
    facts = slip_facts(handbook.documents, handbook.sources)
    engine.get("keep")("mau/khung", compose.frame_data(made.compiler, facts))
    for name, compiled in made.compiled.items():
        engine.get("keep")(f"mau/{name}", compose.browser_data(compiled, made.example(compiled.template), titles))
    return engine


def _record(handbook: Handbook, name: str, **other: str) -> str:
    """A unit as the page knows it."""
    unit = handbook.organisation.unit(name).model_copy(update=other)
    facts = pages.unit_facts(handbook, unit)
    return json.dumps({**facts["don_vi"], "id": unit.id, "ky_hieu": unit.symbol, "cap_tren": facts["cap_tren"]})


def test_the_page_packs_for_a_unit_what_the_command_packs(page: Any, handbook: Handbook) -> None:
    made = pages.compiled_templates(handbook)
    rows = pages.pack_data(handbook, made)
    units = list(handbook.organisation.units.values())
    by_symbol = {unit.symbol: unit for unit in units}  # one of each kind of symbol: they issue by different bodies
    # The whole pack of the first, a share of the others'.
    for number, unit in enumerate(by_symbol.values()):
        step = 4 if number else 1
        ours = list(pages.pack(handbook, made, unit))[::step]
        theirs = json.loads(page.get("pack")(json.dumps(rows[::step]), _record(handbook, unit.id)))
        assert [name for name, _ in theirs] == [name for name, _ in ours]
        for (name, content), (_, other) in zip(ours, theirs, strict=True):
            made_there = base64.b64decode(other) if name.endswith(".xlsx") else bytes.fromhex(other)
            assert made_there == content, f"{unit.id} › {name}"
    assert len(by_symbol) > 1


def test_the_page_tells_the_slips_in_the_names_of_a_unit_that_the_command_tells(page: Any, handbook: Handbook) -> None:
    made = pages.compiled_templates(handbook)
    rows = json.dumps(pages.pack_data(handbook, made))
    unit = next(iter(handbook.organisation.units.values()))
    for name in (unit.name, f"ĐỒNG CHÍ {unit.name.upper()};"):
        bad = unit.model_copy(update={"name": name})
        theirs = json.loads(page.get("slips")(rows, _record(handbook, unit.id).replace(json.dumps(unit.name), json.dumps(name))))
        assert list(dict.fromkeys(theirs)) == pages.pack_slips(handbook, made, bad)


def test_packs_of_chosen_units_are_taken_home_as_one_file(page_file: Any, handbook: Handbook) -> None:
    opened = page_file("soan-thao/bo-mau.html")
    page = opened.page
    first, second = list(handbook.organisation.units.values())[:2]
    for unit in (first, second):
        page.get_by_label("Lọc theo tên đơn vị").fill(unit.name)
        page.get_by_label(unit.name, exact=True).check()
    with page.expect_download() as got:
        page.get_by_role("button", name="Tạo bộ mẫu cho 2 đơn vị").click()
    assert got.value.suggested_filename == "bo-mau.zip"
    whole = zipfile.ZipFile(got.value.path())
    assert whole.namelist() == [f"{first.id}.zip", f"{second.id}.zip"]
    made = pages.compiled_templates(handbook)
    for unit in (first, second):
        inner = zipfile.ZipFile(io.BytesIO(whole.read(f"{unit.id}.zip")))
        ours = list(pages.pack(handbook, made, unit))
        assert [(name, inner.read(name) == content) for name, content in ours] == [(name, True) for name in inner.namelist()]
    assert not opened.errors and not opened.outside
