"""The documents part of the site: a page and downloads for every template, and the data of the fill form."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.documents import pdf, registers
from macros.documents.check.page_script import checker_data, worker_script
from macros.documents.plant.game import game, game_files, game_script, spoilable_papers
from macros.documents.sheets import workbook
from macros.documents.write import blank, compose
from macros.documents.write.parse import TemplateError
from macros.documents.write.slip_facts import slip_facts
from macros.documents.write.slips import slips
from macros.documents.write.template import Compiled, Compiler
from macros.html.fragment import block
from macros.html.page import made_page
from macros.html.script import data_script, script_of
from macros.model.authority import Body, Kind
from macros.model.dependants import Kind as DependantKind
from macros.model.dependants import outdated
from macros.model.documents import Documents, Template
from macros.model.handbook import Handbook
from macros.model.organisation import Unit
from macros.model.problems import DataError, Problems
from macros.model.rulesets import Component
from macros.model.subject import MadeFile, MadePage
from macros.sources import chips, practice_mark, signed_chips, signs_of_section
from macros.vietnamese import slug

CURRENT = "hd-05-2026"


class CompiledTemplates:
    """Every document template compiled once under the rules in force."""

    def __init__(self, documents: Documents) -> None:
        self.rules = documents.rulesets[CURRENT]
        self.compiler = Compiler(self.rules, documents.authority, documents.fields)
        self.documents = documents
        self.compiled: dict[str, Compiled] = {}
        self.sheets = {t.id: workbook(t, example=False) for t in documents.templates.values() if t.is_sheet}
        problems = Problems()
        for template in documents.templates.values():
            if template.is_sheet:
                continue
            try:
                self.compiled[template.id] = self.compiler.compile(template)
            except TemplateError as error:
                problems.error(f"{template.file}:{error.line}", error.reason, error.remedy)
        if problems:
            raise DataError(problems)

    def example(self, template: Template, body: str = "") -> dict[str, Any]:
        """The fictional values of a template, for one of its bodies (without it the first)."""
        return self.documents.example(template, body)


def check_examples(handbook: Handbook, made: CompiledTemplates) -> None:
    """What the form would tell a reader must not stand in our own examples. Raises DataError with every slip."""
    facts = slip_facts(handbook.documents, handbook.sources)
    problems = Problems()
    for compiled in made.compiled.values():
        template = compiled.template
        for body in template.bodies:
            values = json.loads(json.dumps(made.example(template, body), default=str))
            for slip in slips(facts, compiled.form, compiled.page, values):
                place = f"{template.file} › vi_du › {', '.join(slip['o'])}"
                problems.error(place, f"ví dụ cho «{body}» ghi «{slip['co']}»", f"Cần: {slip['dung']}.")
    if problems:
        raise DataError(problems)


STALE = "CĂN CỨ ĐÃ ĐƯỢC THAY THẾ, XIN Ý KIẾN CẤP TRÊN TRƯỚC KHI DÙNG"  # the stamp of a document whose template rests on a replaced source


def compiled_templates(handbook: Handbook) -> CompiledTemplates:
    """The templates of ``handbook``, compiled once a build. Raises DataError with every faulty template."""
    return handbook.once("templates", lambda: CompiledTemplates(handbook.documents))


def component_names(template: Template, kind: Kind) -> list[str]:
    """The elements of form that a document of this template and its kind shows, in the order of the page."""
    names = ["tieu-de-dang", "co-quan-cap-tren", "co-quan-ban-hanh"]
    names += ["so-ky-hieu"] if template.numbered else []
    names += ["dia-danh-ngay"]
    if kind.letter:
        names += ["trich-yeu-cong-van", "kinh-gui"]
    else:
        names += ["ten-loai", *(["trich-yeu"] if template.subject else []), "nam-gach-noi"]
        names += ["kinh-gui"] if kind.request else []
    names += ["noi-dung"]
    names += ["can-cu"] if "- Căn cứ" in template.text else []
    names += ["noi-nhan"]
    if not template.unsigned:
        names += ["quyen-han-ky", "chuc-vu-ky", "ho-ten-ky"] if template.signed_with_office else ["quyen-han-ky", "ho-ten-ky"]
    return names + (["phu-luc"] if template.annexes else [])


def how_written(part: Component) -> str:
    """«14 pt, đậm, in hoa»: an element's look in words."""
    words = []
    if part.size:
        low, high = part.size
        words.append(f"cỡ {low:g}" if low == high else f"cỡ {low:g}–{high:g}")
    for flag, yes in (
        (part.capitals, "in hoa"), (part.bold, "đậm"), (part.italic, "nghiêng"), (part.underline, "gạch chân"),
        (part.centred, "canh giữa"),
    ):  # fmt: skip
        if flag:
            words.append(yes)
    if part.bold is False and part.italic is False:
        words.append("đứng, không đậm")
    return ", ".join(words)


