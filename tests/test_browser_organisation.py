"""«Đơn vị của tôi» and the calendar in a real browser, from files without a network, by the reader's own clock."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from macros.model import Handbook
from macros.model.organisation import Unit
from macros.offline.bundle import write_for
from macros.organisation import preset_script
from macros.vietnamese import fold, format_date
from tests.waiting import comes_to

DAY = "2026-11-22"
KEY = "so-tay:don-vi"


@pytest.fixture(scope="session")
def mine(handbook: Handbook) -> Unit:
    """A unit of the office, somewhere in its list, to whose superior something is due."""
    asking = {rule.superior for rule in handbook.organisation.due_rules}
    asked = [unit for unit in handbook.organisation.units.values() if unit.superior in asking]
    return asked[len(asked) // 2]


def picker(opened: Any) -> Any:
    """The dialog of units, opened, with its list and the keyboard in its field."""
    opened.page.locator(".st-don-vi-nut").click()
    box = opened.page.locator(".st-don-vi-hop")
    expect(box).to_be_visible()
    expect(box.locator(".st-don-vi-hop__muc").first).to_be_visible()
    expect(box.locator(".st-don-vi-hop__o")).to_be_focused()
    return box


def choose(opened: Any, unit: Unit) -> None:
    """Take ``unit`` as a reader does who types its whole name without accents."""
    box = picker(opened)
    opened.page.keyboard.type(fold(unit.agency))
    expect(box.locator(".st-don-vi-hop__o")).to_have_value(fold(unit.agency))
    opened.page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    comes_to(opened.page, "SoTay.unit()?.id", unit.id)


def sound(opened: Any) -> bool:
    return not opened.errors and not opened.outside


def saved(opened: Any) -> Any:
    return opened.page.evaluate(f"JSON.parse(localStorage.getItem('{KEY}'))")


def test_a_unit_is_chosen_by_keyboard_without_accents_and_kept_on_the_device(page_file: Any, handbook: Handbook, mine: Unit) -> None:
    about, superior = handbook.organisation.about, handbook.organisation.superior_of(mine)
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, mine)
    record = saved(opened)
    assert (record["ten"], record["cap_uy"], record["ky_hieu"]) == (mine.name, mine.committee, mine.symbol)
    assert (record["cap_tren"]["id"], record["cap_tren"]["cap_uy"]) == (superior.id, superior.committee)
    again = page_file("so-lieu/index.html", same=opened)
    expect(again.page.locator(".st-don-vi-nut")).to_have_text(mine.short, use_inner_text=True)
    expect(again.page.locator("article")).not_to_contain_text("Xóa khỏi máy này")  # the unit takes no room of the page
    chosen = picker(again).locator(".st-don-vi-hop__dang").inner_text()
    assert mine.name in chosen and f"tính đến {format_date(about.as_of)}" in chosen and ("dữ liệu mẫu" in chosen) == about.sample
    assert again.page.evaluate("SoTay.unit().id") == mine.id
    assert sound(opened) and sound(again)


def test_enter_takes_no_doubtful_unit_but_goes_to_the_list(page_file: Any, handbook: Handbook) -> None:
    begun = Counter(" ".join(fold(unit.agency).split()[:2]) for unit in handbook.organisation.units.values())
    words, times = begun.most_common(1)[0]
    if times < 2:
        pytest.skip("the office has no two units whose names begin alike")
    opened = page_file("lich/index.html", today=DAY)
    box = picker(opened)
    field = box.locator(".st-don-vi-hop__o")
    opened.page.keyboard.type(words)
    expect(field).to_have_value(words)
    expect(field).to_have_attribute("aria-activedescendant", "")
    opened.page.keyboard.press("Enter")
    expect(box.locator(".st-don-vi-hop__bao")).to_contain_text("Chưa xác định được đơn vị")
    assert saved(opened) is None
    opened.page.keyboard.press("ArrowDown")
    expect(box.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    opened.page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    second = [unit.agency for unit in handbook.organisation.units.values() if fold(unit.agency).startswith(words)]
    assert saved(opened)["co_quan"] in second


def test_an_old_name_finds_the_unit(page_file: Any, handbook: Handbook) -> None:
    renamed = next((unit for unit in handbook.organisation.units.values() if unit.old_names), None)
    if renamed is None:
        pytest.skip("no unit of the office has been renamed")
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, renamed.model_copy(update={"agency": renamed.old_names[0]}))
    assert saved(opened)["ten"] == renamed.name


def test_arrows_move_escape_closes_and_focus_returns(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    box = picker(opened)
    for number in range(3):
        opened.page.keyboard.press("ArrowDown")
        option = box.get_by_role("option").nth(number)
        expect(option).to_have_attribute("aria-selected", "true")
    expect(box.locator(".st-don-vi-hop__o")).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    opened.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(opened.page.locator(".st-don-vi-nut")).to_be_focused()


def test_a_dialog_whose_scripts_are_still_loading_does_not_open_once_escape_is_pressed(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    dialog = opened.page.locator("dialog[open]")
    for opener, scripts in ((".st-don-vi-nut", ["units/chon-don-vi"]), ("[data-so-tay=may-nay]", ["desk/ban-viec", "forms/bieu-mau"])):
        # Click and key in one task of the page, so that no script can have come between the two.
        opened.page.evaluate("""([opener, scripts]) => new Promise((done) => {
          document.querySelector(opener).click();
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
          SoTay.loadAll(scripts.map((name) => `/assets/${name}.js`), () => SoTay.draftJournal ? SoTay.draftJournal.restore(done) : done());
        })""", [opener, scripts])
        expect(dialog).to_have_count(0)
        opened.page.locator(opener).first.click()
        expect(dialog).to_be_visible()
        opened.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    assert sound(opened)


def test_the_whole_list_can_be_unfolded(page_file: Any, handbook: Handbook) -> None:
    units = len(handbook.organisation.units)
    opened = page_file("lich/index.html", today=DAY)
    options = picker(opened).locator(".st-don-vi-hop__muc")
    expect(options).to_have_count(min(units, 25))
    while (shown := options.count()) < units:
        options.last.click()
        expect(options.nth(shown)).to_be_attached()
    expect(options).to_have_count(units)


def test_the_unit_is_wiped_from_a_shared_computer_in_the_list_of_what_it_keeps(page_file: Any, mine: Unit) -> None:
    opened = page_file("lich/index.html", today=DAY)
    box = picker(opened)
    expect(box.locator(".st-don-vi-hop__dang")).to_be_hidden()
    opened.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    choose(opened, mine)
    picker(opened).get_by_role("button", name="Xóa khỏi máy này").click()
    expect(box).to_be_hidden()
    kept = opened.page.get_by_role("dialog", name="Những gì máy này đang giữ")
    kept.get_by_role("button", name=f"Xóa: {mine.name}").click()
    expect(kept.get_by_role("status")).to_contain_text(f"Đã xóa: {mine.name}")
    assert saved(opened) is None and opened.page.evaluate("SoTay.unit()") is None
    opened.page.keyboard.press("Escape")
    expect(kept).to_be_hidden()
    expect(picker(opened).locator(".st-don-vi-hop__dang")).to_be_hidden()


def test_a_choice_made_on_older_data_is_read_again(page_file: Any, mine: Unit) -> None:
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, mine)
    record = {**saved(opened), "phien_ban": "cu", "ten": "Đảng bộ Tên đã đổi"}
    opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    again = page_file("lich/index.html", same=opened)
    comes_to(again.page, "SoTay.unit()?.ten", mine.name)
    assert saved(again)["ten"] == mine.name
    moved = {**saved(again), "phien_ban": "cu", "cap_tren": {**saved(again)["cap_tren"], "id": "khong-con"}}
    again.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(moved)])
    again = page_file("lich/index.html", same=again)
    comes_to(again.page, "SoTay.unit()?.cap_tren.id", mine.superior)  # the unit is under another superior now
    gone = {**saved(again), "phien_ban": "cu", "id": "khong-con"}
    again.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(gone)])
    third = page_file("lich/index.html", same=again)
    comes_to(third.page, f"localStorage.getItem('{KEY}')", None)
    assert sound(third)


def test_rubbish_in_the_store_is_taken_for_no_choice(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY)
    for rubbish in ("{", "[]", '{"id": 7}', '"x"', "null"):
        opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, rubbish])
        again = page_file("lich/index.html", same=opened)
        expect(again.page.locator(".st-don-vi-nut")).to_have_text("Đơn vị của tôi", use_inner_text=True)
        assert again.page.evaluate("SoTay.unit()") is None
        assert sound(again)


def shard(name: str, due: list[list[str]], off: list[list[str]], roles: dict[str, list[str]] | None = None) -> str:
    """What the build writes of one superior's due days; ``roles`` tells who does each task."""
    superior = {"id": name, "ten": name, "cap_uy": f"Đảng ủy {name}", "ten_dang_bo": f"Đảng bộ {name}", "dia_danh": ""}
    tasks = {task: {"ten": f"Việc của {name}", "vai": (roles or {}).get(task, []), "sanPham": "", "lienKet": []} for _, task, *_ in due}
    content = {"capTren": superior, "mau": True, "viec": tasks, "nghi": off, "han": [[*row, ""] for row in due]}
    return f"SoTay.duLieu[{json.dumps('lich:' + name)}]={json.dumps(content)};"


