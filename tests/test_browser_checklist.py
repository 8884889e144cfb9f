"""A checklist in a real browser: what is ticked stays ticked, until the reader begins a new run."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import expect

from tests.waiting import comes_to

# A procedure folds its checklists; an address that leads to one opens it.
PAGE = "quy-trinh/bao-cao-dinh-ky.html#bang-kiem-bao-cao-thang"
MONTHLY, EACH_TIME = "#bang-kiem-bao-cao-thang", "#bang-kiem-thu-bao-cao-so-sai"
KEY = "so-tay:bang-kiem:bao-cao-thang"


def box(opened: Any, number: int, checklist: str = MONTHLY) -> Any:
    return opened.page.locator(f"{checklist} input[type=checkbox]").nth(number)


def expect_count(opened: Any, told: str | re.Pattern[str], checklist: str = MONTHLY) -> None:
    expect(opened.page.locator(f"{checklist} .st-bang-kiem__dem")).to_have_text(told)


def expect_ticks(opened: Any, *ticked: bool) -> None:
    """The first boxes of the monthly list are ticked so."""
    for number, each in enumerate(ticked):
        expect(box(opened, number)).to_be_checked(checked=each)


def unfold(opened: Any, checklist: str) -> None:
    opened.page.locator(f"{checklist} > details:not([open]) > summary").click()


def button(opened: Any, name: str, checklist: str = MONTHLY) -> Any:
    return opened.page.locator(checklist).get_by_role("button", name=name, exact=True)


def test_ticks_are_counted_and_stay_on_this_device(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    total = opened.page.locator(f"{MONTHLY} input").count()
    expect_count(opened, f"0/{total} xong")
    box(opened, 0).check()
    box(opened, 2).check()
    expect_count(opened, f"2/{total} xong")
    again = page_file(PAGE, same=opened)
    expect_count(again, f"2/{total} xong")
    expect_ticks(again, True, False, True)
    expect(again.page.locator(f"{MONTHLY} .st-bang-kiem__thanh")).to_contain_text("Tháng 11/2026")


def test_ticks_belong_to_items_by_id_so_text_and_order_may_change(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    second = box(opened, 1).get_attribute("data-muc")
    state = {"ky": "2026-11", "muc": {second: True, "muc-da-bo": True}}
    opened.page.evaluate("([key, state]) => localStorage.setItem(key, state)", [KEY, json.dumps(state)])
    again = page_file(PAGE, same=opened)
    expect_count(again, re.compile("^1/"))
    expect_ticks(again, False, True, False)


def test_a_new_month_asks_before_it_begins(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    box(opened, 0).check()
    expect_count(opened, re.compile("^1/"))
    december = page_file(PAGE, same=opened, today="2026-12-03")
    expect_ticks(december, True)  # the ticks of last month are still there to be read
    expect(december.page.locator(f"{MONTHLY} .st-bang-kiem__nhac")).to_contain_text("Các dấu dưới đây là của tháng 11/2026.")
    button(december, "Bắt đầu tháng 12/2026").click()
    expect(december.page.locator(f"{MONTHLY} .st-bang-kiem__thanh")).to_contain_text("Tháng 12/2026")
    expect_ticks(december, False)
    expect(december.page.locator(f"{MONTHLY} .st-bang-kiem__nhac")).to_be_hidden()


def test_doing_it_again_can_be_taken_back(page_file: Any) -> None:
    opened = page_file(PAGE)
    box(opened, 0).check()
    button(opened, "Làm lại").click()
    expect_ticks(opened, False)
    button(opened, "Hoàn lại").click()
    expect_ticks(opened, True)


def test_a_list_for_every_occasion_never_asks_about_months(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    unfold(opened, EACH_TIME)
    box(opened, 0, EACH_TIME).check()
    expect_count(opened, re.compile("^1/"), EACH_TIME)
    later = page_file(PAGE, same=opened, today="2027-01-15")
    expect(later.page.locator(f"{EACH_TIME} > details > summary")).to_contain_text("xong")  # told while it is folded
    unfold(later, EACH_TIME)
    expect(box(later, 0, EACH_TIME)).to_be_checked()
    expect_count(later, re.compile("^1/"), EACH_TIME)
    expect(later.page.locator(f"{EACH_TIME} .st-bang-kiem__nhac")).to_be_hidden()


def test_broken_state_and_a_refusing_browser_leave_a_working_list(page_file: Any) -> None:
    opened = page_file(PAGE)
    for broken in ("{", "null", "[]", '{"ky": 5}', '{"ky": "2026-11", "muc": null}'):
        opened.page.evaluate("([key, state]) => localStorage.setItem(key, state)", [KEY, broken])
        opened.page.reload()
        expect_count(opened, re.compile("^0/"))
        assert opened.errors == []
    refusing = page_file(PAGE, goto=False)
    refusing.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    refusing.page.goto(opened.page.url)
    box(refusing, 0).check()
    expect_count(refusing, re.compile("^1/"))
    assert refusing.errors == []


def test_two_windows_show_the_same_ticks(page_file: Any) -> None:
    first = page_file(PAGE)
    second = page_file(PAGE, same=first)
    box(first, 3).check()
    expect(second.page.locator(f"{MONTHLY} input:checked")).to_have_count(1)
    expect_count(second, re.compile("^1/"))


def test_without_scripts_it_is_a_plain_list_that_can_be_ticked(page_file: Any) -> None:
    opened = page_file(PAGE, java_script_enabled=False)
    unfold(opened, MONTHLY)
    box(opened, 0).check()
    expect_ticks(opened, True)
    expect(opened.page.locator(f"{MONTHLY} button")).to_have_count(0)


def test_the_keyboard_reaches_and_ticks_every_box(page_file: Any) -> None:
    opened = page_file(PAGE)
    box(opened, 0).focus()
    expect(box(opened, 0)).to_be_focused()
    opened.page.keyboard.press("Space")
    expect_ticks(opened, True)
    comes_to(opened.page, "getComputedStyle(document.activeElement).outlineStyle !== 'none'")


def test_printed_alone_it_has_boxes_a_date_and_a_line_to_sign(page_file: Any) -> None:
    opened = page_file(PAGE)
    opened.page.evaluate("window.print = () => { window.daIn = document.body.className }")
    button(opened, "In bảng kiểm").click()
    comes_to(opened.page, "Boolean(window.daIn?.includes('st-in-rieng'))")
    opened.page.emulate_media(media="print")
    sign = opened.page.locator(f"{MONTHLY} .st-bang-kiem__ky")
    expect(sign).to_be_visible()
    expect(sign).to_contain_text("Ngày")
    expect(sign).to_contain_text("Ký tên")
    expect(box(opened, 0)).to_be_visible()
    for gone in (".md-header", ".st-tom-tat", EACH_TIME, f"{MONTHLY} .st-bang-kiem__thanh", ".md-footer"):
        expect(opened.page.locator(gone).first).to_be_hidden()
