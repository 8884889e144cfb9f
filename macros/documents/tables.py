"""Tables of the documents part: the catalogue, who may issue what, which kind, who signs how, rules, comparisons, mistakes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from macros.documents.check.ruleset import choose
from macros.documents.pages import CURRENT, how_written
from macros.html.fragment import block
from macros.model.authority import Decision
from macros.model.base import UnknownName, look_up
from macros.model.documents import Template
from macros.model.handbook import Handbook
from macros.model.rulesets import TRUST_NAMES, TRUST_SURENESS, Component
from macros.sources import signed_chips
from macros.vietnamese import collation_key, slug

SEVERITY_NAMES = {"loi": "lỗi", "canh_bao": "cảnh báo", "nhac": "nên xem lại"}
_FREQUENCIES = ("tuần", "tháng", "quý", "6 tháng", "năm", "nhiệm kỳ")
_MOST_COMMON = 8
_A_YEAR = {"tháng": 12, "quý": 4, "nửa năm": 2, "năm": 1, "nhiệm kỳ": 0}


def catalogue(handbook: Handbook) -> str:
    """Every template by task, to filter by task, kind, body and frequency."""
    authority = handbook.documents.authority
    groups: dict[str, list[dict[str, Any]]] = {}
    for template in sorted(handbook.templates.values(), key=lambda t: (collation_key(t.group), collation_key(t.name))):
        kind = "Bảng tính" if template.is_sheet else authority.kind(template.kind).name
        bodies = [authority.body(name).short for name in template.bodies]
        groups.setdefault(template.group, []).append(
            {
                "template": template,
                "kind": kind,
                "bodies": list(dict.fromkeys(bodies)),
                "often": frequency(template),
                "anchor": slug(template.group),
            }
        )
    kinds = sorted({row["kind"] for rows in groups.values() for row in rows}, key=collation_key)
    all_bodies = list(dict.fromkeys(body for rows in groups.values() for row in rows for body in row["bodies"]))
    return str(block("danh-muc-mau.html", "catalogue", groups, kinds, all_bodies, _FREQUENCIES, _common(handbook)))


def _common(handbook: Handbook) -> list[Template]:
    """The few templates that an office takes most often in a year, by its recurring tasks and then by the procedures that lead there."""
    times: Counter[str] = Counter()
    for task in handbook.tasks.values():
        times.update(dict.fromkeys(task.templates, _A_YEAR[task.period]))
    for page in handbook.pages.values():
        times.update(page.meta.procedure.templates if page.meta.procedure else ())
    often = sorted(handbook.templates.values(), key=lambda template: (-times[template.id], collation_key(template.name)))
    return [template for template in often[:_MOST_COMMON] if times[template.id]]


def frequency(template: Template) -> str:
    """The first period that the template's own words name, for the filter; «khi cần» when they name none."""
    words = template.frequency.lower()
    return next((name for name in reversed(_FREQUENCIES) if name in words), "khi cần")


def authority_matrix(handbook: Handbook) -> str:
    """Kinds against bodies: yes, no, or not known; with how sure we are."""
    authority = handbook.documents.authority
    bodies = [authority.body(name) for name in ("dang-uy", "ban-thuong-vu", "chi-bo-co-so", "chi-bo-truc-thuoc", "dai-hoi-chi-bo")]
    unknown = [body for body in authority.bodies if body.issues is None and body.note]
    rows = []
    for kind in authority.kinds:
        if kind.paper:
            continue
        cells = ["có" if body.issues and kind.id in body.issues else "không" for body in bodies]
        rows.append((kind, cells))
    basis = signed_chips(handbook, bodies[0].citations, "doi_chieu")
    return str(block("danh-muc-mau.html", "matrix", rows, bodies, unknown, basis, TRUST_NAMES))


