"""«Một cuộc họp»: kinds of meetings, what is asked of a meeting once, and the papers that are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field, field_validator

from macros.model.base import Code, Model, Names
from macros.model.documents import FormField
from macros.model.form_rules import Periodic

# Drafts of a meeting lie beside those of templates, under the kind's id with this before it: no template may begin so.
DRAFT_PREFIX = "cuoc-hop-"
_OF_ISSUER = ("cap_tren.", "don_vi.", "ten_", "hinh_thuc_dai_hoi")


def taken(field: str) -> bool:
    """Whether a common field of documents goes from the meeting into its papers as it is, so that nobody maps it."""
    return field in ("co_quan", "chuc_vu") or field.startswith(_OF_ISSUER)


class Rows(Model):
    """Lines of a paper from rows of the meeting: one for each row of ``source``, or a single one when there is none.

    ``written`` is the line of a field of paragraphs, ``columns`` are the cells of a table, in the language of templates; in
    both, ``d`` is the row.
    """

    source: str = Field("", alias="tu")
    written: str = Field("", alias="viet")
    columns: dict[str, str] = Field({}, alias="cot")


class Paper(Model):
    """A paper of a meeting: its template, who issues it when that is somebody else, and field → where its value comes from."""

    template: str = Field(alias="mau")
    body: str = Field("", alias="co_quan")
    fields: dict[str, str | tuple[Rows, ...]] = Field({}, alias="o")

    @field_validator("fields", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        """One set of rows may stand without the dash of a list."""
        return {key: [each] if isinstance(each, dict) else each for key, each in value.items()} if isinstance(value, dict) else value

    @property
    def key(self) -> str:
        """The paper's name in the fields of the form."""
        return self.template.replace("-", "_")

    @property
    def number(self) -> str:
        """The field of the meeting's form that holds the paper's number."""
        return f"so_giay.{self.key}"


class MeetingKind(Model):
    """``data/cuoc-hop/<id>.yml``: what is asked (``asked``: ids; ``fields``: the kind's own), and which papers it gives."""

    id: Code
    name: str = Field(alias="ten")
    order: int = Field(100, alias="thu_tu")
    purpose: str = Field(alias="muc_dich")
    bodies: Names = Field(alias="co_quan", min_length=1)
    procedures: Names = Field((), alias="quy_trinh")
    tasks: Names = Field((), alias="viec_dinh_ky")
    asked: Names = Field(alias="hoi", min_length=1)
    fields: tuple[FormField, ...] = Field((), alias="truong")
    papers: tuple[Paper, ...] = Field(alias="giay", min_length=1)
    periodic: Periodic | None = Field(None, alias="theo_ky")
    example: dict[str, Any] = Field(alias="vi_du")
    file: str = ""

    @property
    def draft(self) -> str:
        """What its drafts are kept as drafts of, in the place of a template."""
        return DRAFT_PREFIX + self.id

    @property
    def url(self) -> str:
        """The page on which such a meeting is entered, from the site's root."""
        return f"/soan-thao/cuoc-hop/{self.id}.html"


class SharedPapers(Model):
    """``data/cuoc-hop-chung.yml``: fields that several kinds ask for, where fields of every paper and of single templates come from."""

    fields: tuple[FormField, ...] = Field(alias="truong")
    every: dict[str, str] = Field({}, alias="moi_giay")
    papers: tuple[Paper, ...] = Field((), alias="giay")


@dataclass(frozen=True)
class Meetings:
    """The kinds of meetings by id, each with its papers' mappings whole, and the fields that it asks for in their order."""

    kinds: Mapping[str, MeetingKind] = field(default_factory=dict)
    fields: Mapping[str, tuple[FormField, ...]] = field(default_factory=dict)

    def with_template(self, name: str) -> list[MeetingKind]:
        """The kinds that give a paper of this template."""
        return [kind for kind in self.kinds.values() if name in (paper.template for paper in kind.papers)]

    def of_procedure(self, path: str) -> list[MeetingKind]:
        """The kinds whose work the procedure at ``path`` describes."""
        return [kind for kind in self.kinds.values() if path in kind.procedures]

    def of_task(self, name: str) -> list[MeetingKind]:
        """The kinds that do a recurring task."""
        return [kind for kind in self.kinds.values() if name in kind.tasks]
