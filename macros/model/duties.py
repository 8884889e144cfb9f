"""Recurring tasks of the office, and the matrix from the Charter's articles to the office's work."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from macros.model.base import Citations, Code, Model, Names
from macros.model.periods import doubled_period, following_period, period_after

#: The people of «vai_tro» that a reader may have chosen to be, by what the reader's browser keeps.
READER_ROLES = {"Bí thư": "bi-thu", "Cán bộ văn phòng": "van-phong", "Chi bộ trực thuộc": "chi-bo"}


class RecurringTask(Model):
    """A row of ``data/viec-dinh-ky.yml``: what recurs. When it is due is the superior's data, in the workbook.

    ``other_names`` is what clerks call it when they ask the search for its day.
    """

    id: Code
    title: str = Field(alias="ten")
    other_names: Names = Field((), alias="goi_khac")
    period: Literal["tháng", "quý", "nửa năm", "năm", "nhiệm kỳ"] = Field(alias="ky")
    roles: Names = Field(alias="vai_tro", min_length=1)
    procedure: str = Field(alias="quy_trinh")
    templates: Names = Field((), alias="mau")
    checklist: str | None = Field(None, alias="bang_kiem")
    product: str = Field(alias="san_pham")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")
    for_next: bool = Field(False, alias="cho_ky_sau")

    def period_of(self, period: str) -> str:
        """The period that what is due in ``period`` is for: next year's programme is due this year."""
        return following_period(period) if self.for_next else period

    def named(self, period: str) -> str:
        """The task and its period, no word said twice: «Báo cáo công tác quý III/2026»."""
        return f"{self.title} {period_after(self.title, self.period_of(period))}"

    @property
    def reader_roles(self) -> list[str]:
        """The task's roles that a reader may have chosen for his own."""
        return [READER_ROLES[role] for role in self.roles if role in READER_ROLES]

    @field_validator("title")
    @classmethod
    def _said_once(cls, title: str) -> str:
        if doubled := doubled_period(title):
            raise ValueError(f"«{doubled}» lặp chữ; bỏ một chữ, muốn nói thời hạn thì ghi bằng số như «5 năm»")
        return title


class Duty(Model):
    """A row of the duties matrix: Charter article → duty of the organisation → work of the office."""

    id: Code
    group: str = Field(alias="nhom")
    article: str = Field(alias="dieu")
    duty: str = Field(alias="nhiem_vu")
    office_work: str = Field(alias="viec_van_phong")
    when: str = Field(alias="khi_nao")
    documents: str = Field(alias="van_ban")
    procedures: Names = Field((), alias="quy_trinh")
    templates: Names = Field((), alias="mau")
    citations: Citations = Field(alias="can_cu", min_length=1)
    left_to: Citations = Field((), alias="quy_dinh_cu_the")
