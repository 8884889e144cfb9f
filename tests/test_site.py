"""The real site, questioned: what every page must have, and what none may."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import deque
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from macros.commands import ROOT
from macros.commands.site import build_site
from macros.lint import guard
from macros.model import Handbook
from macros.model.settings import BuildSettings
from macros.offline.audit import PageReader
from macros.offline.bundle import write
from macros.site.build import Site

LINK = re.compile(r'<a\s[^>]*?href="([^"#?]*)')


def html_pages(site: Path) -> dict[str, str]:
    return {f.relative_to(site).as_posix(): f.read_text(encoding="utf-8") for f in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return html_pages(site)


def test_the_site_is_fit_to_be_given_away_and_its_copy_keeps_to_its_size_and_paths(site: Path, tmp_path: Path) -> None:
    made = write(site, tmp_path)  # it audits the site first, and raises with everything that it finds
    assert made.size <= 25_000_000
    assert made.longest_path <= 150
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


def test_offices_that_sign_are_told_only_where_an_office_signs(pages: dict[str, str]) -> None:
    names = ("bang-phan-cong-viec", "bien-ban-ban-giao", "chuong-trinh-hop")
    assert [name for name in names if "Phần ký của từng cơ quan" in pages[f"soan-thao/mau/{name}.html"]] == ["bang-phan-cong-viec"]


def test_every_page_but_the_doors_says_who_keeps_it_and_when_it_was_reviewed(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        if name in {"index.html", "404.html"}:
            continue
        assert re.search(r'class="st-ra-soat[^>]*data-ngay="\d{4}-\d\d-\d\d"', html), name
        assert "Đơn vị phụ trách:" in html, name


def links_of(pages: dict[str, str]) -> dict[str, list[str]]:
    """The pages that each of ``pages`` (a page's name and its HTML) links to, in their order."""
    links: dict[str, list[str]] = {}
    for name, html in pages.items():
        inside = (target for target in LINK.findall(html) if target.endswith(".html") and not urlsplit(target).scheme)
        paths = (posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target))) for target in inside)
        links[name] = [path for path in dict.fromkeys(paths) if path in pages]
    return links


def clicks_from_home(links: dict[str, list[str]]) -> dict[str, int]:
    """How many clicks each page that can be reached lies from home, by the ``links`` of each page."""
    distance = {"index.html": 0}
    queue = deque(["index.html"])
    while queue:
        name = queue.popleft()
        for path in links[name]:
            if path not in distance:
                distance[path] = distance[name] + 1
                queue.append(path)
    return distance


def trail_of(name: str, html: str) -> list[str]:
    """The pages that the trail of the page ``name`` leads through, from home down."""
    steps = LINK.findall(re.findall(r'<nav class="md-path".*?</nav>', html, re.DOTALL)[0])
    # The page for lost addresses may be shown at any depth, so it counts from the site's root.
    return [posixpath.normpath(posixpath.join("/", posixpath.dirname(name), step)).lstrip("/") for step in steps]


