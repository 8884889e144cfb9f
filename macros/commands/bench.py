"""bench: speed and size beside the rivals, as ratios within one run. Tests never time anything; this does."""

from __future__ import annotations

import gzip
import importlib
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from macros.commands import ROOT
from macros.commands.check_site import ensure_chromium
from macros.commands.choices import data_option
from macros.commands.site import build_site

# Each part that can measure itself: name → (module, function). A function prints its own table.
PARTS = {
    "to-chuc": ("macros.commands.bench_organisation", "bench_organisation"),
    "trang": (__name__, "bench_site"),
    "van-ban": ("macros.commands.bench_documents", "bench_documents"),
    "dao-tao": ("macros.commands.bench_training", "bench_training"),
    "search": ("macros.commands.bench_search", "bench_search"),
}

_STOCK = """site_name: Stock
use_directory_urls: false
theme: {name: material, language: vi, features: [navigation.tabs, navigation.path, navigation.indexes, navigation.top]}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, admonition]
docs_dir: docs
"""


def _first_view(site: Path, page: str = "index.html") -> tuple[int, int, int, int]:
    """Requests inside, compressed bytes, raw bytes, and requests outside of the first view of ``page`` over http."""
    import functools
    import http.server
    import threading

    from playwright.sync_api import sync_playwright

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    urls: list[str] = []
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
    chromium = ensure_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        tab = browser.new_page()
        tab.on("request", lambda request: urls.append(request.url))
        tab.goto(root + page)
        tab.wait_for_timeout(1500)
        browser.close()
    server.shutdown()
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


@click.command()
@click.argument("phan", nargs=-1, type=click.Choice(sorted(PARTS)))
@click.option("--day-du", "full", is_flag=True, help="Đo cả cỡ lớn nhất: dựng cả trang với 11.700 đơn vị, mất vài phút.")
@data_option
def bench(phan: tuple[str, ...], full: bool) -> None:
    """Đo tốc độ và dung lượng bên cạnh các đối thủ. Không nêu phần nào thì đo mọi phần."""
    for name in phan or PARTS:
        module, function = PARTS[name]
        print(f"\n== {name} ==", flush=True)
        measure = getattr(importlib.import_module(module), function)
        measure(full=full) if name == "to-chuc" else measure()


COMMANDS = (bench,)
