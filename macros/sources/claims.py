"""What hangs on a source that nobody has read in the original: the claims that one person with its text can settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from macros.model.dependants import Dependant, dependants
from macros.model.handbook import Handbook
from macros.model.sources import Source


def hanging(handbook: Handbook, source: Source) -> dict[str, Dependant]:
    """The claims that hang on ``source``, in the order of the articles that they cite: what cites an unread part of it, and what
    cites a clause of a rule that it replaced and has to be compared with it. Their names survive a change of lines."""
    unread = source.sureness(None) == "doi_chieu"
    older = set(_replaced(handbook, source)) if unread else set()
    found: dict[tuple[str, str | None, str, str], Dependant] = {}
    by_source = handbook.once("claims by source", lambda: _by_source(handbook))
    for claim in (claim for name in (source.id, *older) for claim in by_source.get(name, ())):
        page = handbook.pages.get(claim.id)
        own = claim.source == source.id and source.sureness(claim.article) == "doi_chieu"
        if not claim.unnamed and (own or (claim.source in older and claim.article and not (page and page.meta.about_past))):
            found.setdefault((claim.source, claim.article, claim.id, claim.place), claim)
    named: dict[str, Dependant] = {}
    times = Counter[str]()
    for claim in sorted(found.values(), key=lambda claim: (claim.source != source.id, claim.source, claim.article or "")):
        name = " | ".join(filter(None, (claim.kind, claim.id, claim.source, claim.article)))
        times[name] += 1
        named[f"{name} | lần {times[name]}" if times[name] > 1 else name] = claim
    return named


def _by_source(handbook: Handbook) -> dict[str, list[Dependant]]:
    found: dict[str, list[Dependant]] = {}
    for claim in dependants(handbook):
        found.setdefault(claim.source, []).append(claim)
    return found


def _replaced(handbook: Handbook, source: Source) -> Iterable[str]:
    """Every source that ``source`` replaced, directly or through others."""
    for name in source.replaces:
        yield name
        yield from _replaced(handbook, handbook.source(name))
