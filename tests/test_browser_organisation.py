"""«Đơn vị của tôi» and the calendar in a real browser, from files without a network, by the reader's own clock."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests import sample

DAY = "2026-11-22"
KEY = "so-tay:don-vi"


def choose(opened: Any, words: str) -> None:
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    opened.page.keyboard.type(words)
    opened.page.keyboard.press("Enter")
    opened.page.locator(".st-don-vi-thanh__chu").wait_for()


def sound(opened: Any) -> bool:
    return not opened.errors and not opened.outside


def saved(opened: Any) -> Any:
    return opened.page.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))")


def test_a_unit_is_chosen_by_keyboard_without_accents_and_kept_on_the_device(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    assert not opened.page.locator(".st-don-vi-thanh__chu").is_visible()
    choose(opened, "so tai chinh")
    record = saved(opened)
    assert record["ten"] == "Đảng bộ Sở Tài chính" and record["cap_uy"] == "Đảng ủy Sở Tài chính" and record["ky_hieu"] == "ĐU"
    assert record["cap_tren"]["id"] == "ubnd-tinh" and record["cap_tren"]["cap_uy"].startswith("Đảng ủy ")
    again = page_file("so-lieu/index.html", same=opened)
    bar = again.page.locator(".st-don-vi-thanh").inner_text()
    assert "Đảng bộ Sở Tài chính" in bar and "tính đến 30/09/2026" in bar and "dữ liệu mẫu" in bar
    assert again.page.evaluate("SoTay.unit().id") == "so-tai-chinh"
    assert sound(opened) and sound(again)


def test_an_old_name_finds_the_unit(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, "giao thong van tai")
    assert saved(opened)["ten"] == "Đảng bộ Sở Xây dựng"


def test_arrows_move_escape_closes_and_focus_returns(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    for _ in range(3):
        opened.page.keyboard.press("ArrowDown")
    active = opened.page.locator(".st-don-vi-hop__o").get_attribute("aria-activedescendant")
    assert active and opened.page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator(".st-don-vi-hop").is_visible()
    assert opened.page.evaluate("document.activeElement.className").startswith("st-don-vi-nut")


def test_the_whole_list_can_be_unfolded(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    opened.page.locator(".st-don-vi-nut").click()
    options = opened.page.locator(".st-don-vi-hop__muc")
    options.first.wait_for()
    assert options.count() == 25
    options.last.click()
    assert options.count() == sample.UNITS


def test_a_shared_computer_is_wiped_with_one_button(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, "so y te")
    opened.page.get_by_role("button", name="Xóa khỏi máy này").click()
    assert saved(opened) is None and opened.page.evaluate("SoTay.unit()") is None
    assert not opened.page.locator(".st-don-vi-thanh").is_visible()


def test_a_choice_made_on_older_data_is_read_again(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, "so tai chinh")
    record = {**saved(opened), "phien_ban": "cu", "ten": "Đảng bộ Tên đã đổi"}
    opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    again = page_file("lich/index.html", same=opened)
    again.page.get_by_text("Đảng bộ Sở Tài chính", exact=True).first.wait_for()
    assert saved(again)["ten"] == "Đảng bộ Sở Tài chính"
    gone = {**saved(again), "phien_ban": "cu", "id": "khong-con"}
    again.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(gone)])
    third = page_file("lich/index.html", same=again)
    third.page.wait_for_function(f"localStorage.getItem('{KEY}') === null")
    assert sound(third)


def test_rubbish_in_the_store_is_taken_for_no_choice(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    for rubbish in ("{", "[]", '{"id": 7}', '"x"', "null"):
        opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, rubbish])
        again = page_file("lich/index.html", same=opened)
        assert again.page.evaluate("SoTay.unit()") is None
        assert sound(again)


def due(opened: Any, card: str) -> list[str]:
    return opened.page.locator(f".st-sap-den__the--{card} .st-han__ten").all_inner_texts()  # type: ignore[no-any-return]


def test_home_tells_what_is_due_by_the_readers_clock(page_file: Any) -> None:
    opened = page_file("index.html", today="2026-12-03")
    choose(opened, "so tai chinh")
    assert due(opened, "tuan") == [
        "Báo cáo tổng kết năm năm 2026", "Nộp và báo cáo thu, nộp đảng phí tháng 11/2026", "Báo kết quả sinh hoạt chi bộ tháng 11/2026"]
    assert any("tháng 11/2026" in text for text in due(opened, "qua"))
    assert len(due(opened, "thang")) == 3
    later = page_file("index.html", same=opened, today="2027-02-20")
    assert due(later, "tuan") == ["Báo cáo công tác tháng tháng 2/2027"]


def test_what_has_been_sent_leaves_the_overdue_list(page_file: Any) -> None:
    opened = page_file("index.html", today=DAY)
    choose(opened, "so tai chinh")
    before = due(opened, "qua")
    opened.page.locator(".st-sap-den__the--qua input").first.press("Space")
    assert due(opened, "qua") == before[1:]
    assert opened.page.evaluate("document.activeElement.closest('.st-sap-den__the').className").endswith("--qua")
    again = page_file("index.html", same=opened)
    again.page.locator(".st-sap-den__the--tuan").wait_for()
    assert due(again, "qua") == before[1:]


def test_an_old_copy_says_that_its_calendar_has_ended(page_file: Any) -> None:
    opened = page_file("index.html", today="2031-01-01")
    opened.page.get_by_text("Lịch của bản sổ tay này chỉ đến").wait_for()


def test_the_month_moves_by_buttons_and_keeps_the_keyboards_place(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    title = opened.page.locator(".st-lich__ten")
    title.get_by_text("Tháng 11/2026").wait_for()
    assert opened.page.locator("[aria-current=date] .st-lich__so").inner_text() == "22"
    button = opened.page.get_by_role("button", name="Tháng sau")
    button.focus()
    for _ in range(3):
        opened.page.keyboard.press("Enter")
    assert title.inner_text() == "Tháng 2/2027"
    assert opened.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Tháng sau"
    assert opened.page.locator(".st-lich__le").count() == 7  # Tết
    assert sound(opened)


def test_other_superiors_fold_away_once_a_unit_is_chosen(page_file: Any) -> None:
    opened = page_file("lich/nam.html", today=DAY)
    tables = opened.page.locator(".st-lich-nam:visible")
    assert tables.count() == 2
    choose(opened, "so tai chinh")
    assert tables.count() == 1 and "Ủy ban nhân dân" in tables.first.inner_text()
    opened.page.get_by_role("button", name="Hiện mọi cấp trên").click()
    assert tables.count() == 2


def test_without_a_script_the_calendar_and_the_list_are_plain(page_file: Any) -> None:
    opened = page_file("lich/index.html", java_script_enabled=False)
    text = opened.page.locator(".st-lich").inner_text()
    assert "Tháng 12/2026" in text or "Tháng" in text
    assert opened.page.locator(".st-han").count() > 20
    home = page_file("index.html", java_script_enabled=False)
    assert home.page.locator(".st-sap-den .st-han").count() > 3
    assert not home.page.locator(".st-don-vi-nut").is_visible()


def test_every_calendar_link_of_the_site_leads_to_a_file(page_file: Any, site: Path) -> None:
    opened = page_file("lich/tep-lich.html", today=DAY)
    links = opened.page.locator("a[href$='.ics']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) == 12
    for link in links:
        assert (site / "lich" / link).resolve().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_picker_fits_a_phone(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY, viewport={"width": 360, "height": 640})
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    box = opened.page.locator(".st-don-vi-hop").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] <= 640
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


def shard(name: str, due: list[list[str]], off: list[list[str]]) -> str:
    """What the build writes of one superior's due days."""
    superior = {"id": name, "ten": name, "cap_uy": f"Đảng ủy {name}", "ten_dang_bo": f"Đảng bộ {name}", "dia_danh": ""}
    task = {"ten": f"Việc của {name}", "vaiTro": [], "sanPham": "", "lienKet": []}
    content = {"capTren": superior, "mau": True, "viec": {"bao-cao": task}, "nghi": off, "han": [[*row, ""] for row in due]}
    return f"SoTay.duLieu[{json.dumps('lich:' + name)}]={json.dumps(content)};"


