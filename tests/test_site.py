"""The real site, questioned: what every page must have, and what none may."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from macros.commands import ROOT
from macros.commands.site import build_site
from macros.lint import guard
from macros.offline.audit import PageReader, audit
from macros.offline.bundle import write

LINK = re.compile(r'<a\s[^>]*?href="([^"#?]*)')


def html_pages(site: Path) -> dict[str, str]:
    return {f.relative_to(site).as_posix(): f.read_text(encoding="utf-8") for f in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return html_pages(site)


def test_the_site_is_fit_to_be_given_away(site: Path) -> None:
    assert audit(site) == []
    assert list(map(str, guard(site, marked=[ROOT / "docs", ROOT / "data"]))) == []


def test_every_page_is_in_vietnamese_with_one_title_of_its_own(pages: dict[str, str]) -> None:
    titles: dict[str, str] = {}
    for name, html in pages.items():
        assert '<html lang="vi"' in html, name
        assert len(re.findall(r"<h1\b", html)) == 1, name
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title, name
        assert title[1] not in titles, f"{name} và {titles[title[1]]} cùng tên «{title[1]}»"
        titles[title[1]] = name


def test_every_page_but_the_doors_says_who_keeps_it_and_when_it_was_reviewed(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        if name in {"index.html", "404.html"}:
            continue
        assert re.search(r'class="st-ra-soat[^>]*data-ngay="\d{4}-\d\d-\d\d"', html), name
        assert "Người phụ trách:" in html, name


def clicks_from_home(pages: dict[str, str]) -> dict[str, int]:
    """How many clicks each page that can be reached lies from home, by the links in ``pages`` (a page's name and its HTML)."""
    distance = {"index.html": 0}
    queue = deque(["index.html"])
    while queue:
        name = queue.popleft()
        for target in LINK.findall(pages[name]):
            if urlsplit(target).scheme or not target.endswith(".html"):
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target)))
            if path in pages and path not in distance:
                distance[path] = distance[name] + 1
                queue.append(path)
    return distance


def test_every_page_is_reached_from_home_in_three_clicks(pages: dict[str, str]) -> None:
    distance = clicks_from_home(pages)
    far = {name: distance.get(name) for name in pages if name != "404.html" and distance.get(name, 99) > 3}
    assert far == {}


# Clerks open these most: the work of the month and the year, members' papers, documents, rules of form, entry pages.
COMMONEST = (
    "quy-trinh/bao-cao-thang", "quy-trinh/bao-cao-dinh-ky", "quy-trinh/thu-thap-so-lieu", "quy-trinh/sinh-hoat-chi-bo",
    "quy-trinh/hoi-nghi-cap-uy", "quy-trinh/thong-bao-ket-luan", "quy-trinh/chuong-trinh-thang-tuan", "quy-trinh/van-ban-den",
    "quy-trinh/van-ban-di", "quy-trinh/dang-phi", "quy-trinh/ket-nap", "quy-trinh/chuyen-sinh-hoat", "quy-trinh/kiem-diem-xep-loai",
    "quy-trinh/ban-giao", "soan-thao/mau/bao-cao-thang", "soan-thao/mau/bien-ban-sinh-hoat-chi-bo",
    "soan-thao/mau/nghi-quyet-thuong-ky", "soan-thao/the-thuc", "hoi-dap/index", "lich/index",
)  # fmt: skip


def test_the_twenty_commonest_pages_are_two_clicks_from_home_without_the_menus(pages: dict[str, str]) -> None:
    """Menus hold every page and prove nothing, so only what stands in the pages' own text counts."""
    own = {name: html.partition("<article")[2].partition("</article>")[0] for name, html in pages.items()}
    distance = clicks_from_home(own)
    assert len(COMMONEST) == 20
    assert {name: distance.get(f"{name}.html") for name in COMMONEST if distance.get(f"{name}.html", 99) > 2} == {}


def test_links_out_of_the_site_stand_only_where_sources_are_described(pages: dict[str, str]) -> None:
    outside = {name for name, html in pages.items() if re.search(r'<a\s[^>]*href="(?:https?:)?//', html)}
    assert outside, "trang căn cứ phải chỉ được nơi đã thấy văn bản"
    assert all(name.startswith("can-cu/") for name in outside), sorted(outside)


def test_sample_data_say_that_they_are_samples(pages: dict[str, str]) -> None:
    showing = [name for name in pages if name.startswith("so-lieu/")]
    assert showing
    for name in showing:
        assert re.search("dữ liệu mẫu|hư cấu|số liệu mẫu", pages[name], re.IGNORECASE), name


def test_two_builds_are_byte_identical(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert build_site(again) == 0

    def digests(folder: Path) -> dict[str, str]:
        files = (f for f in sorted(folder.rglob("*")) if f.is_file())
        return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    first, second = digests(site), digests(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_bundle_keeps_to_its_size_and_paths(site: Path, tmp_path: Path) -> None:
    made = write(site, tmp_path)
    assert made.size <= 25_000_000
    assert made.longest_path <= 150


def test_the_reader_of_pages_sees_what_it_must() -> None:
    read = PageReader().feed_all('<p id="a">x</p><a href="b.html">y</a><img src="c.png"><code>{{ z }}</code>')
    assert (read.anchors, read.leads, read.loads, " ".join(read.text)) == ({"a"}, ["b.html"], ["c.png"], "x y")
