"""Visiting every page of the site in one tab of a real Chromium, and what to look for on each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Preloading reads style sheets a second time, which files refuse; «region» is a moderate matter and half of axe's time.
_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations'], preload: false, rules: {region: {enabled: false}}});
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | '));
}"""


DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


def walk(open_page: Callable[..., Any], site: Path, part: int, parts: int) -> list[str]:
    """Everything found on any page of one of ``parts`` equal parts of the site: barriers, console errors, what is wider than
    the screen of a desk or of a phone, requests that left the site.

    Pages of one layout lie side by side, so they take turns: one is searched for barriers by day at a desk, the next by night
    on a phone. Colours cost most of axe's time, and what decides them is the layout.
    """
    opened = open_page("index.html", viewport=DESK, reduced_motion="reduce")
    page = opened.page
    found: list[str] = []
    for number, file in enumerate(sorted(site.rglob("*.html"))):
        name = file.relative_to(site).as_posix()
        if number // 2 % parts != part or name == "404.html":
            continue
        night = number % 2 == 1
        page.emulate_media(color_scheme="dark" if night else "light")
        page.set_viewport_size(PHONE if night else DESK)
        page.goto(file.as_uri())
        found += [f"{name}: {finding}" for finding in overflow(page) + barriers(page)]
        page.set_viewport_size(DESK if night else PHONE)
        found += [f"{name}: {finding}" for finding in overflow(page)]
        found += [f"{name}: {error}" for error in opened.errors] + [f"{name}: ra ngoài {url}" for url in opened.outside]
        opened.errors.clear()
        opened.outside.clear()
    return found


def overflow(page: Any) -> list[str]:
    """Whether the page is wider than its window."""
    over, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"màn hình {window} px bị tràn ngang {over - window} px"] if over > window else []


def barriers(page: Any) -> list[str]:
    """Serious and critical findings of axe-core."""
    page.evaluate(AXE)
    return list(page.evaluate(_RUN))
