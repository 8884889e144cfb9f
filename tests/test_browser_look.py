"""What a reader sees and reaches: home at first sight, keyboard, notes of citations, paper, forced colours, no motion."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from macros.offline.book import chosen, make
from tests.waiting import comes_to

PROCEDURE = "quy-trinh/bao-cao-dinh-ky.html"
# Two frames after a change of the window: what measures its room has measured it anew.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


# How much wider the page is than its window, and which parts of the header lie over one another.
_LAID_OVER = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width && !e.closest('.md-search, form');
  const boxes = [...document.querySelectorAll('.md-header__inner > *, .md-header__inner label, .md-tabs')].filter(seen)
    .map(e => [e.className, e.getBoundingClientRect()]);
  const meet = ([, a], [, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).filter(other => meet(one, other)).map(other => one[0] + ' × ' + other[0]));
  return [document.documentElement.scrollWidth - innerWidth, pairs];
}"""


def test_home_answers_the_three_questions_at_first_sight(page_file: Any) -> None:
    opened = page_file("index.html")
    for seen in (opened.page.get_by_role("heading", name="Hôm nay cần làm gì?"), opened.page.get_by_role("heading", name="Tôi cần…"),
                 opened.page.locator(".st-nha__tim")):
        expect(seen).to_be_in_viewport(ratio=1)


def test_the_search_call_on_home_opens_the_search_by_mouse_and_by_keyboard(page_file: Any) -> None:
    for key in (None, "Enter", "/"):
        opened = page_file("index.html")
        expect(opened.page.locator(".md-search")).to_have_css("opacity", "0")  # one box is enough
        call = opened.page.locator(".st-nha__tim")
        call.press(key) if key else call.click()
        expect(opened.page.locator("#__search")).to_be_checked()
        expect(opened.page.locator(".md-search")).to_have_css("opacity", "1")
        expect(opened.page.locator(".md-search__input")).to_be_focused()


def test_the_first_tab_skips_to_the_content_and_shows_itself(page_file: Any) -> None:
    for path in ("index.html", PROCEDURE):
        opened = page_file(path)
        opened.page.keyboard.press("Tab")
        link = opened.page.locator(":focus")
        expect(link).to_contain_text("Tới nội dung chính")
        expect(link).to_have_css("opacity", "1")
        target = link.get_attribute("href")
        expect(opened.page.locator(target.replace("./", ""))).to_have_count(1)


def test_the_keyboard_opens_the_contents_on_a_phone(page_file: Any) -> None:
    opened = page_file(PROCEDURE, viewport={"width": 360, "height": 740})
    button = opened.page.get_by_role("button", name="Mục lục sổ tay")
    button.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator("#__drawer")).to_be_checked()


def test_the_mouse_opens_the_contents_on_a_phone(page_file: Any) -> None:
    opened = page_file(PROCEDURE, viewport={"width": 360, "height": 740})
    opened.page.get_by_role("button", name="Mục lục sổ tay").click()
    expect(opened.page.locator("#__drawer")).to_be_checked()


def test_a_citation_shows_its_note_on_focus_inside_the_window_and_escape_closes_it(page_file: Any) -> None:
    opened = page_file(PROCEDURE, viewport={"width": 360, "height": 740})
    link = opened.page.locator(".st-can-cu__lien").first
    link.focus()
    note = opened.page.locator(".st-can-cu-nghia")
    note.wait_for()  # its words come with a file
    expect(link).to_have_attribute("aria-describedby", note.get_attribute("id"))
    title = opened.page.evaluate("SoTay.duLieu.canCu.van_ban[document.querySelector('.st-can-cu').getAttribute('data-ma')][0]")
    expect(note).to_contain_text(title)
    comes_to(opened.page, """(() => { const r = document.querySelector('.st-can-cu-nghia').getBoundingClientRect();
      return r.width > 0 && r.left >= 0 && r.right <= innerWidth && r.top >= 0 })()""")
    opened.page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_every_step_of_a_procedure_has_a_number_an_actor_and_an_address(page_file: Any) -> None:
    opened = page_file(PROCEDURE)
    steps = opened.page.locator(".st-buoc__muc")
    expect(steps.nth(0)).to_have_id("buoc-1")
    expect(steps.nth(1)).to_have_id("buoc-2")
    expect(opened.page.locator(".st-buoc__muc > .st-buoc__ai")).to_have_count(steps.count())