def open_calendar(page_http: Any, http_root: str, path: str, shards: dict[str, str], **options: Any) -> Any:
    """A page of the site whose calendar is that of other superiors."""
    opened = page_http(path, goto=False, **options)
    if not options.get("same"):
        def shard_of(route: Any) -> None:
            name = route.request.url.rpartition("/lich-")[2].removesuffix(".js")
            route.fulfill(body=shards[name], content_type="text/javascript")

        def page_of_others(route: Any) -> None:
            others = f'data-cap-tren="{" ".join(shards)}"'
            tags = re.compile("<section[^>]*data-thu-muc=[^>]*>")
            body = tags.sub(lambda tag: re.sub('data-cap-tren="[^"]*"', others, tag[0]), route.fetch().text())
            route.fulfill(body=body, content_type="text/html")

        opened.page.context.route("**/lich-*.js", shard_of)
        opened.page.context.route(f"**/{path}", page_of_others)
    opened.page.goto(f"{http_root}/{path}")
    return opened


def test_the_calendar_of_every_superior_shows_every_superior(page_http: Any, http_root: str) -> None:
    names = ["a", "b", "c", "d", "e"]
    shards = {name: shard(name, [[f"2026-11-2{4 + n}", "bao-cao", "2026-11", "tháng 11/2026"]], [[f"2026-11-1{n}", f"Nghỉ {name}", "nghỉ"]])
              for n, name in enumerate(names)}
    home = open_calendar(page_http, http_root, "index.html", shards, today=DAY)
    home.page.get_by_text("Đang hiện hạn của mọi cấp trên").wait_for()
    shown = home.page.locator(".st-sap-den__song .st-han__ten").all_text_contents()
    assert sorted(text.split(" tháng")[0] for text in shown) == [f"Việc của {name}" for name in names]
    month = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    month.page.locator(".st-lich__song .st-han").first.wait_for()
    assert month.page.locator(".st-lich__song .st-han").count() == 5
    assert month.page.locator(".st-lich__le").all_inner_texts() == [f"Nghỉ {name}" for name in names]


