"""Effective formatting: docDefaults → theme fonts → table, numbering, paragraph and character styles → direct formatting."""

from __future__ import annotations

from dataclasses import replace

from macros.documents.check.numbering import Numbering
from macros.documents.check.properties import NOTHING, TOGGLES, Look, Props, Shape, W, properties, val
from macros.files.xml import Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Styles that rest on one another: nobody stacks so many, and what lies beyond is left out.
_MAX_ANCESTORS = 50


class Styles:
    """The styles and theme fonts of one document, over the lists that it numbers."""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Numbering) -> None:
        self._numbering = numbering
        self._theme = _theme_fonts(theme)
        self._raw: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._cache: dict[str, Props] = {}
        self._said: dict[str, Props] = {}
        self._plain: dict[str | None, tuple[Shape, tuple[str, int] | None, Props]] = {}
        self._docs = Props()
        self.names: dict[str, str] = {}
        if styles is not None:
            self._read_styles(styles)

    def _read_styles(self, root: Element) -> None:
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._docs = self._props(defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr"))
        for style in root.findall(f"{W}style"):
            id_, kind = val(style, "styleId") or "", val(style, "type") or "paragraph"
            self._raw[id_] = style
            self.names[id_] = val(style.find(f"{W}name")) or id_
            if val(style, "default") in ("1", "true"):
                self._default[kind] = id_

    def _of(self, id_: str | None) -> Props:
        """Everything that a style says, its ancestors included; a circle of styles ends where it closes."""
        if id_ is None or id_ not in self._raw:
            return NOTHING
        if id_ not in self._cache:
            line: list[str] = []
            above: str | None = id_
            while above in self._raw and above not in line and len(line) < _MAX_ANCESTORS:
                line.append(above)
                above = val(self._raw[above].find(f"{W}basedOn"))
            props = NOTHING
            for ancestor in reversed(line):
                props = self._own(ancestor).laid_over(props)
            self._cache[id_] = props
        return self._cache[id_]

    def _own(self, id_: str) -> Props:
        if id_ not in self._said:
            style = self._raw[id_]
            self._said[id_] = self._props(style.find(f"{W}pPr"), style.find(f"{W}rPr"))
        return self._said[id_]

    def _props(self, para: Element | None, run: Element | None) -> Props:
        return properties(para, run, self._theme)

    def paragraph(self, para: Element | None, table_style: str | None) -> tuple[Shape, tuple[str, int] | None, Props]:
        """A paragraph's shape, its numbering (id, level) or None, and what its style says of characters."""
        if para is None:
            if table_style not in self._plain:
                self._plain[table_style] = self._paragraph(None, table_style)
            return self._plain[table_style]
        return self._paragraph(para, table_style)

    def _paragraph(self, para: Element | None, table_style: str | None) -> tuple[Shape, tuple[str, int] | None, Props]:
        style_id = val(para.find(f"{W}pStyle")) if para is not None else None
        style = self._of(style_id if style_id in self._raw else self._default.get("paragraph"))
        direct = self._props(para, None)
        num = direct.num if direct.num is not None else style.num
        num = None if num and num[0] == "0" else num
        level = self._numbering.level(num) if num else None
        numbered = level.props if level else NOTHING
        shape = {**self._docs.shape, **self._of(table_style).shape}
        order = (style, numbered, direct) if direct.num else (numbered, style, direct)
        for props in order:
            shape.update(props.shape)
        return replace(Shape(), **shape), num, style  # type: ignore[arg-type]

    def run(self, props: Element | None, style: Props, table_style: str | None) -> Look:
        """A run's look inside a paragraph whose style is ``style``."""
        char = self._of(val(props.find(f"{W}rStyle")) if props is not None else None)
        table, direct = self._of(table_style), self._props(None, props)
        values: dict[str, object] = {**self._docs.run, **table.run, **style.run, **char.run, **direct.run}
        for toggle, name in zip(TOGGLES, ("bold", "italic", "caps", "hidden"), strict=True):
            # Styles of different kinds cancel one another out; direct formatting decides alone (ISO 29500-1, 17.7.3).
            levels = [level.toggles.get(toggle, False) for level in (table, style, char)]
            value = self._docs.toggles.get(toggle, False) or sum(levels) % 2 == 1
            values[name] = direct.toggles.get(toggle, value)
        return replace(Look(), **values)  # type: ignore[arg-type]


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    fonts: dict[str, str] = {}
    if theme is not None:
        for kind in ("major", "minor"):
            latin = theme.find(f".//{A}{kind}Font/{A}latin")
            if latin is not None and latin.get("typeface"):
                fonts[kind] = latin.get("typeface", "")
    return fonts
