"""A clerk's jobs on the built site, opened from files: how long each takes a person, and how many fields are typed in.

A person is reckoned with 5 keys a second and 1 second a press; what the machine itself needs is measured and added. Nobody waits for the
person here, so that a job of a minute is measured in seconds.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.commands.check_site import ensure_chromium
from macros.commands.site import build_site
from tests.chromium import FLAGS

KEY = 1 / 5
PRESS = 1.0
TODAY = "2026-10-24"
A_MONTH_LATER = "2026-11-24"


class Clerk:
    """One person at one window: every press and every key is counted."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page, self.site = page, site
        self.begin()

    def begin(self) -> None:
        self.person, self.fields, self.presses, self.since = 0.0, 0, 0, time.perf_counter()

    @property
    def seconds(self) -> float:
        return self.person + time.perf_counter() - self.since

    def open(self, path: str) -> None:
        self.page.goto((self.site / path).as_uri())

    def press(self, place: Any) -> None:
        place.first.click()
        self.person += PRESS
        self.presses += 1

    def keys(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.person += len(text) * KEY

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.person += KEY

    def fill(self, place: Any, text: str) -> None:
        """Put the caret into a field, by Tab where it is the next one, take what stands there away, and type."""
        self.key("Tab")
        if not place.first.evaluate("one => one === document.activeElement"):
            self.press(place)
        self.key("Control+A")
        self.keys(text)
        self.fields += 1


def _choose_unit(clerk: Clerk) -> None:
    clerk.press(clerk.page.locator(".st-don-vi-nut"))
    clerk.page.locator("dialog[open] input[type=search], dialog[open] input[type=text]").first.wait_for()
    clerk.keys("phổi")
    clerk.page.locator("dialog[open] [role=option]", has_text="Phổi").first.wait_for()
    clerk.key("Enter")
    clerk.page.locator(".st-don-vi-nut", has_text="Phổi").wait_for()


def _download(clerk: Clerk) -> None:
    with clerk.page.expect_download():
        clerk.press(clerk.page.locator(".st-dien__thanh button[type=submit]"))


def _form(clerk: Clerk) -> Any:
    form = clerk.page.get_by_role("region", name="Điền mẫu")
    form.wait_for()
    return form


def _on(day: str) -> str:
    return f"window.SO_TAY_HOM_NAY = '{day}T12:00:00'"


def _monthly_row(clerk: Clerk, month: int) -> Any:
    """What the home page says of the monthly report."""
    clerk.open("index.html")
    return clerk.page.locator(".st-han", has_text=f"Báo cáo công tác tháng {month}/2026")


def first_month(clerk: Clerk) -> None:
    """A machine on which nobody has worked: the unit, the month's report whole, and the mark that it is sent."""
    clerk.open("index.html")
    _choose_unit(clerk)
    clerk.press(_monthly_row(clerk, 10).get_by_role("link", name="Điền mẫu"))
    form = _form(clerk)
    texts = {
        "Kết quả lãnh đạo nhiệm vụ": "Khám 4.120 lượt, tăng 3% so tháng 10.", "Chính trị, tư tưởng": "54/57 đảng viên học chuyên đề.",
        "Tổ chức, cán bộ": "4/4 chi bộ họp đúng kỳ.", "Kiểm tra, giám sát": "Xong 1/1 cuộc giám sát.",
        "Hạn chế, nguyên nhân": "Khoa Dược gửi muộn 2 ngày.", "Nhiệm vụ trọng tâm": "Kiểm điểm cuối năm xong trước 15/12.",
        "Họ tên người ký": "Trần Văn Minh", "Ngày ký": "24/10", "Số văn bản": "24",
    }  # fmt: skip
    for label, text in texts.items():
        clerk.fill(form.get_by_label(label), text)
    _download(clerk)
    clerk.press(_monthly_row(clerk, 10).get_by_role("button", name="Xong"))


def next_month(clerk: Clerk) -> None:
    """The same report a month later, from the last one."""
    clerk.page.add_init_script(_on(A_MONTH_LATER))
    clerk.press(_monthly_row(clerk, 11).get_by_role("link", name="Điền mẫu"))
    clerk.press(clerk.page.get_by_role("button", name="Làm mới từ bản"))
    form = _form(clerk)
    clerk.fill(form.get_by_label("Kết quả lãnh đạo nhiệm vụ"), "Xong việc tháng trước giao.")
    clerk.fill(form.get_by_label("Hạn chế, nguyên nhân"), "Không chậm việc nào.")
    clerk.fill(form.get_by_label("Ngày ký"), "27/11")
    clerk.fill(form.get_by_label("Số văn bản"), "25")
    _download(clerk)


def first_invitation(clerk: Clerk) -> None:
    """An invitation with nothing to go on from; the way there is the search box of the home page."""
    _invitation(clerk, "Điền ngay", {
        "Mời dự": "dự họp Đảng ủy tháng 12", "Người được mời": "Bí thư các chi bộ", "Nội dung": "Kiểm điểm cuối năm",
        "Thời gian": "8 giờ ngày 04/12/2026", "Địa điểm": "Phòng họp 2", "Chủ trì": "đồng chí Minh, Bí thư",
        "Xác nhận dự": "trước ngày 02/12",
    })  # fmt: skip


def next_invitation(clerk: Clerk) -> None:
    """The next invitation, from the last one."""
    _invitation(clerk, "Làm mới từ bản trước", {
        "Nội dung": "Báo cáo tháng 12, chương trình năm 2027", "Thời gian": "14 giờ 00 phút, ngày 04/12/2026",
        "Xác nhận dự": "trước ngày 02/12/2026",
    })  # fmt: skip


def _invitation(clerk: Clerk, begin: str, texts: dict[str, str]) -> None:
    clerk.open("index.html")
    clerk.page.wait_for_function("() => window.SoTay && document.readyState === 'complete'")
    clerk.key("/")
    clerk.keys("giấy mời")
    found = clerk.page.locator("a[href*='mau/giay-moi.html']")
    found.first.wait_for()
    clerk.press(found)
    clerk.press(clerk.page.get_by_role("button", name=begin))
    form = _form(clerk)
    for label, text in texts.items():
        clerk.fill(form.get_by_role("textbox", name=label), text)
    clerk.press(form.locator("[id$=ngay_ky] + button"))
    _download(clerk)


# In this order, on one machine: what a month leaves behind is what the next one begins with. (job, what is asked: seconds)
JOBS: tuple[tuple[str, Callable[[Clerk], None], int], ...] = (
    ("Tháng đầu với đơn vị mới", first_month, 120),
    ("Báo cáo tháng, tháng thứ hai", next_month, 45),
    ("Giấy mời đầu tiên", first_invitation, 40),
    ("Giấy mời kế tiếp", next_invitation, 40),
)


def bench_clerk(site: Path | None = None) -> None:
    """Print seconds, fields and presses of every job."""
    from playwright.sync_api import sync_playwright

    chromium = ensure_chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = site or Path(folder) / "site"
        if site is None:
            build_site(built)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 1366, "height": 680}, accept_downloads=True, locale="vi-VN")
        context.add_init_script(_on(TODAY))
        clerk = Clerk(context.new_page(), built.resolve())
        print(f"{'việc':<34}{'giây':>8}{'cần':>6}{'ô gõ':>6}{'lần bấm':>9}")
        for name, job, asked in JOBS:
            clerk.begin()
            job(clerk)
            print(f"{name:<34}{clerk.seconds:8.1f}{asked:6}{clerk.fields:6}{clerk.presses:9}", flush=True)
        browser.close()
