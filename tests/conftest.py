"""The real site, built once a session, and a real Chromium to look at it with: from files without a network, and over http."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from macros.commands.site import build_site
from macros.documents.pages import CompiledTemplates, compiled_templates
from macros.load import load_handbook
from macros.model import Handbook
from macros.model.documents import Documents
from tests.chromium import FLAGS, served

ROOT = Path(__file__).resolve().parents[1]
# Only this machine's own name resolves, so a page that asks for anything outside fails, and no test need look at every request.
_NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_SAMPLE_DAY = date(2026, 11, 27)
_UNSTEADY = 3  # tests of a whole run that may want their second try
expect.set_options(timeout=20_000)  # ms: a busy machine stands still for seconds


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--data", type=Path, default=None, help="ask with this office's folder of data in place of the sample")
    parser.addoption("--today", type=date.fromisoformat, default=_SAMPLE_DAY, help="the day that the facts are read on")
    parser.addoption("--every-page", action="store_true", help="search every page for barriers, also those made of one template")
    parser.addoption("--slow", type=int, default=1, metavar="N", help="pages think N times slower: finds tests that do not wait for them")
    parser.addoption("--site", type=Path, default=None, help="question this built site instead of building one")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test goes to the worker that is free; those that name a group of their own are the longest of all and go first."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that wanted a second try, so that they are mended and not got used to."""
    failed = {report.nodeid for report in terminalreporter.getreports("failed")}
    for report in terminalreporter.getreports("rerun"):
        if report.nodeid in failed:
            continue  # steadily wrong, and told above
        terminalreporter.write_line(f"UNSTEADY {report.nodeid}: failed at first", red=True)
        terminalreporter.write_line(report.longreprtext.strip().rpartition("\n")[2])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """More tests that want a second try than a stalled machine explains are a fault."""
    reporter: pytest.TerminalReporter | None = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and len(reporter.getreports("rerun")) > _UNSTEADY and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """A worker's line to the count of second tries is closed with it; the plugin leaves it open and Python complains."""
    if hasattr(config, "workerinput") and (line := getattr(getattr(config, "failures_db", None), "sock", None)):
        line.close()


@pytest.fixture(scope="session")
def today(request: pytest.FixtureRequest) -> date:
    """The day that the facts are read on."""
    day: date = request.config.getoption("--today")
    return day


@pytest.fixture(scope="session")
def sample() -> Handbook:
    """The facts of the tree as they stand on the sample's day, for tests that need its units, figures and rules as an example."""
    return load_handbook(ROOT / "data", ROOT / "docs", today=_SAMPLE_DAY)


@pytest.fixture(scope="session")
def handbook(request: pytest.FixtureRequest, today: date) -> Handbook:
    """The real facts: those of the tree, or of the office of ``--data``."""
    over: Path | None = request.config.getoption("--data")
    if over is None and today == _SAMPLE_DAY:
        return request.getfixturevalue("sample")  # type: ignore[no-any-return]
    return load_handbook(ROOT / "data", ROOT / "docs", today=today, over=over)


@pytest.fixture(scope="session")
def documents(sample: Handbook) -> Documents:
    """The sample's templates, rules of form, kinds and bodies."""
    return sample.documents


@pytest.fixture(scope="session")
def papers(sample: Handbook) -> CompiledTemplates:
    """Every template of the sample, compiled once a session."""
    return compiled_templates(sample)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly, once a session."""
    given: Path | None = request.config.getoption("--site")
    if given:
        return given.resolve()
    out = tmp_path_factory.mktemp("site") / "site"
    with pytest.MonkeyPatch.context() as setting:
        if data := request.config.getoption("--data"):
            setting.setenv("SO_TAY_DATA", str(data.resolve()))
        assert build_site(out) == 0
    return out


@pytest.fixture(autouse=True)
def data_of_one_test() -> Iterator[None]:
    """A verb that was given --data tells the rest of its process; the next test must not hear of it."""
    before = os.environ.get("SO_TAY_DATA")
    yield
    if before is None:
        os.environ.pop("SO_TAY_DATA", None)
    else:
        os.environ["SO_TAY_DATA"] = before


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium with a fresh profile. It is never skipped: run.py test finds or installs one."""
    path = os.environ.get("SO_TAY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, _NO_NETWORK])
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """A page in the browser, with what went wrong on it: console errors, and requests that left the site."""

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Opener = Callable[..., Opened]


def _opener(browser: Browser, slower: int, address: Callable[[str], str], allowed: str) -> Iterator[Opener]:
    contexts = []

    def open_page(path: str = "index.html", *, today: str | None = None, same: Opened | None = None, goto: bool = True,
                  **options: Any) -> Opened:
        """Open ``path``. ``today`` sets the reader's clock; ``same`` opens it in that page's profile."""
        if same is None:
            # What keeps the whole site for later goes on fetching behind a test, past its end; tests/test_offline.py tries it by itself.
            kept_out = {"viewport": {"width": 1366, "height": 768}, "locale": "vi-VN", "service_workers": "block"}
            context = browser.new_context(**{**kept_out, **options})
            contexts.append(context)
        else:
            context = same.page.context
        if today:
            context.add_init_script(f"window.SO_TAY_HOM_NAY = '{today}T12:00:00'")
        opened = Opened(context.new_page())
        if slower > 1:
            context.new_cdp_session(opened.page).send("Emulation.setCPUThrottlingRate", {"rate": slower})

        def on_request(request: Any) -> None:
            opened.requests.append(request.url)
            if not request.url.startswith((allowed, "data:", "blob:", "about:")):
                opened.outside.append(request.url)

        opened.page.on("request", on_request)
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)

        if goto:
            opened.page.goto(address(path))
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page_file(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open pages of the site from ``file://`` with the network denied."""
    yield from _opener(browser, request.config.getoption("--slow"), lambda path: f"{site.as_uri()}/{path}", "file:")


@pytest.fixture(scope="session")
def http_root(site: Path) -> Iterator[str]:
    """The site served on a free port of this machine."""
    with served(site) as address:
        yield address


@pytest.fixture
def page_http(browser: Browser, http_root: str, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open pages of the site over http."""
    yield from _opener(browser, request.config.getoption("--slow"), lambda path: f"{http_root}/{path}", http_root)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden(name, text)``: ``text`` equals ``tests/golden/<name>``; --rewrite-golden writes it anew."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"thiếu {path.name}: chạy lại với --rewrite-golden rồi đọc kỹ"
        assert text == path.read_text(encoding="utf-8")

    return compare
