"""What a page says about itself in its front matter, and the page kinds with their own fields."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from macros.model.base import Citations, Code, Model, Names
from macros.model.news import Change
from macros.model.training import Lesson
from macros.vietnamese import slug

#: The front matter at the beginning of a page: group 1 is its YAML.
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)

REST = "cau-khac"  # the page of the questions that no group gathers

#: A time limit in words that counts back from the report's due day, and so has a day of its own for every reader.
_BEFORE_DUE = re.compile(r"trước (?:ngày |thời )?hạn (\d+) ngày\.?", re.IGNORECASE)


class Statement(Model):
    """A sentence with what it rests on: sources, or the mark «kinh nghiệm» for what is only good practice."""

    text: str = Field(alias="noi_dung")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"noi_dung": data} if isinstance(data, str) else data


class Review(Model):
    """The last review of a page: its date, and the sources that were read again for it."""

    day: date = Field(alias="ngay")
    sources: Names = Field((), alias="can_cu")


class Step(Model):
    """A numbered step: who does what by when, what comes of it, on which template, kept where.

    ``days_before_due`` counts back from the report's due date; ``deadline`` is for any other time limit. Readers' ticks are kept by
    the title, so a step that got another one names its ``first_title``.
    """

    title: str = Field(alias="ten")
    first_title: str | None = Field(None, alias="ten_dau")
    actor: str = Field(alias="nguoi")
    work: str = Field(alias="viec")
    days_before_due: int | None = Field(None, alias="truoc_han")
    deadline: str | None = Field(None, alias="han")
    product: str | None = Field(None, alias="san_pham")
    templates: Names = Field((), alias="mau")
    record: str | None = Field(None, alias="luu")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")

    @model_validator(mode="after")
    def _one_deadline(self) -> Step:
        if self.deadline is not None and self.days_before_due is not None:
            raise ValueError("chỉ ghi một trong hai trường «han» và «truoc_han»")
        if self.deadline and (found := _BEFORE_DUE.fullmatch(self.deadline.strip())):
            raise ValueError(f"«han: {self.deadline}» tính theo hạn báo cáo; ghi «truoc_han: {found[1]}» để người đọc thấy ngày của mình")
        return self


class Mistake(Model):
    """A common mistake and how to mend it."""

    wrong: str = Field(alias="sai")
    mend: str = Field(alias="sua")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")


class Answer(Model):
    """A question in clerks' own words, also as they would type it, and its answer in at most 80 words.

    ``place`` keeps the anchor of a question that was reworded, so that links of others still find it. A ``common`` one is named where
    the groups of questions are.
    """

    question: str = Field(alias="hoi")
    place: str | None = Field(None, alias="neo", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    variants: Names = Field((), alias="cach_hoi_khac")
    answer: str = Field(alias="dap")
    link: str | None = Field(None, alias="xem")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")
    common: bool = Field(False, alias="hay_hoi")
    file: str = ""  # set by the reader: the file in «data/hoi-dap» without its ending, empty for an answer of a procedure

    @field_validator("answer")
    @classmethod
    def _short(cls, answer: str) -> str:
        if (words := len(answer.split())) > 80:
            raise ValueError(f"câu trả lời dài {words} tiếng, nhiều nhất 80. Bỏ bớt lời, hoặc tách thành hai câu hỏi.")
        return answer

    @property
    def anchor(self) -> str:
        """Where it stands on a page, without «#»: never its number, which moves with each answer put before it."""
        return self.place or slug(self.question)


class AnswerGroup(Model):
    """A row of ``data/nhom-hoi-dap.yml``: a page of questions (``id`` is its address), with the files and the procedures that it
    gathers."""

    id: Code
    name: str = Field(alias="ten")
    files: Names = Field((), alias="tep")
    procedures: Names = Field((), alias="trang")

    @field_validator("id")
    @classmethod
    def _no_other_page(cls, id_: str) -> str:
        if id_ in (REST, "index"):
            raise ValueError(f"mã «{id_}» đã là địa chỉ của một trang Hỏi đáp. Đặt mã khác")
        return id_