def test_body_text_is_seventeen_pixels_in_the_own_typeface_with_lines_of_seventy_odd_characters(page_file: Any) -> None:
    opened = page_file(PROCEDURE)
    size, face, loaded, characters = opened.page.evaluate("""async () => {
      await document.fonts.ready;
      const p = [...document.querySelectorAll('.md-typeset > p')]
        .sort((a, b) => b.textContent.length - a.textContent.length)[0];
      const style = getComputedStyle(p), lines = Math.round(p.getBoundingClientRect().height / parseFloat(style.lineHeight));
      return [parseFloat(style.fontSize), style.fontFamily, document.fonts.check('17px "Be Vietnam Pro"', 'ữ'), p.innerText.length / lines];
    }""")
    assert size == pytest.approx(17)
    assert "Be Vietnam Pro" in face and loaded
    assert 50 <= characters <= 85


def test_the_own_typefaces_hold_every_letter_of_vietnamese_and_what_stands_between(page_file: Any) -> None:
    """Letters are drawn by the file in each weight, none is borrowed from another face of the machine."""
    opened = page_file(PROCEDURE)
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")]
    letters = "".join([*vowels, *map(str.upper, vowels), "đĐ«»–—…·×÷²³½₫€§©“”‘’−", *map(chr, range(33, 127))])
    styles = [*(("Be Vietnam Pro", weight, "normal") for weight in (400, 500, 700)), ("Tinos", 400, "italic"), ("Tinos", 400, "normal"),
              ("Tinos", 700, "normal")]
    opened.page.evaluate("""async ([letters, styles]) => {
      for (const [face, weight, style] of styles) {
        const p = document.createElement('p');
        p.className = 'thu-chu';
        p.setAttribute('style', `font: ${style} ${weight} 20px "${face}", monospace`);
        p.textContent = letters;
        document.body.append(p);
      }
      await document.fonts.ready;
    }""", [letters, styles])
    tools = opened.page.context.new_cdp_session(opened.page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    drawn = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".thu-chu"})["nodeIds"]
    used = [[font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]] for node in drawn]
    assert [[name.removesuffix(" Medium") for name in names] for names in used] == [[face] for face, _, _ in styles]


