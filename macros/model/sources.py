"""The register of legal sources: what a rule is, whether it is in force, how sure we are of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from macros.model.base import Code, Model, Names
from macros.vietnamese import format_date

State = Literal["con", "het", "mot_phan", "chua_ro", "tham_khao"]
Sureness = Literal["goc", "trich_dan", "doi_chieu"]
Confidence = Literal["da_kiem_chung", "thu_cap", "theo_tri_nho"]

STATE_NAMES: dict[State, str] = {
    "con": "còn hiệu lực",
    "het": "đã được thay thế",
    "mot_phan": "còn hiệu lực một phần",
    "chua_ro": "chưa rõ hiệu lực",
    "tham_khao": "tài liệu tham khảo, không phải quy định",
}
# The type of a document by the letters of its number; the letters «QĐ» stand for two, which the title tells apart.
_TYPES_BY_LETTERS = {"CT": "Chỉ thị", "CV": "Công văn", "HD": "Hướng dẫn", "KL": "Kết luận", "NQ": "Nghị quyết", "NĐ": "Nghị định",
                     "QC": "Quy chế", "QĐi": "Quy định", "TT": "Thông tư"}
_TYPES_IN_TITLES = ("Bộ luật", "Công văn", "Luật", "Nghị quyết", "Pháp lệnh", "Quy định", "Quyết định")

SURENESS_NAMES: dict[Sureness, str] = {"goc": "bản gốc", "trich_dan": "trích dẫn đáng tin", "doi_chieu": "cần đối chiếu"}
CONFIDENCE_NAMES: dict[Confidence, str] = {
    "da_kiem_chung": "đã kiểm chứng",
    "thu_cap": "nguồn thứ cấp, cần đối chiếu bản gốc",
    "theo_tri_nho": "chưa có nguồn kiểm chứng, cần đối chiếu bản gốc",
}


class Source(Model):
    """One row of ``data/can-cu.yml``. ``issued`` is a date, a bare year where only that is known, or None.

    ``checked`` is the day somebody last looked the source up, ``compared_by`` who then compared it with the original;
    ``changed`` the day its state or content changed, from which every page reviewed before is no longer fresh.
    ``articles_read`` names the articles whose own text was seen, or «toan_van»; ``extent_read`` is «trich» when only parts of a
    long text were seen, so that citing it as a whole proves nothing. ``confidence`` speaks only of the document's existence,
    number and date.
    """

    id: Code
    number: str | None = Field(None, alias="so_ky_hieu")
    title: str = Field(alias="ten")
    short: str | None = Field(None, alias="ten_goi")
    issuer: str = Field(alias="co_quan")
    issued: date | int | None = Field(None, alias="ngay_ban_hanh")
    in_force_from: date | None = Field(None, alias="hieu_luc_tu")
    state: State = Field(alias="hieu_luc")
    replaced_by: str | None = Field(None, alias="thay_the_boi")
    replaces: Names = Field((), alias="thay_the_cho")
    topics: Names = Field((), alias="chu_de")
    url: str | None = Field(None, alias="nguon_url")
    confidence: Confidence = Field(alias="do_tin_cay")
    articles_read: Names = Field((), alias="dieu_da_doc")
    extent_read: Literal["trich"] | None = Field(None, alias="pham_vi_da_doc")
    checked: date = Field(alias="kiem_tra")
    compared_by: str | None = Field(None, alias="nguoi_doi_chieu")
    changed: date | None = Field(None, alias="doi_ngay")
    change: str | None = Field(None, alias="thay_doi")
    note: str | None = Field(None, alias="ghi_chu")

    @field_validator("url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None or re.fullmatch(r"https?://[^\s/\"<>]+(/[^\s\"<>]*)?", value):
            return value
        raise ValueError(f"«{value}» không phải địa chỉ trang; ghi như https://vi-du.vn/van-ban")

    @property
    def is_replaced(self) -> bool:
        """No longer in force: another source has taken its place, or its time has run out."""
        return self.state == "het"

    @property
    def state_text(self) -> str:
        """The state in words; what has run out without a source in its place is not called replaced."""
        return "hết hiệu lực" if self.is_replaced and not self.replaced_by else STATE_NAMES[self.state]

    @property
    def is_in_force(self) -> bool:
        """Wholly in force, as far as the register knows."""
        return self.state == "con"

    @property
    def is_partly_in_force(self) -> bool:
        """In force but for some parts, which its note names."""
        return self.state == "mot_phan"

    @property
    def is_reference(self) -> bool:
        """Reading matter that binds nobody."""
        return self.state == "tham_khao"

    @property
    def label(self) -> str:
        """What a reader calls it: the number, the short name, or the title when it has neither."""
        return self.number or self.short or self.title

    @property
    def type_name(self) -> str | None:
        """The type of document that stands before its number; None where neither number nor title tells it."""
        letters = re.sub(r"^[\d/]+-?", "", self.number or "").split("/")[0].split("-")[0]
        if letters in _TYPES_BY_LETTERS:
            return _TYPES_BY_LETTERS[letters]
        if "kèm theo Quyết định số" in self.title:
            return "Quyết định"
        return next((name for name in _TYPES_IN_TITLES if self.title.startswith(f"{name} ")), None)

    @property
    def full_name(self) -> str:
        """How a sentence names it: «Quy định số 399-QĐ/TW», or its short name or title where it has no number."""
        return f"{self.type_name or 'văn bản'} số {self.number}" if self.number else self.label

    @property
    def issued_text(self) -> str:
        """«09/01/2026», «2025 (chưa rõ ngày)» or «chưa rõ ngày»."""
        if isinstance(self.issued, date):
            return format_date(self.issued)
        return f"{self.issued} (chưa rõ ngày)" if self.issued else "chưa rõ ngày"

    @property
    def dated_text(self) -> str:
        """How a sentence dates it: «ngày 09/01/2026», «năm 2025 (chưa rõ ngày)» or «(chưa rõ ngày)»."""
        if isinstance(self.issued, date):
            return f"ngày {self.issued_text}"
        return f"năm {self.issued_text}" if self.issued else f"({self.issued_text})"

    def unread(self, article: str | None) -> bool:
        """Whether ``article`` is cited though nobody has seen its text; None asks of the document cited as a whole."""
        if "toan_van" in self.articles_read:
            return False
        if article is None:
            return self.extent_read == "trich"
        return not any(re.search(rf"{re.escape(read)}(?!\d)", article) for read in self.articles_read)

    def sureness(self, article: str | None) -> Sureness:
        """How far a reader may trust what is cited from here: the whole text was read in the original; the article, or a whole
        copy that agrees with others, was read word for word; or somebody with the original must compare."""
        whole_read = "toan_van" in self.articles_read
        if self.state == "chua_ro" or self.confidence == "theo_tri_nho" or self.unread(article):
            return "doi_chieu"
        if self.confidence == "thu_cap":
            return "trich_dan" if whole_read else "doi_chieu"
        return "goc" if whole_read else "trich_dan"

    @property
    def needs_checking(self) -> bool:
        """Only a secondary or recalled source, or one whose state is unknown."""
        return self.confidence != "da_kiem_chung" or self.state == "chua_ro"
