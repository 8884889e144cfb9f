"""How an office's copy looks: its name, its mark and colours, which parts of the menu it shows."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, field_validator

from macros.model.base import Model, Names

SETTINGS = "so-tay.yml"  # in an office's folder
LOGOS = ("bieu-trung.svg", "bieu-trung.png")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DARK_PAPER, _PAPER, _BLACK, _WHITE = "#2c2825", "#fffdfa", "#000000", "#ffffff"
_READABLE = 4.5  # contrast of small text, WCAG 2.2, 1.4.3


class Look(Model):
    """``so-tay.yml`` of an office's folder; what is not told stays as the handbook has it.

    ``hidden``: titles of the menu, or paths of pages, that this copy does not show.
    """

    name: str | None = Field(None, alias="ten", max_length=80)
    description: str | None = Field(None, alias="mo_ta", max_length=300)
    own_title: str = Field("Của đơn vị", alias="muc_rieng", max_length=40)
    colour: str | None = Field(None, alias="mau")
    hidden: Names = Field((), alias="khong_hien")

    @field_validator("colour")
    @classmethod
    def _readable(cls, colour: Any) -> Any:
        if colour is None:
            return None
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"«{colour}» không phải màu; ghi dấu thăng và sáu chữ số màu trong dấu nháy, như \"#a3161a\"")
        least = min(contrast(colour, _WHITE), contrast(colour, mixed(colour, _PAPER, 0.92)))
        if least < _READABLE:
            raise ValueError(f"màu «{colour}» nhạt quá, chữ trắng trên màu này khó đọc; chọn màu đậm hơn, như \"#a3161a\" hay \"#0b4f8a\"")
        return colour.lower()

    @field_validator("name", "description", "own_title")
    @classmethod
    def _one_line(cls, text: Any) -> Any:
        if text is not None and (not text.strip() or not text.isprintable()):
            raise ValueError("phải là một dòng chữ")
        return text


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with so much of ``other`` in it."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def contrast(one: str, other: str) -> float:
    """How well one colour is read on the other: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def style(look: Look) -> str:
    """The rules that put the office's colour in place of ours, in the light and in the dark; none without a colour of its own."""
    if look.colour is None:
        return ""
    light = {"soc": look.colour, "do": look.colour, "do-dam": mixed(look.colour, _BLACK, 0.25), "do-nhat": mixed(look.colour, _PAPER, 0.92)}
    bright = next(tint for step in range(21) if contrast(tint := mixed(look.colour, _WHITE, step / 20), _DARK_PAPER) >= 6)
    dark = {"do": bright, "do-dam": mixed(bright, _WHITE, 0.35), "do-nhat": mixed(bright, "#161413", 0.82),
            "tren-do": mixed(look.colour, _BLACK, 0.85)}
    return (f":root,[data-md-color-scheme=default]{{{_rules(light)}}}"
            f"@media screen{{[data-md-color-scheme=slate]{{{_rules(dark)}}}}}")


def _rules(colours: dict[str, str]) -> str:
    return "".join(f"--st-{name}:{colour};" for name, colour in colours.items())


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at: at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _rgb(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
