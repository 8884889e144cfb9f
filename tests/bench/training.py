"""How fast training answers on a PC four times slower, from files: each interaction from the press to the next painted frame."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.commands.site import build_site
from tests.chromium import FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWDOWN = 4
# Does `act` to the element and waits until the frame that shows its effect has been painted; milliseconds.
_PRESS = """([pick, act]) => new Promise(done => {
  const all = [...document.querySelectorAll(pick)], named = act.startsWith('=') && all.find(e => e.textContent.trim() === act.slice(1));
  const element = named || all[0], start = performance.now();
  if (act.startsWith('key:')) document.dispatchEvent(new KeyboardEvent('keydown', {key: act.slice(4), bubbles: true}));
  else element.click();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now() - start);
    after.port2.postMessage(0);
  });
})"""
# Answers the question shown, whatever its kind, and leaves the press to be measured: the first choice, or the first arrow.
_ANSWER = ".st-thi__cau input[type=radio], .st-thi__cau input[type=checkbox], .st-thi__cau button:not(:disabled)"


def _press(page: Page, pick: str, act: str = "") -> float:
    return float(page.evaluate(_PRESS, [pick, act]))


def _practice(page: Page, root: str) -> Iterator[tuple[str, float]]:
    page.goto(f"{root}/dao-tao/bai/bao-cao-thang.html")
    page.locator(".st-cau-hoi__form").first.wait_for()
    for _ in range(5):
        yield "Luyện tập: chọn phương án", _press(page, ".st-cau-hoi__o input")
        yield "Luyện tập: kiểm tra", _press(page, ".st-cau-hoi .st-nut", "=Kiểm tra")
        yield "Luyện tập: làm lại", _press(page, ".st-cau-hoi .st-nut", "=Làm lại")


def _exam(page: Page, root: str) -> Iterator[tuple[str, float]]:
    page.goto(f"{root}/dao-tao/thi.html")
    page.get_by_role("button", name="Bắt đầu").wait_for()
    yield "Thi: bắt đầu đề 40 câu", _press(page, ".st-nut", "=Bắt đầu")
    for at in range(40):
        if page.locator(_ANSWER).count():
            yield "Thi: trả lời", _press(page, _ANSWER)
        if at % 8 == 0:
            yield "Thi: cắm cờ", _press(page, ".st-nut", "=Đánh dấu xem lại")
        if at < 39:
            yield "Thi: câu sau", _press(page, ".st-nut", "=Câu sau")
    yield "Thi: nộp bài", _press(page, ".st-nut", "=Nộp bài")
    yield "Thi: nộp thật 40 câu, chấm, hiện bài", _press(page, ".st-nut", "=Xác nhận nộp bài")
    for at in range(1, 6):
        yield "Xem lại: mở một câu", _press(page, f".st-thi__xem:nth-of-type({at}) summary")


def _load(page: Page, root: str) -> Iterator[tuple[str, float]]:
    """Not a press: from the address to the question on the screen, after the exam and the practice have been done."""
    exam = ("Mở trang: bài vừa thi", "thi.html", ".st-thi__xem")
    for name, path, seen in (exam, ("Mở trang: ôn lại", "on-lai.html", ".st-on-lai p:not(.st-can-js)")):
        began = time.perf_counter()
        page.goto(f"{root}/dao-tao/{path}")
        page.locator(seen).first.wait_for()
        yield name, (time.perf_counter() - began) * 1000


def _slides(page: Page, root: str) -> Iterator[tuple[str, float]]:
    page.goto(f"{root}/dao-tao/bai/bao-cao-thang.html?trinh-chieu")
    page.locator(".st-chieu__trang--hien").wait_for()
    for _ in range(20):
        yield "Trình chiếu: sang trang", _press(page, "body", "key:PageDown")


def _class(page: Page, root: str) -> Iterator[tuple[str, float]]:
    page.goto(f"{root}/dao-tao/lop-hoc.html")
    for at in range(3):
        page.locator('.st-lop input[name="ten"]').fill(f"Người {at}")
        yield "Lớp học: thêm người", _press(page, ".st-nut", "=Thêm người học")


def measure(page: Page, root: str) -> dict[str, list[float]]:
    """Milliseconds of every interaction by name, in the order of use; ``root`` is the site's folder as an address."""
    session: Any = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    times: dict[str, list[float]] = {}
    for part in (_practice, _exam, _load, _slides, _class):
        for name, milliseconds in part(page, root):
            times.setdefault(name, []).append(milliseconds)
    return times


def bench_training() -> None:
    """Prints how many times each was done, the median and the slowest."""
    from playwright.sync_api import sync_playwright

    from macros.commands.check_site import ensure_chromium

    chromium = ensure_chromium()  # it is asked before our own playwright begins, because it asks playwright too
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        if build_site(site):
            sys.exit(1)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        times = measure(browser.new_page(), site.as_uri())
        browser.close()
    print(f"\n{'Thao tác, từ lúc bấm tới khi hiện':40}{'lần':>6}{'giữa (ms)':>12}{'chậm nhất (ms)':>16}")
    for name, measured in times.items():
        print(f"{name:40}{len(measured):>6}{statistics.median(measured):>12.0f}{max(measured):>16.0f}")
    print(f"Mở từ file://, CPU chậm {SLOWDOWN} lần; ngưỡng của sổ tay là 100 ms một thao tác, không kể mở trang.")
