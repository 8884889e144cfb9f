"""Effective formatting: docDefaults → theme fonts → table, numbering, paragraph and character styles → direct formatting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def val(element: Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace, or None."""
    return None if element is None else element.get(W + name)


def on(element: Element) -> bool:
    """A toggle: present means yes unless it says otherwise."""
    return val(element) not in ("0", "false", "off", "none")


def number(text: str | None) -> int:
    """A whole number; 0 for what is none."""
    try:
        return round(float(text or 0))
    except ValueError:
        return 0


@dataclass(frozen=True)
class Look:
    """How characters are written. ``size`` in points."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    font: str = "Times New Roman"
    color: str = "auto"
    caps: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands. Lengths in twips; ``line`` in twips, or in 240ths of a line when ``line_rule`` is «auto»."""

    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: str = "auto"
    border_top: bool = False
    border_bottom: bool = False


_TOGGLES = ("b", "i", "caps", "vanish")


@dataclass
class _Props:
    """What one level says: toggles and other run properties, paragraph attributes."""

    toggles: dict[str, bool] = field(default_factory=dict)
    run: dict[str, object] = field(default_factory=dict)
    shape: dict[str, object] = field(default_factory=dict)
    num: tuple[str, int] | None = None

    def laid_over(self, base: _Props) -> _Props:
        return _Props({**base.toggles, **self.toggles}, {**base.run, **self.run}, {**base.shape, **self.shape}, self.num or base.num)


