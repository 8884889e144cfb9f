"""How every HTML fragment is made: Jinja templates in ``macros/templates/``, escaped by default, strict about names."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.model.sources import CONFIDENCE_NAMES, STATE_NAMES
from macros.vietnamese import format_date, format_number, slug

_environment = Environment(
    loader=PackageLoader("macros", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.filters.update(ngay=format_date, so=format_number, neo=slug)
_environment.globals.update(state_names=STATE_NAMES, confidence_names=CONFIDENCE_NAMES)


def fragment(template: str, **values: Any) -> Markup:
    """``macros/templates/<template>`` filled with ``values``, without blank lines.

    Markdown ends an HTML block at a blank line, so none may stand inside. A name that the template uses and
    ``values`` lacks raises jinja2.UndefinedError.
    """
    text = _environment.get_template(template).render(**values)
    return Markup("\n".join(line for line in text.splitlines() if line.strip()))  # noqa: S704 (rendered with autoescape)
