"""What a trainer shows and hands out, in a real Chromium: slides read from the back, notes in a second window, papers within A4."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.model import Handbook
from macros.training import exam, trainer
from macros.training.lessons import lesson_pages
from tests.waiting import comes_to

LESSON = "dao-tao/bai/bao-cao-thang.html"

# Goes through a deck by keyboard; for every slide, with its answers too: does it overflow, its least type and, when asked, contrast.
_SWEEP = """(colours) => {
  const luminance = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = e => {
    for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; }
    return [255, 255, 255];
  };
  const contrast = e => {
    const [a, b] = [numbers(getComputedStyle(e).color), behind(e)].map(luminance).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const measure = slide => {
    const foot = slide.querySelector('footer').getBoundingClientRect();
    let bottom = 0, right = 0, least = 99, dim = 99;
    slide.querySelectorAll('h2, p, li, li span, button, strong, sup, footer span').forEach(e => {
      const box = e.getBoundingClientRect();
      if (!box.width || !e.textContent.trim()) return;
      if (!e.closest('footer')) { bottom = Math.max(bottom, box.bottom); right = Math.max(right, box.right); }
      least = Math.min(least, parseFloat(getComputedStyle(e).fontSize));
      if (colours) dim = Math.min(dim, contrast(e));
    });
    return {over: bottom > foot.top + 1 || right > innerWidth, least, dim, title: slide.querySelector('h2').textContent};
  };
  const slides = [...document.querySelectorAll('.st-chieu__trang')], found = [];
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Home', bubbles: true}));
  // The first press on a question shows its answers, which must fit too.
  for (let press = 0, still = 0; press < 2 * slides.length && still < 2; press++) {
    const shown = document.querySelector('.st-chieu__trang--hien');
    found.push(measure(shown));
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true}));
    still = shown === slides[slides.length - 1] ? still + 1 : 0;
  }
  return {last: slides[slides.length - 1].matches('.st-chieu__trang--hien'), found};
}"""


def test_no_slide_overflows_and_every_one_is_read_from_the_back(page_file: Any, handbook: Handbook) -> None:
    bad = []
    opened = page_file(LESSON)
    page: Page = opened.page
    root = page.url.removesuffix(LESSON)
    for lesson, _ in lesson_pages(handbook):
        page.goto(f"{root}{lesson.url}?trinh-chieu")
        page.locator(".st-chieu__trang--hien").wait_for()
        page.evaluate("document.fonts.ready.then(() => true)")
        for width, height in ((1024, 768), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            comes_to(page, "[innerWidth, innerHeight]", [width, height])
            swept = page.evaluate(_SWEEP, width == 1024)  # on a larger screen the colours are the same
            assert swept["last"], lesson.path
            bad += [(lesson.path, width, slide) for slide in swept["found"] if slide["over"] or slide["least"] < 28 or slide["dim"] < 7]
    page.evaluate("localStorage.setItem('so-tay:chu-to', 'true')")  # the last lesson once more, in large letters
    page.reload()
    page.locator(".st-chieu__trang--hien").wait_for()
    page.evaluate("document.fonts.ready.then(() => true)")
    swept = page.evaluate(_SWEEP, False)
    assert max(slide["least"] for slide in swept["found"]) >= 36
    bad += [("chữ to", 0, slide) for slide in swept["found"] if slide["over"] or slide["least"] < 28]
    assert not bad
    assert not opened.errors


def test_the_trainers_window_shows_notes_only_when_the_kit_is_there(page_file: Any) -> None:
    opened = page_file(f"{LESSON}?trinh-chieu")
    page: Page = opened.page
    page.locator(".st-chieu__trang--hien").wait_for()
    with page.expect_popup() as second:
        page.keyboard.press("g")
    second.value.get_by_text("Chưa có ghi chú").wait_for()
    expect(second.value.locator("h1")).to_contain_text("1/")
    page.bring_to_front()
    page.locator(".st-chieu").focus()
    page.keyboard.press("PageDown")
    expect(second.value.locator("h1")).to_contain_text("2/")
    page.keyboard.press("b")
    expect(page.locator(".st-chieu--den")).to_have_count(1)


_PAPER = """() => {
  const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length;
  const height = e => e.getBoundingClientRect().height;
  return {wide, tallest: Math.max(0, ...[...document.querySelectorAll('.de__cau, .to')].map(height))};
}"""
_CELLS = """(pick) => Object.fromEntries([...document.querySelectorAll(pick)].map(e => {
  const r = e.getBoundingClientRect(), row = e.closest('tr, .ghi__cau'), cell = e.closest('td') || e;
  return [row.querySelector('.cau').textContent + '/' + [...row.children].indexOf(cell), [r.left, r.top, r.width, r.height]];
}))"""


def test_papers_fit_a4_and_the_template_lies_on_the_answer_sheet(browser: Browser, handbook: Handbook) -> None:
    matrix = handbook.course.matrices["cuoi-khoa"]
    draws = ((seed, exam.draw(handbook, matrix, seed)) for seed in range(200))
    seed, drawn = next(pair for pair in draws if sum(not q.is_choice for q in pair[1]) >= 10)  # the fullest answer sheets
    # A4 less the margins of the printed sheet, in CSS pixels: 175 × 267 mm.
    page = browser.new_page(viewport={"width": 661, "height": 1009})
    page.emulate_media(media="print")
    for paper in exam.variants(drawn, 4, seed):
        page.set_content(trainer.sheet("Đề", exam.paper_html(matrix, paper)).decode())
        expect(page.locator(".de__cau")).to_have_count(matrix.size)
        measured = page.evaluate(_PAPER)
        assert not measured["wide"] and measured["tallest"] < 1009
        page.set_content(trainer.sheet("Phiếu", exam.grid_html(matrix, paper, holes=False)).decode())
        measured = page.evaluate(_PAPER)
        assert not measured["wide"] and measured["tallest"] < 1009
        cells = page.evaluate(_CELLS, ".tron, .ghi__o")
        page.set_content(trainer.sheet("Mẫu", exam.grid_html(matrix, paper, holes=True)).decode())
        holes = page.evaluate(_CELLS, ".lo, .ghi__o")
        assert page.evaluate(_PAPER)["tallest"] < 1009
        assert len({name.split("/")[0] for name in holes}) == matrix.size
        for name, place in holes.items():
            assert cells[name] == pytest.approx(place, abs=0.5), name
    page.close()
