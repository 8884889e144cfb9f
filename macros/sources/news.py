"""«Mới thay đổi»: which rules replaced which, who does what otherwise since then, as cards, the newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.model.dependants import citations_in
from macros.model.handbook import Handbook
from macros.model.news import Change
from macros.model.sources import Source
from macros.sources.citations import chips, dated_chips, signs_of_section


def cards(handbook: Handbook) -> Markup:
    """A card for every change that a page's front matter tells; what carries out the newest rule stands first."""
    found = [(change, max((handbook.source(each.source) for row in change.replacements for each in row.new), key=_issued))
             for page in handbook.pages.values() for change in page.meta.changes]
    found.sort(key=lambda pair: _issued(pair[1]), reverse=True)
    return fragment("moi-thay-doi.html", cards=[(change, newest, _parts(handbook, change)) for change, newest in found])


def _issued(source: Source) -> date:
    return source.issued if isinstance(source.issued, date) else date(source.issued or 1, 1, 1)


def _parts(handbook: Handbook, change: Change) -> dict[str, Any]:
    """What the card shows of ``change`` beside its words: numbers, chips and signs, and its ways by who goes them."""
    return {
        "numbers": [[[handbook.source(each.source).label for each in cited] for cited in (row.old, row.new)]
                    for row in change.replacements],
        "replaced": [(row.about, dated_chips(handbook, row.old), dated_chips(handbook, row.new)) for row in change.replacements],
        "who": ", ".join(dict.fromkeys(name.lower() for way in change.ways for name in way.who.split(", "))).capitalize(),
        "signs": signs_of_section(handbook, citations_in(change)),
        "ways": [(who, [(way.work, chips(handbook, way.citations)) for way in change.ways if way.who == who])
                 for who in dict.fromkeys(way.who for way in change.ways)],
        "pages": [("/" + link.lstrip("/").removesuffix(".md") + ".html", handbook.pages[link.lstrip("/")].meta.title)
                  for link in change.pages],
    }  # fmt: skip
