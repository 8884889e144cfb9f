"""Long lists as tools: short at first, whole without scripts, on paper and for who comes by a link; a filter opens what it finds."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.waiting import comes_to

TALLEST = 12_000  # px at 1440, in the first state
LISTS = ["hoi-dap/index.html", "hoi-dap/van-ban-con-dau.html", "hoi-dap/xet-ket-nap.html", "thuat-ngu.html",
         "soan-thao/index.html", "tinh-huong.html", "can-cu/index.html", "can-cu/moi-thay-doi.html",
         "quy-trinh/dai-hoi.html", "quy-trinh/ket-nap.html", "quan-tri/du-lieu.html", "so-lieu/don-vi.html",
         "dao-tao/luyen-tap/dang-vien.html", "quan-tri/mau.html"]  # fmt: skip
OPEN = "[...document.querySelectorAll('details.st-nhom')].filter((group) => group.open && !group.hidden).length"


def test_no_kind_of_list_is_taller_than_a_reader_scrolls(page_file: Any, site: Path) -> None:
    opened = page_file(LISTS[0], viewport={"width": 1440, "height": 900})
    heights = {}
    for path in LISTS:
        opened.page.goto(f"{site.as_uri()}/{path}")
        with contextlib.suppress(AssertionError):  # the page is folded by its script; which ones are not is told below
            comes_to(opened.page, f"document.documentElement.scrollHeight <= {TALLEST}")
        heights[path] = opened.page.evaluate("document.documentElement.scrollHeight")
    assert not {path: height for path, height in heights.items() if height > TALLEST}
    assert opened.errors == []


def test_without_scripts_the_lists_stand_whole(page_file: Any, site: Path) -> None:
    page = page_file("dao-tao/luyen-tap/dang-vien.html", java_script_enabled=False).page
    expect(page.locator(".st-cau-hoi").last).to_be_visible()
    for path in ("hoi-dap/van-ban-con-dau.html", "thuat-ngu.html", "soan-thao/index.html"):
        page.goto(f"{site.as_uri()}/{path}")
        groups, is_open = page.locator("details.st-nhom"), page.locator("details.st-nhom[open]")
        assert groups.count() == is_open.count() > 5


def test_a_filter_opens_the_groups_it_finds_and_paper_has_them_all(page_file: Any) -> None:
    opened = page_file("soan-thao/index.html")
    page = opened.page
    comes_to(page, OPEN, 0)
    page.fill("[data-loc-chu]", "giay moi")
    found = page.locator("li[data-loc-the]:visible")
    expect(found).to_have_count(1)
    assert found.bounding_box()["y"] < 768  # seen without scrolling
    page.fill("[data-loc-chu]", "")
    comes_to(page, OPEN, 0)
    page.locator("summary.st-nhom__dau").nth(2).click()
    comes_to(page, "Object.keys(sessionStorage).some((key) => key.startsWith('so-tay:nhom:'))")
    page.goto(page.url)  # who comes back finds it as it was left
    comes_to(page, OPEN, 1)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    comes_to(page, OPEN, page.locator("details.st-nhom").count())
    assert opened.errors == []


def test_a_link_into_a_folded_group_opens_it(page_file: Any) -> None:
    page = page_file("hoi-dap/thu-dang-phi.html").page
    comes_to(page, OPEN, 1)
    question = page.locator("details.st-nhom").nth(1).locator(".st-hoi-dap").first.get_attribute("id")
    page = page_file(f"hoi-dap/thu-dang-phi.html#{question}").page
    expect(page.locator(f"#{question}")).to_be_visible()
    comes_to(page, OPEN, 2)  # the first one is open at the beginning
    terms = page_file("thuat-ngu.html").page
    comes_to(terms, OPEN, 0)
    terms.locator(".st-chu-cai a", has_text="Đ").click()
    comes_to(terms, OPEN, 1)
    expect(terms.locator("#tn-dang-bo")).to_be_visible()


def test_the_address_that_a_question_had_on_the_page_of_all_leads_to_its_answer(page_file: Any, page_http: Any) -> None:
    place = "#thu-dang-phi-co-can-bien-lai-khong"
    for opener in (page_file, page_http):
        opened = opener(f"hoi-dap/index.html{place}")
        opened.page.wait_for_url(f"**/hoi-dap/thu-dang-phi.html{place}")
        opened.page.locator(f"{place} p").first.wait_for()
        assert opened.errors == []
    without = page_file(f"hoi-dap/index.html{place}", java_script_enabled=False).page
    told = without.locator(".st-nhom-hoi__day:visible")
    expect(told).to_have_count(1)
    expect(told).to_be_in_viewport()
    assert told.locator("xpath=..").locator("a").first.get_attribute("href") == "thu-dang-phi.html"


def test_the_register_is_sorted_by_what_is_pressed(page_file: Any) -> None:
    page = page_file("can-cu/index.html").page
    days = "() => [...document.querySelectorAll('.st-bang--can-cu tbody tr')].map((row) => row.cells[1].dataset.xep)"
    page.get_by_role("button", name="Ngày").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    rising = page.evaluate(days)
    page.get_by_role("button", name="Ngày").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    falling = page.evaluate(days)
    dated = [day for day in rising if day]
    assert dated == sorted(dated) and [day for day in falling if day] == dated[::-1]


def test_one_question_is_practised_at_a_time(page_file: Any) -> None:
    opened = page_file("dao-tao/luyen-tap/dang-vien.html")
    page = opened.page
    shown = page.locator(".st-cau-hoi:not([hidden])")
    expect(shown).to_have_count(1)
    first = shown.get_attribute("id")
    assert first
    page.get_by_role("button", name="Câu sau").click()
    expect(page.locator(f"#{first}")).to_be_hidden()
    expect(shown).to_have_count(1)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(shown).to_have_count(page.locator(".st-cau-hoi").count())
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(shown).to_have_count(1)
    again = page_file(f"dao-tao/luyen-tap/dang-vien.html#{first}", same=opened)
    expect(again.page.locator(".st-cau-hoi:not([hidden])")).to_have_attribute("id", first)
    assert opened.errors == []


@pytest.mark.parametrize("changed", [False, True])
def test_what_is_new_since_the_last_visit_is_marked(page_file: Any, changed: bool) -> None:
    opened = page_file("can-cu/moi-thay-doi.html", today="2026-12-01")
    comes_to(opened.page, "Object.keys(localStorage).some((each) => each.includes('da-doc:'))")
    expect(opened.page.locator(".st-nhan--moi")).to_have_count(0)
    if changed:
        opened.page.evaluate("""() => { const key = Object.keys(localStorage).find((each) => each.includes("da-doc:"));
          const kept = JSON.parse(localStorage.getItem(key)), mine = kept.v ?? kept; mine.m[Object.keys(mine.m)[2]] = 7;
          localStorage.setItem(key, JSON.stringify(kept)); }""")
    later = page_file("can-cu/moi-thay-doi.html", same=opened, today="2026-12-05")
    expect(later.page.locator("[data-so-tay='moi-tu-truoc']")).to_contain_text("lần mở trước")
    expect(later.page.locator(".st-nhan--moi")).to_have_count(int(changed))


def test_an_address_opens_what_a_procedure_folds(page_file: Any) -> None:
    page = page_file("quy-trinh/bao-cao-thang.html#bao-cao-thang--dung-de-cuong").page
    folds = {"#bang-kiem-bao-cao-thang > details": "bang-kiem-bao-cao-thang", "#can-cu + details": "can-cu",
             ".st-hoi-ds > details": page.locator(".st-hoi-ds > details").first.get_attribute("id")}  # fmt: skip
    for fold, anchor in folds.items():
        page.evaluate("anchor => { location.hash = anchor; }", anchor)
        expect(page.locator(fold).first).to_have_attribute("open", "")
    assert page.locator("#bang-kiem-thu-bao-cao-so-sai > details:not([open])").count() == 1


def test_the_register_shows_its_first_rows_until_it_is_filtered_or_asked_for_whole(page_file: Any) -> None:
    page = page_file("can-cu/index.html").page
    rows, more = page.locator(".st-bang--can-cu tbody tr:visible"), page.get_by_role("button", name=re.compile("^Hiện cả"))
    expect(rows).to_have_count(30)
    page.get_by_role("button", name="Nơi viện dẫn").click()
    expect(rows).to_have_count(30)
    every = page.locator(".st-bang--can-cu tbody tr").count()
    page.get_by_label("Hiệu lực").select_option("het")
    expect(rows).to_have_count(page.locator("tr[data-hieu-luc=het]").count())
    expect(more).to_be_hidden()
    page.get_by_label("Hiệu lực").select_option("")
    more.click()
    expect(rows).to_have_count(every)
    expect(page.locator(".st-bang--can-cu tbody tr").nth(30).locator("a")).to_be_focused()
