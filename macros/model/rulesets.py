"""Rules of form as data: how sure we are of a rule, page, running text, elements, fixed words, and one whole ruleset."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from macros.model.base import Citation, Code, Model, Names, look_up
from macros.model.sources import SURENESS_NAMES, Sureness

Trust = Literal["ban_goc", "ban_chep", "ban_chep_mot_nguon", "thu_cap", "theo_tri_nho", "suy_luan", "lua_chon"]

# What each way of knowing a rule amounts to for a reader, among the three signs; the last is no matter of reading.
TRUST_SURENESS: dict[Trust, Sureness] = {
    "ban_goc": "goc",
    "ban_chep": "trich_dan",
    "ban_chep_mot_nguon": "doi_chieu",
    "thu_cap": "doi_chieu",
    "theo_tri_nho": "doi_chieu",
    "suy_luan": "doi_chieu",
    "lua_chon": "goc",
}
TRUST_NAMES: dict[Trust, str] = {
    **{trust: SURENESS_NAMES[sureness] for trust, sureness in TRUST_SURENESS.items()},
    "lua_chon": "lựa chọn của sổ tay trong khoảng cho phép",
}


def _span(value: Any) -> Any:
    return (value, value) if isinstance(value, (int, float)) else value


Span = Annotated[tuple[float, float], BeforeValidator(_span)]
"""The least and the greatest value allowed; one number means that value alone."""


class Rule(Model):
    """What every figure of a ruleset carries: the clause that says it, and how sure we are."""

    clause: str = Field(alias="dieu")
    trust: Trust = Field(alias="do_tin_cay")


class PageRule(Rule):
    """Paper and margins, all in millimetres; the back margins are those of the second side of a sheet."""

    width: float = Field(alias="rong")
    height: float = Field(alias="cao")
    top: float = Field(alias="tren")
    bottom: float = Field(alias="duoi")
    left: float = Field(alias="trai")
    right: float = Field(alias="phai")
    back_left: float = Field(alias="trai_mat_sau")
    back_right: float = Field(alias="phai_mat_sau")

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


class BodyRule(Rule):
    """Running text: sizes and line spacing in points (``line`` exactly so much), indent in millimetres."""

    size: Span = Field(alias="co")
    indent: float = Field(alias="thut_dau_dong")
    gap: float = Field(alias="cach_doan")
    line: Span = Field(alias="gian_dong")
    table_size: float = Field(alias="co_bang")


class Component(Rule):
    """One element of form (Vietnamese: thành phần thể thức) and how it is written; ``added``: it stands there if the signer so decides."""

    id: Code
    name: str = Field(alias="ten")
    box: str | None = Field(None, alias="o_so")
    added: bool = Field(False, alias="bo_sung")
    size: Span | None = Field(None, alias="co")
    bold: bool | None = Field(None, alias="dam")
    italic: bool | None = Field(None, alias="nghieng")
    underline: bool | None = Field(None, alias="gach_chan")
    capitals: bool | None = Field(None, alias="in_hoa")
    centred: bool | None = Field(None, alias="giua")
    text: str | None = Field(None, alias="chu")
    rule: str = Field(alias="quy_tac")


class Contrast(Model):
    """One element as these rules have it, beside the Party's rules in force; ``defects`` are the mistakes it leads to."""

    topic: str = Field(alias="muc")
    here: str = Field(alias="o_day")
    party: str = Field(alias="dang")
    defects: Names = Field((), alias="loi")


class Wording(Model):
    """Fixed words and marks that the checker compares with; ``replaced`` are numbers of rules that no longer serve as a basis."""

    separator: str = Field(alias="dau_tach")
    basis_opening: str = Field(alias="mo_dau_can_cu")
    basis_end: str = Field(alias="ket_can_cu")
    submission_label: str = Field(alias="nhan_to_trinh")
    letter_opening: str = Field(alias="mo_dau_trich_yeu_cong_van")
    regulation_symbol: str = Field(alias="ky_hieu_quy_dinh")
    replaced: Names = Field(alias="da_bi_thay")


class Patterns(Model):
    """What is written in many ways: place and date (also of a draft), what precedes a name."""

    place_date: re.Pattern[str] = Field(alias="dia_danh_ngay")
    place_date_blank: re.Pattern[str] = Field(alias="dia_danh_ngay_du_thao")
    rank: re.Pattern[str] = Field(alias="hoc_ham")


class Choice(Model):
    """What the site's own documents use inside the permitted ranges (points)."""

    size: float = Field(alias="co")
    line: float = Field(alias="gian_dong")
    gap: float = Field(alias="cach_doan")
    kind_size: float = Field(alias="co_ten_loai")
    subject_size: float = Field(alias="co_trich_yeu")


class Ruleset(Model):
    """The rules of form in force for documents dated ``since`` to ``until`` (both included)."""

    id: Code
    name: str = Field(alias="ten")
    source: Citation = Field(alias="can_cu")
    since: date = Field(alias="tu_ngay")
    until: date | None = Field(None, alias="den_ngay")
    party: bool = Field(True, alias="van_ban_dang")
    font: str = Field(alias="phong_chu")
    page: PageRule = Field(alias="trang")
    body: BodyRule = Field(alias="noi_dung")
    page_number: Component = Field(alias="so_trang")
    components: tuple[Component, ...] = Field(alias="thanh_phan")
    patterns: Patterns = Field(alias="mau_chu")
    wording: Wording = Field(alias="gia_tri")
    contrasts: tuple[Contrast, ...] = Field((), alias="so_sanh")
    choice: Choice = Field(alias="lua_chon")

    def component(self, name: str) -> Component:
        """The element ``name``, or UnknownName with the nearest one."""
        return look_up({part.id: part for part in self.components}, name, "thành phần thể thức")

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
