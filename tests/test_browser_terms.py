from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import Opener

PAGE = "quy-trinh/sinh-hoat-chi-bo.html"


def test_every_explained_term_leads_to_its_place_in_the_glossary(site: Path) -> None:
    places = set(re.findall(r'id="(tn-[^"]+)"', (site / "thuat-ngu.html").read_text(encoding="utf-8")))
    pages = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        links = re.findall(r'<a class="st-tu" href="[^"#]*thuat-ngu\.html#([^"]+)" aria-describedby="([^"]+)">', html)
        assert html.count('class="st-tu"') == len(links), path
        assert {place for place, _ in links} <= places, path
        assert len(links) == len({place for place, _ in links}), path
        assert all(f'<dd id="{described}">' in html for _, described in links), path
        pages += bool(links)
    assert pages > 50


def test_the_meaning_shows_by_keyboard_and_pointer_and_escape_closes_it(page_file: Opener) -> None:
    opened = page_file(PAGE)
    link, note = opened.page.locator("a.st-tu").first, opened.page.locator(".st-tu-nghia")
    assert not note.is_visible()
    link.focus()
    described = link.get_attribute("aria-describedby")
    meaning = opened.page.locator(f"#{described}").text_content()
    assert meaning and meaning in note.inner_text()
    box, page = note.bounding_box(), opened.page.viewport_size
    assert box and page and box["x"] >= 0 and box["x"] + box["width"] <= page["width"] and box["y"] >= 0
    opened.page.keyboard.press("Escape")
    assert not note.is_visible()
    opened.page.locator("a.st-tu").nth(1).hover()
    assert note.is_visible()
    note.hover()
    assert note.is_visible()
    opened.page.mouse.move(1, 1)
    note.wait_for(state="hidden")
    assert opened.errors == []


def test_the_first_tap_of_a_finger_tells_and_the_second_leads_to_the_glossary(page_file: Opener) -> None:
    opened = page_file(PAGE, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    link, note = opened.page.locator("a.st-tu").first, opened.page.locator(".st-tu-nghia")
    link.tap()
    assert note.is_visible() and opened.page.url.endswith(PAGE)
    link.tap()
    opened.page.wait_for_url("**/thuat-ngu.html#*")


def test_without_scripts_the_term_is_a_plain_link(page_file: Opener) -> None:
    opened = page_file(PAGE, java_script_enabled=False)
    opened.page.locator("a.st-tu").first.click()
    assert re.search(r"/thuat-ngu\.html#tn-", opened.page.url)


def test_paper_lists_the_terms_of_the_page_and_screens_do_not(page_file: Opener) -> None:
    opened = page_file(PAGE)
    listing = opened.page.locator(".st-tu-ds")
    assert not listing.is_visible()
    opened.page.emulate_media(media="print")
    assert listing.is_visible()
    assert listing.locator("dt").count() == opened.page.locator("a.st-tu").count()
