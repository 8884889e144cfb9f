"""``data/van-phong.yml``: the house's words, and which keys of data are not prose."""

from __future__ import annotations

from pydantic import Field

from macros.model.base import Model, Names


class Settings(Model):
    """The lists that an editor may lengthen without a programmer.

    ``not_prose``: keys whose values nobody reads as sentences. ``wrong_on_purpose``: keys of wrong examples.
    ``document_keys``: keys in data/mau/ that hold the text of a document. ``registers``: files whose subject is numbers and
    dates of rules.
    """

    foreign: dict[str, str] = Field(alias="tu_nuoc_ngoai")
    borrowed: Names = Field((), alias="tu_muon")
    spelling: dict[str, str] = Field({}, alias="chinh_ta")
    common_abbreviations: Names = Field((), alias="viet_tat_pho_thong")
    not_prose: frozenset[str] = Field(alias="khoa_khong_la_loi_van")
    wrong_on_purpose: frozenset[str] = Field(alias="khoa_co_y_sai")
    document_keys: frozenset[str] = Field(alias="khoa_van_ban_mau")
    registers: Names = Field((), alias="tep_ghi_so_hieu")
    longest_sentence: int = Field(35, alias="cau_dai_nhat")
