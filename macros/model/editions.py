"""Editions of the handbook: when it was handed out, how fresh its figures were, what had changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from macros.model.base import Model, Names

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _on_the_calendar(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"không có ngày «{day}» trên lịch; ghi dạng 2026-11-22") from None
    return day


class Edition(Model):
    """An entry of ``data/an-ban.yml``, newest first. ``id`` is its day, as in the name of the zip."""

    id: Annotated[str, Field(pattern=DAY), AfterValidator(_on_the_calendar)]
    figures_as_of: date = Field(alias="so_lieu_tinh_den")
    changes: Names = Field(alias="thay_doi", min_length=1)

    @property
    def day(self) -> date:
        """The day of the edition."""
        return date.fromisoformat(self.id)