def open_calendar(page_http: Any, http_root: str, path: str, shards: dict[str, str], of: str = "", **options: Any) -> Any:
    """A page of the site whose calendar is that of other superiors, for a unit of the superior ``of`` when it is named."""
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

        if of:
            unit = {"id": "x", "ten": "Đảng bộ X", "ngan": "X", "cap_uy": "Đảng ủy X", "phien_ban": "", "tinh_den": "", "mau": True,
                    "cap_tren": {"id": of, "ten_dang_bo": f"Đảng bộ {of}"}}
            opened.page.context.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(json.dumps(unit))})")
            opened.page.context.route("**/to-chuc.js", lambda route: route.abort())
        opened.page.context.route("**/lich-*.js", shard_of)
        opened.page.context.route(f"**/{path}", page_of_others)
    opened.page.goto(f"{http_root}/{path}")
    return opened


def due(opened: Any, block: str) -> Any:
    """What stands in one block of home."""
    return opened.page.locator(f".st-sap-den__khoi--{block} .st-han__ten")


def of_month(*days: str, task: str = "bao-cao") -> list[list[str]]:
    """A due day of ``task`` on each of ``days`` (year-month-day), told by its day."""
    return [[day, task, day, f"ngày {day}"] for day in days]


PAST, WEEK, LATER = ("2026-10-30", "2026-11-10", "2026-11-25"), ("2026-12-04",), ("2026-12-05", "2026-12-20")


