"""By situation: what changes in each kind of work for a member, or a chi bộ, that is not as all others are."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from macros.model.base import Citations, Model, Names


class Work(Model):
    """A kind of work, a column of the table. ``pages`` («/quy-trinh/dang-phi.md») tell how it is done; the first is the one to link.

    ``variants`` are what a question calls it when it means the work as a whole, so that any of its cells may answer.
    """

    name: str = Field(alias="ten")
    variants: Names = Field((), alias="cach_goi_khac")
    pages: Names = Field(alias="trang", min_length=1)


class Cell(Model):
    """What one situation means for one kind of work, in one of three ways: an ``answer``; nothing changes, or the question does
    not arise (``unchanged``, with a word on why where it helps); no source is known, so ``question`` is to be put to ``whom``.
    """

    answer: str | None = Field(None, alias="dap")
    unchanged: bool = Field(False, alias="khong_dat_ra")
    question: str | None = Field(None, alias="chua_ro")
    whom: str | None = Field(None, alias="hoi_ai")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")

    @property
    def answered(self) -> bool:
        """Whether the cell says what is done otherwise."""
        return self.answer is not None and not self.unchanged


class Situation(Model):
    """A row of the table: its name, what else readers call it, how to tell it, and a cell for each kind of work."""

    name: str = Field(alias="ten")
    variants: Names = Field((), alias="cach_goi_khac")
    sign: str = Field(alias="nhan_biet")
    citations: Citations = Field(alias="can_cu", min_length=1)
    cells: Mapping[str, Cell] = Field(alias="o")


class Situations(Model):
    """``data/tinh-huong.yml``: both by id, in the order of the file."""

    works: Mapping[str, Work] = Field(default_factory=dict, alias="viec")
    all: Mapping[str, Situation] = Field(default_factory=dict, alias="tinh_huong")
