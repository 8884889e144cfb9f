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

DAY = "2026-11-22"
KEY = "so-tay:don-vi"


@pytest.fixture(scope="session")
def mine(handbook: Handbook) -> Unit:
    """A unit of the office, somewhere in its list, to whose superior something is due."""
    asking = {rule.superior for rule in handbook.organisation.due_rules}
    asked = [unit for unit in handbook.organisation.units.values() if unit.superior in asking]
    return asked[len(asked) // 2]


def choose(opened: Any, unit: Unit) -> None:
    """Take ``unit`` as a reader does who types its whole name without accents."""
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    opened.page.keyboard.type(fold(unit.agency))
    opened.page.keyboard.press("Enter")
    opened.page.locator("html:not([data-cap-tren-cua-toi=''])").wait_for()


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
    assert again.page.locator(".st-don-vi-nut").inner_text() == mine.short
    assert again.page.locator("article").inner_text().count("Xóa khỏi máy này") == 0  # the unit takes no room of the page
    again.page.locator(".st-don-vi-nut").click()
    chosen = again.page.locator(".st-don-vi-hop__dang").inner_text()
    assert mine.name in chosen and f"tính đến {format_date(about.as_of)}" in chosen and ("dữ liệu mẫu" in chosen) == about.sample
    assert again.page.evaluate("SoTay.unit().id") == mine.id
    assert sound(opened) and sound(again)


def test_enter_takes_no_doubtful_unit_but_goes_to_the_list(page_file: Any, handbook: Handbook) -> None:
    begun = Counter(" ".join(fold(unit.agency).split()[:2]) for unit in handbook.organisation.units.values())
    words, times = begun.most_common(1)[0]
    if times < 2:
        pytest.skip("the office has no two units whose names begin alike")
    opened = page_file("lich/index.html", today=DAY)
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    opened.page.keyboard.type(words)
    assert opened.page.locator(".st-don-vi-hop__o").get_attribute("aria-activedescendant") == ""
    opened.page.keyboard.press("Enter")
    assert saved(opened) is None and "Chưa rõ đơn vị nào" in opened.page.locator(".st-don-vi-hop__bao").inner_text()
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
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
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    for _ in range(3):
        opened.page.keyboard.press("ArrowDown")
    active = opened.page.locator(".st-don-vi-hop__o").get_attribute("aria-activedescendant")
    assert active and opened.page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator(".st-don-vi-hop").is_visible()
    assert opened.page.evaluate("document.activeElement.className").startswith("st-don-vi-nut")


def test_the_whole_list_can_be_unfolded(page_file: Any, handbook: Handbook) -> None:
    units = len(handbook.organisation.units)
    opened = page_file("lich/index.html", today=DAY)
    opened.page.locator(".st-don-vi-nut").click()
    options = opened.page.locator(".st-don-vi-hop__muc")
    options.first.wait_for()
    assert options.count() == min(units, 25)
    while (shown := options.count()) < units:
        options.last.click()
        assert options.count() > shown
    assert options.count() == units


def test_the_unit_is_wiped_from_a_shared_computer_in_the_list_of_what_it_keeps(page_file: Any, mine: Unit) -> None:
    opened = page_file("lich/index.html", today=DAY)
    opened.page.locator(".st-don-vi-nut").click()
    assert not opened.page.locator(".st-don-vi-hop__dang").is_visible()
    opened.page.keyboard.press("Escape")
    choose(opened, mine)
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.get_by_role("button", name="Xóa khỏi máy này").click()
    assert not opened.page.locator(".st-don-vi-hop").is_visible()
    opened.page.get_by_role("button", name=f"Xóa: {mine.name}").click()
    assert saved(opened) is None and opened.page.evaluate("SoTay.unit()") is None
    opened.page.keyboard.press("Escape")
    opened.page.locator(".st-don-vi-nut").click()
    assert not opened.page.locator(".st-don-vi-hop__dang").is_visible()


def test_a_choice_made_on_older_data_is_read_again(page_file: Any, mine: Unit) -> None:
    opened = page_file("lich/index.html", today=DAY)
    choose(opened, mine)
    record = {**saved(opened), "phien_ban": "cu", "ten": "Đảng bộ Tên đã đổi"}
    opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    again = page_file("lich/index.html", same=opened)
    again.page.wait_for_function("(name) => SoTay.unit().ten === name", arg=mine.name)
    assert saved(again)["ten"] == mine.name
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


def due(opened: Any, block: str) -> list[str]:
    """What stands in one block of home."""
    return opened.page.locator(f".st-sap-den__khoi--{block} .st-han__ten").all_inner_texts()  # type: ignore[no-any-return]


def of_month(*days: str, task: str = "bao-cao") -> list[list[str]]:
    """A due day of ``task`` on each of ``days`` (year-month-day), told by its day."""
    return [[day, task, day, f"ngày {day}"] for day in days]


PAST, WEEK, LATER = ("2026-10-30", "2026-11-10", "2026-11-25"), ("2026-12-04",), ("2026-12-05", "2026-12-20")


def test_home_tells_what_is_due_by_the_readers_clock_and_moves_nothing_in_sight(page_http: Any, http_root: str, mine: Unit) -> None:
    shards = {mine.superior: shard(mine.superior, of_month("2026-10-26", *PAST, *WEEK, *LATER, "2026-12-29", "2027-02-25"), []),
              "b": shard("b", of_month("2026-11-30"), [])}
    opened = open_calendar(page_http, http_root, "index.html", shards, today="2026-11-27", viewport={"width": 360, "height": 740})
    assert "Thứ Sáu, ngày 27/11/2026" in opened.page.locator(".st-sap-den__nay").inner_text()
    opened.page.locator(".st-sap-den__khoi--tuan").wait_for()
    assert opened.page.locator(".st-sap-den__khoi--qua, .st-han--qua, .st-han--gan").count() == 0  # nobody's, so nobody is late
    assert due(opened, "tuan") == ["Việc của b ngày 2026-11-30", f"Việc của {mine.superior} ngày 2026-12-04"]
    choose(opened, mine)
    assert due(opened, "tuan") == [f"Việc của {mine.superior} ngày 2026-12-04"]
    assert due(opened, "sau") == [f"Việc của {mine.superior} ngày {day}" for day in LATER]
    assert due(opened, "qua") == [f"Việc của {mine.superior} ngày {day}" for day in reversed(PAST)]
    assert "còn 7 ngày" in opened.page.locator(".st-sap-den__khoi--tuan").inner_text()
    assert mine.name in opened.page.locator(".st-sap-den__ai").inner_text()
    draft = {"mau": "bao-cao-thang", "tenMau": "Báo cáo tháng", "ten": "Tháng 11", "luu": 1795000000000, "gia_tri": {"so": "12"}}
    opened.page.evaluate("(text) => localStorage.setItem('so-tay:nhap:bao-cao-thang:a1', text)", json.dumps(draft))
    again = page_http("index.html", same=opened, goto=False)
    again.page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });""")
    again.page.goto(opened.page.url)
    again.page.locator(".st-sap-den__khoi--qua").wait_for()
    assert again.page.locator(".st-dang-do[data-so-tay=dang-do]").is_visible()
    assert again.page.evaluate("window.moved") < 0.02 and sound(again)
    later = page_http("index.html", same=opened, today="2027-02-20")
    later.page.locator(".st-sap-den__khoi--tuan").wait_for()
    assert due(later, "tuan") == [f"Việc của {mine.superior} ngày 2027-02-25"]


def test_what_is_marked_on_home_stays_with_its_way_back_until_the_page_is_opened_again(page_http: Any, http_root: str) -> None:
    shards = {"a": shard("a", [*of_month(*PAST), *of_month("2026-10-29", *LATER, task="thu")], [])}
    opened = open_calendar(page_http, http_root, "index.html", shards, of="a", today="2026-11-27")
    opened.page.locator(".st-sap-den__khoi--qua").wait_for()
    before = due(opened, "qua")
    assert len(before) == 4
    first = opened.page.locator(".st-sap-den__khoi--qua .st-han").first
    first.get_by_role("button", name="Xong").press("Enter")
    assert due(opened, "qua") == before and "đã xong" in first.inner_text()
    assert opened.page.evaluate("document.activeElement.textContent").startswith("Hoàn lại")
    opened.page.keyboard.press("Enter")
    assert "quá 2 ngày" in first.inner_text()
    opened.page.keyboard.press("Enter")
    again = page_http("index.html", same=opened)
    again.page.locator(".st-sap-den__khoi--qua").wait_for()
    assert due(again, "qua") == before[1:]
    again.page.get_by_text("Đã xong (1)").click()
    assert before[0] in again.page.locator("details[open]").inner_text()

    again.page.get_by_role("button", name="Đã gửi hết trước hôm nay").press("Enter")
    assert due(again, "qua") == [] and "3 việc" in again.page.locator(".st-sap-den__bao").inner_text()
    again.page.keyboard.press("Enter")  # the keyboard is at «Hoàn lại»
    assert due(again, "qua") == before[1:]

    row = again.page.locator(".st-sap-den__khoi--sau .st-han").first
    row.get_by_role("button", name="Thêm").click()
    row.get_by_role("button", name="Không phải việc của tôi").click()
    assert due(again, "sau") == [] and len(due(again, "qua")) == 2
    third = page_http("index.html", same=again)
    third.page.get_by_text("Không phải việc của tôi (1)").click()
    third.page.get_by_role("button", name="Hiện lại").click()
    assert due(third, "qua") == before[1:] and not third.outside


def test_a_role_is_chosen_with_the_unit_and_kept_for_home_and_the_calendar(page_http: Any, http_root: str, mine: Unit) -> None:
    days = [*of_month(*PAST, *LATER), *of_month("2026-11-20", "2026-12-01", "2026-12-10", task="phi")]
    shards = {mine.superior: shard(mine.superior, days, [], {"bao-cao": ["bi-thu", "van-phong"], "phi": ["van-phong"]})}
    opened = open_calendar(page_http, http_root, "index.html", shards, today="2026-11-27")
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.get_by_role("button", name="Bí thư").click()
    opened.page.get_by_role("button", name="Đảng ủy", exact=True).click()
    opened.page.keyboard.press("Escape")
    choose(opened, mine)
    assert "Bí thư, đảng ủy" in opened.page.locator(".st-sap-den__ai").inner_text()
    opened.page.get_by_text("Việc của người khác trong cấp ủy (3)").wait_for()
    assert len(due(opened, "qua")) == len(PAST) and len(due(opened, "sau")) == len(LATER)
    month = open_calendar(page_http, http_root, "lich/index.html", shards, same=opened)
    month.page.get_by_text("Việc của người khác, hoặc đã ẩn (1)").wait_for()
    first_days = page_http("bat-dau/30-ngay-dau.html", same=opened)
    assert first_days.page.locator("#bi-thu").is_visible()
    assert not first_days.page.locator("#nguoi-giang").is_visible()
    first_days.page.goto(f"{first_days.page.url}#nguoi-giang")
    assert first_days.page.locator("#nguoi-giang").is_visible()
    assert sound(opened) and sound(month) and sound(first_days)


def test_an_old_copy_says_that_its_calendar_has_ended(page_file: Any) -> None:
    opened = page_file("index.html", today="2031-01-01")
    opened.page.get_by_text("Lịch của bản sổ tay này chỉ đến").wait_for()


def test_the_month_moves_by_buttons_and_keeps_the_keyboards_place(page_file: Any, handbook: Handbook) -> None:
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
    off = [holiday for holiday in handbook.organisation.holidays if f"{holiday.day:%Y-%m}" == "2027-02" and not holiday.is_worked]
    assert opened.page.locator(".st-lich__le").count() == len(off)
    assert sound(opened)


def test_other_superiors_fold_away_once_a_unit_is_chosen(page_file: Any, handbook: Handbook, mine: Unit) -> None:
    opened = page_file("lich/nam.html", today=DAY)
    tables = opened.page.locator(".st-lich-nam:visible")
    every = tables.count()
    choose(opened, mine)
    assert tables.count() == 1 and handbook.organisation.superior_of(mine).party_name in tables.first.inner_text()
    if every > 1:
        opened.page.get_by_role("button", name="Hiện mọi cấp trên").click()
    assert tables.count() == every


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
    opened.page.locator(".st-don-vi-nut").click()
    opened.page.locator(".st-don-vi-hop__muc").first.wait_for()
    box = opened.page.locator(".st-don-vi-hop").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] <= 640
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_calendar_of_every_superior_shows_every_superior(page_http: Any, http_root: str) -> None:
    names = ["a", "b", "c", "d", "e"]
    shards = {name: shard(name, [[f"2026-11-2{4 + n}", "bao-cao", "2026-11", "tháng 11/2026"]], [[f"2026-11-1{n}", f"Nghỉ {name}", "nghỉ"]])
              for n, name in enumerate(names)}
    home = open_calendar(page_http, http_root, "index.html", shards, today=DAY)
    home.page.get_by_text("Đang hiện thời hạn của mọi cấp trên").wait_for()
    home.page.locator(".st-sap-den__song .st-han").first.wait_for()
    shown = home.page.locator(".st-sap-den__song .st-han__ten").all_text_contents()
    assert sorted(text.split(" tháng")[0] for text in shown) == [f"Việc của {name}" for name in names]
    month = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY)
    month.page.locator(".st-lich__song .st-han").first.wait_for()
    assert month.page.locator(".st-lich__song .st-han").count() == 5
    assert month.page.locator(".st-lich__le").all_inner_texts() == [f"Nghỉ {name}" for name in names]


def test_one_tick_marks_one_of_two_deadlines_in_one_period(page_http: Any, http_root: str) -> None:
    days = [[day, "bao-cao", "2026-11", "tháng 11/2026"] for day in ("2026-11-10", "2026-11-25")]
    shards = {"a": shard("a", days, []), "b": shard("b", [], [])}
    opened = open_calendar(page_http, http_root, "lich/index.html", shards, today=DAY, of="a")
    rows = opened.page.locator(".st-lich__song .st-han")
    rows.first.get_by_role("button", name="Xong").click()
    expect(rows).to_have_class(["st-han st-han--xong", "st-han st-han--gan"])
    again = open_calendar(page_http, http_root, "lich/index.html", shards, same=opened)
    rows = again.page.locator(".st-lich__song .st-han")
    rows.first.get_by_role("button", name="Hoàn lại").click()
    expect(rows).to_have_class(["st-han st-han--qua", "st-han st-han--gan"])
    assert json.loads(again.page.evaluate("localStorage.getItem('so-tay:viec-xong')")) == {}


def test_the_copy_of_a_unit_speaks_of_it_from_the_first_opening(page_file: Any, site: Path, tmp_path: Path, handbook: Handbook) -> None:
    unit = next(iter(handbook.organisation.units.values()))
    made = next(write_for(site, tmp_path / "dist", {unit.id: preset_script(handbook.organisation, unit.id)}))
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path)
    opened = page_file(goto=False)
    opened.page.goto((tmp_path / "so-tay" / "index.html").as_uri())
    assert opened.page.locator(".st-don-vi-nut").inner_text() == unit.short
    assert opened.page.evaluate("document.documentElement.dataset.capTrenCuaToi") == unit.superior and not opened.errors
    assert opened.page.evaluate("SoTay.isUnitKept()") is False
