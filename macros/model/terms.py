"""Terms and abbreviations of the field, with what readers type instead of them."""

from __future__ import annotations

from pydantic import Field, model_validator

from macros.model.base import Citations, Code, Model, Names


class Term(Model):
    """A row of ``data/thuat-ngu.yml``: what readers call a thing, and what it is.

    ``synonyms`` may stand for the term in a search; ``definition`` is one short sentence, at most 45 words; ``example``, where one
    makes it plainer, is shown by the glossary alone; ``page`` («/quy-trinh/ket-nap.md») is where the work itself is told: a search
    for any of the names leads there. A ``common`` word («báo cáo», «quyết định») is explained on pages only where it is abbreviated.
    """

    id: Code
    term: str = Field(alias="thuat_ngu")
    abbreviations: Names = Field((), alias="viet_tat")
    synonyms: Names = Field((), alias="tu_gan_nghia")
    definition: str = Field(alias="nghia")
    example: str = Field("", alias="vi_du")
    page: str | None = Field(None, alias="xem")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")
    common: bool = Field(False, alias="thong_dung")

    @model_validator(mode="after")
    def _founded_and_short(self) -> Term:
        if not self.citations and not self.practice:
            raise ValueError("định nghĩa cần «can_cu», hoặc «kinh_nghiem: true» khi chỉ là cách gọi quen dùng")
        if (words := len(self.definition.split())) > 45:
            raise ValueError(f"định nghĩa dài {words} tiếng, nhiều nhất 45")
        return self

    @property
    def anchor(self) -> str:
        """Where it stands on the glossary page, without «#»."""
        return f"tn-{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called: the term, its abbreviations, its synonyms."""
        return (self.term, *self.abbreviations, *self.synonyms)
