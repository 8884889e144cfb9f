"""«Một cuộc họp»: each kind of meeting as the form that asks for it once and the programs of its papers; a page and data for each kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from macros.documents.pages import CompiledTemplates, compiled_templates
from macros.documents.write import compose
from macros.documents.write.meeting import meeting_slips, paper_values
from macros.documents.write.parse import TemplateError, parse
from macros.documents.write.program import Program
from macros.documents.write.slip_facts import slip_facts
from macros.documents.write.template import Compiled, body_facts, form_fields
from macros.html.fragment import block
from macros.html.page import made_page
from macros.html.script import data_script
from macros.model.authority import Body
from macros.model.documents import OF_ISSUER, FormField, Template
from macros.model.handbook import Handbook
from macros.model.meetings import MeetingKind, Paper, Rows, taken
from macros.model.problems import DataError, Problems
from macros.model.subject import MadeFile, MadePage

_NUMBERS = "Số và ngày"
# What a counted fact follows from, for the way from a slip back to the field that was typed.
_BEHIND = {
    "tong": ("tong_chinh_thuc", "tong_du_bi"), "du_bi": ("tong_du_bi",), "vang_ai": ("vang",), "vang": ("vang",),
    "co_mat": ("tong_chinh_thuc", "tong_du_bi", "vang"), "co_mat_chinh_thuc": ("tong_chinh_thuc", "vang"),
    "co_mat_du_bi": ("tong_du_bi", "vang"), "ty_le": ("tan_thanh", "tong_chinh_thuc"), "khong_tan_thanh": ("khong_tan_thanh",),
    "bat_dau": ("gio_bat_dau",), "ket_thuc": ("gio_ket_thuc",), "chu_tri": ("chu_tri",), "thu_ky": ("thu_ky",),
    "khach_dau_cau": ("khach",), "theo_doi_dau_cau": ("theo_doi",),
}  # fmt: skip


@dataclass(frozen=True)
class CompiledMeeting:
    """A kind of meeting ready to be filled: its form, papers included (JSON), and the fields that are asked for."""

    kind: MeetingKind
    fields: tuple[FormField, ...]
    form: dict[str, Any]


def compiled_meetings(handbook: Handbook) -> dict[str, CompiledMeeting]:
    """Every kind of meeting, compiled once a build. Raises DataError with every faulty program and every slip of an example."""
    return handbook.once("meetings", lambda: _compile_all(handbook))


def _compile_all(handbook: Handbook) -> dict[str, CompiledMeeting]:
    made = compiled_templates(handbook)
    problems = Problems()
    found = {}
    for kind in handbook.meetings.kinds.values():
        compiled = _Compiler(handbook, made, kind, problems).meeting()
        found[kind.id] = compiled
    if problems:
        raise DataError(problems)
    for compiled in found.values():
        _check_example(handbook, made, compiled, problems)
    if problems:
        raise DataError(problems)
    return found


class _Compiler:
    """One kind of meeting → its form."""

    def __init__(self, handbook: Handbook, made: CompiledTemplates, kind: MeetingKind, problems: Problems) -> None:
        self.made, self.kind, self.problems = made, kind, problems
        self.documents = handbook.documents
        self.asked = handbook.meetings.fields[kind.id]

    def meeting(self) -> CompiledMeeting:
        fields = (*self._common(), *self.asked, *self._numbers())
        self.known = {field.id.split(".")[0] for field in fields}
        names = sorted(self.known | {"bh", "ky", "tinh", "d"})
        form = {
            "truong": form_fields(fields),
            "co_quan": {name: body_facts(self._body(name), names, authored=False) for name in self.kind.bodies},
            "muc": {},
            "soat": {"phieu": [], "ngay": [], "hoi_chi_bo": [b for b in self.kind.bodies if "ten_chi_bo" in self._body(b).fields]},
            "giay": [self._paper(paper, names) for paper in self.kind.papers],
        }
        return CompiledMeeting(self.kind, fields, form)

    def _body(self, name: str) -> Body:
        return self.documents.authority.body(name)

    def _common(self) -> Iterator[FormField]:
        """The fields of documents that tell who issues, as far as the meeting's bodies need them."""
        bodies = [self._body(name) for name in self.kind.bodies]
        wanted = {name for body in bodies for name in body.fields}
        own = {field.id for field in self.asked}
        for field in self.documents.fields.values():
            if field.id in own or field.id == "so" or not taken(field.id) or (field.group == OF_ISSUER and field.id not in wanted):
                continue
            if field.id == "co_quan":
                field = field.model_copy(update={"choices": self.kind.bodies, "default": self.kind.bodies[0]})
            yield field

    def _numbers(self) -> Iterator[FormField]:
        """A field for the number of every paper that has one."""
        for paper in self.kind.papers:
            template = self.made.compiled[paper.template].template
            if template.numbered:
                label = f"Số của {template.name[0].lower()}{template.name[1:]}"
                yield FormField(id=paper.number, label=label, kind="so_van_ban", required=False, group=_NUMBERS)

    def _paper(self, paper: Paper, names: list[str]) -> dict[str, Any]:
        compiled = self.made.compiled[paper.template]
        fields = {field.id: field for field in compiled.fields}
        sources, behind = [], {}
        for name, source in paper.fields.items():
            if name not in fields:
                continue  # an option of documents that this template does not show
            kind = fields[name].kind if fields[name].kind in ("doan", "bang") else "chu"
            program = self._source(paper, name, kind, source, names)
            sources.append([name, kind, program])
            behind[name] = self._behind(_counting(compiled.template, name, program) if kind == "bang" else program)
        left = {"co_quan", *paper.fields, *(("chuc_vu",) if paper.body else ())}  # another body has other offices
        common = [field.id for field in self._common() if field.id in fields and field.id not in left]
        number = paper.number if compiled.template.numbered else ""
        if number:
            behind["so"] = [number]
        return {
            "ma": paper.key, "mau": paper.template, "ten": compiled.template.name, "co_quan": paper.body, "chung": common, "so": number,
            "o": sources, "tu": behind,
        }  # fmt: skip

    def _source(self, paper: Paper, name: str, kind: str, source: str | tuple[Rows, ...], names: list[str]) -> Any:
        def program(text: str) -> Program:
            try:
                return parse(text, names)
            except TemplateError as error:
                self.problems.error(f"{self.kind.file} › giay › {paper.template} › o › {name}", error.reason, error.remedy)
                return []

        if isinstance(source, str):
            return program(source) if kind == "chu" else [{"tu": "", "viet": program(source)}]
        for rows in source:
            if rows.source and rows.source not in self.known:
                place = f"{self.kind.file} › giay › {paper.template} › o › {name}"
                self.problems.unknown(place, "ô", rows.source, self.known, "Thêm mã ô vào «hoi».")
        if kind == "doan":
            return [{"tu": rows.source, "viet": program(rows.written)} for rows in source]
        return [{"tu": rows.source, "cot": [[column, program(text)] for column, text in rows.columns.items()]} for rows in source]

    def _behind(self, program: Any) -> list[str]:
        """The fields of the meeting that a program or a set of rows names, those behind counted facts included."""
        asked = {field.id for field in self.asked}
        names = [name for path in _paths(program) for name in (_BEHIND.get(path[-1], ()) if path[0] == "tinh" else (path[0],))]
        return list(dict.fromkeys(name for name in names if name in asked))


