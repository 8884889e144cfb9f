"""What one subject of the handbook gives to the site, so that the adapters need only one list of subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from macros.model.handbook import Handbook

# (path under the site's root, content)
MadeFile = tuple[str, bytes]


@dataclass(frozen=True)
class MadePage:
    """A page made from data: its path under docs/, its front matter, and its finished HTML, which nothing evaluates again."""

    path: str
    front: Mapping[str, Any]
    html: Markup


@dataclass(frozen=True)
class Macro:
    """A macro that editors may call: ``function(handbook, today, *arguments)`` returns Markdown or HTML.

    ``words`` are the Vietnamese names of its arguments, in their order, for editors who name them.
    """

    function: Callable[..., str]
    words: tuple[str, ...] = ()

    def call(self, handbook: Handbook, today: date, *arguments: Any, **named: Any) -> str:
        """Call it as an editor wrote it; raises TypeError for an argument that it does not know."""
        rest = list(self.words[len(arguments) :])
        if unknown := named.keys() - set(rest):
            raise TypeError(f"không có tham số «{min(unknown)}»")
        last = max((rest.index(word) for word in named), default=-1)
        return self.function(handbook, today, *arguments, *(named.get(word) for word in rest[: last + 1]))


def macro(function: Callable[..., str], *words: str) -> Macro:
    """The macro of a function that needs no day: ``function(handbook, *arguments)``."""

    def without_day(handbook: Handbook, today: date, *arguments: Any) -> str:
        return function(handbook, *arguments)

    return Macro(without_day, words)


def dated_macro(function: Callable[..., str], *words: str) -> Macro:
    """The macro of a function whose last argument is the day: ``function(handbook, *arguments, today)``."""

    def with_day(handbook: Handbook, today: date, *arguments: Any) -> str:
        return function(handbook, *arguments, today)

    return Macro(with_day, words)


def nothing(handbook: Handbook, today: date) -> Iterable[Any]:
    """What a subject gives that makes no pages, or no files."""
    return ()


@dataclass(frozen=True)
class Subject:
    """A subject of the handbook: its generated pages, its files to download, and its macros by their Vietnamese names."""

    name: str
    pages: Callable[[Handbook, date], Iterable[MadePage]] = nothing
    files: Callable[[Handbook, date], Iterable[MadeFile]] = nothing
    macros: Mapping[str, Macro] = field(default_factory=dict)
