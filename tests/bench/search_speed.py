"""How fast the search answers in Chromium on a PC six times slower: the built site, and 1,000 synthetic pages."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from macros import search
from macros.commands import ROOT
from macros.load import load_handbook
from tests.bench import synthetic
from tests.chromium import FLAGS
from tests.judged import read

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWDOWN = 6
_PAGES = 1000
_QUERIES = 16
_REST = 1000  # ms; nobody asks before the page has come to rest
# Types a query key by key as a reader does; each entry is how long the box needed to show its results.
_TYPE = """async (query) => {
  const input = document.querySelector('.md-search__input');
  const times = [];
  for (let end = 1; end <= query.length; end++) {
    input.value = query.slice(0, end);
    const start = performance.now();
    input.dispatchEvent(new Event('input', {bubbles: true}));
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return times;
}"""
_READY = """() => new Promise((resolve) => {
  const input = document.querySelector('.md-search__input');
  const start = performance.now();
  input.focus();
  (function look() {
    if (window.SoTay.timKiem && SoTay.timKiem.index) resolve(performance.now() - start);
    else setTimeout(look, 4);
  })();
})"""


@dataclass(frozen=True)
class Speed:
    """Milliseconds: from the first focus until it answers, and a keystroke's median and 95th percentile."""

    ready: float
    median: float
    slow: float
    keystrokes: int


def measure(page: Page, address: str, queries: Iterable[str], slowdown: int = SLOWDOWN) -> Speed:
    """Types ``queries`` into the box of the page at ``address``."""
    page.goto(address)
    page.wait_for_load_state("load")
    page.wait_for_timeout(_REST)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    ready = page.evaluate(_READY)
    # A reader needs a moment before the first key; by then bodies in files of their own have come.
    page.wait_for_function("() => SoTay.timKiem.index.whole", timeout=60_000)
    times = sorted(time for query in queries for time in page.evaluate(_TYPE, query))
    return Speed(ready, statistics.median(times), times[int(len(times) * 0.95)], len(times))


def synthetic_site(site: Path, folder: Path, count: int = _PAGES) -> None:
    """The home page and assets of ``site`` with an index of ``count`` synthetic pages, in ``folder``."""
    files = [file for start in ("quy-trinh", "nhiem-vu", "bat-dau") for file in sorted((site / start).glob("*.html"))]
    texts = [file.read_text(encoding="utf-8") for file in files]
    bodies = [text[text.index("<article") : text.index("</article>")] for text in texts]
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copy(site / "index.html", folder / "index.html")
    for old in (folder / "assets/search").glob("du-lieu*.js"):
        old.unlink()
    handbook = load_handbook(ROOT / "data", ROOT / "docs", today=date(2026, 11, 22))
    for path, content in search.build(synthetic.pages(bodies, count), handbook):
        (folder / path).write_bytes(content)


def report(site: Path) -> None:
    """Prints the speeds; says why when there is no Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("Không đo trong trình duyệt: chưa cài playwright.")
        return
    from macros.commands.check_site import ensure_chromium

    queries = [judged.query for judged in read(ROOT / "tests/search/judged.yml")][:: max(1, 314 // _QUERIES)]
    chromium = ensure_chromium()  # it is asked before our own playwright begins, because it asks playwright too
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "thu")
        synthetic_site(site, folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, place in (("Trang thật", site), (f"{_PAGES:,} trang thử", folder)):
            speed = measure(browser.new_page(), (place / "index.html").resolve().as_uri(), queries)
            print(f"{name}: sẵn sàng {speed.ready:.0f} ms; mỗi phím {speed.median:.1f} ms, chậm nhất 5 % từ {speed.slow:.1f} ms "
                  f"({speed.keystrokes} phím, CPU chậm {SLOWDOWN} lần)")  # fmt: skip
        browser.close()