def _counting(template: Template, table: str, parts: list[Any]) -> list[Any]:
    """The rows of a table with those columns alone that the checks of votes count; all of them where nothing is counted."""
    counted = {column for votes in template.checks.votes if votes.table == table for column in votes.parts.values()}
    if not counted:
        return parts
    return [{**part, "cot": [each for each in part["cot"] if each[0] in counted]} for part in parts]


def _paths(program: Any) -> Iterator[list[str]]:
    """Every name that a program evaluates, and every source of rows."""
    if isinstance(program, dict):
        if program["tu"]:
            yield [program["tu"]]
        yield from _paths([part for key, part in program.items() if key != "tu"])
    elif isinstance(program, list):
        if len(program) == 2 and program[0] == "p" and isinstance(program[1], list):
            yield program[1]
        else:
            for part in program:
                yield from _paths(part)


def _check_example(handbook: Handbook, made: CompiledTemplates, meeting: CompiledMeeting, problems: Problems) -> None:
    """What the page would tell a reader must not stand in our own example, whichever body meets."""
    facts = slip_facts(handbook.documents, handbook.sources)
    for body in meeting.kind.bodies:
        for slip in meeting_slips(facts, meeting.form, paper_programs(made, meeting), example(handbook, meeting, body)):
            place = f"{meeting.kind.file} › vi_du › {', '.join(slip['o'])}"
            problems.error(place, f"ví dụ cho «{body}» ghi «{slip['co']}»", f"Cần: {slip['dung']}.")


