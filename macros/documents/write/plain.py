"""A .docx that is no Party document, such as a test on paper: paragraphs in the same frame, font and page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from macros.documents.write import frame, ooxml
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


def plain_docx(rules: Ruleset, title: str, lines: Iterable[tuple[str, str]]) -> bytes:
    """``lines`` are (look, text), looks as in ``_LOOKS``; the same lines always give the same bytes."""
    write = ooxml.WordWriter(rules.page.text_width)
    body = ""
    for look, text in lines:
        style, bold, italic, keep = _LOOKS[look]
        body += write.paragraph(style, [Run(html.escape(text, quote=False), bold, italic)], keep="1" if keep else "")
    settings = re.sub(r"\{%.*?%\}", "", frame.settings().replace("<w:mirrorMargins/>", ""))
    parts = {
        **frame.fixed_parts(rules),
        **frame.properties(title, []),
        "word/document.xml": ooxml.document(body + write.section(rules)),
        "word/settings.xml": settings,
        "word/header2.xml": ooxml.header(ooxml.EMPTY_HEADER),
    }
    return write_zip([(name, parts[name].encode()) for name in frame.PART_ORDER], compress=False)
