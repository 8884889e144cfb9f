"""What one level of formatting says: the properties of a run and of a paragraph, read from XML that nothing vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.files.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def val(element: Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace, or None."""
    return None if element is None else element.get(W + name)


def on(element: Element) -> bool:
    """A toggle: present means yes unless it says otherwise."""
    return val(element) not in ("0", "false", "off", "none")


# No length, size or count that Word writes is greater; what a stranger wrote is cut to it.
_GREATEST = 1_000_000
_STOPS = 20  # tab stops of a paragraph that are looked at


def limited(text: str | None, low: int, high: int) -> int:
    """A whole number between ``low`` and ``high``; what is no number counts as 0."""
    try:
        value = float(text or 0)
    except ValueError:
        value = 0
    return round(min(max(value, low), high)) if value == value else 0  # only «nan» differs from itself


def number(text: str | None) -> int:
    """A whole number; 0 for what is none."""
    return limited(text, -_GREATEST, _GREATEST)


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
    """How a paragraph stands. Lengths in twips; ``line`` in twips, or in 240ths of a line when ``line_rule`` is «auto».

    ``frame`` is how the frame around it stands, empty where there is none; ``tabs`` are the stops set for it, in order;
    ``page_before``: it begins a page.
    """

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
    frame: str = ""
    tabs: tuple[int, ...] = ()
    page_before: bool = False


TOGGLES = ("b", "i", "caps", "vanish")


@dataclass
class Props:
    """What one level says: toggles and other run properties, paragraph attributes."""

    toggles: dict[str, bool] = field(default_factory=dict)
    run: dict[str, object] = field(default_factory=dict)
    shape: dict[str, object] = field(default_factory=dict)
    num: tuple[str, int] | None = None

    def laid_over(self, base: Props) -> Props:
        """These properties, and those of ``base`` where this level says nothing."""
        return Props({**base.toggles, **self.toggles}, {**base.run, **self.run}, {**base.shape, **self.shape}, self.num or base.num)


NOTHING = Props()


def properties(para: Element | None, run: Element | None, theme: Mapping[str, str]) -> Props:
    """What a w:pPr and a w:rPr say; ``theme`` names the fonts that stand behind «major» and «minor»."""
    props = Props()
    for element in run if run is not None else ():
        tag = element.tag.removeprefix(W)
        if tag in TOGGLES:
            props.toggles[tag] = on(element)
        elif tag == "sz":
            props.run["size"] = number(val(element)) / 2
        elif tag == "u":
            props.run["underline"] = (val(element) or "single") != "none"
        elif tag == "color":
            props.run["color"] = (val(element) or "auto").lower()
        elif tag == "rFonts" and (font := _font(element, theme)):
            props.run["font"] = font
    if para is not None:
        _shape(para, props)
    return props


def _font(element: Element, theme: Mapping[str, str]) -> str | None:
    for kind in ("ascii", "hAnsi"):
        if themed := element.get(f"{W}{kind}Theme"):
            return theme.get("major" if themed.startswith("major") else "minor")
        if name := element.get(W + kind):
            return name
    return None


def _shape(para: Element, props: Props) -> None:
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
        elif tag == "framePr":
            props.shape["frame"] = val(element, "xAlign") or ""
        elif tag == "tabs":
            stops = {number(val(stop, "pos")) for stop in element if val(stop) != "clear"}
            props.shape["tabs"] = tuple(sorted(stops)[:_STOPS])
        elif tag == "pageBreakBefore":
            props.shape["page_before"] = on(element)
        elif tag == "numPr":
            id_ = val(element.find(f"{W}numId"))
            props.num = (id_, number(val(element.find(f"{W}ilvl")))) if id_ is not None else None
