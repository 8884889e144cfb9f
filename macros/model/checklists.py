"""Checklists: short lists whose items keep their ids, so that ticks survive a change of text."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.model.base import Citations, Code, Model


class ChecklistItem(Model):
    """One line to tick. ``id`` never changes once published."""

    id: Code
    text: str = Field(alias="noi_dung")
    why: str | None = Field(None, alias="vi_sao")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")


class Checklist(Model):
    """A file in ``data/bang-kiem/``. ``reset``: what begins a new run of it."""

    id: Code
    title: str = Field(alias="ten")
    topic: str = Field(alias="nhom")
    when: str = Field(alias="khi_nao")
    mode: Literal["doc_lam", "xac_nhan"] = Field(alias="cach_dung")
    reset: Literal["thang", "quy", "nam", "moi_lan"] = Field(alias="dat_lai")
    signer: str = Field(alias="nguoi_ky")
    items: tuple[ChecklistItem, ...] = Field(alias="muc", min_length=5, max_length=12)
