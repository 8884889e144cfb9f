"""Every page in a real Chromium: quiet, inside the site, within the screen, open to everybody, by day and by night."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.walk import barriers, walk


@pytest.mark.xdist_group("walk")  # it lasts longest, so it goes first; and in one piece, so that no look of text is searched twice
def test_every_page_on_file_is_quiet_fits_and_has_no_serious_barrier(page_file: Any, site: Path, request: pytest.FixtureRequest) -> None:
    assert walk(page_file, site, every_page=request.config.getoption("--every-page")) == []


def test_words_too_pale_are_seen_once_by_day_and_once_by_night_in_whatever_they_stand(page_file: Any) -> None:
    opened = page_file("bat-dau/gioi-thieu.html")
    looks: list[int] = []
    assert barriers(opened.page, looks) == [] and len(looks) > 20
    opened.page.evaluate("""() => {
        const text = document.querySelector('.md-content p');
        text.insertAdjacentHTML('beforeend', '<b id="nhat" style="color: #999; background: #aaa">nhạt</b>');
        text.insertAdjacentHTML('beforeend', '<b id="dem" style="color: #444">đêm</b>');
    }""")
    assert barriers(opened.page, looks) == ["color-contrast: #nhat", "dark: color-contrast: #nhat | #dem"]
    assert barriers(opened.page, looks) == []


def test_a_link_that_only_its_colour_tells_from_the_words_beside_it_is_seen_though_its_like_stood_alone_before(page_file: Any) -> None:
    opened = page_file("bat-dau/gioi-thieu.html")
    looks: list[int] = []
    link = '<a href="#x" style="color: #333; text-decoration: none">xem</a>'
    add = "([where, text]) => document.querySelector('.md-content h1').insertAdjacentHTML(where, text)"
    opened.page.evaluate(add, ["afterend", f'<div style="color: #000; background: #fff">{link}</div>'])
    assert barriers(opened.page, looks) == []
    opened.page.evaluate(add, ["afterend", f'<div style="color: #000; background: #fff">Muốn rõ thì {link} ở đây.</div>'])
    by_day, by_night = barriers(opened.page, looks)
    assert by_day.startswith("link-in-text-block: ") and by_night.startswith("dark: link-in-text-block: ")


def test_the_first_view_of_home_is_light(page_http: Any, site: Path) -> None:
    """At most 20 requests and 70 % of what stock Material sends (148 KB); the server here sends no compression, so files are compressed
    before they are counted."""
    import gzip

    opened = page_http("index.html")
    opened.page.wait_for_load_state("networkidle")
    total = 0
    for url in set(opened.requests):
        path = site / url.split("/", 3)[3].split("?")[0]
        content = path.read_bytes()
        total += min(len(content), len(gzip.compress(content, 9)))
    assert len(opened.requests) <= 20, opened.requests
    assert total <= 104_000


def test_the_same_home_works_over_http(page_http: Any) -> None:
    opened = page_http("index.html")
    expect(opened.page.locator("h1")).not_to_be_empty()
    assert opened.errors == [] and opened.outside == []


def test_the_copy_tells_its_age_by_the_readers_clock(page_file: Any) -> None:
    from datetime import date, timedelta

    opened = page_file("quy-trinh/bao-cao-dinh-ky.html")
    edition = date.fromisoformat(opened.page.locator("[data-an-ban]").get_attribute("data-an-ban") or "")
    seen = {}
    for days in (30, 200, 400, 401):
        opened.page.add_init_script(f"window.SO_TAY_HOM_NAY = '{edition + timedelta(days=days)}T12:00:00'")
        opened.page.reload()
        expect(opened.page.locator("[data-an-ban]")).to_contain_text(f"{days} ngày")
        seen[days] = (opened.page.locator(".st-ra-soat--cu").count(), opened.page.locator(".st-bang-cu").count())
    assert seen == {30: (0, 0), 200: (1, 0), 400: (1, 1), 401: (1, 1)}


def test_an_address_that_is_wrongly_encoded_costs_the_paper_no_note(page_file: Any) -> None:
    opened = page_file("quy-trinh/bao-cao-dinh-ky.html")
    count = """() => {
        dispatchEvent(new Event('beforeprint'));
        const notes = [...document.querySelectorAll('.st-chu-thich-in li')].map((note) => note.textContent);
        dispatchEvent(new Event('afterprint'));
        return notes;
    }"""
    before = opened.page.evaluate(count)
    opened.page.evaluate("""document.querySelector('.md-content__inner p a[href]').closest('p')
        .insertAdjacentHTML('beforeend', ' <a href="giam-100%.html">giảm 100%</a>')""")
    assert before
    after = opened.page.evaluate(count)
    assert len(after) == len(before) + 1 and "giảm 100%: quy-trinh/giam-100%.html" in after
    assert not opened.errors
