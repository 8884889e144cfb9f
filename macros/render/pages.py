"""What every page has: the list of its sources, the dates at its foot; and the fragments at hand for the overrides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.model.base import Citation
from macros.model.handbook import Handbook
from macros.model.pages import Page
from macros.render.citations import sources_list
from macros.render.environment import block
from macros.render.procedures import procedure_markdown


def page_markdown(handbook: Handbook, page: Page, body: str) -> str:
    """The whole Markdown of a page: a procedure composed, any other page followed by the sources that its prose cites."""
    if page.meta.procedure:
        return procedure_markdown(handbook, page, body)
    cited = page_citations(page)
    return f"{body}\n\n## Căn cứ của trang này {{ #can-cu }}\n\n{sources_list(handbook, cited)}\n" if cited else body


def page_citations(page: Page) -> tuple[Citation, ...]:
    """What the macro ``can_cu`` cites in a page's prose, in order."""
    return tuple(
        Citation(source=str(call.args[0]), article=_article(call.args, call.kwargs.get("dieu")))
        for call in page.calls if call.name == "can_cu" and call.args
    )


def _article(args: tuple[object, ...], keyword: object) -> str | None:
    found = args[1] if len(args) > 1 else keyword
    return str(found) if found else None


def page_dates(page: Page) -> str:
    """When a page was last reviewed, against how many sources, and who answers for it; the script adds its age."""
    return block("trang.html", "dates", page.meta, len(page.meta.review.sources))


@dataclass(frozen=True)
class Fragments:
    """What the overrides may ask for, as ``so_tay``."""

    handbook: Handbook
    today: date

    def page(self, path: str) -> Page | None:
        """The facts of the page at ``path`` under docs/; None for a page made from data."""
        return self.handbook.pages.get(path)

    def dates(self, path: str) -> Markup:
        """The review box of the page at ``path``, empty for a page made from data."""
        page = self.page(path)
        return Markup(page_dates(page)) if page else Markup("")
