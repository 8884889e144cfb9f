"""The checker for the page: its very functions as a script, and what they judge by as data."""

from __future__ import annotations

import json

from macros.model.documents import Documents
from macros.translate import for_worker, translate
from macros.translate.data import as_data

_CHECK = (
    "macros.documents.check.check:report_on", "macros.documents.check.check:refusal", "macros.documents.check.package:Refused",
    "macros.documents.check.picture:picture", "macros.documents.mend.mend:mend", "macros.documents.check.package:Package",
)  # fmt: skip
_DATA = (
    *(f"macros.model.rulesets:{name}" for name in ("PageRule", "BodyRule", "Component", "Wording", "Patterns", "Ruleset")),
    *(f"macros.model.authority:{name}" for name in ("Kind", "Body", "Authority")),
    "macros.model.documents:Defect", "macros.model.documents:Documents",
    "macros.model.base:Citation",
)
# What no rule asks: explanations and examples, where a figure comes from, what serves the site's own documents.
_UNASKED = frozenset({
    "choosing", "signing", "templates", "fields", "example_units", "why", "wrong", "trust", "symbol_trust", "purpose", "title", "above",
    "lines", "archive", "author", "confirmer", "issues", "header_rule", "sign_rule", "note", "choice", "contrasts", "place", "about_past",
})  # fmt: skip


def checker_script() -> str:
    """What reads and judges a .docx, at ``SoTay.checker``."""
    return translate("checker", _CHECK, data=_DATA)


def worker_script() -> str:
    """The same for a worker, at ``SoTay.checkerCode``."""
    return for_worker("checker", checker_script())


def checker_data(documents: Documents) -> str:
    """The :class:`Documents` that ``report_on`` is given, for ``SoTay.python.made``."""
    return json.dumps(as_data(documents, _UNASKED), ensure_ascii=False, separators=(",", ":"))
