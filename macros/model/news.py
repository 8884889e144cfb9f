"""What a new rule changes in an office's work: a card of the page of changes (front matter key ``thay_doi``)."""

from __future__ import annotations

from pydantic import Field

from macros.model.base import Citations, Model, Names


class OtherWay(Model):
    """What somebody does otherwise from now on. Without citations of its own it rests on the new rules of its card."""

    who: str = Field(alias="ai")
    work: str = Field(alias="lam")
    citations: Citations = Field((), alias="can_cu")


class Replacement(Model):
    """Rules and what took their place; ``about`` says of what, where a card has several."""

    about: str | None = Field(None, alias="ve")
    old: Citations = Field((), alias="cu")
    new: Citations = Field(alias="moi", min_length=1)


class Change(Model):
    """One subject on which rules were replaced: by which, who does what otherwise, and the pages that tell how."""

    name: str = Field(alias="ten")
    replacements: tuple[Replacement, ...] = Field(alias="thay", min_length=1)
    ways: tuple[OtherWay, ...] = Field(alias="viec", min_length=1)
    pages: Names = Field(alias="xem", min_length=1)
