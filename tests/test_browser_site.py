"""Every page in a real Chromium: quiet, inside the site, within the screen, and open to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (rules) => {
  const found = await axe.run(document, {preload: false, resultTypes: ['violations'], ...(rules ? {runOnly: {type: 'rule', values: rules}} : {})});
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | '));
}"""


def names(site: Path) -> list[str]:
    return sorted(f.relative_to(site).as_posix() for f in site.rglob("*.html") if f.name != "404.html")


def walk(opener: Any, site: Path, look: Any, **options: Any) -> list[str]:
    """Visit every page in one tab and gather what ``look`` says of it."""
    opened = opener("index.html", **options)
    found = []
    for name in names(site):
        opened.page.goto(f"{opened.page.url.rsplit('/index.html', 1)[0] if name == 'index.html' else base(opened, site)}/{name}")
        found += [f"{name}: {finding}" for finding in look(opened.page)]
        found += [f"{name}: {error}" for error in opened.errors] + [f"{name}: ra ngoài {url}" for url in opened.outside]
        opened.errors.clear()
        opened.outside.clear()
    return found


def base(opened: Any, site: Path) -> str:
    return site.as_uri() if opened.page.url.startswith("file:") else "/".join(opened.page.url.split("/")[:3])


def wide(page: Any) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"tràn ngang {over} px"] if over > 0 else []


def test_no_page_asks_for_anything_outside_or_complains_on_file(page_file: Any, site: Path) -> None:
    assert walk(page_file, site, wide) == []


def test_no_page_overflows_a_phone(page_file: Any, site: Path) -> None:
    assert walk(page_file, site, wide, viewport={"width": 360, "height": 740}) == []


@pytest.mark.parametrize(("scheme", "rules"), [("light", None), ("dark", ["color-contrast", "link-in-text-block"])])
def test_no_page_has_a_serious_barrier(page_file: Any, site: Path, scheme: str, rules: list[str] | None) -> None:
    """axe-core on every page; in the dark only what colour decides, for the rest is the same page."""

    def look(page: Any) -> list[str]:
        page.evaluate(AXE)
        return list(page.evaluate(RUN, rules))

    assert walk(page_file, site, look, color_scheme=scheme, reduced_motion="reduce") == []


def test_the_first_view_of_home_is_light(page_http: Any, site: Path) -> None:
    """At most 20 requests and 350 KB; the server here sends no compression, so files are compressed before they are counted."""
    import gzip

    opened = page_http("index.html")
    opened.page.wait_for_load_state("networkidle")
    total = 0
    for url in set(opened.requests):
        path = site / url.split("/", 3)[3].split("?")[0]
        content = path.read_bytes()
        total += min(len(content), len(gzip.compress(content, 9)))
    assert len(opened.requests) <= 20, opened.requests
    assert total <= 350_000


def test_the_same_home_works_over_http(page_http: Any) -> None:
    opened = page_http("index.html")
    assert opened.page.locator("h1").inner_text().strip()
    assert opened.errors == [] and opened.outside == []


def test_the_copy_tells_its_age_by_the_readers_clock(page_file: Any) -> None:
    from datetime import date, timedelta

    fresh = page_file("can-cu/qd-399-2026.html")
    edition = date.fromisoformat(fresh.page.locator("[data-an-ban]").get_attribute("data-an-ban") or "")
    seen = {}
    for days in (30, 200, 400, 401):
        opened = page_file("quy-trinh/bao-cao-dinh-ky.html", today=(edition + timedelta(days=days)).isoformat())
        seen[days] = (opened.page.locator(".st-ra-soat--cu").count(), opened.page.locator(".st-bang-cu").count())
        assert f"{days} ngày" in opened.page.locator("[data-an-ban]").inner_text()
    assert seen == {30: (0, 0), 200: (1, 0), 400: (1, 1), 401: (1, 1)}