class Styles:
    """The styles, numbering and theme of one document."""

    def __init__(self, styles: Element | None, numbering: Element | None, theme: Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._raw: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._cache: dict[str, _Props] = {}
        self._docs = _Props()
        self.names: dict[str, str] = {}
        self._levels: dict[str, dict[int, Element]] = {}
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_numbering(numbering)

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

    def _read_numbering(self, root: Element) -> None:
        abstract = {val(a, "abstractNumId") or "": a for a in root.findall(f"{W}abstractNum")}
        for num in root.findall(f"{W}num"):
            source = abstract.get(val(num.find(f"{W}abstractNumId")) or "")
            levels = {} if source is None else {number(val(level, "ilvl")): level for level in source.findall(f"{W}lvl")}
            for override in num.findall(f"{W}lvlOverride"):
                level = override.find(f"{W}lvl")
                if level is not None:
                    levels[number(val(override, "ilvl"))] = level
            self._levels[val(num, "numId") or ""] = levels

    def level(self, num: tuple[str, int]) -> Element | None:
        return self._levels.get(num[0], {}).get(num[1])

    def _of(self, id_: str | None, seen: tuple[str, ...] = ()) -> _Props:
        """Everything that a style says, its ancestors included; a circle of styles ends where it closes."""
        if id_ is None or id_ not in self._raw or id_ in seen:
            return _Props()
        if id_ not in self._cache:
            style = self._raw[id_]
            own = self._props(style.find(f"{W}pPr"), style.find(f"{W}rPr"))
            self._cache[id_] = own.laid_over(self._of(val(style.find(f"{W}basedOn")), (*seen, id_)))
        return self._cache[id_]

    def _props(self, para: Element | None, run: Element | None) -> _Props:
        props = _Props()
        for element in run if run is not None else ():
            tag = element.tag.removeprefix(W)
            if tag in _TOGGLES:
                props.toggles[tag] = on(element)
            elif tag == "sz":
                props.run["size"] = number(val(element)) / 2
            elif tag == "u":
                props.run["underline"] = (val(element) or "single") != "none"
            elif tag == "color":
                props.run["color"] = (val(element) or "auto").lower()
            elif tag == "rFonts" and (font := self._font(element)):
                props.run["font"] = font
        if para is not None:
            self._shape(para, props)
        return props

    def _font(self, element: Element) -> str | None:
        for kind in ("ascii", "hAnsi"):
            if themed := element.get(f"{W}{kind}Theme"):
                return self._theme.get("major" if themed.startswith("major") else "minor")
            if name := element.get(W + kind):
                return name
        return None

    def _shape(self, para: Element, props: _Props) -> None:
        for element in para:
            tag = element.tag.removeprefix(W)
            if tag == "jc":
                align = val(element) or "left"
                props.shape["align"] = {"start": "left", "end": "right", "distribute": "both"}.get(align, align)
            elif tag == "ind":
                for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
                    for name in names:
                        if (text := val(element, name)) is not None:
                            props.shape[key] = number(text)
                if (text := val(element, "hanging")) is not None:
                    props.shape["first"] = -number(text)
                elif (text := val(element, "firstLine")) is not None:
                    props.shape["first"] = number(text)
            elif tag == "spacing":
                for key in ("before", "after", "line"):
                    if (text := val(element, key)) is not None:
                        props.shape[key] = number(text)
                if (text := val(element, "lineRule")) is not None:
                    props.shape["line_rule"] = text
                elif val(element, "line") is not None:
                    props.shape["line_rule"] = "auto"
            elif tag == "pBdr":
                for side in ("top", "bottom"):
                    border = element.find(W + side)
                    if border is not None:
                        props.shape[f"border_{side}"] = val(border) not in (None, "none", "nil")
            elif tag == "numPr":
                id_ = val(element.find(f"{W}numId"))
                props.num = (id_, number(val(element.find(f"{W}ilvl")))) if id_ is not None else None

    def paragraph(self, para: Element | None, table_style: str | None) -> tuple[Shape, tuple[str, int] | None, _Props]:
        """A paragraph's shape, its numbering (id, level) or None, and what its style says of characters."""
        style_id = val(para.find(f"{W}pStyle")) if para is not None else None
        style = self._of(style_id if style_id in self._raw else self._default.get("paragraph"))
        direct = self._props(para, None)
        num = direct.num if direct.num is not None else style.num
        num = None if num and num[0] == "0" else num
        level = self.level(num) if num else None
        numbered = self._props(level.find(f"{W}pPr"), None) if level is not None else _Props()
        numbered.num = None
        shape = {**self._docs.shape, **self._of(table_style).shape}
        order = (style, numbered, direct) if direct.num else (numbered, style, direct)
        for props in order:
            shape.update(props.shape)
        return replace(Shape(), **shape), num, style  # type: ignore[arg-type]

    def run(self, props: Element | None, style: _Props, table_style: str | None) -> Look:
        """A run's look inside a paragraph whose style is ``style``."""
        char = self._of(val(props.find(f"{W}rStyle")) if props is not None else None)
        table, direct = self._of(table_style), self._props(None, props)
        values: dict[str, object] = {**self._docs.run, **table.run, **style.run, **char.run, **direct.run}
        for toggle, name in zip(_TOGGLES, ("bold", "italic", "caps", "hidden"), strict=True):
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


def counter_text(format_: str, count: int) -> str:
    """A list number as it prints: «3», «c», «III»; Vietnamese lists skip no letters here, because Word's do not."""
    if format_ in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if format_ == "lowerLetter" else letter.upper()
    if format_ in ("lowerRoman", "upperRoman"):
        roman, rest = "", count
        for value, sign in (
            (1000, "m"),
            (900, "cm"),
            (500, "d"),
            (400, "cd"),
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            while rest >= value:
                roman, rest = roman + sign, rest - value
        return roman if format_ == "lowerRoman" else roman.upper()
    return str(count)


def children(element: Element) -> Iterator[Element]:
    """Block or inline children, looking through wrappers that do not print, and without what tracked changes deleted."""
    for child in element:
        tag = child.tag
        if tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from children(content)
        elif tag in (f"{W}ins", f"{W}smartTag", f"{W}customXml", f"{W}hyperlink", f"{W}fldSimple", f"{W}moveTo"):
            yield from children(child)
        elif tag not in (f"{W}del", f"{W}moveFrom"):
            yield child
