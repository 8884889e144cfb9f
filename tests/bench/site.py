"""Cold builds, the answer to one saved page and the first view of the site beside stock Material on the same pages."""

from __future__ import annotations

import gzip
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from macros.commands.check_site import ensure_chromium
from tests.bench.growth import built, edited, fewer_tree, our_tree, stock_tree
from tests.chromium import FLAGS, served

SIZES = (100, 300, 0, 1_000, 3_000)  # pages; 0 is the handbook as it is
_OWN = 620  # pages that the handbook has, about
EDITED = "quy-trinh/bao-cao-thang.md"


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


def bench_site(*, full: bool = False) -> None:
    """Cold builds at every size, one page saved, and the first view of home on both sites; the data make most pages of the handbook."""
    print("Giây CPU (ST: sổ tay, M: Material). Dưới cỡ của sổ tay, tệp tải về và tập lệnh vẫn làm đủ như cả cuốn.")
    print(f"{'trang':>8}{'ST':>8}{'M':>8}{'tỷ lệ':>8}{'ST, ms/trang':>14}{'ST, MB':>8}{'M, MB':>8}"
          f"{'sửa 1 trang: ST':>17}{'M':>7}{'M --dirty':>11}")
    views = []
    for size in SIZES if full else SIZES[:-1]:
        with tempfile.TemporaryDirectory() as name:
            few = size if 0 < size < _OWN else None
            root = our_tree(Path(name, "so-tay"), max(size - _OWN, 0))
            if few:
                fewer_tree(root, few)
            ours, pages = built(root)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:  # what a process held counts in those that it starts
                peer = apart.submit(stock_tree, Path(name, "material"), root, few).result()
            stock, stock_pages = built(peer)
            if not size:
                views = [("Sổ tay", *_first_view(root / "site")), ("Material nguyên bản", *_first_view(peer / "site"))]
            # A smaller handbook is not served: its links lead nowhere.
            saves = (f"{edited(root, EDITED)[0]:>17.1f}", *(f"{seconds:>{width}.1f}" for seconds, width in
                     zip(edited(peer, EDITED), (7, 11), strict=True))) if not few else ()
        ratio = (ours.seconds / pages) / (stock.seconds / stock_pages)
        print(f"{pages:>8}{ours.seconds:>8.1f}{stock.seconds:>8.1f}{ratio:>8.2f}{ours.seconds / pages * 1000:>14.1f}"
              f"{ours.megabytes:>8.0f}{stock.megabytes:>8.0f}{''.join(saves)}", flush=True)
    print(f"\n{'':22}{'lượt tải':>10}{'nén (KB)':>10}{'thô (KB)':>10}{'ra ngoài':>10}")
    for name, requests, packed, raw, outside in views:
        print(f"{name:22}{requests:>10}{packed / 1000:>10.0f}{raw / 1000:>10.0f}{outside:>10}")
    print("Lượt tải, nén, thô, ra ngoài: lần mở trang đầu đầu tiên qua http. Phần tải từ ngoài không tính vào số KB.")
