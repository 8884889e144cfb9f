"""The one Jinja environment of the fragments: ``macros/templates/*.html``, autoescaped, an unknown name is an error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from macros.vietnamese import format_date

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["ngay"] = format_date
_TEXT = re.compile(r"(?<=>)[^<]+(?=<)")
# What Markdown would read as its own signs in the text of an inline fragment.
_MARKDOWN_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]`\\|~^"}


def block(template: str, macro: str, *args: Any, **facts: Any) -> Markup:
    """A fragment that stands alone between paragraphs: no indentation and no blank line, which Markdown would act on."""
    text = str(getattr(_ENVIRONMENT.get_template(template).module, macro)(*args, **facts))
    return Markup("\n".join(line.strip() for line in text.splitlines() if line.strip()))  # noqa: S704 - autoescaped above


def inline(template: str, macro: str, *args: Any, **facts: Any) -> Markup:
    """A fragment that stands inside a sentence: one line, and no sign that Markdown would act on."""
    text = " ".join(block(template, macro, *args, **facts).split())
    # A space between tags would show; the templates write «&#32;» where they want one.
    text = re.sub(r">\s+(?=<)", ">", text)
    return Markup(_TEXT.sub(lambda match: match[0].translate(_MARKDOWN_SIGNS), text))  # noqa: S704 - autoescaped in block
