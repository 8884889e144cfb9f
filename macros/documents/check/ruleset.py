"""Which rules of form hold for a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from macros.model.base import look_up
from macros.model.rulesets import Ruleset


def choose(rulesets: Sequence[Ruleset], day: date, name: str | None = None) -> Ruleset:
    """The Party's ruleset on ``day``, or the one called ``name``. Days before the oldest known rules get the oldest.

    Raises UnknownName for a name that does not exist.
    """
    if name is not None:
        return look_up({rules.id: rules for rules in rulesets}, name, "quy tắc thể thức")
    party = sorted((rules for rules in rulesets if rules.party), key=lambda rules: rules.since)
    return next((rules for rules in party if rules.holds_on(day)), party[0] if day < party[0].since else party[-1])