def _decisions(handbook: Handbook, rows: tuple[Decision, ...], columns: tuple[str, str, str]) -> str:
    authority = handbook.documents.authority
    table = [
        {
            "row": row,
            "kind": authority.kind(row.kind) if row.kind else None,
            "bodies": list(dict.fromkeys(b.short for b in authority.bodies if row.kind and b.issues and row.kind in b.issues)),
            "templates": [handbook.templates[name] for name in row.templates if name in handbook.templates],
            "chips": signed_chips(handbook, row.citations, TRUST_SURENESS[row.trust]),
        }
        for row in rows
    ]
    return str(block("danh-muc-mau.html", "decisions", table, columns, TRUST_NAMES))


def choosing(handbook: Handbook) -> str:
    """«Chọn loại văn bản»: the script asks step by step; without it this is a table."""
    return _decisions(handbook, handbook.documents.authority.choosing, ("Cần làm gì?", "Cụ thể là việc nào?", "Dùng loại"))


def signing(handbook: Handbook) -> str:
    """«Thẩm quyền ký, cách ký»: the script asks step by step, without it this is a table; then how each body writes its name and signs."""
    bodies = [(body, signed_chips(handbook, body.citations, TRUST_SURENESS[body.trust])) for body in handbook.documents.authority.bodies]
    headings = ("Cơ quan ban hành", "Người ký, trường hợp ký", "Phần ký ghi")
    steps = _decisions(handbook, handbook.documents.authority.signing, headings)
    return steps + "\n" + str(block("danh-muc-mau.html", "bodies", bodies))


def rules(handbook: Handbook) -> str:
    """Every element of form of the rules in force, with its clause and how sure we are."""
    ruleset = handbook.documents.rulesets[CURRENT]
    groups: dict[str, list[tuple[Component, str]]] = {}
    for part in ruleset.components:
        name = "Thành phần bổ sung, khi người ký quyết định" if part.added else "Thành phần bắt buộc"
        groups.setdefault(name, []).append((part, how_written(part)))
    groups["Trang giấy"] = [(ruleset.page_number, how_written(ruleset.page_number))]
    return str(block("danh-muc-mau.html", "rules", ruleset, groups, TRUST_NAMES, signed_chips(handbook, (ruleset.source,))))


def sheet_map(handbook: Handbook) -> str:
    """A drawing of the page: where every element of the rules in force stands, numbered as the table numbers it."""
    parts = {part.id: part for part in handbook.documents.rulesets[CURRENT].components}
    return str(block("so-do-the-thuc.html", "sheet_map", parts, signed_chips(handbook, (handbook.documents.rulesets[CURRENT].source,))))


def contrasts(handbook: Handbook, name: str) -> str:
    """The rules ``name`` beside the Party's rules in force; UnknownName for an unknown name."""
    ruleset = look_up(handbook.documents.rulesets, name, "quy tắc thể thức")
    if not ruleset.contrasts:
        raise UnknownName("bảng so sánh của quy tắc", name, [key for key, r in handbook.documents.rulesets.items() if r.contrasts])
    current = choose(list(handbook.documents.rulesets.values()), handbook.documents.rulesets[CURRENT].since)
    return str(block("danh-muc-mau.html", "contrasts", ruleset, current, handbook.documents.defects))


def defects(handbook: Handbook) -> str:
    """The catalogue of mistakes, to filter by element and severity."""
    everything = list(handbook.documents.defects.values())
    ruleset = handbook.documents.rulesets[CURRENT]
    names = {part.id: part.name for part in (*ruleset.components, ruleset.page_number)} | {"trang": "Trang giấy, phông chữ"}
    parts = list(dict.fromkeys(names.get(d.component, d.component) for d in everything))
    return str(block("danh-muc-mau.html", "defects", everything, names, parts, SEVERITY_NAMES, TRUST_NAMES))


def counts(handbook: Handbook) -> Markup:
    """«62 mẫu» for prose, so that no page has to be edited when one is added."""
    return Markup(str(len(handbook.templates)))  # noqa: S704 (a number)
