"""Editions of the handbook: when it was handed out, how fresh its figures were, what had changed."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from macros.model.base import Model, Names

DAY = r"^\d{4}-\d\d-\d\d$"


class Edition(Model):
    """An entry of ``data/an-ban.yml``, newest first. ``id`` is its day, as in the name of the zip."""

    id: str = Field(pattern=DAY)
    figures_as_of: date = Field(alias="so_lieu_tinh_den")
    changes: Names = Field(alias="thay_doi", min_length=1)

    @property
    def day(self) -> date:
        """The day of the edition."""
        return date.fromisoformat(self.id)
