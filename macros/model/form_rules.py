"""What a form does with the values of a template: what it checks, what it works out, what it fills from unit and calendar, and how the
next document is made from the last one."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from macros.model.base import Citations, Model, Names

VotePart = Literal[
    "tong", "co_mat", "phat_ra", "thu_ve", "hop_le", "khong_hop_le", "tan_thanh", "khong_tan_thanh", "khong_y_kien", "ty_le", "ghi_chung"
]


class VoteCheck(Model):
    """What of a template counts votes: part → the field that holds it, or the column of ``table``, to whose rows the fields ``outer``
    count, too. ``need`` is the share of the total without which the document cannot be."""

    parts: dict[VotePart, str] = Field(alias="truong")
    table: str = Field("", alias="bang")
    outer: dict[VotePart, str] = Field({}, alias="ngoai")
    need: Literal["", "hai_phan_ba", "qua_nua"] = Field("", alias="can")
    citations: Citations = Field((), alias="can_cu")

    @model_validator(mode="after")
    def _founded(self) -> VoteCheck:
        if self.need and not self.citations:
            raise ValueError("yêu cầu tỷ lệ («can») thì phải có trường «can_cu»")
        return self


class DayOrder(Model):
    """Two fields that name days, the first of which is not after the second."""

    first: str = Field(alias="truoc")
    then: str = Field(alias="sau")
    citations: Citations = Field((), alias="can_cu")


class Checks(Model):
    """What the values of a template are checked for, beside what holds for every template."""

    votes: tuple[VoteCheck, ...] = Field((), alias="phieu")
    days: tuple[DayOrder, ...] = Field((), alias="ngay")


# What a document may be made for again and again, and the words that stand in braces for it in the fields.
# «lan» has no period: each time the document is made anew from the one that was saved last.
PERIODS = {
    "tuan": ("thu_hai", "thu_sau"), "thang": ("thang", "nam"), "quy": ("quy", "nam"), "nua_nam": ("ky",), "nam": ("nam",), "lan": (),
}  # fmt: skip


class PeriodField(Model):
    """A field that names the period, or with ``later`` the one after or before it: «{thang} năm {nam}»."""

    field: str = Field(alias="truong")
    written: str = Field(alias="viet")
    later: Literal[-1, 0, 1] = Field(0, alias="sau")


class Carried(Model):
    """What of the last document goes to another place in the next one: a field to a field, or a column to a column of ``table``."""

    source: str = Field(alias="tu")
    target: str = Field(alias="sang")
    table: str = Field("", alias="bang")


class Periodic(Model):
    """How a template follows the calendar: a document of a day is for the period that holds the day ``shift`` days away."""

    period: Literal["tuan", "thang", "quy", "nua_nam", "nam", "lan"] = Field(alias="ky")
    shift: int = Field(0, alias="lech_ngay", ge=-120, le=120)
    fields: tuple[PeriodField, ...] = Field((), alias="o")
    carried: tuple[Carried, ...] = Field((), alias="chuyen")
    emptied: Names = Field((), alias="de_trong")

    @model_validator(mode="after")
    def _named(self) -> Periodic:
        words = PERIODS[self.period]
        if bool(self.fields) != bool(words):
            raise ValueError("«o» nêu ít nhất một ô ghi kỳ; chỉ «ky: lan» là không có ô nào")
        for field in self.fields:
            used = re.findall(r"\{([^{}]*)\}", field.written)
            if not used or not set(used) <= set(words):
                shown = ", ".join(f"{{{word}}}" for word in words)
                raise ValueError(f"«viet» của ô «{field.field}» phải có, và chỉ có, các chữ thay được: {shown}")
        if self.fields and self.fields[0].later:
            raise ValueError("ô đứng đầu «o» phải là ô của kỳ này, không có «sau»")
        return self


class Reckoned(Model):
    """What a form works out of other values: a field, or the cells of a column; with ``row`` only the one in the row that begins so.

    ``parts`` are columns of the row or fields; with ``row`` the first cells of other rows, none for all rows above; for a field also
    «table.column», whose cells are added up.
    """

    field: str = Field("", alias="truong")
    table: str = Field("", alias="bang")
    columns: Names = Field((), alias="cot")
    row: str = Field("", alias="hang")
    how: Literal["tong", "hieu", "tich", "ty_le"] = Field(alias="la")
    parts: Names = Field((), alias="cua")

    @model_validator(mode="after")
    def _whole(self) -> Reckoned:
        if bool(self.field) == bool(self.table) or bool(self.table) != bool(self.columns):
            raise ValueError("«tinh» nêu hoặc một ô («truong»), hoặc một bảng («bang») với cột («cot»)")
        if not self.parts and not (self.row and self.how == "tong"):
            raise ValueError("«cua» nêu các số để tính; chỉ hàng cộng («hang», «la: tong») mới bỏ trống được")
        return self


class UnitFigure(Model):
    """Where a figure of the reader's unit belongs: a field, or a cell of the row of a table that begins with ``row``."""

    field: str = Field(alias="truong")
    row: str = Field("", alias="hang")
    column: str = Field("", alias="cot")
    written: str = Field(alias="viet")

    @model_validator(mode="after")
    def _named(self) -> UnitFigure:
        used = re.findall(r"\{([^{}]*)\}", self.written)
        if not used or not set(used) <= {"dang_vien", "chi_bo", "don_vi"}:
            raise ValueError("«viet» của «so_don_vi» chỉ có các chữ thay được: {dang_vien}, {chi_bo}, {don_vi}")
        if bool(self.row) != bool(self.column):
            raise ValueError("số của đơn vị ở trong bảng thì ghi đủ «hang» và «cot»")
        return self


class DueRows(Model):
    """A table that takes what is due in the period of the document, from the calendar of the unit's superior."""

    table: str = Field(alias="bang")
    task: str = Field(alias="viec")
    day: str = Field(alias="han")
    month: str = Field("", alias="thang")
