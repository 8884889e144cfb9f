"""``data/van-phong.yml``: the house's words, and which keys of data are not prose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pydantic import Field

from macros.model.base import Model, Names


class Settings(Model):
    """The lists that an editor may lengthen without a programmer.

    ``not_prose``: keys whose values nobody reads as sentences. ``wrong_on_purpose``: keys of wrong examples.
    ``document_keys``: keys in data/mau/ and data/cuoc-hop/ that hold the text of a document. ``registers``: files whose subject is
    numbers and dates of rules, or the signs of documents; ``form_signs`` may stand in them unexplained.
    """

    foreign: dict[str, str] = Field(alias="tu_nuoc_ngoai")
    borrowed: Names = Field((), alias="tu_muon")
    spelling: dict[str, str] = Field({}, alias="chinh_ta")
    common_abbreviations: Names = Field((), alias="viet_tat_pho_thong")
    not_prose: frozenset[str] = Field(alias="khoa_khong_la_loi_van")
    wrong_on_purpose: frozenset[str] = Field(alias="khoa_co_y_sai")
    document_keys: frozenset[str] = Field(alias="khoa_van_ban_mau")
    form_signs: frozenset[str] = Field(frozenset(), alias="ky_hieu_neu_de_day")
    registers: Names = Field((), alias="tep_ghi_so_hieu")
    longest_sentence: int = Field(35, alias="cau_dai_nhat")

    @cached_property
    def foreign_index(self) -> dict[str, tuple[str, ...]]:
        """The phrases of ``foreign`` by their first word, the longest first."""
        return _by_first_word(self.foreign)

    @cached_property
    def slip_index(self) -> dict[str, tuple[str, ...]]:
        """The phrases of ``spelling`` by their first word, the longest first."""
        return _by_first_word(self.spelling)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Foreign words that are allowed, or told by their own rule."""
        return frozenset(self.borrowed) | {word for phrase in self.foreign for word in phrase.split()}


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        first = phrase.split()[0]
        index[first] = (*index.get(first, ()), phrase)
    return index
