"""Document templates and the catalogue of defects; who issues and signs is in ``authority``, rules of form in ``rulesets``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from macros.model.authority import Authority
from macros.model.base import Citations, Code, Model, Names, look_up
from macros.model.form_rules import Checks, DueRows, Periodic, Reckoned, UnitFigure
from macros.model.pages import Statement
from macros.model.rulesets import Ruleset, Trust

FieldKind = Literal["chu", "doan", "ngay", "so_van_ban", "chon", "co", "bang"]

# The groups of fields that are treated in a way of their own, under the names that data/truong-chung.yml gives them.
OF_ISSUER = "Thông tin riêng của cơ quan ban hành"
CONTENT = "Nội dung"
SIGNATURE = "Ký"
MINUTES = "Biên bản"
CONFIRMATION = "Xác nhận"
OPTIONS = "Tùy chọn"
OF_COPY = "Bản sao"
# Every group in the order of the form: what the document is about comes early, the options come folded and late.
GROUPS = ("Đơn vị", OF_ISSUER, CONTENT, "Số và ngày", SIGNATURE, MINUTES, CONFIRMATION, OPTIONS, OF_COPY)


class Column(Model):
    """A column of a table field; ``width`` in characters serves spreadsheets only."""

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    label: str = Field(alias="nhan")
    prompt: str = Field("", alias="goi_y")
    width: int = Field(16, alias="rong")


class FormField(Model):
    """What a template asks for. Kinds: a line of text, a list of paragraphs, a date, a number of a document,
    a choice, yes or no, a table with ``columns``. ``ready_rows``: a form begins with what the first column of the example holds."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")
    label: str = Field(alias="nhan")
    prompt: str = Field("", alias="goi_y")
    kind: FieldKind = Field("chu", alias="loai")
    required: bool = Field(True, alias="bat_buoc")
    default: str = Field("", alias="mac_dinh")
    choices: Names = Field((), alias="lua_chon")
    columns: tuple[Column, ...] = Field((), alias="cot")
    rows: int = Field(3, alias="so_dong")
    ready_rows: bool = Field(False, alias="hang_san")
    group: str = Field(CONTENT, alias="nhom")

    @model_validator(mode="after")
    def _fits(self) -> FormField:
        if (self.kind == "bang") != bool(self.columns):
            raise ValueError("ô loại «bang» phải có trường «cot», và chỉ loại đó mới có")
        if self.ready_rows and self.kind != "bang":
            raise ValueError("trường «hang_san» chỉ dùng cho ô loại «bang»")
        if self.kind == "chon" and not self.choices:
            raise ValueError("ô loại «chon» phải có trường «lua_chon»")
        return self


class Annex(Model):
    """An annex on its own pages, numbered when there are several; ``landscape`` for wide tables."""

    title: str = Field(alias="ten")
    text: str = Field(alias="noi_dung")
    landscape: bool = Field(False, alias="ngang")


class Pair(Model):
    """A wrong and a right way to write something in this very document."""

    wrong: str = Field(alias="sai")
    right: str = Field(alias="dung")
    why: str = Field("", alias="vi_sao")
    citations: Citations = Field((), alias="can_cu")
    practice: bool = Field(False, alias="kinh_nghiem")


MOST_LISTED = 255  # signs of all choices of a drop-down list, the commas between them included: Excel's own bound


class SheetColumn(Column):
    """A column of a spreadsheet; ``choices`` become a drop-down list, which Excel parts at commas and bounds."""

    choices: Names = Field((), alias="lua_chon")

    @field_validator("choices")
    @classmethod
    def _of_a_list(cls, choices: tuple[str, ...]) -> tuple[str, ...]:
        for choice in choices:
            if "," in choice:
                raise ValueError(f"lựa chọn «{choice}» có dấu phẩy, Excel coi là hai lựa chọn; viết không có dấu phẩy")
        if len(",".join(choices)) > MOST_LISTED:
            raise ValueError(f"các lựa chọn dài quá {MOST_LISTED} chữ, Excel không nhận; rút ngắn hoặc bớt lựa chọn")
        return choices


class Sheet(Model):
    """One sheet of a spreadsheet template: title, columns, worked rows and how many empty ones follow."""

    name: str = Field(alias="ten", max_length=31)
    title: str = Field(alias="tieu_de")
    note: str = Field("", alias="ghi_chu")
    columns: tuple[SheetColumn, ...] = Field(alias="cot", min_length=2)
    example: tuple[dict[str, Any], ...] = Field((), alias="vi_du")
    rows: int = Field(40, alias="so_dong", ge=1, le=500)


Signature = Literal["thuong", "bien-ban", "dai-hoi", "khong"]


