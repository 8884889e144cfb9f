"""``bench to-chuc``: the organisation at 117, 1,170 and 11,700 units: time of its pages, weight of its data, the unit picker."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from macros.calendar import pages as calendar
from macros.commands import ROOT, handbook_or_exit
from macros.commands.check_site import ensure_chromium
from macros.html.script import DATA_FOLDER
from macros.load.returned import merge_forms
from macros.load.workbook import parse_organisation
from macros.model import Handbook
from macros.model.organisation import Figure, Unit
from macros.model.problems import Problems
from macros.organisation import figures
from macros.organisation import units as organisation
from macros.organisation.forms import forms
from macros.organisation.workbook import organisation_workbook
from tests.chromium import FLAGS

SIZES = (117, 1_170, 11_700)
_SCRIPTS = ROOT / "docs" / "assets"


def scaled(handbook: Handbook, count: int, per_superior: int = 117) -> Handbook:
    """The sample blown up to ``count`` units, ``per_superior`` to a superior, each superior with its own due rules."""
    old = handbook.organisation
    base = list(old.units.values())
    pattern = next(iter(old.superiors.values()))
    rules = [rule for rule in old.due_rules if rule.superior == pattern.id]
    superiors = {f"ct-{n}": pattern.model_copy(update={"id": f"ct-{n}", "name": f"{pattern.name} số {n}"})
                 for n in range(-(-count // per_superior))}
    units: dict[str, Unit] = {}
    figures_: list[Figure] = []
    by_unit: dict[str, list[Figure]] = {}
    for row in old.figures:
        by_unit.setdefault(row.unit, []).append(row)
    for n in range(count):
        unit = base[n % len(base)]
        units[f"dv-{n}"] = unit.model_copy(update={
            "id": f"dv-{n}", "agency": f"{unit.agency} số {n}", "superior": f"ct-{n // per_superior}"})
        figures_ += [row.model_copy(update={"unit": f"dv-{n}"}) for row in by_unit.get(unit.id, ())]
    members = sum(unit.members for unit in units.values())
    grown = dataclasses.replace(
        old, units=units, superiors=superiors, figures=tuple(figures_), results=(), former_units={}, former_superiors={},
        due_rules=tuple(rule.model_copy(update={"superior": name}) for name in superiors for rule in rules),
        about=old.about.model_copy(update={"total_units": count, "total_members": members}),
    )
    return dataclasses.replace(handbook, organisation=grown)


def loaded_data(handbook: Handbook, today: date) -> bytes:
    """What a page loads for a reader who has chosen a unit: the index, one shard of units, one shard of due days."""
    first = next(iter(handbook.organisation.superiors))
    wanted = {f"{DATA_FOLDER}/{name}" for name in ("to-chuc.js", f"don-vi-{first}.js", f"lich-{first}.js")}
    files = (*organisation.files(handbook, today), *calendar.files(handbook, today))
    return b"".join(content for name, content in files if name in wanted)


def page_seconds(handbook: Handbook, today: date) -> float:
    """Seconds to make every page and file from the organisation's data, without the site generator."""
    began = time.process_time()
    for make in (calendar.pages, figures.pages, organisation.files, calendar.files, figures.files):
        for _ in make(handbook, today):
            pass
    organisation.unit_table(handbook)
    organisation.type_table(handbook)
    return time.process_time() - began