def test_one_tick_marks_one_of_two_deadlines_in_one_period(page_http: Any, http_root: str) -> None:
    days = [[day, "bao-cao", "2026-11", "tháng 11/2026"] for day in ("2026-11-10", "2026-11-25")]
    shards = {"a": shard("a", days, [])}
    opened = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    boxes = opened.page.locator(".st-lich__song .st-han input")
    boxes.first.check()
    assert [box.is_checked() for box in boxes.all()] == [True, False]
    again = open_calendar(page_http, http_root, "lich/index.html", shards, same=opened)
    boxes = again.page.locator(".st-lich__song .st-han input")
    boxes.first.wait_for()
    assert [box.is_checked() for box in boxes.all()] == [True, False]
    boxes.first.uncheck()
    assert json.loads(again.page.evaluate("localStorage.getItem('so-tay:viec-xong')")) == {}


def test_a_tick_without_a_day_counts_only_where_one_day_can_be_meant(page_http: Any, http_root: str) -> None:
    two = [[day, "bao-cao", "2026-11", "tháng 11/2026"] for day in ("2026-11-10", "2026-11-25")]
    shards = {"a": shard("a", two[:1], []), "b": shard("b", two, [])}
    opened = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    old = json.dumps({"a.bao-cao.2026-11": True, "b.bao-cao.2026-11": True})
    opened.page.evaluate("(text) => localStorage.setItem('so-tay:viec-xong', text)", old)
    opened.page.reload()
    ticked = opened.page.locator(".st-lich__song .st-han:has(input:checked)")
    ticked.first.wait_for()
    assert ["Việc của a" in text for text in ticked.all_inner_texts()] == [True]
    ticked.locator("input").click()
    opened.page.wait_for_function("document.querySelectorAll('.st-lich__song input:checked').length === 0")