def _procedures(handbook: Handbook) -> dict[str, list[tuple[str, str]]]:
    """(address, title) of the procedures that use each template."""
    found: dict[str, list[tuple[str, str]]] = {}
    for page in handbook.pages.values():
        if procedure := page.meta.procedure:
            for name in {*procedure.templates, *(name for step in procedure.steps for name in step.templates)}:
                found.setdefault(name, []).append((f"/{page.url}", page.meta.title))
    return found


def _basis(handbook: Handbook, rows: Any) -> list[dict[str, Any]]:
    return [
        {"row": row, "chips": chips(handbook, row.citations), "practice": Markup(practice_mark()) if row.practice else ""}  # noqa: S704
        for row in rows
    ]


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page for every template."""
    made = compiled_templates(handbook)
    for template in handbook.templates.values():
        sources = list(dict.fromkeys(citation.source for citation in template.citations))
        known = [handbook.sources[name] for name in sources if name in handbook.sources]
        yield made_page(
            f"soan-thao/mau/{template.id}.md", _page(handbook, made, template), title=template.name, about=template.purpose, kind="mau",
            reviewed=max((s.checked for s in known), default=today), sources=sources, hide=["navigation", "toc"],
        )  # fmt: skip


def _page(handbook: Handbook, made: CompiledTemplates, template: Template) -> Markup:
    kind = handbook.documents.authority.kind(template.kind)
    bodies = [handbook.documents.authority.body(name) for name in template.bodies]
    facts = {
        "template": template,
        "kind": kind,
        "bodies": bodies,
        "links": downloads(template, bodies, pdf=handbook.pdf),
        "others": other_downloads(template, bodies),
        "procedures": handbook.once("procedures by template", lambda: _procedures(handbook)).get(template.id, []),
        "meetings": handbook.meetings.with_template(template.id),
        "notes": _basis(handbook, template.notes),
        "pairs": _basis(handbook, template.pairs),
        "citations": signed_chips(handbook, template.citations),
        "signs": [signs_of_section(handbook, [c for row in rows for c in row.citations]) for rows in (template.pairs, template.notes)],
    }
    if template.is_sheet:
        return block("mau.html", "sheet_page", **facts)
    parts = [made.rules.component(name) for name in component_names(template, kind)]
    sheet = Markup(compose.preview(made.compiled[template.id], made.example(template)))  # noqa: S704 (values are escaped by the program)
    return block("mau.html", "document_page", parts=parts, ruleset=made.rules, sheet=sheet, **facts)


def downloads(template: Template, bodies: list[Body], *, pdf: bool = False) -> list[tuple[str, str, str]]:
    """(address, words, address of its PDF copy or nothing) of the blank of a template's first body and of its example."""
    stem = f"/tai-ve/mau/{template.id}"
    if template.is_sheet:
        return [(f"{stem}.xlsx", "Tải bảng tính trống (Excel)", ""), (f"{stem}-vi-du.xlsx", "Tải ví dụ đã điền (Excel)", "")]
    blank = "Tải mẫu trống (Word)" + (f": {bodies[0].short}" if bodies[1:] else "")
    links = [(f"{stem}-trong.docx", blank), (f"{stem}-vi-du.docx", "Tải ví dụ đã điền (Word)")]
    return [(url, words, pdf_path(url) if pdf else "") for url, words in links]


def other_downloads(template: Template, bodies: list[Body]) -> list[tuple[str, str, str]]:
    """(address of its blank, its name, address of its own example or nothing) of every further body of a template."""
    if template.is_sheet:
        return []
    stem = f"/tai-ve/mau/{template.id}"
    examples = {body: f"{stem}-vi-du-{body}.docx" for body in template.examples}
    return [(f"{stem}-trong-{body.id}.docx", body.title, examples.get(body.id, "")) for body in bodies[1:]]


def pdf_path(path: str) -> str:
    """Where the PDF copy of a download stands; nothing when it gets none: further bodies differ in little."""
    chosen = "tai-ve/mau/" in path and path.endswith(("-trong.docx", "-vi-du.docx"))
    return f"{path.removesuffix('.docx')}.pdf" if chosen else ""


