"""``data/van-phong.yml``: the house's words and voice, and which keys of data are not prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pydantic import Field

from macros.model.base import Model, Names

_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class HouseStyle(Model):
    """The lists that an editor may lengthen without a programmer.

    ``coinages`` to ``needless`` are what an office does not write, each with what it writes instead: ``spoken`` counts in
    normative statements and in documents only, ``address`` not in documents. ``right``: phrases that hold one of them and are
    right. ``not_prose``: keys whose values nobody reads as sentences. ``wrong_on_purpose``: keys of wrong examples.
    ``document_keys``: keys in data/mau/ and data/cuoc-hop/ that hold the text of a document. ``registers``: files whose subject is
    numbers and dates of rules, or the signs of documents; ``form_signs`` may stand in them unexplained.
    """

    foreign: dict[str, str] = Field(alias="tu_nuoc_ngoai")
    borrowed: Names = Field((), alias="tu_muon")
    spelling: dict[str, str] = Field({}, alias="chinh_ta")
    coinages: dict[str, str] = Field({}, alias="tu_tu_dat")
    calques: dict[str, str] = Field({}, alias="cau_dich")
    clipped: dict[str, str] = Field({}, alias="goi_tat")
    one_name: dict[str, str] = Field({}, alias="mot_ten")
    spoken: dict[str, str] = Field({}, alias="khau_ngu")
    address: dict[str, str] = Field({}, alias="xung_ho")
    needless: dict[str, str] = Field({}, alias="cau_thua")
    right: Names = Field((), alias="cum_tu_dung")
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

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        """What an office does not write and what it writes, by the key of the list."""
        return {"tu_tu_dat": self.coinages, "cau_dich": self.calques, "goi_tat": self.clipped, "mot_ten": self.one_name,
                "khau_ngu": self.spoken, "xung_ho": self.address, "cau_thua": self.needless}

    @cached_property
    def lexicon(self) -> dict[str, tuple[str, str]]:
        """Every phrase that is not written, in lower case, with the key of its list and what is written instead."""
        return {phrase.lower(): (key, remedy) for key, phrases in self.lists.items() for phrase, remedy in phrases.items()}

    @cached_property
    def lexicon_index(self) -> dict[str, tuple[str, ...]]:
        """The phrases of ``lexicon`` and those of ``right`` by their first word, the longest first."""
        return _by_first_word([*self.lexicon, *(phrase.lower() for phrase in self.right)])


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        match = _FIRST_WORD.match(phrase)
        first = match[0] if match else phrase
        index[first] = (*index.get(first, ()), phrase)
    return index