def test_home_tells_what_is_due_by_the_readers_clock_and_moves_nothing_in_sight(page_http: Any, http_root: str, mine: Unit) -> None:
    shards = {mine.superior: shard(mine.superior, of_month("2026-10-26", *PAST, *WEEK, *LATER, "2026-12-29", "2027-02-25"), []),
              "b": shard("b", of_month("2026-11-30"), [])}
    opened = open_calendar(page_http, http_root, "index.html", shards, today="2026-11-27", viewport={"width": 360, "height": 740})
    expect(opened.page.locator(".st-sap-den__nay")).to_contain_text("Thứ Sáu, ngày 27/11/2026")
    expect(due(opened, "tuan")).to_have_text(["Việc của b ngày 2026-11-30", f"Việc của {mine.superior} ngày 2026-12-04"])
    # Nobody's, so nobody is late.
    expect(opened.page.locator(".st-sap-den__khoi--qua, .st-han--qua, .st-han--gan")).to_have_count(0)
    choose(opened, mine)
    expect(due(opened, "tuan")).to_have_text([f"Việc của {mine.superior} ngày 2026-12-04"])
    expect(due(opened, "sau")).to_have_text([f"Việc của {mine.superior} ngày {day}" for day in LATER])
    expect(due(opened, "qua")).to_have_text([f"Việc của {mine.superior} ngày {day}" for day in reversed(PAST)])
    expect(opened.page.locator(".st-sap-den__khoi--tuan")).to_contain_text("còn 7 ngày")
    expect(opened.page.locator(".st-sap-den__ai")).to_contain_text(mine.name)
    draft = {"mau": "bao-cao-thang", "tenMau": "Báo cáo tháng", "ten": "Tháng 11", "luu": 1795000000000, "gia_tri": {"so": "12"}}
    opened.page.evaluate("(text) => localStorage.setItem('so-tay:nhap:bao-cao-thang:a1', text)", json.dumps(draft))
    again = page_http("index.html", same=opened, goto=False)
    again.page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });""")
    again.page.goto(opened.page.url)
    again.page.locator(".st-sap-den__khoi--qua").wait_for()
    expect(again.page.locator(".st-dang-do[data-so-tay=dang-do]")).to_contain_text("Tháng 11")
    again.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")  # what moved has been told
    assert again.page.evaluate("window.moved") < 0.02 and sound(again)
    later = page_http("index.html", same=opened, today="2027-02-20")
    expect(due(later, "tuan")).to_have_text([f"Việc của {mine.superior} ngày 2027-02-25"])


def test_what_is_marked_on_home_stays_with_its_way_back_until_the_page_is_opened_again(page_http: Any, http_root: str) -> None:
    shards = {"a": shard("a", [*of_month(*PAST), *of_month("2026-10-29", *LATER, task="thu")], [])}
    opened = open_calendar(page_http, http_root, "index.html", shards, of="a", today="2026-11-27")
    expect(due(opened, "qua")).to_have_count(4)
    before = due(opened, "qua").all_inner_texts()
    first = opened.page.locator(".st-sap-den__khoi--qua .st-han").first
    first.get_by_role("button", name="Xong").press("Enter")
    expect(first).to_contain_text("đã xong")
    expect(due(opened, "qua")).to_have_text(before)
    expect(first.get_by_role("button", name="Hoàn lại")).to_be_focused()
    opened.page.keyboard.press("Enter")
    expect(first).to_contain_text("quá 2 ngày")
    expect(first.get_by_role("button", name="Xong")).to_be_focused()
    opened.page.keyboard.press("Enter")
    expect(first).to_contain_text("đã xong")
    again = page_http("index.html", same=opened)
    expect(due(again, "qua")).to_have_text(before[1:])
    again.page.get_by_text("Đã xong (1)").click()
    expect(again.page.locator("details[open]")).to_contain_text(before[0])

    again.page.get_by_role("button", name="Đã gửi hết trước hôm nay").press("Enter")
    expect(again.page.locator(".st-sap-den__bao")).to_contain_text("3 việc")
    expect(due(again, "qua")).to_have_count(0)
    expect(again.page.locator(".st-sap-den__bao").get_by_role("button", name="Hoàn lại")).to_be_focused()
    again.page.keyboard.press("Enter")
    expect(due(again, "qua")).to_have_text(before[1:])

    row = again.page.locator(".st-sap-den__khoi--sau .st-han").first
    row.get_by_role("button", name="Mục khác").click()
    row.get_by_role("button", name="Không phải việc của tôi").click()
    expect(again.page.locator(".st-sap-den__bao")).to_contain_text("Đã ẩn")
    expect(due(again, "sau")).to_have_count(0)
    expect(due(again, "qua")).to_have_count(2)
    third = page_http("index.html", same=again)
    third.page.get_by_text("Không phải việc của tôi (1)").click()
    third.page.get_by_role("button", name="Hiện lại").click()
    expect(due(third, "qua")).to_have_text(before[1:])
    assert not third.outside


def test_a_role_is_chosen_with_the_unit_and_kept_for_home_and_the_calendar(page_http: Any, http_root: str, mine: Unit) -> None:
    days = [*of_month(*PAST, *LATER), *of_month("2026-11-20", "2026-12-01", "2026-12-10", task="phi")]
    shards = {mine.superior: shard(mine.superior, days, [], {"bao-cao": ["bi-thu", "van-phong"], "phi": ["van-phong"]})}
    opened = open_calendar(page_http, http_root, "index.html", shards, today="2026-11-27")
    box = picker(opened)
    for role in ("Bí thư", "Đảng ủy"):
        box.get_by_role("button", name=role, exact=True).click()
        expect(box.get_by_role("button", name=role, exact=True)).to_have_attribute("aria-pressed", "true")
    opened.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    choose(opened, mine)
    expect(opened.page.locator(".st-sap-den__ai")).to_contain_text("Bí thư, đảng ủy")
    opened.page.get_by_text("Việc của người khác trong cấp ủy (3)").wait_for()
    expect(due(opened, "qua")).to_have_count(len(PAST))
    expect(due(opened, "sau")).to_have_count(len(LATER))
    month = open_calendar(page_http, http_root, "lich/index.html", shards, same=opened)
    month.page.get_by_text("Việc của người khác, hoặc đã ẩn (1)").wait_for()
    first_days = page_http("bat-dau/30-ngay-dau.html", same=opened)
    expect(first_days.page.locator("#nguoi-giang")).to_be_hidden()
    expect(first_days.page.locator("#bi-thu")).to_be_visible()
    first_days.page.goto(f"{first_days.page.url}#nguoi-giang")
    expect(first_days.page.locator("#nguoi-giang")).to_be_visible()
    assert sound(opened) and sound(month) and sound(first_days)


def test_an_old_copy_says_that_its_calendar_has_ended(page_file: Any) -> None:
    opened = page_file("index.html", today="2031-01-01")
    opened.page.get_by_text("Lịch của bản sổ tay này chỉ đến").wait_for()


def test_the_month_moves_by_buttons_and_keeps_the_keyboards_place(page_file: Any, handbook: Handbook) -> None:
    opened = page_file("lich/index.html", today=DAY)
    title = opened.page.locator(".st-lich__ten")
    title.get_by_text("Tháng 11/2026").wait_for()
    expect(opened.page.locator("[aria-current=date] .st-lich__so")).to_have_text("22")
    button = opened.page.get_by_role("button", name="Tháng sau")
    button.focus()
    for month in ("12/2026", "1/2027", "2/2027"):
        expect(button).to_be_focused()
        opened.page.keyboard.press("Enter")
        expect(title).to_have_text(f"Tháng {month}")
    expect(button).to_be_focused()
    off = [holiday for holiday in handbook.organisation.holidays if f"{holiday.day:%Y-%m}" == "2027-02" and not holiday.is_worked]
    expect(opened.page.locator(".st-lich__le")).to_have_count(len(off))
    assert sound(opened)


def test_other_superiors_fold_away_once_a_unit_is_chosen(page_file: Any, handbook: Handbook, mine: Unit) -> None:
    opened = page_file("lich/nam.html", today=DAY)
    tables = opened.page.locator(".st-lich-nam:visible")
    every = tables.count()
    choose(opened, mine)
    expect(tables).to_have_count(1)
    expect(tables.first).to_contain_text(handbook.organisation.superior_of(mine).party_name)
    if every > 1:
        opened.page.get_by_role("button", name="Hiện phần của mọi cấp trên").click()
    expect(tables).to_have_count(every)


def test_without_a_script_the_calendar_and_the_list_are_plain(page_file: Any) -> None:
    opened = page_file("lich/index.html", java_script_enabled=False)
    text = opened.page.locator(".st-lich").inner_text()
    assert "Tháng 12/2026" in text or "Tháng" in text
    assert opened.page.locator(".st-han").count() > 0
    home = page_file("index.html", java_script_enabled=False)
    assert home.page.locator(".st-sap-den .st-han").count() > 0
    assert home.page.locator(".st-sap-den__song").evaluate("place => place.offsetHeight") == 0
    assert not home.page.locator(".st-don-vi-nut").is_visible()


def test_every_calendar_link_of_the_site_leads_to_a_file(page_file: Any, site: Path, handbook: Handbook) -> None:
    opened = page_file("lich/tep-lich.html", today=DAY)
    links = opened.page.locator("a[href$='.ics']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) >= len(handbook.organisation.superiors)
    for link in links:
        assert (site / "lich" / link).resolve().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_picker_fits_a_phone(page_file: Any) -> None:
    opened = page_file("lich/index.html", today=DAY, viewport={"width": 360, "height": 640})
    box = picker(opened).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] <= 640
    comes_to(opened.page, "document.documentElement.scrollWidth <= 360", True)


def test_the_calendar_of_every_superior_shows_every_superior(page_http: Any, http_root: str) -> None:
    names = ["a", "b", "c", "d", "e"]
    shards = {name: shard(name, [[f"2026-11-2{4 + n}", "bao-cao", "2026-11", "tháng 11/2026"]], [[f"2026-11-1{n}", f"Nghỉ {name}", "nghỉ"]])
              for n, name in enumerate(names)}
    home = open_calendar(page_http, http_root, "index.html", shards, today=DAY)
    home.page.get_by_text("Đang hiển thị thời hạn của mọi cấp trên").wait_for()
    expect(home.page.locator(".st-sap-den__song .st-han__ten")).to_have_count(len(names))
    shown = home.page.locator(".st-sap-den__song .st-han__ten").all_text_contents()
    assert sorted(text.split(" tháng")[0] for text in shown) == [f"Việc của {name}" for name in names]
    month = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    expect(month.page.locator(".st-lich__song .st-han")).to_have_count(5)
    expect(month.page.locator(".st-lich__le")).to_have_text([f"Nghỉ {name}" for name in names])


def test_the_month_begins_with_what_is_due_and_folds_what_is_past(page_http: Any, http_root: str) -> None:
    days = [[day, "bao-cao", day[:7], f"tháng {day[5:7]}/2026"] for day in ("2026-11-10", "2026-11-25", "2026-12-10", "2026-12-20")]
    shards = {"a": shard("a", days, []), "b": shard("b", [], [])}
    opened = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    shown = opened.page.locator(".st-lich__song .st-han:visible .st-han__ngay")
    expect(shown).to_have_text(["25/11"])
    opened.page.get_by_text("Đã qua (1)").click()
    expect(shown).to_have_text(["25/11", "10/11"])
    opened.page.get_by_role("button", name="Tháng trước").click()
    expect(opened.page.locator(".st-lich__song")).to_contain_text("Tháng này không có thời hạn nào")
    late = open_calendar(page_http, http_root, "lich/index.html", shards, today="2026-11-28")
    expect(late.page.locator(".st-lich__song")).to_contain_text("Từ nay đến hết tháng không còn thời hạn nào. Thời hạn tiếp theo:")
    expect(late.page.locator(".st-lich__song .st-han:visible .st-han__ngay")).to_have_text(["10/12", "20/12"])
    late.page.get_by_role("button", name="Tháng sau").click()
    late.page.get_by_role("button", name="Tháng trước").click()
    expect(late.page.locator(".st-lich__song details")).to_have_count(1)
    own = open_calendar(page_http, http_root, "lich/index.html", shards, today="2026-11-28", of="a")
    overdue = own.page.locator(".st-lich__song .st-han:visible")
    expect(overdue).to_have_class(["st-han st-han--qua", "st-han st-han--qua"])  # of one's own unit what is not sent stays due
    assert sound(opened) and sound(late)


def test_one_tick_marks_one_of_two_deadlines_in_one_period(page_http: Any, http_root: str) -> None:
    days = [[day, "bao-cao", "2026-11", "tháng 11/2026"] for day in ("2026-11-10", "2026-11-25")]
    shards = {"a": shard("a", days, []), "b": shard("b", [], [])}
    opened = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY, of="a")
    rows = opened.page.locator(".st-lich__song .st-han")
    rows.first.get_by_role("button", name="Xong").click()
    expect(rows).to_have_class(["st-han st-han--xong", "st-han st-han--gan"])
    again = open_calendar(page_http, http_root, "lich/index.html", shards, same=opened)
    rows = again.page.locator(".st-lich__song .st-han")
    expect(rows).to_have_class(["st-han st-han--gan", "st-han st-han--xong"])  # what is still due comes first
    again.page.get_by_text("Đã qua (1)").click()
    rows.last.get_by_role("button", name="Hoàn lại").click()
    expect(rows).to_have_class(["st-han st-han--qua", "st-han st-han--gan"])
    comes_to(again.page, "JSON.parse(localStorage.getItem('so-tay:viec-xong'))", {})


def test_the_copy_of_a_unit_speaks_of_it_from_the_first_opening(page_file: Any, site: Path, tmp_path: Path, handbook: Handbook) -> None:
    unit = next(iter(handbook.organisation.units.values()))
    made = next(write_for(site, tmp_path / "dist", {unit.id: preset_script(handbook.organisation, unit.id)}))
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path)
    opened = page_file(goto=False)
    opened.page.goto((tmp_path / "so-tay" / "index.html").as_uri())
    expect(opened.page.locator(".st-don-vi-nut")).to_have_text(unit.short, use_inner_text=True)
    assert opened.page.evaluate("document.documentElement.dataset.capTrenCuaToi") == unit.superior and not opened.errors
    assert opened.page.evaluate("SoTay.isUnitKept()") is False
