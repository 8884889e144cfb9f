"""Kinds of documents, the bodies that issue them, and the tables that lead to the right kind and the right signature."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from macros.model.base import Citations, Code, Model, Names, look_up
from macros.model.rulesets import Trust

# Kinds that are laid out in a way of their own: letters, requests to a superior body, minutes, regulations.
OwnForm = Literal["thu", "trinh", "bien_ban", "quy_dinh"]
OWN_FORMS: tuple[OwnForm, ...] = get_args(OwnForm)


class Kind(Model):
    """A kind of document (thể loại) or administrative paper and its symbol."""

    id: Code
    name: str = Field(alias="ten")
    symbol: str = Field(alias="ky_hieu")
    purpose: str = Field(alias="muc_dich")
    own_form: OwnForm | None = Field(None, alias="hinh_thuc")
    paper: bool = Field(False, alias="giay_to")
    symbol_trust: Trust = Field("ban_chep", alias="tin_cay_ky_hieu")
    trust: Trust = Field("thu_cap", alias="do_tin_cay")

    @property
    def letter(self) -> bool:
        """Whether its subject stands under its number, and no kind is named."""
        return self.own_form == "thu"

    @property
    def request(self) -> bool:
        """Whether it asks a superior body to decide, and is therefore presented («Kính trình»)."""
        return self.own_form == "trinh"

    @property
    def addressed(self) -> bool:
        """Whether those whom it is for are named above its text."""
        return self.letter or self.request

    @property
    def minutes(self) -> bool:
        return self.own_form == "bien_ban"

    @property
    def regulation(self) -> bool:
        """Whether the rules of form give it a symbol that tells it from a decision."""
        return self.own_form == "quy_dinh"


class Body(Model):
    """A body that issues documents at grassroots: its header lines, symbol, signature and what it may issue.

    ``above``, ``lines``, ``name`` and ``archive`` may hold ``{{ don_vi.cap_uy }}`` and the like.
    """

    id: Code
    title: str = Field(alias="ten_muc")
    short: str = Field(alias="goi")
    name: str = Field(alias="ten")
    above: Names = Field((), alias="dong_tren")
    lines: Names = Field(alias="dong_duoi")
    symbol: str = Field(alias="ky_hieu")
    authority: str = Field("", alias="quyen_han")
    offices: Names = Field((), alias="chuc_vu")
    archive: str = Field(alias="luu")
    author: str = Field("", alias="tac_gia")
    confirmer: str = Field("T/M ĐẢNG ỦY", alias="xac_nhan")
    fields: Names = Field((), alias="truong")
    issues: Names | None = Field(None, alias="ban_hanh")
    never: Names = Field((), alias="khong_ban_hanh")
    header_rule: str = Field(alias="quy_tac_ten")
    sign_rule: str = Field(alias="quy_tac_ky")
    citations: Citations = Field(alias="can_cu")
    trust: Trust = Field(alias="do_tin_cay")
    note: str | None = Field(None, alias="ghi_chu")


class Decision(Model):
    """A row of the helpers «Chọn loại văn bản» and «Thẩm quyền ký, cách ký»: the choices that lead to it, and the answer.

    ``block`` are the lines of the signature, authority first.
    """

    id: Code
    path: Names = Field(alias="duong", min_length=2)
    kind: str | None = Field(None, alias="the_loai")
    block: Names = Field((), alias="khoi")
    result: str = Field(alias="ket_qua")
    templates: Names = Field((), alias="mau")
    citations: Citations = Field((), alias="can_cu")
    trust: Trust = Field(alias="do_tin_cay")


class Authority(Model):
    """``data/tham-quyen.yml``: kinds, bodies and the two decision tables."""

    kinds: tuple[Kind, ...] = Field(alias="the_loai")
    bodies: tuple[Body, ...] = Field(alias="co_quan")
    choosing: tuple[Decision, ...] = Field((), alias="chon_loai")
    signing: tuple[Decision, ...] = Field((), alias="cach_ky")

    def kind(self, name: str) -> Kind:
        return look_up({kind.id: kind for kind in self.kinds}, name, "thể loại")

    @property
    def letter(self) -> Kind:
        """The kind that letters are of; the loader sees to it that there is one."""
        return next(kind for kind in self.kinds if kind.letter)

    def body(self, name: str) -> Body:
        return look_up({body.id: body for body in self.bodies}, name, "cơ quan ban hành")
