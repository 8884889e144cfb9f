"""Visiting every page of the site in one tab of a real Chromium, and what to look for on each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Preloading reads style sheets a second time, which files refuse. Only rules that can find a serious or critical barrier are asked,
# those of colours only of what is marked; each run first looks through the whole page, so they are asked along with the others.
_OF_COLOURS = {"color-contrast": "[data-nhin-mau]", "link-in-text-block": "a[href][data-nhin-mau]"}
_RUN = """async ([only, off, colours]) => {
  axe.configure({rules: Object.entries(colours).map(([id, selector]) => ({id, selector}))});
  const light = axe._audit.rules.filter(r => !['serious', 'critical'].includes(r.impact)).map(r => r.id);
  const rules = Object.fromEntries([...light, ...off].map(id => [id, {enabled: false}]));
  const found = await axe.run(document, {resultTypes: ['violations'], preload: false, ...(only ? {runOnly: only} : {rules})});
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | '));
}"""
# To night and back, as a reader does it: what a page once showed it keeps, so the system's own wish would change nothing.
_TURN = "() => document.querySelector('.md-header__option label:not([hidden])')?.click()"
# An element with words of its own, or a link, under its tag, classes and own style and those of all that it stands in: what decides
# its colours; of a link also whether other words share its block. A look is a number made of all that, because its text is long.
_MARK_NEW_LOOKS = """(seen) => {
  const known = new Set(seen), added = [], looks = new Map([[document.documentElement, 0]]);
  const number = (text, start) => [...text].reduce((made, sign) => (made * 31 + sign.codePointAt(0)) % 2 ** 48, start);
  const inline = (e) => getComputedStyle(e).display.startsWith('inline');
  const block = (e) => (e.parentElement && inline(e.parentElement) ? block(e.parentElement) : e.parentElement);
  const words = (e) => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || (e.tagName === 'A' && e.textContent.trim());
  const beside = (e) => e.tagName === 'A' && block(e).textContent.trim() !== e.textContent.trim();
  const look = (e) => {
    if (!looks.has(e)) {
      const state = ['style', 'open', 'disabled', 'checked'].filter(a => e.hasAttribute(a)).map(a => a + e.getAttribute(a));
      const own = `>${e.tagName}${beside(e) ? '+' : ''}.${[...e.classList].sort().join('.')}${state}`;
      looks.set(e, number(own, look(e.parentElement)));
    }
    return looks.get(e);
  };
  for (const e of document.body.querySelectorAll('*')) {
    if (!words(e) || !e.checkVisibility() || known.has(look(e))) continue;
    known.add(look(e));
    added.push(look(e));
    e.setAttribute('data-nhin-mau', '');
  }
  return added;
}"""


# Folders of pages that data fill into one template: what its tags and scripts do to a reader is seen on every tenth of
# them; of the others only the text is new, and the tenth is shown with that text in it.
_MADE_FROM_DATA = ("bang-kiem/", "can-cu/", "dao-tao/kiem-tra/", "dao-tao/luyen-tap/", "dao-tao/phat-tay/", "hoi-dap/",
                   "lich/treo-tuong/", "so-lieu/don-vi/", "soan-thao/mau/")
_TURNS = 10
_ARTICLE = re.compile("<article.*</article>", re.DOTALL)
_SHOW = "(text) => { document.querySelector('article').outerHTML = text; }"

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
TALLEST = 12_000  # px, at a desk


def walk(open_page: Callable[..., Any], site: Path, *, every_page: bool = False) -> list[str]:
    """Everything found on any page of the site: barriers, console errors, what is wider than
    the screen of a desk or of a phone or taller than anybody scrolls, requests that left the site.

    Pages of one layout lie side by side, so they take turns: one is searched for barriers at a desk, the next on a phone.
    Colours cost most of axe's time, and style decides them, not words: each look is searched once by day and once by night,
    on the first page that has it. Of the pages that data fill into one template every tenth is opened; the text of the others is
    shown in it on a phone, unless ``every_page`` is asked, which opens and searches all.
    """
    opened = open_page("index.html", viewport=DESK, reduced_motion="reduce")
    page = opened.page
    found: list[str] = []
    looks: list[int] = []
    frame: Path | None = None  # the folder of the page that is open and may show the text of others
    for number, file in enumerate(sorted(site.rglob("*.html"))):
        name = file.relative_to(site).as_posix()
        if name == "404.html":
            continue
        if not every_page and number // 2 % _TURNS and file.parent == frame:
            page.set_viewport_size(PHONE)
            page.evaluate(_SHOW, _ARTICLE.search(file.read_text(encoding="utf-8"))[0])  # type: ignore[index]
            found += [f"{name}: {finding}" for finding in overflow(page)]
            continue
        first, second = (PHONE, DESK) if number % 2 else (DESK, PHONE)
        page.set_viewport_size(first)
        page.goto(file.as_uri())
        found += [f"{name}: {finding}" for finding in overflow(page) + barriers(page, looks)]
        tall = height(page) if first == DESK else []
        page.set_viewport_size(second)
        if second == DESK and height(page):
            page.reload()  # a page folds what is too long for the screen on which it is opened
            tall = height(page)
        found += [f"{name}: {finding}" for finding in overflow(page) + tall]
        found += [f"{name}: {error}" for error in opened.errors] + [f"{name}: ra ngoài {url}" for url in opened.outside]
        opened.errors.clear()
        opened.outside.clear()
        frame = file.parent if name.startswith(_MADE_FROM_DATA) else None
    return found


def overflow(page: Any) -> list[str]:
    """Whether the page is wider than its window."""
    over, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"màn hình {window} px bị tràn ngang {over - window} px"] if over > window else []


def height(page: Any) -> list[str]:
    """Whether the page, as it is first seen, is taller than TALLEST."""
    tall = page.evaluate("document.documentElement.scrollHeight")
    return [f"cao {tall} px"] if tall > TALLEST else []


def barriers(page: Any, looks: list[int]) -> list[str]:
    """Serious and critical findings of axe-core; ``looks`` holds what was seen before by day and by night, and grows."""
    page.evaluate(AXE)
    added = page.evaluate(_MARK_NEW_LOOKS, looks)
    found = list(page.evaluate(_RUN, [None, [] if added else list(_OF_COLOURS), _OF_COLOURS]))
    if added:
        looks += added
        page.evaluate(_TURN)
        found += [f"dark: {finding}" for finding in page.evaluate(_RUN, [list(_OF_COLOURS), [], _OF_COLOURS])]
        page.evaluate(_TURN)  # as it was
        page.evaluate("document.querySelectorAll('[data-nhin-mau]').forEach(e => e.removeAttribute('data-nhin-mau'))")
    return found
