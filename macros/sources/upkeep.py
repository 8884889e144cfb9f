"""Questions about the register: what rests on a source, what replaced it, what nobody has checked or cites.

Pure functions over the handbook; pages about sources are in ``register``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from macros.model.dependants import Dependant, dependants
from macros.model.handbook import Handbook
from macros.model.sources import Source
from macros.vietnamese import collation_key

# How long a check of a source in the register is trusted, in days: practice, not a rule.
CHECK_EVERY_DAYS = 180


def impact(handbook: Handbook, name: str) -> tuple[Dependant, ...]:
    """Everything that rests on the source ``name``; UnknownName when there is no such source."""
    source = handbook.source(name)
    return tuple(d for d in dependants(handbook) if d.source == source.id)


def generations(handbook: Handbook, source: Source) -> tuple[tuple[Source, ...], ...]:
    """The chain of replacement that ``source`` belongs to, oldest generation first, newest last."""
    newest = source
    while newest.replaced_by:
        newest = handbook.source(newest.replaced_by)
    rows: list[tuple[Source, ...]] = []
    row: tuple[Source, ...] = (newest,)
    seen: set[str] = set()
    while row:
        rows.append(row)
        seen |= {s.id for s in row}
        older = {name for s in row for name in s.replaces} - seen
        row = tuple(sorted((handbook.source(name) for name in older), key=by_date))
    return tuple(reversed(rows))


def by_date(source: Source) -> tuple[int, int, str]:
    """Sort key: by day of issue (a bare year counts as its beginning, an unknown day as the oldest), then by id."""
    if isinstance(source.issued, date):
        return source.issued.year, source.issued.timetuple().tm_yday, source.id
    return source.issued or 0, 0, source.id


@dataclass(frozen=True)
class Upkeep:
    """What the office above has to settle in the register, each list in the order of the register."""

    past_check: tuple[Source, ...]
    to_compare: tuple[Source, ...]  # for themselves, or for an article that is cited and that nobody has read
    uncited: tuple[Source, ...]


def upkeep(handbook: Handbook, today: date) -> Upkeep:
    """Sources whose last check is too old, those that want comparing with the original, and those nothing cites.

    A replaced source that only stands in a chain is not «uncited»: it answers readers who still hold it.
    """
    rests = dependants(handbook)
    cited = {d.source for d in rests}
    unread = {d.source for d in rests if d.source in handbook.sources and handbook.sources[d.source].unread(d.article)}
    limit = today - timedelta(days=CHECK_EVERY_DAYS)
    rows: Iterable[Source] = handbook.sources.values()
    return Upkeep(
        past_check=tuple(s for s in rows if s.checked < limit),
        to_compare=tuple(s for s in rows if (s.needs_checking or s.id in unread) and not s.is_replaced),
        uncited=tuple(s for s in rows if s.id not in cited and not s.is_replaced),
    )


def sort_for_readers(sources: Iterable[Source]) -> list[Source]:
    """By topic in dictionary order, then newest first."""
    newest_first = sorted(sources, key=by_date, reverse=True)
    return sorted(newest_first, key=lambda s: collation_key(s.topics[0] if s.topics else ""))
