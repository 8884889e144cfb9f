"""A checklist in a real browser: what is ticked stays ticked, until the reader begins a new run."""

from __future__ import annotations

import json
from typing import Any

PAGE = "quy-trinh/bao-cao-dinh-ky.html"
MONTHLY, EACH_TIME = "#bang-kiem-bao-cao-thang", "#bang-kiem-thu-bao-cao-so-sai"
KEY = "so-tay:bang-kiem:bao-cao-thang"


def box(opened: Any, number: int, checklist: str = MONTHLY) -> Any:
    return opened.page.locator(f"{checklist} input[type=checkbox]").nth(number)


def count(opened: Any, checklist: str = MONTHLY) -> str:
    return str(opened.page.locator(f"{checklist} .st-bang-kiem__dem").inner_text())


def button(opened: Any, name: str, checklist: str = MONTHLY) -> Any:
    return opened.page.locator(checklist).get_by_role("button", name=name, exact=True)


def test_ticks_are_counted_and_stay_on_this_device(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    total = opened.page.locator(f"{MONTHLY} input").count()
    assert count(opened) == f"0/{total} xong"
    box(opened, 0).check()
    box(opened, 2).check()
    assert count(opened) == f"2/{total} xong"
    again = page_file(PAGE, same=opened)
    assert count(again) == f"2/{total} xong"
    assert [box(again, n).is_checked() for n in range(3)] == [True, False, True]
    assert "Tháng 11/2026" in again.page.locator(f"{MONTHLY} .st-bang-kiem__thanh").inner_text()


def test_ticks_belong_to_items_by_id_so_text_and_order_may_change(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    second = box(opened, 1).get_attribute("data-muc")
    state = {"ky": "2026-11", "muc": {second: True, "muc-da-bo": True}}
    opened.page.evaluate("([key, state]) => localStorage.setItem(key, state)", [KEY, json.dumps(state)])
    again = page_file(PAGE, same=opened)
    assert [box(again, n).is_checked() for n in range(3)] == [False, True, False]
    assert count(again).startswith("1/")


def test_a_new_month_asks_before_it_begins(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    box(opened, 0).check()
    december = page_file(PAGE, same=opened, today="2026-12-03")
    assert box(december, 0).is_checked(), "the ticks of last month are still there to be read"
    assert "Các dấu dưới đây là của tháng 11/2026." in december.page.locator(f"{MONTHLY} .st-bang-kiem__nhac").inner_text()
    button(december, "Bắt đầu tháng 12/2026").click()
    assert not box(december, 0).is_checked()
    assert december.page.locator(f"{MONTHLY} .st-bang-kiem__nhac").is_hidden()
    assert "Tháng 12/2026" in december.page.locator(f"{MONTHLY} .st-bang-kiem__thanh").inner_text()


def test_doing_it_again_can_be_taken_back(page_file: Any) -> None:
    opened = page_file(PAGE)
    box(opened, 0).check()
    button(opened, "Làm lại").click()
    assert not box(opened, 0).is_checked()
    button(opened, "Hoàn lại").click()
    assert box(opened, 0).is_checked()


def test_a_list_for_every_occasion_never_asks_about_months(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-22")
    box(opened, 0, EACH_TIME).check()
    later = page_file(PAGE, same=opened, today="2027-01-15")
    assert box(later, 0, EACH_TIME).is_checked()
    assert later.page.locator(f"{EACH_TIME} .st-bang-kiem__nhac").is_hidden()


def test_broken_state_and_a_refusing_browser_leave_a_working_list(page_file: Any) -> None:
    opened = page_file(PAGE)
    for broken in ("{", "null", "[]", '{"ky": 5}', '{"ky": "2026-11", "muc": null}'):
        opened.page.evaluate("([key, state]) => localStorage.setItem(key, state)", [KEY, broken])
        opened.page.reload()
        assert count(opened).startswith("0/")
        assert opened.errors == []
    refusing = page_file(PAGE, goto=False)
    refusing.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    refusing.page.goto(opened.page.url)
    box(refusing, 0).check()
    assert count(refusing).startswith("1/")
    assert refusing.errors == []


def test_two_windows_show_the_same_ticks(page_file: Any) -> None:
    first = page_file(PAGE)
    second = page_file(PAGE, same=first)
    box(first, 3).check()
    second.page.wait_for_function("document.querySelectorAll('#bang-kiem-bao-cao-thang input:checked').length === 1")
    assert count(second).startswith("1/")


def test_without_scripts_it_is_a_plain_list_that_can_be_ticked(page_file: Any) -> None:
    opened = page_file(PAGE, java_script_enabled=False)
    box(opened, 0).check()
    assert box(opened, 0).is_checked()
    assert opened.page.locator(f"{MONTHLY} button").count() == 0


def test_the_keyboard_reaches_and_ticks_every_box(page_file: Any) -> None:
    opened = page_file(PAGE)
    box(opened, 0).focus()
    opened.page.keyboard.press("Space")
    assert box(opened, 0).is_checked()
    assert opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_printed_alone_it_has_boxes_a_date_and_a_line_to_sign(page_file: Any) -> None:
    opened = page_file(PAGE)
    opened.page.evaluate("window.print = () => { window.daIn = document.body.className }")
    button(opened, "In bảng kiểm").click()
    assert "st-in-rieng" in opened.page.evaluate("window.daIn")
    opened.page.emulate_media(media="print")
    sign = opened.page.locator(f"{MONTHLY} .st-bang-kiem__ky")
    assert sign.is_visible() and "Ngày" in sign.inner_text() and "Ký tên" in sign.inner_text()
    assert box(opened, 0).is_visible()
    for gone in (".md-header", ".st-tom-tat", EACH_TIME, f"{MONTHLY} .st-bang-kiem__thanh", ".md-footer"):
        assert opened.page.locator(gone).first.is_hidden(), gone