def paper_programs(made: CompiledTemplates, meeting: CompiledMeeting) -> dict[str, Any]:
    """Name of each paper → form and preview of its template, as the checks read them."""
    compiled = {paper.key: made.compiled[paper.template] for paper in meeting.kind.papers}
    return {key: {"form": each.form, "trang": each.page} for key, each in compiled.items()}


def example(handbook: Handbook, meeting: CompiledMeeting, body: str = "") -> dict[str, Any]:
    """The fictional facts of a meeting, for one of its bodies (without it the first)."""
    chosen = body or meeting.kind.bodies[0]
    units = handbook.documents.example_units
    facts = {**units.get("chung", {}), **units.get(chosen, {}), **meeting.kind.example, "co_quan": chosen}
    facts.pop("ky", None)
    wanted = {field.id.split(".")[0] for field in meeting.fields}
    values: dict[str, Any] = json.loads(json.dumps({name: value for name, value in facts.items() if name in wanted}, default=str))
    return values


def example_papers(handbook: Handbook, meeting: CompiledMeeting) -> list[tuple[Compiled, bytes]]:
    """The papers of the example, each with its template."""
    made = compiled_templates(handbook)
    values = example(handbook, meeting)
    found = []
    for paper in meeting.form["giay"]:
        compiled = made.compiled[paper["mau"]]
        found.append((compiled, compose.filled(made.compiler, compiled, paper_values(meeting.form, paper, values))))
    return found


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page for every kind of meeting."""
    for meeting in compiled_meetings(handbook).values():
        kind = meeting.kind
        procedures = [page for name in kind.procedures if (page := handbook.pages.get(name))]
        facts = {
            "kind": kind,
            "papers": [handbook.templates[paper.template] for paper in kind.papers],
            "procedures": [(f"/{page.url}", page.meta.title) for page in procedures],
        }
        sources = list(dict.fromkeys(c.source for paper in kind.papers for c in handbook.templates[paper.template].citations))
        known = [handbook.sources[name] for name in sources if name in handbook.sources]
        yield made_page(
            f"soan-thao/cuoc-hop/{kind.id}.md", block("cuoc-hop.html", "kind_page", **facts), title=kind.name, about=kind.purpose,
            kind="cuoc-hop", reviewed=max((s.checked for s in known), default=today), sources=sources, hide=["navigation", "toc"],
        )  # fmt: skip


def files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """The data of each kind's form, shaped as that of a template with its papers beside."""
    yield "assets/javascripts/dien-cuoc-hop.js", compose.meeting_script().encode()
    titles = {body.id: body.title for body in handbook.documents.authority.bodies}
    for meeting in compiled_meetings(handbook).values():
        data = {
            **compose.form_data(meeting.kind.draft, meeting.fields, meeting.form, example(handbook, meeting), titles),
            "goi_theo": ["ho_ten", "thang", "nam", "nhiem_ky", "ngay_hop"],
            "ten_tep": f"hop-{meeting.kind.id}",
            "the_loai": None,
            "theo_ky": compose.periodic_data(meeting.kind.periodic),
            "tinh": [],
            "han_theo_lich": None,
            "so_don_vi": [],
            "giay": meeting.form["giay"],
        }
        yield f"assets/du-lieu/cuoc-hop/{meeting.kind.id}.js", data_script(f"cuoc-hop/{meeting.kind.id}", compose.script_json(data))


def choosing(handbook: Handbook) -> Markup:
    """The list of the kinds of meetings, each with the papers that it gives."""
    kinds = [
        {"kind": meeting.kind, "papers": [handbook.templates[paper.template].name for paper in meeting.kind.papers]}
        for meeting in compiled_meetings(handbook).values()
    ]
    return block("cuoc-hop.html", "choosing", kinds)
