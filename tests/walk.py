"""Visiting every page of the site in one tab of a real Chromium, and what to look for on each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Preloading reads style sheets a second time, which files refuse; «region» is a moderate matter and half of axe's time.
_RUN = """async (rules) => {
  const only = rules ? {runOnly: {type: 'rule', values: rules}} : {rules: {region: {enabled: false}}};
  const found = await axe.run(document, {resultTypes: ['violations'], preload: false, ...only});
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | '));
}"""


def walk(open_page: Callable[..., Any], site: Path, look: Callable[[Any], list[str]], **options: Any) -> list[str]:
    """Everything found on any page: what ``look`` says, console errors, and requests that left the site."""
    opened = open_page("index.html", **options)
    found: list[str] = []
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name == "404.html":
            continue
        opened.page.goto(file.as_uri())
        found += [f"{name}: {finding}" for finding in look(opened.page)]
        found += [f"{name}: {error}" for error in opened.errors] + [f"{name}: ra ngoài {url}" for url in opened.outside]
        opened.errors.clear()
        opened.outside.clear()
    return found


def overflow(page: Any) -> list[str]:
    """Whether the page is wider than its window."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"tràn ngang {over} px"] if over > 0 else []


def barriers(page: Any, rules: list[str] | None = None) -> list[str]:
    """Serious and critical findings of axe-core, of all its rules or of ``rules``."""
    page.evaluate(AXE)
    return list(page.evaluate(_RUN, rules))
