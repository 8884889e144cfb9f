"""A hook that makes a smaller handbook: of the pages every so-many-th is kept, of each kind its share. What is made of the facts beside
pages (files to download, scripts) stays that of the whole, so that what it costs is an upper bound for an office with fewer facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.plugins import event_priority

COUNT = "so-trang.txt"  # this file beside mkdocs.yml says how many pages are kept


def kept(pages: Iterable[str], count: int) -> set[str]:
    """``count`` of ``pages``: home, then as evenly as can be from the rest in the order of their folders."""
    rest = sorted((page for page in pages if page != "index.md"), key=lambda page: (PurePosixPath(page).parent.as_posix(), page))
    return {"index.md", *(rest[number * len(rest) // (count - 1)] for number in range(count - 1))}


@event_priority(-90)
def on_files(files: Any, config: Any) -> Any:
    """Leave out the other pages, in the menu too."""
    pages = [file.src_uri for file in files.documentation_pages()]
    left_out = set(pages) - kept(pages, int(Path(config.config_file_path).with_name(COUNT).read_text(encoding="utf-8")))
    for file in [file for file in files if file.src_uri in left_out]:
        files.remove(file)
    config.nav = _without(config.nav, left_out)
    return files


def _without(menu: list[Any], left_out: set[str]) -> list[Any]:
    """The ``menu`` as mkdocs.yml writes it without pages that are left out and without sections of which nothing is left."""
    kept = []
    for item in menu:
        title, target = next(iter(item.items())) if isinstance(item, dict) else ("", item)
        if isinstance(target, list):
            target = _without(target, left_out)
        if target and not (isinstance(target, str) and target in left_out):
            kept.append({title: target} if title else target)
    return kept
