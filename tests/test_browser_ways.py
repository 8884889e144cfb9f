"""Ways through the site that lead on: journeys with their steps and ticks, and the page of an address that leads nowhere."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from macros.load.page_folder import PageFolder
from macros.model import Handbook
from macros.site import journeys
from tests.chromium import Quiet, served

ROOT = Path(__file__).parents[1]


def test_each_step_of_a_journey_leads_back_and_on(handbook: Handbook) -> None:
    found = journeys.stops(PageFolder(ROOT / "docs"), handbook.pages)
    admission = {stop.id: stop for stop in found["quy-trinh/ket-nap.md"]}["dang-vien-moi"]
    assert (admission.number, admission.total) == (2, 7)
    assert admission.before and admission.before[1].startswith("Bước 1. ")
    assert admission.after and admission.after[1].startswith("Bước 3. ")
    for path, stops in found.items():
        assert path in handbook.pages
        assert not any("{" in stop.heading for stop in stops)
        assert len({stop.id for stop in stops}) == len(stops)
        for stop in stops:
            assert (stop.before is None, stop.after is None) == (stop.number == 1, stop.number == stop.total)


def test_a_journey_opens_at_the_first_step_that_is_not_done_and_goes_along(page_file: Any) -> None:
    opened = page_file("hanh-trinh/dang-vien-moi.html")
    page = opened.page
    steps, open_steps = page.locator("details.st-chang"), page.locator("details.st-chang[open]")
    expect(page.locator(".md-footer__link")).to_have_count(0)  # its neighbours in the menu are other journeys
    expect(steps).to_have_count(7)
    expect(open_steps).to_have_count(1)
    for box in open_steps.locator(".st-tich").all():
        box.check()
    page.reload()
    expect(steps.nth(0)).to_have_class("st-nhom st-chang st-chang--xong")
    expect(open_steps).to_have_count(1)
    expect(steps.nth(1)).to_have_attribute("open", "")
    steps.nth(1).get_by_role("link", name="kết nạp đảng viên").click()
    stop = page.locator("h1 + .st-dang-di__mot")
    expect(stop).to_contain_text(re.compile(r"^\s*Đang ở bước 2/7"))
    stop.locator("a[rel=next]").click()
    expect(stop).to_contain_text(re.compile(r"^\s*Đang ở bước 3/7"))
    page.go_back()
    foot = page.locator(".md-footer__link")
    address = "(all) => all.map((link) => link.href)"
    assert foot.evaluate_all(address) == stop.locator("a[rel]").evaluate_all(address)
    expect(foot.first).to_have_text(re.compile(r"^\s*Bước trước\s*Bước 1\. "))
    foot.last.click()
    expect(stop).to_contain_text(re.compile(r"^\s*Đang ở bước 3/7"))
    page.go_back()
    expect(stop).to_contain_text(re.compile(r"^\s*Đang ở bước 2/7"))
    page.go_back()
    page.get_by_role("button", name="Bỏ hết dấu").click()
    expect(page.locator(".st-tich:checked")).to_have_count(0)
    page.get_by_role("button", name="Hoàn lại").click()
    expect(page.locator(".st-tich:checked")).to_have_count(3)
    assert opened.errors == []


def test_without_scripts_a_journey_is_prose(page_file: Any) -> None:
    plain = page_file("hanh-trinh/dang-vien-moi.html", java_script_enabled=False).page
    expect(plain.get_by_text("Lập bìa hồ sơ, kèm bảng theo dõi thời hạn")).to_be_visible()
    assert plain.locator("details:not(#can-cu + details), .st-tich").count() == 0  # only the sources at its end are folded


@pytest.fixture
def hosted(site: Path, tmp_path: Path) -> Iterator[str]:
    """The site in a folder of its host, which answers with the site's own page where nothing is."""
    (tmp_path / "so-tay").symlink_to(site)

    class Host(Quiet):
        def do_GET(self) -> None:
            if self.path.endswith("danh-sach.js"):
                time.sleep(0.3)  # a slow host: the scripts of lists come after the page has been started
            super().do_GET()

        def send_error(self, code: int, *_: Any) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with served(tmp_path, handler=Host) as address:
        yield f"{address}/so-tay/"


def test_an_address_that_leads_nowhere_is_guessed_also_in_a_folder_of_a_host(page_http: Any, hosted: str) -> None:
    page = page_http(goto=False).page
    page.goto(f"{hosted}quy-trinh/cu/bao-cao-thang-11.html")
    guess = page.locator("[data-so-tay='doan-trang'] a").first
    expect(guess).to_have_text("Báo cáo tháng")
    expect(page.locator("[data-so-tay='doan-trang'] li").first).to_have_text("Báo cáo tháng (quy trình)")
    expect(page.locator("h1")).to_have_css("font-family", re.compile('^"Be Vietnam Pro"'))
    guess.click()
    page.wait_for_url(f"{hosted}quy-trinh/bao-cao-thang.html")
    page.goto(f"{hosted}khong-co")
    page.get_by_role("link", name="Về trang đầu").click()
    page.wait_for_url(f"{hosted}index.html")
