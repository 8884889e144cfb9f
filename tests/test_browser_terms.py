from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import Opener
from tests.waiting import comes_to

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


_IN_THE_WINDOW = """() => {
  const box = document.querySelector(".st-tu-nghia").getBoundingClientRect();
  return box.width > 0 && box.left >= 0 && box.right <= window.innerWidth && box.top >= 0;
}"""


def test_the_meaning_shows_by_keyboard_and_pointer_and_escape_closes_it(page_file: Opener) -> None:
    opened = page_file(PAGE)
    link, note = opened.page.locator("a.st-tu").first, opened.page.locator(".st-tu-nghia")
    expect(note).to_have_count(1)  # the script has begun
    expect(note).to_be_hidden()
    link.focus()
    described = link.get_attribute("aria-describedby")
    meaning = opened.page.locator(f"#{described}").text_content()
    assert meaning and meaning.strip()
    expect(note).to_be_visible()
    expect(note).to_contain_text(meaning)
    comes_to(opened.page, _IN_THE_WINDOW)  # it follows a page that is scrolled
    opened.page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    opened.page.locator("a.st-tu").nth(1).hover()
    expect(note).to_be_visible()
    note.hover()
    opened.page.evaluate("new Promise((done) => setTimeout(done, 400))")  # a clock of the page that rings after the note's own
    expect(note).to_be_visible()
    opened.page.mouse.move(1, 1)
    note.wait_for(state="hidden")
    assert opened.errors == []


def test_the_first_tap_of_a_finger_tells_and_the_second_leads_to_the_glossary(page_file: Opener) -> None:
    opened = page_file(PAGE, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    link, note = opened.page.locator("a.st-tu").first, opened.page.locator(".st-tu-nghia")
    opened.page.evaluate("document.addEventListener('click', (event) => { window.stopped = event.defaultPrevented; })")
    link.tap()
    comes_to(opened.page, "window.stopped", True)
    expect(note).to_be_visible()
    assert opened.page.url.endswith(PAGE)
    link.tap()
    opened.page.wait_for_url("**/thuat-ngu.html#*")


def test_without_scripts_the_term_is_a_plain_link(page_file: Opener) -> None:
    opened = page_file(PAGE, java_script_enabled=False)
    opened.page.locator("a.st-tu").first.click()
    opened.page.wait_for_url(re.compile(r"/thuat-ngu\.html#tn-"))


def test_paper_lists_the_terms_of_the_page_and_screens_do_not(page_file: Opener) -> None:
    opened = page_file(PAGE)
    listing = opened.page.locator(".st-tu-ds")
    expect(opened.page.locator("a.st-tu").first).to_be_visible()
    expect(listing).to_be_hidden()
    opened.page.emulate_media(media="print")
    expect(listing).to_be_visible()
    expect(listing.locator("dt")).to_have_count(opened.page.locator("a.st-tu").count())
