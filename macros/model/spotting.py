"""«Tìm lỗi văn bản»: which good documents are spoilt, and which mistakes each level plants."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.base import Code, Model

_Number = Annotated[int, Field(ge=1, le=12)]


class SpotLevel(Model):
    """A level: its own mistakes (ids of ``data/loi.yml``) and from how many to how many a paper has."""

    title: str = Field(alias="ten")
    about: str = Field(alias="mo_ta")
    count: tuple[_Number, _Number] = Field(alias="so_loi")
    defects: tuple[Code, ...] = Field(alias="loi", min_length=1)


class Spotting(Model):
    """``data/dao-tao/bat-loi.yml``. ``missing``: mistakes that leave nothing on the paper to point at, by what is missing then.

    ``kept_out``: template → mistakes that are not planted in it, because they would bring others along.
    """

    templates: tuple[Code, ...] = Field((), alias="van_ban")
    kept_out: dict[Code, tuple[Code, ...]] = Field({}, alias="tru")
    levels: tuple[SpotLevel, ...] = Field((), alias="muc", max_length=9)
    missing: dict[Code, str] = Field({}, alias="thieu")

    @property
    def defects(self) -> tuple[str, ...]:
        """All mistakes, of the easiest level first."""
        return tuple(dict.fromkeys(name for level in self.levels for name in level.defects))

    def defects_of(self, template: str) -> tuple[str, ...]:
        """The mistakes that may be planted in a template's example."""
        return tuple(name for name in self.defects if name not in self.kept_out.get(template, ()))