def pdf_copies(files: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    """The PDF copies of those of ``files`` that get one. Raises Unavailable when none can be made here."""
    return pdf.copies({path: content for path, content in files.items() if pdf_path(path)}, cache)


def stale_templates(handbook: Handbook) -> frozenset[str]:
    """The templates that rest on a replaced source; only a build that warns readers gets to see any."""
    return frozenset(d.id for d in outdated(handbook) if d.kind is DependantKind.TEMPLATE)


def files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """Blank and example of every template, the script that fills them on the page, and its data: one file a template, one frame."""
    made = compiled_templates(handbook)
    check_examples(handbook, made)
    yield "assets/javascripts/dien-mau.js", compose.browser_script().encode()
    yield "assets/javascripts/kiem-van-ban.js", worker_script().encode()
    yield "assets/du-lieu/kiem-van-ban.js", data_script("kiem-van-ban", checker_data(handbook.documents))
    yield "assets/javascripts/bat-loi.js", game_script().encode()
    papers = spoilable_papers(handbook, made.compiler, made.compiled)
    yield "assets/du-lieu/bat-loi.js", script_of("bat-loi", game(handbook, papers, made.rules))
    yield "assets/du-lieu/bat-loi-tep.js", script_of("bat-loi-tep", game_files(papers))
    yield "assets/javascripts/bo-mau.js", compose.packing_script().encode()
    yield "assets/du-lieu/bo-mau.js", script_of("bo-mau", pack_data(handbook, made))
    facts = slip_facts(handbook.documents, handbook.sources)
    frame = compose.frame_data(made.compiler, facts, registers.columns(handbook.templates))
    yield "assets/du-lieu/mau/khung.js", data_script("mau/khung", frame)
    for template in handbook.templates.values():
        if template.is_sheet:
            yield f"tai-ve/mau/{template.id}.xlsx", made.sheets[template.id]
            yield f"tai-ve/mau/{template.id}-vi-du.xlsx", workbook(template, example=True)
    titles = {body.id: body.title for body in handbook.documents.authority.bodies}
    stale = stale_templates(handbook)
    for name, compiled in made.compiled.items():
        template = compiled.template
        stamp = STALE if name in stale else ""
        example = made.example(template) | ({"pham_vi": stamp} if stamp else {})
        for link, body in zip((f"{name}-trong", *(f"{name}-trong-{b}" for b in template.bodies[1:])), template.bodies, strict=True):
            yield f"tai-ve/mau/{link}.docx", compose.blank(made.compiler, compiled, body, stamp=stamp)
        yield f"tai-ve/mau/{name}-vi-du.docx", compose.filled(made.compiler, compiled, example)
        for body in template.examples:
            values = made.example(template, body) | ({"pham_vi": stamp} if stamp else {})
            yield f"tai-ve/mau/{name}-vi-du-{body}.docx", compose.filled(made.compiler, compiled, values)
        yield f"assets/du-lieu/mau/{name}.js", data_script(f"mau/{name}", compose.browser_data(compiled, example, titles))


def unit_facts(handbook: Handbook, unit: Unit) -> dict[str, dict[str, str]]:
    """What a template knows of a unit, under the names that ``SoTay.unit()`` gives in the browser, too."""
    superior = handbook.organisation.superior_of(unit)
    return {
        "don_vi": {"ten": unit.name, "cap_uy": unit.committee, "dia_danh": unit.place},
        "cap_tren": {"ten_dang_bo": superior.party_name, "cap_uy": superior.committee},
    }


def body_for(made: CompiledTemplates, template: Template, unit: Unit) -> str:
    """The first body of the template whose symbol is the unit's: a «CB» unit issues as a chi bộ."""
    bodies = made.documents.authority
    return blank.body_for([(name, bodies.body(name).symbol) for name in template.bodies], unit.symbol)


def pack_slips(handbook: Handbook, made: CompiledTemplates, unit: Unit) -> list[str]:
    """What a reader of the unit's pack would stumble on in the names that the workbook gives: place, what stands, what is right."""
    facts = slip_facts(handbook.documents, handbook.sources)
    values = unit_facts(handbook, unit)
    found: dict[str, None] = {}
    for name, compiled in made.compiled.items():
        body = body_for(made, compiled.template, unit)
        for slip in slips(facts, compiled.form, compiled.page, {**values, "co_quan": body}):
            if any(field in UNIT_FIELDS for field in slip["o"]):
                found[f"{unit.name} › mẫu «{name}»: đang ghi «{slip['co']}»; cần: {slip['dung']}."] = None
    return list(found)


def pack_data(handbook: Handbook, made: CompiledTemplates) -> list[dict[str, Any]]:
    """What the page needs to make :func:`pack`, beside the templates' own data: each template's folder, bodies, stamp, spreadsheet."""
    stale = stale_templates(handbook)
    rows: list[dict[str, Any]] = []
    for template in handbook.templates.values():
        row: dict[str, Any] = {"id": template.id, "thuMuc": slug(template.group)}
        if template.is_sheet:
            rows.append(row | {"bang": base64.b64encode(made.sheets[template.id]).decode()})
        else:
            bodies = [[name, made.documents.authority.body(name).symbol] for name in template.bodies]
            rows.append(row | {"coQuan": bodies, "dong": STALE if template.id in stale else ""})
    return rows


UNIT_FIELDS = ("don_vi.ten", "don_vi.cap_uy", "don_vi.dia_danh", "cap_tren.ten_dang_bo", "cap_tren.cap_uy")


def pack(handbook: Handbook, made: CompiledTemplates, unit: Unit) -> Iterator[tuple[str, bytes]]:
    """Every template with the unit's facts in place and prompts for the rest, in folders by task."""
    facts = unit_facts(handbook, unit)
    stale = stale_templates(handbook)
    for template in handbook.templates.values():
        folder = slug(template.group)
        if template.is_sheet:
            yield f"{folder}/{template.id}.xlsx", made.sheets[template.id]
        else:
            body = body_for(made, template, unit)
            yield f"{folder}/{template.id}.docx", compose.blank(
                made.compiler, made.compiled[template.id], body, facts, STALE if template.id in stale else ""
            )
