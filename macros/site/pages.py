"""What every page has: the parts it is composed of, the list of its sources, the dates at its foot; fragments for the overrides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.html.code import code
from macros.html.fragment import block
from macros.model.dependants import citations_in, page_citations
from macros.model.handbook import Handbook
from macros.model.pages import Page
from macros.model.sources import Source
from macros.procedures import procedure_content
from macros.site.assets import Assets
from macros.sources import sources_list
from macros.training import lesson_content


def page_content(handbook: Handbook, page: Page, body: str) -> list[str]:
    """The parts of a page, Markdown and finished HTML in turns: procedures and lessons are composed, any other page is followed
    by the sources that its prose cites."""
    if page.meta.lesson:
        return lesson_content(handbook, page, body)
    if page.meta.procedure:
        return procedure_content(handbook, page, body)
    cited = tuple(page_citations(page))
    return [body, "## Căn cứ của trang này { #can-cu }", sources_list(handbook, cited)] if cited else [body]


@dataclass(frozen=True)
class Freshness:
    """The other dates of a page: when its file last changed (None where nobody knows), when the least recently checked of
    its sources was checked (None where it cites none), and which of its sources changed after its review."""

    changed: date | None
    checked: date | None
    moved: tuple[Source, ...]


def freshness(handbook: Handbook, page: Page, changed: date | None) -> Freshness:
    """How fresh ``page`` is; a source that changed after the review counts at once, whatever the calendar says."""
    names = {citation.source for citation in (*citations_in(page.meta), *page_citations(page))} | set(page.meta.review.sources)
    cited = [handbook.sources[name] for name in sorted(names) if name in handbook.sources]
    moved = tuple(source for source in cited if source.changed and source.changed > page.meta.review.day)
    return Freshness(changed, min((source.checked for source in cited), default=None), moved)


def page_dates(handbook: Handbook, page: Page, changed: date | None = None) -> Markup:
    """The three dates of a page (changed, reviewed, sources checked) and who answers for it; the script adds its age."""
    return block("trang.html", "dates", page.meta, freshness(handbook, page, changed))


@dataclass(frozen=True)
class Fragments:
    """What the overrides may ask for, as ``so_tay``. ``changed``: when each file under docs/ last changed; ``address``: where the
    site stands on the web, or nothing."""

    handbook: Handbook
    today: date
    pages: Mapping[str, Page]
    changed: Mapping[str, date]
    address: str | None
    assets: Assets

    def scripts(self, html: str) -> list[str]:
        """The scripts that a page with ``html`` loads beside the site's own."""
        return self.assets.scripts(html)

    def styles(self, html: str) -> list[str]:
        """The style sheets that a page with ``html`` loads beside the site's own."""
        return self.assets.styles(html)

    def code(self, url: str) -> Markup:
        """What a phone reads from the paper to open the page; nothing where nobody knows at which address the site stands."""
        return code(self.address + url) if self.address else Markup("")

    def page(self, path: str) -> Page | None:
        """The facts of the page at ``path`` under docs/, pages made from data included."""
        return self.pages.get(path)

    def dates(self, path: str) -> Markup:
        """The review box of the page at ``path``. It stands outside the article, so its links are made relative here."""
        page = self.page(path)
        box = str(page_dates(self.handbook, page, self.changed.get(path))) if page else ""
        return Markup(box.replace(' href="/', f' href="{"../" * path.count("/")}'))  # noqa: S704 (a fragment of ours)
