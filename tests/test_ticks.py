"""What is ticked in checklists, in a newcomer's steps and in journeys is kept by one script; in a small engine."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import quickjs

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "docs" / "assets"
# Written in a browser by the three scripts that kept ticks each in its own way, November 2026.
KEPT: dict[str, str] = json.loads((ROOT / "tests" / "golden" / "scripts" / "ticks.json").read_text(encoding="utf-8"))
_PAGE = """
var window = globalThis, SoTay = {}, kept = {}, full = false, heard = [];
window.addEventListener = (name, run) => { if (name === 'storage') heard.push(run); };
var localStorage = { getItem: (key) => (key in kept ? kept[key] : null),
                     setItem: (key, text) => { if (full) throw new Error('quota'); kept[key] = text; } };
var document = { addEventListener: (name, run) => { if (name === 'so-tay:da-xoa') heard.push(run); }, dispatchEvent: () => {} };
var CustomEvent = function () {};
"""
_LISTS = {
    "bang-kiem:bao-cao-thang": ("thang", "2026-12", "2026-11"),
    "bang-kiem:thu-bao-cao-so-sai": ("moi_lan", "2026-12-03", "2026-11-22"),
    "bang-kiem:30-ngay-dau": ("moi_lan", "2026-12-03", "2026-11-22"),
}


@pytest.fixture
def page() -> Any:
    context = quickjs.Context()
    context.eval(_PAGE)
    for name in ("01-storage", "03-dates", "04-ticks"):
        context.eval((ASSETS / "javascripts" / f"{name}.js").read_text(encoding="utf-8"))
    context.eval(f"Object.assign(kept, {json.dumps(KEPT)});")

    def run(code: str) -> Any:
        return json.loads(context.eval(f"JSON.stringify((() => {{ {code} }})() ?? null)"))

    return run


def _list(key: str, ids: list[str], reset: str = "thang", run: str = "2026-12", title: str = "X") -> str:
    told = {"id": key.removeprefix("bang-kiem:"), "title": title, "ids": ids, "reset": reset, "run": run}
    return f"SoTay.ticks.ofList({json.dumps(told, ensure_ascii=False)})"


@pytest.mark.parametrize("key", _LISTS)
def test_the_ticks_of_a_list_that_earlier_scripts_kept_are_read_and_saved_as_they_were(page: Any, key: str) -> None:
    reset, today, run = _LISTS[key]
    saved = json.loads(KEPT[f"so-tay:{key}"])
    ticks = _list(key, list(saved["muc"]), reset, today, saved["ten"])
    assert page(f"return {ticks}.read()") == {"run": run, "items": saved["muc"]}
    last = list(saved["muc"])[-1]
    page(f"const list = {ticks}; list.tick({json.dumps(last)}, false); list.tick({json.dumps(last)}, true);")
    if len(saved["muc"]) > 1:  # without any tick a run would end
        assert page(f"return kept['so-tay:{key}']") == KEPT[f"so-tay:{key}"]


def test_the_ticks_of_a_journey_that_earlier_scripts_kept_are_read_and_saved_as_they_were(page: Any) -> None:
    key = "so-tay:hanh-trinh:dang-vien-moi"
    saved = json.loads(KEPT[key])["m"]
    assert page("return SoTay.ticks.ofJourney('dang-vien-moi').read().items") == saved
    page("const way = SoTay.ticks.ofJourney('dang-vien-moi'); way.tick('5', true)")
    assert json.loads(page(f"return kept['{key}']")) == {"m": {**saved, "5": 1}}
    page("const way = SoTay.ticks.ofJourney('dang-vien-moi'); way.tick('5', false)")
    assert json.loads(page(f"return kept['{key}']")) == {"m": saved}


def test_the_tick_of_an_item_that_is_gone_counts_for_nothing_and_is_not_lost(page: Any) -> None:
    ticks = _list("bang-kiem:bao-cao-thang", ["moi"])
    assert page(f"return {ticks}.read().run") == "2026-12"
    page(f"{ticks}.tick('moi', true)")
    assert json.loads(page("return kept['so-tay:bang-kiem:bao-cao-thang']")) == {
        "ky": "2026-12", "muc": {"dung-mau": True, "tong-khop": True, "moi": True}, "ten": "X"}


@pytest.mark.parametrize("saved", ["{", "null", "[]", '{"ky": 5, "muc": {"a": true}}', '{"ky": "2026-11", "muc": null}', '{"m": [1]}', "7"])
def test_rubbish_is_no_tick_and_is_written_over(page: Any, saved: str) -> None:
    for ticks, key in ((_list("bang-kiem:x", ["a"]), "bang-kiem:x"), ("SoTay.ticks.ofJourney('x')", "hanh-trinh:x")):
        assert page(f"kept['so-tay:{key}'] = {json.dumps(saved)}; return {ticks}.read().items") == {}
        page(f"{ticks}.tick('a', true)")
        assert page(f"return {ticks}.read().items.a")


def test_a_tick_is_added_to_what_another_window_has_saved(page: Any) -> None:
    ticks = _list("bang-kiem:x", ["a", "b"])
    assert page(f"const one = {ticks}, two = {ticks}; one.tick('a', true); two.tick('b', true); return one.read().items") == {
        "a": True, "b": True}


def test_what_the_browser_does_not_save_is_shown_until_the_device_is_wiped(page: Any) -> None:
    found = page(f"""const list = {_list("bang-kiem:x", ["a"])}; let drawn = 0; list.watch(() => {{ drawn += 1; }});
        full = true; list.tick('a', true); const shown = list.read().items;
        for (const run of heard) run({{ key: 'so-tay:bang-kiem:x' }});
        return [shown, list.read().items, drawn]""")
    assert found == [{"a": True}, {}, 2]


def test_no_other_script_reads_or_writes_ticks() -> None:
    mine = re.compile(r"storage\.\w+\(\s*`?[\"'`]?(bang-kiem|hanh-trinh):")
    others = [path.name for path in ASSETS.rglob("*.js") if mine.search(path.read_text(encoding="utf-8"))]
    assert others == []
    assert '"bang-kiem:"' in (ASSETS / "forms" / "2-kept-kinds.js").read_text(encoding="utf-8")
