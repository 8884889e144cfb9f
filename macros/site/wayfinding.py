"""Where a page stands: the list above a page that is not in the menu, and the trail that leads down to any page.

MkDocs makes a page's ancestors active with it. A page that hangs under its list therefore gets the tab, the side menu and the trail
of that list, and no menu grows by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.model.menu import list_above
from macros.vietnamese import slug


@dataclass(frozen=True)
class Crumb:
    """One place on the trail. ``url`` is counted from the site's root; without it the place has no page to lead to."""

    title: str
    url: str = ""
    anchor: str = ""


def hang_under_lists(files: Any, home: Any) -> None:
    """Give every page of MkDocs' ``files`` that stands alone its list as parent, and home where no list leads to it."""
    for file in files.documentation_pages():
        if file.page and not file.page.parent and file.page is not home:
            above = files.get_file_from_path(list_above(file.src_uri) or "")
            file.page.parent = (above.page if above else None) or home


def trail(page: Any, home: Any) -> list[Crumb]:
    """The way from home to ``page``, itself left out. A section and the page that opens it are one place; a group that no page
    opens leads to its heading in the list above it, where there is one."""
    crumbs: list[Crumb] = []
    above = home
    for place in filter(None, (home, *reversed(page.ancestors))):
        opening = _opening(place)
        if opening is None:
            anchor = slug(place.title)
            found = above and f'id="{anchor}"' in (above.content or "")
            crumbs.append(Crumb(place.title, above.url, f"#{anchor}") if found else Crumb(place.title))
            continue
        above = opening
        if opening is not page and opening.url not in (before.url for before in crumbs if not before.anchor):
            crumbs.append(Crumb(place.title, opening.url))
    return crumbs


def _opening(place: Any) -> Any:
    """The page that opens a section, or None; a page opens itself."""
    return next((child for child in place.children if not child.children and child.is_index), None) if place.children else place
