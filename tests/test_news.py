"""«Mới thay đổi»: cards from the front matter of a page, the newest first: what replaced what, who does what otherwise, and how."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

from macros.model import Handbook
from macros.sources.news import cards
from macros.vietnamese import slug


def test_the_card_of_the_newest_rule_stands_first(handbook: Handbook) -> None:
    days = [date(int(year), int(month), int(day)) for day, month, year in
            re.findall(r'st-thay-doi__ngay">(\d\d)/(\d\d)/(\d{4})<', cards(handbook))]
    changes = [change for page in handbook.pages.values() for change in page.meta.changes]
    assert len(days) == len(changes) > 5
    assert days == sorted(days, reverse=True) and days[0] > days[-1]


def test_a_card_says_what_replaced_what_and_who_does_what_otherwise(site: Path, handbook: Handbook) -> None:
    page = (site / "can-cu/moi-thay-doi.html").read_text(encoding="utf-8")
    for change in handbook.pages["can-cu/moi-thay-doi.md"].meta.changes:
        card = page[page.index(f'<h2 id="{slug(change.name)}"'):].partition("</details>")[0]
        for row in change.replacements:
            assert all(f'{each.source}.html"' in card for each in (*row.old, *row.new))
        told = " ".join(unescape(re.sub(r"<[^>]+>", "", card)).split())  # terms in it are links to their meaning
        assert all(f"<dt>{way.who}</dt>" in card and way.work in told for way in change.ways)
        assert all(link.removeprefix("/").removesuffix(".md") + ".html" in card for link in change.pages)
    assert page.count("<details class=\"st-nhom st-thay-doi__the\" open") == page.count("st-thay-doi__the\"")
