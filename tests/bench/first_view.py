"""``bench lan-dau``: how much a page moves while it opens on a slow phone, and what the first view of home weighs."""

from __future__ import annotations

import gzip
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros.commands.check_site import ensure_chromium
from macros.commands.site import build_site
from tests.chromium import FLAGS, served

if TYPE_CHECKING:
    from playwright.sync_api import Request, ViewportSize

PAGES = ("index.html", "quy-trinh/bao-cao-thang.html", "soan-thao/mau/bao-cao-thang.html", "dao-tao/bai/ket-nap.html")
MOST_SHIFT = 0.05
MOST_WEIGHT = 103_600  # bytes of home, compressed: 70 % of stock Material's
_SLOWDOWN = 4
_PHONE: ViewportSize = {"width": 360, "height": 640}
_REST = 2500  # ms; a page that still moves then moves under the reader's hands
_WATCH = """window.shifts = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const name = (node) => node ? `${node.nodeName.toLowerCase()}.${String(node.className || '').split(' ')[0]}` : '?';
    window.shifts.push([entry.value, entry.sources.slice(0, 3).map((source) => name(source.node)).join(' ')]);
  }
}).observe({type: 'layout-shift', buffered: true});"""


@dataclass(frozen=True)
class Opened:
    """A page as it opened: what moved, by how much, and the files of this site that it asked for with their compressed bytes."""

    shifts: list[tuple[float, str]]
    files: dict[str, int]

    @property
    def shift(self) -> float:
        """All that moved, which is more than the worst five seconds that Lighthouse counts."""
        return sum(value for value, _ in self.shifts)

    @property
    def weight(self) -> int:
        """Compressed bytes of all files."""
        return sum(self.files.values())


def opened(site: Path, pages: tuple[str, ...] = PAGES) -> dict[str, Opened]:
    """Each page opened for the first time on a phone four times slower than this machine."""
    from playwright.sync_api import sync_playwright

    chromium = ensure_chromium()  # it is asked before our own playwright begins, because it asks playwright too
    found = {}
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for page in pages:
            context = browser.new_context(viewport=_PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, service_workers="block")
            tab = context.new_page()
            asked: list[Request] = []

            def note(request: Request, into: list[Request] = asked) -> None:
                into.append(request)

            tab.on("request", note)
            tab.add_init_script(_WATCH)
            context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWDOWN})
            tab.goto(f"{address}/{page}")
            tab.wait_for_timeout(_REST)
            shifts = [(value, where) for value, where in tab.evaluate("window.shifts")]
            urls = [each.url.partition("?")[0] for each in asked if each.url.startswith(f"{address}/")]
            names = dict.fromkeys(url.removeprefix(f"{address}/") for url in urls)
            found[page] = Opened(shifts, {name: _packed(site / name) for name in names if (site / name).is_file()})
            context.close()
        browser.close()
    return found


def _packed(file: Path) -> int:
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))  # fonts and pictures are compressed already


def bench_first_view() -> None:
    """Layout shift and weight of the first view of four kinds of page; what is over the bound is marked."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        if build_site(site):
            sys.exit(1)
        show(opened(site))


def show(found: dict[str, Opened]) -> None:
    """The table of ``bench lan-dau``."""
    print(f"\n{'':42}{'xê dịch':>10}{'nén (KB)':>10}")
    for page, one in found.items():
        print(f"{page:42}{one.shift:>10.3f}{one.weight / 1000:>10.1f}{'  quá 0,05' if one.shift > MOST_SHIFT else ''}")
        for value, where in sorted(one.shifts, reverse=True)[:3]:
            print(f"{'':42}{value:>10.3f}  {where}")
    home = next(iter(found.values()))
    print(f"\nTrang đầu, {home.weight / 1000:.1f} KB nén, mức đặt ra {MOST_WEIGHT / 1000:.1f} KB:")
    for name, size in sorted(home.files.items(), key=lambda item: -item[1]):
        print(f"{size / 1000:>10.1f}  {name}")
