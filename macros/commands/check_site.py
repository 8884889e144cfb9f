"""test: every check of the project, with a real browser found or installed first."""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from macros.commands import ROOT, python, run
from macros.commands.site import build_site
from macros.offline import chromium


def _playwright_browser() -> str | None:
    """The Chromium that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def find_chromium() -> str | None:
    """A Chromium on this machine: ``SO_TAY_CHROMIUM``, Playwright's own, or one that is installed."""
    return chromium.find() if os.environ.get("SO_TAY_CHROMIUM") else _playwright_browser() or chromium.find()


def ensure_chromium() -> str | None:
    """Find a Chromium or install one; None when neither works, with the commands' own messages above."""
    if found := find_chromium():
        return found
    print("Chưa có Chromium để kiểm tra trang: đang cài.", flush=True)
    if python("-m", "playwright", "install", "chromium") == 0 and (found := find_chromium()):
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=environment)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", env=environment)
    return find_chromium()


def check_assets() -> int:
    """Check how scripts and style sheets are written (biome.jsonc); where its tool cannot be had, say so."""
    biome = Path(sys.executable).with_name("biome")
    if not biome.exists():
        print("Không có biome cho máy này, nên chưa kiểm tra cách viết của script và CSS; chạy lại trên Linux x86-64.", flush=True)
        return 0
    return run(str(biome), "ci", "--error-on-warnings", cwd=ROOT)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(pytest_arguments: tuple[str, ...]) -> None:
    """Chạy mọi kiểm tra: kiểu, cách viết mã, từng phần, trang thật, trình duyệt thật.

    Thêm tham số của pytest để chạy một phần, ví dụ: run.py test tests/test_vietnamese.py
    """
    browser = ensure_chromium()
    if browser is None:
        print("Không có Chromium và không cài được, nên không kiểm tra được trang. "
              "Cài Chromium hoặc Chrome, hoặc đặt biến SO_TAY_CHROMIUM trỏ tới nó, rồi chạy lại.", file=sys.stderr)
        sys.exit(1)
    environment = {**os.environ, "SO_TAY_CHROMIUM": browser, "NO_MKDOCS_2_WARNING": "1"}
    if pytest_arguments:
        sys.exit(python("-m", "pytest", *pytest_arguments, cwd=ROOT, env=environment))
    # The whole suite: the real site is built once, beside the checks of the code, and three processes question it; one of them
    # always waits for a browser. A test that fails is asked once more, since a machine that stalls for seconds is no fault of the
    # page; tests/conftest.py names those that wanted it and allows only a few.
    site = ROOT / ".site-test"
    with ThreadPoolExecutor() as pool:
        built = pool.submit(build_site, site)
        results = [python("-m", "ruff", "check", "."), python("-m", "mypy"), check_assets()]  # all, even when the first finds something
    if any(results) or built.result():
        sys.exit(1)
    sys.exit(python("-m", "pytest", "tests", f"--site={site}", "-n", "3", "--dist", "loadgroup", "--reruns=1", cwd=ROOT, env=environment))


COMMANDS = (test,)
