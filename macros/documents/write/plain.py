"""A .docx that is no Party document, such as a test on paper: paragraphs in the same frame, font and page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from macros.documents.write import frame, ooxml
from macros.documents.write.frame import escaped
from macros.documents.write.markup import Run
from macros.files.zip import write_zip
from macros.model.rulesets import Ruleset

# Look of a line → (style, bold, italic, keep with the next line)
_LOOKS = {
    "text": ("text", False, False, False),
    "keep": ("text", False, False, True),
    "bold": ("text", True, False, False),
    "keep-bold": ("text", True, False, True),
    "keep-italic": ("text", False, True, True),
    "centre-bold": ("centre", True, False, True),
}


_TEXT, _TITLE = "\ue000", "\ue001"  # where a line's text and the title stand in what is made beforehand


def plain_frame(rules: Ruleset) -> dict[str, Any]:
    """What of such a file is the same for all: ``phan`` its parts in their order, ``dong`` a paragraph for each look."""
    write = ooxml.WordWriter(rules.page.text_width)
    looks = {
        look: write.paragraph(style, [Run(_TEXT, bold, italic)], keep="1" if keep else "")
        for look, (style, bold, italic, keep) in _LOOKS.items()
    }
    settings = re.sub(r"\{%.*?%\}", "", frame.settings().replace("<w:mirrorMargins/>", ""))
    parts = {
        **frame.fixed_parts(rules),
        **frame.properties(_TITLE, []),
        "word/document.xml": ooxml.document(_TEXT + write.section(rules)),
        "word/settings.xml": settings,
        "word/header2.xml": ooxml.header(ooxml.EMPTY_HEADER),
    }
    return {"phan": [[name, parts[name]] for name in frame.PART_ORDER], "dong": looks}


def plain_parts(made: Mapping[str, Any], title: str, lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Name and text of every part. ``made``: what :func:`plain_frame` gives. The page runs this very function."""
    body = "".join([made["dong"][look].replace(_TEXT, _escaped(text)) for look, text in lines])
    return [(name, text.replace(_TITLE, escaped(title)).replace(_TEXT, body)) for name, text in made["phan"]]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_docx(rules: Ruleset, title: str, lines: Sequence[tuple[str, str]]) -> bytes:
    """``lines`` are (look, text), looks as in ``_LOOKS``; the same lines always give the same bytes."""
    return write_zip([(name, text.encode()) for name, text in plain_parts(plain_frame(rules), title, lines)], compress=False)