class Template(Model):
    """``data/mau/<id>.yml``: a document with fields, or a spreadsheet (then ``sheets`` and no ``text``).

    ``example`` is what the first body would write; ``examples`` hold what differs for other bodies (id → values).
    ``file`` and ``lines`` (key → first line in the file) are set by the reader, for error messages.
    """

    id: Code
    name: str = Field(alias="ten")
    group: str = Field(alias="nhom")
    kind: str = Field(alias="the_loai")
    bodies: Names = Field(alias="co_quan", min_length=1)
    purpose: str = Field(alias="muc_dich")
    when: str = Field(alias="khi_nao")
    frequency: str = Field("khi phát sinh", alias="dinh_ky")
    issuer: str = Field(alias="ai_ban_hanh")
    signer: str = Field(alias="ai_ky")
    citations: Citations = Field(alias="can_cu", min_length=1)
    notes: tuple[Statement, ...] = Field(alias="luu_y", min_length=1)
    pairs: tuple[Pair, ...] = Field((), alias="dung_sai")
    fields: tuple[FormField, ...] = Field((), alias="truong")
    subject: str = Field("", alias="trich_yeu")
    title: str | None = Field(None, alias="ten_loai")
    author: str = Field("", alias="tac_gia")
    addressees: Names = Field((), alias="kinh_gui")
    text: str = Field("", alias="noi_dung")
    annexes: tuple[Annex, ...] = Field((), alias="phu_luc")
    receivers: Names = Field((), alias="noi_nhan")
    numbered: bool = Field(True, alias="co_so")
    signature: Signature = Field("thuong", alias="ky")
    recorder: str = Field("NGƯỜI GHI BIÊN BẢN", alias="nguoi_ghi")
    chair: str = Field("CHỦ TRÌ HỘI NGHỊ", alias="chu_tri")
    confirmed: bool = Field(False, alias="xac_nhan")
    sheets: tuple[Sheet, ...] = Field((), alias="trang_tinh")
    checks: Checks = Field(Checks(), alias="soat")
    periodic: Periodic | None = Field(None, alias="theo_ky")
    reckoned: tuple[Reckoned, ...] = Field((), alias="tinh")
    figures: tuple[UnitFigure, ...] = Field((), alias="so_don_vi")
    due_rows: DueRows | None = Field(None, alias="han_theo_lich")
    example: dict[str, Any] = Field({}, alias="vi_du")
    examples: dict[str, dict[str, Any]] = Field({}, alias="vi_du_theo_co_quan")
    file: str = ""
    lines: dict[str, int] = {}

    @model_validator(mode="after")
    def _whole(self) -> Template:
        if bool(self.text) == bool(self.sheets):
            raise ValueError("cần đúng một trong hai trường «noi_dung» (văn bản) và «trang_tinh» (bảng tính)")
        if self.text and not self.example:
            raise ValueError("thiếu trường «vi_du»: mẫu nào cũng có một ví dụ đã điền")
        if self.due_rows and not (self.periodic and self.periodic.fields):
            raise ValueError("có «han_theo_lich» thì phải có «theo_ky» với ô ghi kỳ")
        return self

    @property
    def is_sheet(self) -> bool:
        return bool(self.sheets)

    @property
    def signed_with_office(self) -> bool:
        """Whether the office of who signs stands above the name."""
        return self.signature == "thuong"

    @property
    def unsigned(self) -> bool:
        return self.signature == "khong"

    @property
    def signed_as_minutes(self) -> bool:
        """Whether who recorded signs on the left and who presided on the right."""
        return self.signature == "bien-ban"

    @property
    def signed_by_congress(self) -> bool:
        return self.signature == "dai-hoi"


class Defect(Model):
    """``data/loi.yml``: a mistake of form: the rule, its clause, the wrong and the right way, how to mend it in Word.

    ``where`` names the clause in words when it does not stand in the rules of form themselves.
    """

    id: Code
    name: str = Field(alias="ten")
    severity: Literal["loi", "canh_bao", "nhac"] = Field(alias="muc_do")
    component: str = Field(alias="thanh_phan")
    citations: Citations = Field((), alias="can_cu")
    where: str | None = Field(None, alias="dieu")
    trust: Trust = Field(alias="do_tin_cay")
    wrong: str = Field(alias="sai")
    right: str = Field(alias="dung")
    why: str = Field(alias="vi_sao")
    mend: str = Field(alias="cach_sua")
    since: date | None = Field(None, alias="tu_ngay")
    until: date | None = Field(None, alias="den_ngay")

    @property
    def clause(self) -> str:
        """«Phần II, mục I.7», or that no rule speaks of it."""
        return self.where or next((c.article for c in self.citations if c.article), "không quy định")


@dataclass(frozen=True)
class Documents:
    """Everything that the documents part knows, keyed by id.

    ``fields`` are asked for by every template; ``example_units`` are the fictional facts behind the examples,
    keyed by the body that issues: common fields, and under ``ky`` those of who signs.
    """

    rulesets: Mapping[str, Ruleset]
    authority: Authority
    templates: Mapping[str, Template]
    fields: Mapping[str, FormField]
    example_units: Mapping[str, Mapping[str, Any]]
    defects: Mapping[str, Defect]

    def template(self, name: str) -> Template:
        """The template ``name``, or UnknownName with the nearest one."""
        return look_up(self.templates, name, "mẫu")

    def example(self, template: Template, body: str = "") -> dict[str, Any]:
        """The fictional values of ``template`` for one of its bodies (without it the first).

        Whoever signs for a body other than the first is told by the facts of its unit (``ky``).
        """
        chosen = body or template.bodies[0]
        facts = {**self.example_units.get("chung", {}), **self.example_units.get(chosen, {})}
        signers = facts.pop("ky", {})
        values = {**facts, **template.example, **({} if chosen == template.bodies[0] else signers)}
        return {**values, **template.examples.get(chosen, {}), "co_quan": chosen}
