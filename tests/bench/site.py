"""Build time, first view and size of the site beside stock Material on the same prose."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from macros.commands import ROOT
from macros.commands.check_site import ensure_chromium
from macros.commands.site import build_site
from tests.chromium import FLAGS, served

_STOCK = """site_name: Stock
use_directory_urls: false
theme: {name: material, language: vi, features: [navigation.tabs, navigation.path, navigation.indexes, navigation.top]}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, admonition]
docs_dir: docs
"""


def _first_view(site: Path, page: str = "index.html") -> tuple[int, int, int, int]:
    """Requests inside, compressed bytes, raw bytes, and requests outside of the first view of ``page`` over http."""
    from playwright.sync_api import sync_playwright

    urls: list[str] = []
    chromium = ensure_chromium()  # it is asked before our own playwright begins, because it asks playwright too
    with sync_playwright() as playwright, served(site) as address:
        root = f"{address}/"
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page()
        tab.on("request", lambda request: urls.append(request.url))
        tab.goto(root + page)
        tab.wait_for_timeout(1500)
        browser.close()
    inside = [url for url in urls if url.startswith(root)]
    files = [site / url.removeprefix(root).split("?")[0] for url in inside]
    contents = [file.read_bytes() for file in files if file.is_file()]
    # Fonts and pictures are compressed already: a server sends the smaller of the two.
    packed = sum(min(len(content), len(gzip.compress(content, 9))) for content in contents)
    return len(inside), packed, sum(map(len, contents)), len([url for url in urls if url.startswith("http") and not url.startswith(root)])


def bench_site() -> None:
    """Build time, first view of home, size of the bundle; stock Material on the same page is the peer."""
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder, "site"), Path(folder, "stock")
        began = time.perf_counter()
        if build_site(ours):
            sys.exit(1)
        ours_seconds = time.perf_counter() - began
        pages = len(list(ours.rglob("*.html")))
        # The peer gets the same prose as plain Markdown, without our macros and data.
        shutil.copytree(ROOT / "docs", stock / "docs", ignore=shutil.ignore_patterns("assets"))
        (stock / "mkdocs.yml").write_text(_STOCK, encoding="utf-8")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=stock, check=True, capture_output=True)
        stock_seconds = time.perf_counter() - began
        rows = [("Sổ tay", ours_seconds, pages, *_first_view(ours)),
                ("Material nguyên bản", stock_seconds, len(list((stock / "site").rglob("*.html"))), *_first_view(stock / "site"))]
    print(f"\n{'':22}{'dựng (s)':>10}{'trang':>8}{'lượt tải':>10}{'nén (KB)':>10}{'thô (KB)':>10}{'ra ngoài':>10}")
    for name, seconds, count, requests, packed, raw, outside in rows:
        print(f"{name:22}{seconds:>10.1f}{count:>8}{requests:>10}{packed / 1000:>10.0f}{raw / 1000:>10.0f}{outside:>10}")
    print("Lượt tải, nén, thô, ra ngoài: lần mở trang đầu đầu tiên qua http. Phần tải từ ngoài không tính vào số KB.")
