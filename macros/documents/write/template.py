"""Template → programs: one for every part of the .docx that has fields, one for the preview, and the form behind both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from macros.documents.write import frame, layout, ooxml
from macros.documents.write.markup import inline
from macros.documents.write.parse import TemplateError, parse
from macros.documents.write.preview import PageWriter
from macros.documents.write.program import Program
from macros.documents.write.slip_facts import clauses
from macros.model.authority import Authority, Body, Kind
from macros.model.dependants import citations_in
from macros.model.documents import CONFIRMATION, MINUTES, OF_ISSUER, SIGNATURE, FormField, Template
from macros.model.rulesets import Ruleset

_LIST_ITEM = re.compile(r"^\{\{\s*([a-z][a-z0-9_]*)\s*\}\}$")

# What prepare() works out, beside the fields.
FACTS = ("bh", "ky", "kinh_gui_muc", "noi_nhan_muc")


@dataclass(frozen=True)
class Compiled:
    """A template ready to be filled.

    ``form``   what :func:`macros.documents.write.fill.prepare` needs (JSON): fields, bodies, items of the two lists
    ``parts``  part name → program, for those parts of the .docx that differ from the frame
    ``page``   the program of the preview
    ``subject`` what the document is about, as registers name it
    """

    template: Template
    kind: Kind
    fields: tuple[FormField, ...]
    form: dict[str, Any]
    parts: dict[str, Program]
    page: Program
    subject: Program


class Compiler:
    """Compiles templates under one ruleset. ``common`` are the fields that every document asks for."""

    def __init__(self, rules: Ruleset, authority: Authority, common: Mapping[str, FormField]) -> None:
        self.rules, self.authority, self.common = rules, authority, common
        self.frame = frame.fixed_parts(rules)
        self.frame_bytes = {name: text.encode() for name, text in self.frame.items()}

    def fields_of(self, template: Template) -> tuple[FormField, ...]:
        """The common fields that this template shows, then its own; its own win over a common one of the same name."""
        bodies = [self.authority.body(name) for name in template.bodies]
        wanted = {name for body in bodies for name in body.fields}
        own = {field.id for field in template.fields}
        kept = []
        for field in self.common.values():
            if (field.group == OF_ISSUER and field.id not in wanted) or field.id in own:
                continue
            if field.id == "so" and not template.numbered:
                continue
            if field.group == MINUTES and not template.signed_as_minutes:
                continue
            if field.group == CONFIRMATION and not (template.confirmed or template.signed_by_congress):
                continue
            if (field.group == SIGNATURE and template.unsigned) or (field.id == "chuc_vu" and template.signed_as_minutes):
                continue
            if field.id == "co_quan":
                field = field.model_copy(update={"choices": template.bodies, "default": template.bodies[0]})
            kept.append(field)
        return (*kept, *template.fields)

    def compile(self, template: Template) -> Compiled:
        """``template`` as programs, or a TemplateError whose ``line`` is that of the template's file."""
        kind = self.authority.kind(template.kind)
        fields = self.fields_of(template)
        lists = {field.id for field in fields if field.kind == "doan"}
        names = sorted({field.id.split(".")[0] for field in (*self.common.values(), *fields)} | set(FACTS))
        self._check(template, names, lists)
        word = ooxml.WordWriter(self.rules.page.text_width)
        page = PageWriter()

        def whole(write: layout.LayoutWriter) -> tuple[str, str]:
            start = layout.opening(template, kind, write)
            middle = layout.text(template.text, write, lists, keep_last=not template.unsigned)
            return start + middle.replace("\n", ""), layout.closing(template, write)

        start, end = whole(word)
        document = start + end
        sheets = page.sheet("".join(whole(page)) + ("" if template.annexes else layout.ending(page)), template.name)
        section = self._section(landscape=False, first=True)
        for number, annex in enumerate(template.annexes, start=1):
            # A section's properties stand in the last paragraph of the section, so each annex begins by closing the one before.
            document += f'<w:p><w:pPr><w:pStyle w:val="KhoangTrong"/>{section}</w:pPr></w:p>'
            section = self._section(landscape=annex.landscape, first=False)
            width = self.rules.page.height - self.rules.page.top - self.rules.page.bottom if annex.landscape else self.rules.page.text_width
            writers: tuple[layout.LayoutWriter, ...] = (ooxml.WordWriter(width), page)
            for write in writers:
                body = layout.annex_head(template, kind, number, write)
                body += layout.text(annex.text, write, lists, keep_last=False).replace("\n", "")
                if number == len(template.annexes):
                    body += layout.ending(write)
                if isinstance(write, PageWriter):
                    sheets += page.sheet(body, f"Phụ lục {number}", landscape=annex.landscape)
                else:
                    document += body
        if not template.annexes:
            document += layout.ending(word)
        marks = word.paragraph("circulation", inline("{{ pham_vi }}"))
        parts = {
            "word/document.xml": parse(ooxml.document(document + section), names),
            "word/settings.xml": parse(frame.settings(), names),
            "word/header2.xml": parse(ooxml.header(f"{{% if pham_vi %}}{marks}{{% else %}}{ooxml.EMPTY_HEADER}{{% endif %}}"), names),
        }
        facts = [
            ("mau", template.id),
            # An unnumbered form is nothing that the rules of kinds speak of.
            ("loai", template.kind if template.numbered else ""),
            ("the_thuc", self.rules.id),
            ("can_cu", "; ".join(dict.fromkeys(c.source for c in citations_in(template)))),
        ]
        parts.update({name: [text] for name, text in frame.properties(template.name, facts).items()})
        form = self._form(template, kind, fields, names)
        return Compiled(template, kind, fields, form, parts, parse(sheets, names), parse(template.subject, names))

    def _section(self, *, landscape: bool, first: bool) -> str:
        return ooxml.WordWriter(0).section(self.rules, landscape=landscape, titled=first, restart=not first)

    def _form(self, template: Template, kind: Kind, fields: tuple[FormField, ...], names: list[str]) -> dict[str, Any]:
        authored = template.numbered and not (kind.letter or kind.minutes)
        bodies = {name: body_facts(self.authority.body(name), names, authored=authored) for name in template.bodies}
        lists = {field.id for field in fields if field.kind == "doan"}

        def items(sources: tuple[str, ...]) -> list[Any]:
            """``["l", field]`` for a list field, ``["t", program]`` for a line of text."""
            out: list[Any] = []
            for source in sources:
                match = _LIST_ITEM.match(source)
                out.append(["l", match[1]] if match and match[1] in lists else ["t", parse(source, names)])
            return out

        receivers = template.receivers
        if kind.addressed:
            receivers = ("Như trên", *receivers)
        return {
            "truong": form_fields(fields),
            "co_quan": bodies,
            "muc": {
                "kinh_gui_muc": items(template.addressees),
                "noi_nhan_muc": items((*receivers, "Lưu {{ bh.luu }}")),
            },
            "soat": self._checks(template),
        }

    def _checks(self, template: Template) -> dict[str, Any]:
        """What :mod:`macros.documents.write.slips` must know of the template."""
        bodies = [self.authority.body(name) for name in template.bodies]
        votes = [
            {"truong": v.parts, "bang": v.table, "ngoai": v.outer, "can": v.need, "can_cu": clauses(v.citations)}
            for v in template.checks.votes
        ]
        days = [{"truoc": d.first, "sau": d.then, "can_cu": clauses(d.citations)} for d in template.checks.days]
        return {"phieu": votes, "ngay": days, "hoi_chi_bo": [body.id for body in bodies if "ten_chi_bo" in body.fields]}

    def _check(self, template: Template, names: list[str], lists: set[str]) -> None:
        """Parse what the editor wrote piece by piece, so that an error names the line of the file."""
        for field in template.fields:
            if field.id in FACTS:
                # The fact would take the place of what is filled in, and nothing would print.
                reason = f"ô «{field.id}» trùng tên phần mà hệ thống tự tính"
                raise TemplateError(template.lines.get("truong", 1), reason, f"Đặt mã khác, ví dụ «{field.id}_khac».")
            shared = self.common.get(field.id)
            if shared and shared.kind != field.kind:
                # The frame prints a common field by itself, so what is filled in would stand where the other one belongs.
                reason = f"ô «{field.id}» trùng mã với ô chung «{shared.label}» mà khác loại («{field.kind}», ô chung là «{shared.kind}»)"
                raise TemplateError(template.lines.get("truong", 1), reason, f"Đặt mã khác, ví dụ «{field.id}_khac».")
        page = PageWriter()
        pieces: list[tuple[str, str]] = [("trich_yeu", template.subject), ("noi_dung", template.text), ("tac_gia", template.author)]
        pieces += [
            (key, item) for key in ("kinh_gui", "noi_nhan") for item in (template.addressees if key == "kinh_gui" else template.receivers)
        ]
        for number, annex in enumerate(template.annexes):
            pieces += [(f"phu_luc.{number}", annex.title), (f"phu_luc.{number}.noi_dung", annex.text)]
        for key, source in pieces:
            first = template.lines.get(key, 1)
            # A block of text («|») begins on the line after its key.
            offset = first if "\n" in source else first - 1
            single = key in ("kinh_gui", "noi_nhan")
            try:
                parse("".join(run.source for run in inline(source)) if single else layout.text(source, page, lists, keep_last=False), names)
            except TemplateError as error:
                raise TemplateError(error.line + offset, error.reason, error.remedy) from None


def form_fields(fields: Iterable[FormField]) -> list[dict[str, Any]]:
    """The fields as :func:`macros.documents.write.fill.prepare` reads them."""
    return [
        {
            "id": f.id, "nhan": f.label, "loai": f.kind, "mac_dinh": f.default, "bat_buoc": f.required,
            "cot": [c.id for c in f.columns],
        }
        for f in fields
    ]  # fmt: skip


def body_facts(body: Body, names: list[str], *, authored: bool) -> dict[str, Any]:
    """What a form must know of a body, its lines as programs; ``authored`` says whether the body is named under the kind."""
    return {
        "goi": body.short,
        "ten": parse(body.name, names),
        "dong_tren": [parse(line, names) for line in body.above],
        "dong_duoi": [parse(line, names) for line in body.lines],
        "ky_hieu": body.symbol,
        "quyen_han": body.authority,
        "chuc_vu": list(body.offices),
        "luu": parse(body.archive, names),
        "xac_nhan": body.confirmer,
        "tac_gia": body.author if authored else "",
    }
