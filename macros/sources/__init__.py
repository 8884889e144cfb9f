"""The register of sources: its table and pages, citations in other pages, and what in it wants checking."""

from __future__ import annotations

from macros.model.subject import Subject, dated_macro, macro
from macros.sources import news, register
from macros.sources.citations import chips, citation, cite_all, practice_mark, signed_chips, signs_of_section, sources_list
from macros.sources.register import outdated_banners
from macros.sources.upkeep import impact, upkeep

__all__ = ["SUBJECT", "chips", "citation", "cite_all", "impact", "outdated_banners", "practice_mark",
           "signed_chips", "signs_of_section", "sources_list", "upkeep"]

SUBJECT = Subject(
    "căn cứ",
    pages=register.pages,
    files=register.files,
    macros={
        "can_cu": macro(citation, "ma", "dieu", "qua_khu"),
        "kinh_nghiem": macro(lambda handbook: practice_mark()),
        "so_dang_ky_can_cu": macro(register.table),
        "moi_thay_doi": macro(news.cards),
        "can_doi_chieu": dated_macro(register.to_compare),
    },
)