def picker_times(handbook: Handbook, slowdown: int = 6) -> list[float]:
    """Milliseconds of each keystroke in the unit picker with every unit loaded, in Chromium slowed down so many times.

    Each is the best of five rounds: what the picker needs, not what else the machine was doing.
    """
    from playwright.sync_api import sync_playwright

    org, chromium = handbook.organisation, ensure_chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder, "page.html")
        scripts = "\n".join(path.read_text(encoding="utf-8") for folder in ("javascripts", "units")
                            for path in sorted((_SCRIPTS / folder).glob("*.js")))
        index = b"".join(content for name, content in organisation.files(handbook, org.about.as_of) if name.endswith("to-chuc.js"))
        of = organisation.units_by_superior(org)
        shards = "".join(f"SoTay.units.add({json.dumps(organisation.shard(org, row, of[row.id]), ensure_ascii=False)});"
                         for row in org.superiors.values())
        page_file.write_text(
            f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><body>{organisation.unit_button(handbook)}'
            f'<div class="md-content__inner"></div><script>{scripts}\n{index.decode()}\n{shards}</script>', encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        # Everything is loaded already: the lazy scripts of the real site are answered at once.
        page.add_init_script("window.addEventListener('DOMContentLoaded', () => { SoTay.load = (path, done) => done(null); })")
        page.goto(page_file.as_uri())
        page.click(".st-don-vi-nut")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        times: list[float] = page.evaluate("""async () => {
          const o = document.querySelector('.st-don-vi-hop__o'), best = {};
          const tu = ['so xay dung', 'truong cao dang', 'benh vien 117', 'cong ty co phan'];
          for (let round = 0; round < 5; round += 1) for (const cau of tu) {
            for (let dai = 0; dai <= cau.length; dai += 1) {
              o.value = cau.slice(0, dai);
              const began = performance.now();
              o.dispatchEvent(new Event('input'));
              document.querySelector('.st-don-vi-hop__ds').getBoundingClientRect();
              const key = cau.slice(0, dai) || cau + '-';
              best[key] = Math.min(best[key] || Infinity, performance.now() - began);
              await new Promise(resolve => setTimeout(resolve, 0));
            }
          }
          return Object.values(best);
        }""")
        browser.close()
    return times


def build_seconds(handbook: Handbook) -> tuple[float, int]:
    """Processor seconds of one whole strict build with the organisation of ``handbook``, and how many pages it made."""
    with tempfile.TemporaryDirectory() as folder:
        data, site = Path(folder, "data"), Path(folder, "site")
        data.mkdir()
        (data / "to-chuc.xlsx").write_bytes(organisation_workbook(handbook.organisation, handbook.tasks))
        environment = {**os.environ, "SO_TAY_DATA": str(data), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        before = os.times()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)], cwd=ROOT,
                       env=environment, check=True)
        after = os.times()
        seconds = after.children_user + after.children_system - before.children_user - before.children_system
        return seconds, sum(1 for _ in site.rglob("*.html"))


def _of_one_period(handbook: Handbook) -> Handbook:
    """With the figures of the last period only: more than 120,000 rows no sheet may have."""
    organisation = handbook.organisation
    last = max(row.period for row in organisation.figures)
    figures = tuple(row for row in organisation.figures if row.period == last)
    return dataclasses.replace(handbook, organisation=dataclasses.replace(organisation, figures=figures))


def _bench_build(handbook: Handbook, sizes: tuple[int, ...]) -> None:
    """What a unit more costs must not grow with the number of units: the last column stays near 1."""
    print(f"\n{'đơn vị':>8}{'tạo cả trang (s)':>20}{'trang':>8}{'ms/đơn vị thêm':>17}{'so với cỡ trước':>18}")
    last_size, last_seconds, last_cost = 0, 0.0, 0.0
    for size in sizes:
        seconds, pages = build_seconds(_of_one_period(scaled(handbook, size)))
        cost = 1000 * (seconds - last_seconds) / (size - last_size) if last_size else 0.0
        ratio = f"{cost / last_cost:.2f}" if last_cost else "–"
        print(f"{size:>8}{seconds:>20.1f}{pages:>8}{cost or '–':>17{'.1f' if cost else ''}}{ratio:>18}", flush=True)
        last_size, last_seconds, last_cost = size, seconds, cost


def bench_organisation(*, full: bool = False) -> None:
    """Print the tables. ``full``: build the whole site with the greatest number of units too, which takes minutes."""
    handbook = handbook_or_exit()
    today = date.today()
    print(f"{'đơn vị':>8}{'trang, tệp (s)':>16}{'ms/đơn vị':>12}{'đọc bảng tính (s)':>20}{'tải mỗi trang (KB nén)':>26}"
          f"{'gõ, ms (x6): giữa / 95 % / tối đa':>38}")
    for size in SIZES:
        grown = scaled(handbook, size)
        seconds = page_seconds(grown, today)
        content = organisation_workbook(grown.organisation, grown.tasks)
        began = time.process_time()
        parse_organisation(content, "", Problems(), today=today, tasks=grown.tasks)
        reading = time.process_time() - began
        times = sorted(picker_times(grown))
        packed = len(gzip.compress(loaded_data(grown, today), 9)) / 1000
        typed = f"{statistics.median(times):.1f} / {times[int(len(times) * 0.95)]:.1f} / {times[-1]:.1f}"
        print(f"{size:>8}{seconds:>16.2f}{1000 * seconds / size:>12.2f}{reading:>20.2f}{packed:>26.1f}{typed:>38}")
    _bench_build(handbook, SIZES if full else SIZES[:2])
    period = "2026-Q4"
    began = time.process_time()
    made = dict(forms(handbook.organisation, period))
    writing = time.process_time() - began
    began = time.process_time()
    merge_forms(made.items(), handbook.organisation, period, Problems())
    print(f"Biểu: viết {len(made)} tệp {writing:.2f} s, gộp {time.process_time() - began:.2f} s.")