class Procedure(Model):
    """The facts of a procedure page (front matter key ``quy_trinh``)."""

    group: str = Field(alias="nhom")
    when: str = Field(alias="khi_nao")
    actors: Names = Field(alias="ai")
    authority: str = Field(alias="tham_quyen")
    product: str = Field(alias="san_pham")
    preparation: tuple[Statement, ...] = Field(alias="chuan_bi", min_length=1)
    steps: tuple[Step, ...] = Field(alias="buoc", min_length=2)
    outcomes: tuple[Statement, ...] = Field(alias="dau_ra", min_length=1)
    mistakes: tuple[Mistake, ...] = Field(alias="loi_thuong_gap", min_length=1)
    answers: tuple[Answer, ...] = Field(alias="hoi_dap", min_length=1)
    checklists: Names = Field(alias="bang_kiem", min_length=1)
    templates: Names = Field((), alias="mau")
    pointers: tuple[Statement, ...] = Field((), alias="bieu_mau_cap_tren", validate_default=True)
    lessons: Names = Field((), alias="bai_hoc")
    tasks: Names = Field((), alias="viec_dinh_ky")
    related: Names = Field((), alias="lien_quan")
    citations: Citations = Field(alias="can_cu", min_length=1)
    order: int = Field(100, alias="thu_tu")

    @field_validator("pointers")  # of a field: it is told in one run with what is wrong elsewhere
    @classmethod
    def _template_or_pointer(cls, pointers: tuple[Statement, ...], info: ValidationInfo) -> tuple[Statement, ...]:
        if not pointers and info.data.get("templates") == ():
            raise ValueError("cần ít nhất một «mau», hoặc «bieu_mau_cap_tren» chỉ đến biểu mẫu của cấp trên")
        return pointers


class PageMeta(Model):
    """Front matter of every page in ``docs/``. The keys in English are MkDocs' own.

    ``review_every``: days after which the reader's browser says that the page is overdue for review.
    """

    title: str
    description: str
    kind: Literal["trang", "trang-chu", "quy-trinh", "bai-hoc", "mau", "can-cu", "lich", "quan-tri", "don-vi", "cuoc-hop"] = Field(
        "trang", alias="loai"
    )
    owner: str = Field(alias="nguoi_phu_trach")
    review: Review = Field(alias="ra_soat")
    review_every: int = Field(180, alias="ky_ra_soat", ge=30, le=730)
    about_past: bool = Field(False, alias="noi_ve_qua_khu")
    procedure: Procedure | None = Field(None, alias="quy_trinh")
    lesson: Lesson | None = Field(None, alias="bai_hoc")
    changes: tuple[Change, ...] = Field((), alias="thay_doi")
    hide: tuple[str, ...] = ()
    search: dict[str, Any] | None = None
    template: str | None = None
    icon: str | None = None

    @model_validator(mode="after")
    def _facts_of_the_kind(self) -> PageMeta:
        if (self.kind == "quy-trinh") != (self.procedure is not None):
            raise ValueError("trang loại «quy-trinh» phải có trường «quy_trinh», và chỉ trang loại đó mới có")
        if (self.kind == "bai-hoc") != (self.lesson is not None):
            raise ValueError("trang loại «bai-hoc» phải có trường «bai_hoc», và chỉ trang loại đó mới có")
        return self


class MacroCall(Model):
    """A macro call found in a page's prose: name, constant arguments, and the line it stands on."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    line: int


class Page(Model):
    """A page in ``docs/``: where it is (``path`` relative to docs/, ``url`` from the site's root), and its facts."""

    path: str
    url: str
    meta: PageMeta
    calls: tuple[MacroCall, ...] = ()
    lines: dict[str, int] = {}

    def line(self, key: str) -> int:
        """The line of a dotted front matter key (``quy_trinh.buoc.2``), or of the nearest key around it."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key, 1)
