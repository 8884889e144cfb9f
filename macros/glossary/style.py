"""The house style as editors read it: what is not written and what is, from the lists by which the lint judges."""

from __future__ import annotations

from macros.html.fragment import fragment
from macros.model.base import look_up
from macros.model.handbook import Handbook


def pairs(handbook: Handbook, key: str) -> str:
    """The list ``key`` of data/van-phong.yml as a table."""
    return fragment("cach-viet.html", pairs=look_up(handbook.not_written, key, "danh sách cách viết").items())
