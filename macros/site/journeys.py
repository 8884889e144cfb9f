"""Journeys: which step of which journey a page stands in, with the ways to the step before and the step after.

The pages in ``docs/hanh-trinh/`` are prose. A heading with a number («## Chặng 3. Chi bộ xét») is a step; the pages that its text
links to stand in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.load.page_folder import PageFolder
from macros.model.pages import Page
from macros.model.problems import Problems
from macros.vietnamese import slug

FOLDER = "hanh-trinh"
_STEP = re.compile(r"^## ((?:Bước|Chặng|Tuần) (\d+)\. (.+?))(?: \{ ?#([\w-]+) ?\})?$", re.MULTILINE)
_HEADING = re.compile(r"^## ", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)")


@dataclass(frozen=True)
class _Step:
    """A step of a journey and the pages it leads to, by their paths. ``anchor`` is its place on the journey's page."""

    heading: str
    anchor: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A page's place in a journey. ``before`` and ``after`` are the address and the words of the neighbouring steps, or None."""

    journey: Page
    id: str
    number: int
    total: int
    heading: str
    address: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def stops(texts: PageFolder, pages: Mapping[str, Page]) -> dict[str, list[Stop]]:
    """The stops of every page that a journey leads through, by the page's path; in a journey of two stops there the first counts."""
    found: dict[str, list[Stop]] = {}
    for path, page in pages.items():
        text = texts.read(path, Problems()) if path.startswith(f"{FOLDER}/") else None
        if text:
            for place, stop in _of_journey(page, text.text, pages):
                mine = found.setdefault(place, [])
                if stop.journey not in (other.journey for other in mine):
                    mine.append(stop)
    return found


def block(stops: list[Stop]) -> Markup:
    """What a page says of the journeys that lead through it."""
    return fragment("dang-di.html", stops=stops)


def _of_journey(journey: Page, text: str, pages: Mapping[str, Page]) -> Iterator[tuple[str, Stop]]:
    steps = _steps(journey.path, text)
    for number, (step, after) in enumerate(zip_longest(steps, steps[1:]), start=1):
        before = steps[number - 2] if number > 1 else None
        stop = Stop(journey, Path(journey.path).stem, number, len(steps), step.heading, _place(journey, step),
                    _way(journey, before, pages), _way(journey, after, pages))  # fmt: skip
        for place in step.pages:
            if place in pages:
                yield place, stop


def _steps(path: str, text: str) -> list[_Step]:
    steps = []
    for match in _STEP.finditer(text):
        end = _HEADING.search(text, match.end())
        body = text[match.end() : end.start() if end else len(text)]
        anchor = match[4] or slug(match[1].strip())  # a heading that was reworded keeps its old one
        steps.append(_Step(match[1].strip(), anchor, tuple(dict.fromkeys(_target(path, link) for link in _LINK.findall(body)))))
    return steps


def _target(path: str, link: str) -> str:
    return link[1:] if link.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def _place(journey: Page, step: _Step) -> str:
    return f"/{journey.url}#{step.anchor}"


def _way(journey: Page, step: _Step | None, pages: Mapping[str, Page]) -> tuple[str, str] | None:
    """To the first page of a step, or to the step itself where it leads to no page."""
    if step is None:
        return None
    first = next((pages[path] for path in step.pages if path in pages), None)
    return (f"/{first.url}" if first else _place(journey, step)), step.heading
