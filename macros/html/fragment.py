"""How every HTML fragment is made: Jinja templates in ``macros/templates/``, escaped by default, strict about names.

``fragment`` fills a whole template; ``block`` and ``inline`` call one macro of a template that holds several.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.model.sources import CONFIDENCE_NAMES, STATE_NAMES, SURENESS_NAMES
from macros.vietnamese import format_date, format_number, slug

_environment = Environment(
    loader=PackageLoader("macros", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.filters.update(ngay=format_date, so=format_number, neo=slug)
_environment.globals.update(state_names=STATE_NAMES, confidence_names=CONFIDENCE_NAMES, sureness_names=SURENESS_NAMES)
_TEXT = re.compile(r"(?<=>)[^<]+(?=<)")
# What Markdown would read as its own signs in the text of an inline fragment.
_MARKDOWN_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]`\\|~^"}


def fragment(template: str, /, **values: Any) -> Markup:
    """``macros/templates/<template>`` filled with ``values``; a name that ``values`` lacks raises jinja2.UndefinedError."""
    return _without_gaps(_environment.get_template(template).render(**values))


def block(template: str, macro: str, /, *args: Any, **values: Any) -> Markup:
    """What a macro of a template gives, to stand alone between paragraphs."""
    return _without_gaps(str(getattr(_environment.get_template(template).module, macro)(*args, **values)))


def inline(template: str, macro: str, /, *args: Any, **values: Any) -> Markup:
    """What a macro of a template gives, to stand inside a sentence: one line, and no sign that Markdown would act on."""
    text = " ".join(block(template, macro, *args, **values).split())
    # A space between tags would show; the templates write «&#32;» where they want one.
    text = re.sub(r">\s+(?=<)", ">", text)
    return Markup(_TEXT.sub(lambda match: match[0].translate(_MARKDOWN_SIGNS), text))  # noqa: S704 (rendered with autoescape)


def _without_gaps(text: str) -> Markup:
    # Markdown ends an HTML block at a blank line and reads indentation as code, so neither may stand inside.
    return Markup("\n".join(line.strip() for line in text.splitlines() if line.strip()))  # noqa: S704 (rendered with autoescape)
