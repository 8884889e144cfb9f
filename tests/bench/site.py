"""Cold builds and the first view of the site beside stock Material on the same pages."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from macros.commands.check_site import ensure_chromium
from tests.bench.growth import built, our_tree, stock_tree
from tests.chromium import FLAGS, served

MORE = (400, 2_400)  # pages beyond the handbook's own


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
    """Cold builds at every size, then the first view of home on both sites; the smallest size is the handbook itself, whose data
    make most of its pages."""
    print(f"{'trang':>8}{'sổ tay (giây CPU)':>20}{'Material':>12}{'tỷ lệ':>8}{'ms mỗi trang':>14}{'sổ tay (MB)':>14}{'Material (MB)':>15}")
    views = []
    for more in (0, *MORE[: None if full else 1]):
        with tempfile.TemporaryDirectory() as name:
            root = our_tree(Path(name, "so-tay"), more)
            ours, pages = built(root)
            peer = stock_tree(Path(name, "material"), root)
            stock, stock_pages = built(peer)
            if not more:
                views = [("Sổ tay", *_first_view(root / "site")), ("Material nguyên bản", *_first_view(peer / "site"))]
        ratio = (ours.seconds / pages) / (stock.seconds / stock_pages)
        print(f"{pages:>8}{ours.seconds:>20.1f}{stock.seconds:>12.1f}{ratio:>8.2f}{ours.seconds / pages * 1000:>14.1f}"
              f"{ours.megabytes:>14.0f}{stock.megabytes:>15.0f}", flush=True)
    print(f"\n{'':22}{'lượt tải':>10}{'nén (KB)':>10}{'thô (KB)':>10}{'ra ngoài':>10}")
    for name, requests, packed, raw, outside in views:
        print(f"{name:22}{requests:>10}{packed / 1000:>10.0f}{raw / 1000:>10.0f}{outside:>10}")
    print("Lượt tải, nén, thô, ra ngoài: lần mở trang đầu đầu tiên qua http. Phần tải từ ngoài không tính vào số KB.")