def test_every_page_has_one_active_tab_and_a_trail_from_home_to_itself(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        tabs = html.partition('<nav class="md-tabs"')[2].partition("</nav>")[0]
        assert tabs.count("md-tabs__item--active") == 1 and len(re.findall("aria-current=", tabs)) == 1, name
        # Seven are ours; an office may have one of its own.
        assert tabs.count("<li") <= 8 and "tim-kiem.html" not in tabs, name
        if name != "index.html":  # where every trail begins
            assert trail_of(name, html)[0] == "index.html", name
            assert html.count('aria-label="Trang này ở đâu"') == html.count("st-duong__nay\" aria-current=\"page\"") == 1, name


def test_every_page_is_two_clicks_from_the_list_that_its_trail_names(pages: dict[str, str]) -> None:
    links = links_of(pages)
    for name, html in pages.items():
        if name in {"index.html", "404.html"}:
            continue
        near = links[trail_of(name, html)[-1]]
        assert name in near or any(name in links[other] for other in near), name


def test_groups_stand_in_one_order_in_the_menu_the_index_and_the_checklists(pages: dict[str, str]) -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("  - Quy trình:\n")[2].partition("\n  - ")[0]
    groups = re.findall(r"^ {6}- (.+):\n {10}- quy-trinh/", menu, re.MULTILINE)
    listed = [re.findall(r'<h2 id="[^"]+">([^<]+)', pages[f"{folder}/index.html"]) for folder in ("quy-trinh", "bang-kiem")]
    of_procedures, of_checklists = ([group for group in found if group in groups] for found in listed)
    assert len(groups) > 5 and of_procedures == groups
    assert len(of_checklists) > 2 and of_checklists == [group for group in groups if group in of_checklists]


def test_every_page_is_reached_from_home_in_three_clicks(pages: dict[str, str]) -> None:
    distance = clicks_from_home(links_of(pages))
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
    distance = clicks_from_home(links_of(own))
    assert len(COMMONEST) == 20
    assert {name: distance.get(f"{name}.html") for name in COMMONEST if distance.get(f"{name}.html", 99) > 2} == {}


def test_links_out_of_the_site_stand_only_where_sources_are_described(pages: dict[str, str]) -> None:
    outside = {name for name, html in pages.items() if re.search(r'<a\s[^>]*href="(?:https?:)?//', html)}
    assert outside, "trang căn cứ phải chỉ được nơi đã thấy văn bản"
    assert all(name.startswith("can-cu/") for name in outside), sorted(outside)


def test_sample_data_say_that_they_are_samples_and_an_offices_own_do_not(pages: dict[str, str], handbook: Handbook) -> None:
    shows_none = {"so-lieu/kiem-du-lieu.html"}  # the reader's own file is what it shows
    showing = [name for name in pages if name.startswith("so-lieu/") and name not in shows_none]
    assert showing
    for name in showing:
        said = bool(re.search("dữ liệu mẫu|hư cấu|số liệu mẫu", pages[name], re.IGNORECASE))
        assert said == handbook.organisation.about.sample, name


def test_two_builds_are_byte_identical(
    site: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "again"
    if data := request.config.getoption("--data"):
        monkeypatch.setenv("SO_TAY_DATA", str(data.resolve()))
    assert build_site(again) == 0

    def digests(folder: Path) -> dict[str, str]:
        files = (f for f in sorted(folder.rglob("*")) if f.is_file())
        return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    first, second = digests(site), digests(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_reader_of_pages_sees_what_it_must() -> None:
    read = PageReader().feed_all('<p id="a">x</p><a href="b.html">y</a><img src="c.png"><code>{{ z }}</code>')
    assert (read.anchors, read.leads, read.loads, " ".join(read.text)) == ({"a"}, ["b.html"], ["c.png"], "x y")


def test_the_site_carries_the_licence_of_everything_in_it(site: Path) -> None:
    text = (site / "assets" / "vendor" / "giay-phep.txt").read_text(encoding="utf-8-sig")
    for owner in ("Sổ tay Văn phòng cấp ủy contributors", "Martin Donath", "Pictogrammers Free License", "Font Awesome Free License",
                  "GitHub Inc.", *(folder.name for folder in (ROOT / "docs" / "assets" / "vendor").iterdir())):
        assert owner in text, owner


def test_the_workbook_says_where_the_site_is_published_and_a_server_here_shows_its_own_address(sample: Handbook) -> None:
    def address(settings: BuildSettings, written: str | None) -> str | None:
        about = sample.organisation.about.model_copy(update={"address": written})
        book = replace(sample, organisation=replace(sample.organisation, about=about))
        return Site(ROOT, ROOT / "docs", settings, date(2026, 11, 27), book).address

    assert address(BuildSettings(), "https://vd.example/so-tay") == "https://vd.example/so-tay/"
    assert address(BuildSettings(), None) is None
    assert address(BuildSettings(address="127.0.0.1:8000"), "https://vd.example/so-tay/") is None


BOILERPLATE = ("Đã đọc nguyên văn điều, khoản này", "Mở văn bản gốc, hoặc hỏi văn phòng cấp trên, trước khi viện dẫn",
               "đọc bản chép toàn văn", "nguồn thứ cấp, cần đối chiếu bản gốc", "Còn gọi, hay gõ", "suy ra từ quy tắc",
               "không thay văn bản gốc")  # fmt: skip


def test_a_page_says_what_holds_for_many_things_once(site: Path) -> None:
    """Whoever reads the same words beside every row soon reads none of them."""
    twice: dict[str, int] = {}
    # The editors' guide speaks of such words.
    for path in (each for each in sorted(site.rglob("*.html")) if each.parent.name != "quan-tri"):
        html = path.read_text(encoding="utf-8")
        often = [phrase for phrase in BOILERPLATE if html.count(phrase) > 1]
        text = re.sub(r"<[^>]*>", " ", html) if often else ""  # notes in attributes show one at a time
        twice |= {f"{path.relative_to(site)}: {phrase}": found for phrase in often if (found := text.count(phrase)) > 1}
    assert not twice


def test_the_words_of_a_sign_stand_once_a_page_and_every_other_picture_of_it_is_named(pages: dict[str, str]) -> None:
    """On every kind of page, folded or not: who prints it in black and white finds the words at its head."""
    sign = re.compile(r'<span class="(st-kinh-nghiem|st-dau st-dau--[\w-]+)"([^>]*)><svg.*?</svg>([^<]*)</span>', re.DOTALL)
    many = 0
    for path, html in pages.items():
        signs = sign.findall(html)
        assert len(signs) == len(re.findall(r'class="st-(?:kinh-nghiem|dau )', html)), path
        told = [words.strip() for _, _, words in signs if words.strip()]
        assert len(told) == len(set(told)), path
        pictures = "".join(attributes for _, attributes, words in signs if not words.strip())
        named = re.findall(r'role="img" aria-label="(.+?)"', pictures)
        assert len(named) == len(signs) - len(told) and set(named) <= set(told), path
        many += len(named) > 1
    assert many > 50


def test_figures_of_a_page_name_their_source_once(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        told = [each.strip() for each in re.findall(r'class="st-nguon">([^<]*\w[^<]*)', html)]
        assert len(told) == len(set(told)), path
