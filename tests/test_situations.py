"""By situation: the loader leaves no crossing unanswered, the page shows every answer, and links and the search lead to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.load.situations import read_situations
from macros.model import Handbook
from macros.model.dependants import dependants
from macros.model.problems import Problems
from macros.model.situations import Cell, Situation, Situations, Work
from macros.procedures.situations import links_from, table
from macros.search.sections import split
from tests.conftest import ROOT, Opener

PAGES = ["quy-trinh/dang-phi.md", "quy-trinh/ky-luat.md"]
WORKS = """\
viec:
  dang-phi: {ten: Đảng phí, trang: /quy-trinh/dang-phi.md}
  ky-luat: {ten: Kỷ luật, trang: /quy-trinh/ky-luat.md}
"""
FAULTS = """\
viec:
  dang-phi: {ten: Đảng phí, trang: /quy-trinh/dang-phii.md}
  ky-luat: {ten: Kỷ luật, trang: /quy-trinh/ky-luat.md}
  Hồ sơ: {ten: Hồ sơ}
tinh_huong:
  du-bi:
    ten: Đảng viên dự bị
    nhan_biet: Chưa chính thức.
    can_cu: ["dieu-le-2011, Điều 5"]
    o:
      dang-phi: {dap: Có đóng.}
      ky-luatt: {dap: Khiển trách., kinh_nghiem: true}
  hai-cach:
    ten: Hai cách
    nhan_biet: Một câu.
    can_cu: [dieu-le-2011]
    o:
      dang-phi: {dap: Có., kinh_nghiem: true, chua_ro: Có không?, hoi_ai: Cấp trên}
      ky-luat: {khong_dat_ra: true, hoi_ai: Cấp trên}
  khong-cach-nao:
    ten: Không cách nào
    nhan_biet: Một câu.
    can_cu: [dieu-le-2011]
    o:
      dang-phi: {can_cu: [dieu-le-2011]}
      ky-luat: {chua_ro: Ai xem xét?, can_cu: [dieu-le-2011]}
  hoi-ma-khong-cau:
    ten: Hỏi mà không có câu
    nhan_biet: Một câu.
    can_cu: [dieu-le-2011]
    o:
      dang-phi: {hoi_ai: Cấp trên}
      ky-luat: {khong_dat_ra: true, dap: Như mọi đảng viên.}
  viet-sai:
    ten: Viết sai khóa
    nhan_biet: Một câu.
    o:
      dang-phi: {dapp: Có.}
      ky-luat: có
ghi_chu: thừa
"""


def _told(tmp_path: Path, text: str) -> tuple[Situations, str]:
    file = tmp_path / "tinh-huong.yml"
    file.write_text(text, encoding="utf-8")
    problems = Problems()
    return read_situations(file, PAGES, problems), "".join(f"{problem}\n" for problem in problems)


def test_every_fault_in_the_table_is_told_at_once(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    golden("tinh-huong-loi.txt", _told(tmp_path, FAULTS)[1])


@pytest.mark.parametrize("text", ["", "- a\n", "viec: []\ntinh_huong: {}\n", "viec: {dang-phi: có}\n", "viec: {1: {}}\n"])
def test_a_file_of_another_shape_is_a_problem_and_no_traceback(tmp_path: Path, text: str) -> None:
    assert re.match(r"data/tinh-huong\.yml:1\b", _told(tmp_path, text)[1])


def test_a_whole_table_is_read_without_a_word(tmp_path: Path) -> None:
    read, told = _told(tmp_path, WORKS + """\
tinh_huong:
  du-bi:
    ten: Đảng viên dự bị
    nhan_biet: Chưa chính thức.
    can_cu: ["dieu-le-2011, Điều 5"]
    o:
      ky-luat: {chua_ro: Ai xem xét?, hoi_ai: Cấp trên}
      dang-phi: {dap: Có đóng., can_cu: ["qd-01-2026, phần thu nộp"]}
