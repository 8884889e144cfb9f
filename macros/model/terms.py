"""Terms and abbreviations of the field, with what readers type instead of them."""

from __future__ import annotations

from pydantic import Field

from macros.model.base import Citations, Model, Names


class Term(Model):
    """A row of ``data/thuat-ngu.yml``."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    term: str = Field(alias="thuat_ngu")
    abbreviations: Names = Field((), alias="viet_tat")
    synonyms: Names = Field((), alias="tu_gan_nghia")
    definition: str = Field(alias="nghia")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")