def test_the_frame_follows_the_reader_down_the_page_and_back(page_file: Any) -> None:
    """What the theme's own script did, ours does: columns, contents, header, the way back to the top, what is folded."""
    opened = page_file("quy-trinh/bao-cao-thang.html")
    page = opened.page
    marked = "[...document.querySelectorAll('.md-sidebar--secondary .md-nav__link--active')].map(e => e.hash)"
    frame = """() => ['.md-header--shadow', '.md-header__title--active', '.md-tabs[hidden]', '.md-top:not([hidden])']
      .map(selector => Boolean(document.querySelector(selector)))"""
    assert page.evaluate("document.documentElement.className") == "js"
    # The columns are placed in the frame in which the rest is marked, too.
    comes_to(page, """(() => { const box = document.querySelector('.md-sidebar--primary .md-sidebar__scrollwrap');
      const { bottom } = box.getBoundingClientRect(); return box.style.height !== '' && 0 < bottom && bottom <= innerHeight; })()""")
    assert page.evaluate(marked) == [] and not any(page.evaluate(frame))
    page.evaluate("document.getElementById('cac-buoc').scrollIntoView()")
    comes_to(page, marked, ["#cac-buoc"])
    comes_to(page, frame, [True, True, True, False])
    page.evaluate("scrollBy(0, -40)")
    page.locator(".md-top:not([hidden])").click()
    page.wait_for_function("() => scrollY === 0 && document.querySelector('.md-top').hidden && !document.querySelector('.md-tabs').hidden")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("() => document.querySelector('.md-sidebar--secondary li:last-child > .md-nav__link--active')")
    assert opened.errors == []
    after = page.locator("head link[rel=next]").evaluate("e => e.href")
    page.keyboard.press("n")
    page.wait_for_url(after)
    page.keyboard.press("s")
    page.keyboard.type("np.")
    expect(page.locator(".md-search__input")).to_have_value("np.")
    assert page.url == after
    page.goto(page.url.replace(page.url.split("/")[-2] + "/" + page.url.split("/")[-1], "quan-tri/may-windows.html"))
    code = page.locator("pre:has(> .st-chep)").first
    # The button says it for two seconds only, so what it says is written down.
    page.evaluate("""() => {
      window.said = [];
      document.addEventListener('copy', () => { window.copied = String(getSelection()); });
      new MutationObserver(() => said.push(document.querySelector('.st-chep').textContent))
        .observe(document.querySelector('.st-chep'), {childList: true, characterData: true, subtree: true});
    }""")
    code.locator("button").click()
    comes_to(page, "said[0]", "Đã sao chép")
    assert page.evaluate("copied.trim()") == code.locator("code").inner_text().strip()
    expect(code.locator("button")).to_have_text("Sao chép")
    page.goto(page.url.replace("quan-tri/may-windows.html", "bat-dau/tiep-can.html"))
    page.get_by_label("Tắt phím tắt chỉ gồm một ký tự").check()
    page.locator("h1").click()
    page.keyboard.type("s/n")
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("Control+k")
    expect(page.locator("#__search")).to_be_checked()
    assert page.url.endswith("tiep-can.html") and opened.errors == []
    opened = page_file("soan-thao/index.html")
    page = opened.page
    folded = "[...document.querySelectorAll('.md-content details')].map(e => e.open)"
    before = page.evaluate(folded)
    assert not all(before)
    assert page.evaluate(f"() => {{ dispatchEvent(new Event('beforeprint')); return {folded}; }}") == [True] * len(before)
    assert page.evaluate(f"() => {{ dispatchEvent(new Event('afterprint')); return {folded}; }}") == before
    page.evaluate("document.querySelector('.md-content details:not([open])').insertAdjacentHTML('beforeend', '<p id=trong-do>x</p>')")
    page.evaluate("location.hash = '#trong-do'")
    page.locator("#trong-do").wait_for(state="visible")
    for scheme in ("slate", "default"):
        page.locator(".md-header__option label:not([hidden])").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        comes_to(page, "__md_get('__palette').color.scheme", scheme)
    assert opened.errors == []


