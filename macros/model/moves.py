"""Pages that have moved: who kept the old address, or has an old link on paper, is led to the new one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.base import Model

Address = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9/-]*\.html$", max_length=120)]


class Move(Model):
    """A row of ``data/chuyen-trang.yml``: ``id`` is the old address from the site's root, ``to`` the page that took its place."""

    id: Address
    to: Address = Field(alias="moi")
