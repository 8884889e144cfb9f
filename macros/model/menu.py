"""The menu, with what hangs below it: an office's own pages in their places, and without the parts that it does not show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import yaml

from macros.model.base import UnknownName
from macros.model.pages import Page

#: As MkDocs writes it: a path, or {title: path}, or {title: menu}.
Menu = list[Any]
HOME = "index.md"
# Folder or page under docs/ that has no place in the menu → the page that leads to it; «{name}» is the file's own name.
LISTS = {
    "bang-kiem": "bang-kiem/index.md",
    "bat-dau/an-ban.md": "bat-dau/gioi-thieu.md",
    "can-cu": "can-cu/index.md",
    "dao-tao/kiem-tra": "dao-tao/bai/{name}",
    "dao-tao/luyen-tap": "dao-tao/index.md",
    "dao-tao/phat-tay": "dao-tao/bai/{name}",
    "hoi-dap": "hoi-dap/index.md",
    "lich/treo-tuong": "lich/treo-tuong.md",
    "soan-thao/cuoc-hop": "soan-thao/cuoc-hop.md",
    "soan-thao/mau": "soan-thao/index.md",
    "so-lieu/don-vi": "so-lieu/don-vi.md",
}
_ITEM_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)")


def list_above(path: str) -> str | None:
    """The page under docs/ that leads to the page at ``path``, or None where only home does."""
    folder, _, name = path.rpartition("/")
    above = LISTS.get(path) or LISTS.get(folder)
    return above.format(name=name) if above else None


def own_menu(menu: Menu, new: Sequence[Page], own_title: str, hidden: Collection[str]) -> Menu:
    """``menu`` with the ``new`` pages: a procedure in the group it names, old or new, another page beside those of its folder, the rest
    under ``own_title``. Parts that ``hidden`` names by title or path are left out; raises UnknownName for what nothing is called."""
    titles = {title for title, _ in _parts(menu)} | set(_paths(menu))
    for name in hidden:
        if name not in titles or HOME in _below(menu, name):
            raise UnknownName("phần hay trang ẩn được", name, sorted(titles - {HOME, "Trang đầu"}))
    found = _copy(menu)
    for page in new:
        if list_above(page.path) is None and page.path not in set(_paths(found)):
            _section_for(found, page, own_title).append(page.path)
    return _without(found, hidden)


def menu_of(configuration: str) -> Menu:
    """The menu that the text of mkdocs.yml names; what only MkDocs understands there is passed over."""
    found = yaml.load(configuration, _Plain)  # noqa: S506 (a safe loader that makes nothing of names of Python)
    menu: Menu = found.get("nav", [])
    return menu


class _Plain(yaml.SafeLoader):
    """A safe loader for which a name of Python stands for nothing."""


_Plain.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: None)


def hidden_pages(menu: Menu, hidden: Collection[str]) -> frozenset[str]:
    """The paths of all pages of ``menu`` that stand in the ``hidden`` parts."""
    return frozenset(path for name in hidden for path in _below(menu, name))


def is_hidden(path: str, hidden: Collection[str]) -> bool:
    """Whether the page at ``path`` is one of those ``hidden``, or stands below one of them."""
    above = list_above(path) or path
    return path in hidden or (above != path and is_hidden(above, hidden))


def without_items(markdown: str, path: str, hidden: Collection[str]) -> str:
    """The prose of the page at ``path`` without the items of its lists that lead to hidden pages only."""
    kept: list[str] = []
    leaving_out = False
    for line in markdown.splitlines(keepends=True):
        if line.startswith("- "):
            links = [posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in _ITEM_LINK.findall(line)]
            leaving_out = bool(links) and all(is_hidden(link, hidden) for link in links)
        elif line.strip() and not line.startswith(" "):
            leaving_out = False
        if not leaving_out:
            kept.append(line)
    return "".join(kept)


def _copy(menu: Menu) -> Menu:
    return [{title: _copy(inner) if isinstance(inner, list) else inner for title, inner in item.items()} if isinstance(item, Mapping)
            else item for item in menu]


def _parts(menu: Menu) -> Iterator[tuple[str, Any]]:
    """(title, what it leads to) of everything that has a title, at every depth."""
    for item in menu:
        if isinstance(item, Mapping):
            for title, inner in item.items():
                yield title, inner
                if isinstance(inner, list):
                    yield from _parts(inner)


def _paths(menu: Menu) -> Iterator[str]:
    for item in menu:
        for inner in item.values() if isinstance(item, Mapping) else [item]:
            yield from _paths(inner) if isinstance(inner, list) else [inner]


def _below(menu: Menu, name: str) -> list[str]:
    """The pages of the part called ``name``, or the page itself."""
    found = [path for title, inner in _parts(menu) if title == name for path in (_paths(inner) if isinstance(inner, list) else [inner])]
    return found or [path for path in _paths(menu) if path == name]


def _section_for(menu: Menu, page: Page, own_title: str) -> Menu:
    if page.meta.procedure:
        for title, inner in _parts(menu):
            if title == page.meta.procedure.group and isinstance(inner, list):
                return inner
    folder = posixpath.dirname(page.path)
    beside = [inner for _, inner in _parts(menu) if isinstance(inner, list)
              and any(isinstance(path, str) and posixpath.dirname(path) == folder for path in inner)]
    if beside and page.meta.procedure:  # a group that the handbook does not have becomes one, as on the page of all procedures
        group: Menu = []
        beside[0].append({page.meta.procedure.group: group})
        return group
    if beside:
        return beside[0]
    for title, inner in _parts(menu):
        if title == own_title and isinstance(inner, list):
            return inner
    own: Menu = []
    menu.insert(max(len(menu) - 1, 0), {own_title: own})  # the pages for editors stay last
    return own


def _without(menu: Menu, hidden: Collection[str]) -> Menu:
    found: Menu = []
    for item in menu:
        if not isinstance(item, Mapping):
            found += [] if item in hidden else [item]
            continue
        for title, inner in item.items():
            if title in hidden or inner in hidden if isinstance(inner, str) else title in hidden:
                continue
            rest = _without(inner, hidden) if isinstance(inner, list) else inner
            if rest:
                found.append({title: rest})
    return found