""")
    assert told == ""
    assert [cell.answered for cell in read.all["du-bi"].cells.values()] == [False, True]


def test_the_citations_of_every_cell_count_as_resting_on_their_source(handbook: Handbook) -> None:
    told = {(found.id, found.source, found.article): found for found in dependants(handbook) if found.kind == "Tình huống"}
    for name, situation in handbook.situations.all.items():
        for work, cell in situation.cells.items():
            for citation in cell.citations:
                found = told[f"{name}/{work}", citation.source, citation.article]
                assert found.url == f"/tinh-huong.html#{name}--{work}"
                assert found.place.startswith("data/tinh-huong.yml:")


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_page_shows_every_cell_under_its_own_anchor_in_one_of_the_three_ways(handbook: Handbook) -> None:
    html = table(handbook)
    found = handbook.situations
    for name, situation in found.all.items():
        section = html[html.index(f'<section class="st-tinh-huong__mot" id="{name}"'):].partition("</section>")[0]
        assert situation.name in section and _plain(situation.sign) in _plain(section)
        for work, cell in situation.cells.items():
            start = section.index(f'id="{name}--{work}"')
            text = _plain(section[start:].partition("</div>" if not cell.unchanged else "</p>")[0])
            assert found.works[work].name in text
            for words in (cell.answer, cell.question, cell.whom):
                assert not words or words.rstrip(".") in text
            same = "Không có nội dung riêng"
            assert start > section.index(same) if cell.unchanged else "chưa rõ" in text or cell.answer
    assert len(re.findall(r'id="([\w-]+--[\w-]+)"', html)) == len(found.all) * (len(found.works) + 1)


def test_a_situation_is_a_search_result_of_its_own_with_what_else_it_is_called(handbook: Handbook) -> None:
    sections = {section.anchor: section for section in split(table(handbook))}
    for name, situation in handbook.situations.all.items():
        assert sections[name].heading == situation.name
        assert sections[name].keywords == situation.variants
        assert sections[name].kind == "hoi-dap"


def test_a_procedure_leads_to_the_answers_of_its_work_and_to_nothing_else(handbook: Handbook) -> None:
    links = str(links_from(handbook, handbook.page("quy-trinh/dang-phi.md")))
    answered = [name for name, situation in handbook.situations.all.items() if situation.cells["dang-phi"].answered]
    assert re.findall(r'href="/tinh-huong\.html#([\w-]+)--dang-phi"', links) == answered
    assert links_from(handbook, handbook.page("quy-trinh/con-dau.md")) == ""
    both = str(links_from(handbook, handbook.page("quy-trinh/the-huy-hieu.md")))
    assert "--huy-hieu" in both and "--the" in both


def test_what_editors_wrote_is_text_and_never_markup(handbook: Handbook) -> None:
    hostile = '"><script>x</script>'
    cells = {"a": Cell(answer=hostile, practice=True), "b": Cell(question=hostile, whom=hostile), "c": Cell(unchanged=True, answer=hostile)}
    situation = Situation(name=hostile, variants=(hostile,), sign=hostile, citations=("dieu-le-2011",), cells=cells)
    works = {name: Work(name=hostile, pages=("/quy-trinh/dang-phi.md",)) for name in cells}
    book = replace(handbook, situations=Situations(works=works, all={"x": situation}))
    for html in (table(book), links_from(book, book.page("quy-trinh/dang-phi.md"))):
        assert "<script" not in html and "&lt;script&gt;" in html


def test_every_link_to_a_situation_lands_on_the_built_page(site: Path) -> None:
    anchors = set(re.findall(r'\bid="([^"]+)"', (site / "tinh-huong.html").read_text(encoding="utf-8")))
    leading = 0
    for path in (site / "quy-trinh").glob("*.html"):
        links = re.findall(r'href="\.\./tinh-huong\.html#([^"]+)"', path.read_text(encoding="utf-8"))
        assert set(links) <= anchors, path
        leading += bool(links)
    works = [page.lstrip("/") for work in read_situations(ROOT / "data/tinh-huong.yml", _all_pages(), Problems()).works.values()
             for page in work.pages]
    assert leading == len(set(works))


def _all_pages() -> list[str]:
    return [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]


def test_a_reader_chooses_a_situation_or_a_kind_of_work_and_reads_only_that(page_file: Opener) -> None:
    opened = page_file("tinh-huong.html")
    page = opened.page
    sections, rows = page.locator(".st-tinh-huong__mot:visible"), page.locator(".st-tinh-huong__dong:visible")
    every = sections.count()
    page.locator('[data-chon="tinh-huong"]').select_option("du-bi")
    expect(sections).to_have_count(1)
    assert rows.count() > 5
    assert page.url.endswith("#du-bi")
    page.locator('[data-chon="viec"]').select_option("khen-thuong")
    expect(page.locator(".st-loc__dem")).to_contain_text("như quy định chung hoặc không phát sinh")
    expect(sections).to_have_count(0)
    page.locator('[data-chon="tinh-huong"]').select_option("")
    expect(page.locator(".st-loc__dem")).to_contain_text("tình huống có nội dung riêng")
    assert 1 < sections.count() == rows.count() < every
    page.locator('[data-chon="viec"]').select_option("")
    expect(sections).to_have_count(every)
    assert opened.errors == []


def test_an_address_opens_what_it_names(page_file: Opener) -> None:
    page = page_file("tinh-huong.html#mat-lien-lac--kiem-diem").page
    sections = page.locator(".st-tinh-huong__mot:visible")
    expect(page.locator("#mat-lien-lac--kiem-diem")).to_be_visible()
    expect(sections).to_have_count(1)
    page.evaluate("location.hash = 'viec-dang-phi'")
    expect(page.locator('[data-chon="viec"]')).to_have_value("dang-phi")
    assert sections.count() > 1
    assert page.locator(".st-tinh-huong__dong:visible").count() == sections.count()


def test_without_scripts_every_situation_is_read_and_reached_from_a_list(page_file: Opener, handbook: Handbook) -> None:
    page = page_file("tinh-huong.html", java_script_enabled=False).page
    links = page.locator("nav.st-tinh-huong__di").first.locator("a")
    expect(links).to_have_count(len(handbook.situations.all))
    expect(page.locator(".st-tinh-huong__mot:visible")).to_have_count(len(handbook.situations.all))
    expect(page.locator(".st-loc__hang")).to_be_hidden()
    links.nth(1).click()
    page.wait_for_url("**#du-bi")