def test_buttons_and_boxes_are_large_enough_for_a_finger(page_file: Any) -> None:
    opened = page_file(PROCEDURE, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    small = opened.page.evaluate("""() => [...document.querySelectorAll('.md-header__button, .st-nut, .st-bang-kiem__muc label')]
      .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.className)""")
    assert small == []


def test_paper_has_the_text_and_its_sources_and_nothing_to_press(page_file: Any) -> None:
    opened = page_file(PROCEDURE)
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for gone in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-sidebar--secondary", ".st-bang-kiem__thanh", ".headerlink"):
        expect(opened.page.locator(gone).first, gone).to_be_hidden()
    for kept in (".st-tom-tat", ".st-buoc__muc", ".st-can-cu-ds", ".st-bang-kiem__ky", ".st-chu-thich-in", ".st-chan"):
        expect(opened.page.locator(kept).first, kept).to_be_visible()
    expect(opened.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    notes = opened.page.locator(".st-chu-thich-in").inner_text()
    assert notes.strip() and "file:" not in notes, "a note must not name the place where this copy lies"
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(opened.page.locator(".st-chu-thich-in, .st-so-chu-thich-in")).to_have_count(0)


def test_the_dark_scheme_is_black_on_white_on_paper(page_file: Any) -> None:
    opened = page_file(PROCEDURE, color_scheme="dark")
    expect(opened.page.locator("body")).to_have_css("background-color", "rgb(22, 20, 19)")
    opened.page.emulate_media(media="print", color_scheme="dark")
    expect(opened.page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")


def test_the_reader_can_change_light_and_dark_and_it_is_kept(page_file: Any) -> None:
    opened = page_file("index.html", color_scheme="light")
    opened.page.get_by_title("Chuyển sang nền tối").click()
    expect(opened.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    again = page_file(PROCEDURE, same=opened)
    expect(again.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_large_letters_are_a_third_larger_from_the_first_paint_everywhere_and_can_be_taken_back(page_file: Any) -> None:
    opened = page_file(PROCEDURE)
    size = "parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    usual = opened.page.evaluate(size)
    switch = opened.page.locator("header").get_by_role("button", name="Chữ to")
    switch.click()
    comes_to(opened.page, f"{size} >= {1.3 * usual}")
    again = page_file("can-cu/moi-thay-doi.html", same=opened)
    # Of all scripts only the lines in its head have run when the body begins.
    again.page.add_init_script("""new MutationObserver((_, seen) => { if (document.body) { seen.disconnect();
      window.dauTien = document.documentElement.hasAttribute('data-chu-to') } }).observe(document, {childList: true, subtree: true})""")
    again.page.reload()
    comes_to(again.page, "window.dauTien")
    for width in (360, 1024, 1440):
        again.page.set_viewport_size({"width": width, "height": 800})
        comes_to(again.page, "innerWidth", width)
        again.page.evaluate(_SETTLED)
        over, laid_over = again.page.evaluate(_LAID_OVER)
        assert over <= 0 and laid_over == [], width
    again.page.emulate_media(media="print")
    expect(again.page.locator("html")).to_have_css("font-size", "15.3333px")  # 11.5 points, as ever
    again.page.emulate_media(media="screen")
    again.page.set_viewport_size({"width": 360, "height": 740})
    again.page.get_by_role("button", name="Những gì máy này đang giữ").click()
    again.page.get_by_role("dialog").get_by_role("button", name="Xóa: Chữ to").click()
    again.page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(again.page.locator("dialog[open]")).to_have_count(0)
    expect(again.page.locator("[data-chu-to]")).to_have_count(0)
    again.page.locator("footer").get_by_role("button", name="Chữ to").click()  # a phone has it at the foot
    expect(again.page.locator("[data-chu-to]")).to_have_count(1)


def test_nothing_moves_for_readers_who_ask_for_stillness(page_file: Any) -> None:
    opened = page_file(PROCEDURE, reduced_motion="reduce")
    moving = opened.page.evaluate("""() => [...document.querySelectorAll('*')]
      .filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).animationName !== 'none').length""")
    assert moving == 0


def test_icons_and_signs_survive_forced_colours(page_file: Any) -> None:
    opened = page_file(PROCEDURE, forced_colors="active")
    comes_to(opened.page, """(() => {
      const own = getComputedStyle(document.body).color, sign = getComputedStyle(document.querySelector('.st-dau')).color;
      return sign === own && getComputedStyle(document.querySelector('.st-icon')).fill === own;
    })()""")


def test_the_page_reads_without_scripts(page_file: Any) -> None:
    opened = page_file(PROCEDURE, java_script_enabled=False, viewport={"width": 360, "height": 740})
    expect(opened.page.locator(".st-buoc__muc").first).to_be_visible()
    opened.page.locator("#can-cu + details > summary").click()
    expect(opened.page.locator(".st-can-cu-ds").first).to_be_visible()


def test_an_address_cut_in_the_middle_of_a_letter_opens_the_page(page_file: Any) -> None:
    opened = page_file("quy-trinh/ket-nap.html#m%E1")
    expect(opened.page.locator("h1")).to_be_visible()
    assert opened.errors == []


def test_the_wall_calendar_is_read_from_two_metres(page_file: Any, site: Path) -> None:
    """Figures of 16 minutes of arc are the least that ISO 9241-303 allows: 9.3 mm. Of the tasks a small letter is 4 mm high."""
    page = page_file(f"lich/treo-tuong/{min((site / 'lich' / 'treo-tuong').glob('*.html')).name}").page
    page.emulate_media(media="print")
    comes_to(page, "document.fonts.status === 'loaded'")
    day, task = page.evaluate("""() => {
        const pen = document.createElement('canvas').getContext('2d');
        return [['.st-treo__han', '1'], ['.st-treo__viec li', 'x']].map(([selector, letter]) => {
            const { fontWeight, fontSize, fontFamily } = getComputedStyle(document.querySelector(selector));
            pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
            return pen.measureText(letter).actualBoundingBoxAscent * 25.4 / 96;
        });
    }""")
    assert day >= 9.3 and task >= 4, (day, task)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [tuple(round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]) for sheet in sheets] == [(420, 297)] * 4


# What nobody can use on paper.
_FOR_THE_SCREEN = "nav, button, select, input, .st-nut, .st-loc__hang, .st-mau__nut, [hidden]"
def test_no_page_is_wider_than_its_paper(browser: Browser, site: Path) -> None:
    """Chromium prints a whole document smaller, down to two thirds, when one table of it is too wide."""
    folders = ("nhiem-vu", "soan-thao", "hanh-trinh", "so-lieu", "quan-tri")
    pages = [path for folder in folders for path in sorted((site / folder).glob("*.html"))]
    pages += [path for path in sorted((site / "soan-thao/mau").glob("*.html")) if "st-mau--bang" in path.read_text(encoding="utf-8")]
    page = browser.new_page(viewport={"width": 642, "height": 900})  # what the margins leave of A4
    page.emulate_media(media="print")
    wide = {}
    for path in pages:
        page.goto(path.as_uri())
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 642:
            wide[path.relative_to(site).as_posix()] = width
    assert len(pages) > 50 and not wide
    page.close()


_LEFT_OUT = """(forTheScreen) => {
  const count = (text) => (text.match(/[\\p{L}\\d]+/gu) || []).length;
  return [...document.querySelectorAll('.sach-chuong')].map((chapter) => {
    const shown = count(chapter.innerText);
    for (const part of chapter.querySelectorAll(forTheScreen)) part.remove();
    return [chapter.querySelector('h2').textContent, shown, count(chapter.textContent)];
  }).filter(([, shown, whole]) => shown < 0.75 * whole);
}"""


class _Printed(Exception):
    """The document that would be printed."""


def test_the_printed_book_leaves_out_no_words_of_its_pages(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A list that is hidden with its filter takes all its words along: of each part the first pages and the last are asked."""

    def printer(document: Path) -> bytes:
        raise _Printed(document.name)

    with pytest.raises(_Printed):
        make(site, chosen([]), tmp_path, printer, owner="", address=None)
    page, chapters, left_out = browser.new_page(), 0, []
    for document in sorted(tmp_path.glob("*.html")):
        head, *parts = re.split(r'(?=<article class="sach-chuong)', document.read_text(encoding="utf-8"))
        document.write_text("".join([head, *parts[:4], *parts[4:][-1:]]), encoding="utf-8")
        page.goto(document.as_uri())
        page.emulate_media(media="print")
        chapters += page.locator(".sach-chuong").count()
        left_out += page.evaluate(_LEFT_OUT, _FOR_THE_SCREEN)
    assert chapters > 30
    assert left_out == []
    page.close()


@pytest.mark.parametrize("path", ["quy-trinh/index.html", "bang-kiem/index.html", "hoi-dap/index.html", "tra-cuu/index.html",
                                  "soan-thao/index.html", "bat-dau/gioi-thieu.html"])  # fmt: skip
def test_no_last_row_of_cards_holds_a_lone_narrow_one(page_file: Any, path: str) -> None:
    opened = page_file(path)
    for width in (360, 720, 1024, 1440):
        opened.page.set_viewport_size({"width": width, "height": 900})
        opened.page.evaluate(_SETTLED)
        assert opened.page.evaluate("""() => {
          const grids = [...document.querySelectorAll("article :is(.st-the > ul, .st-the-luoi, .st-mau-luoi, .st-nhom-hoi)")];
          const box = (one) => one.getBoundingClientRect();
          return grids.filter((grid) => {
            const [last, before] = [...grid.children].reverse();
            return before && box(last).top > box(before).top && box(last).width < box(grid).width - 4;
          }).map((grid) => grid.innerText);
        }""") == [], width


def test_on_paper_the_head_of_a_table_stays_with_its_first_row(page_file: Any) -> None:
    page = page_file("soan-thao/chon-loai.html").page
    sheets = [unicodedata.normalize("NFC", sheet.extract_text()) for sheet in
              PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages]  # fmt: skip
    begun = next(text for text in sheets if "Thẩm quyền ban hành từng thể loại" in text)
    assert re.search(r"Nghị quyết\s+NQ\b", begun)
