"""Kinds of meetings: every field that is asked exists, and every field of a paper is one that its template has and can hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from macros.load.examples import ExampleCheck
from macros.load.folder import DataFolder
from macros.load.yaml_file import KeyPath, YamlText, read_yaml
from macros.model.documents import Documents, FormField, Template
from macros.model.meetings import DRAFT_PREFIX, MeetingKind, Meetings, Paper, Rows, SharedPapers
from macros.model.problems import Problems

SHARED = "data/cuoc-hop-chung.yml"


def read_meetings(data: DataFolder, documents: Documents, problems: Problems) -> Meetings:
    """Every kind of meeting, its papers' mappings whole. An office without the shared file has no meetings."""
    if not data.path("cuoc-hop-chung.yml").exists():
        return Meetings()
    file = read_yaml(data.path("cuoc-hop-chung.yml"), SHARED, problems)
    shared = file.parse(SharedPapers, file.data) if file.ok else None
    if shared is None:
        return Meetings()
    for index, paper in enumerate(shared.papers):
        _Mapping(file, ("giay", index), paper, documents, problems).check_names()
    for name in documents.templates:
        if name.startswith(DRAFT_PREFIX):
            problems.error(documents.templates[name].file, f"mã mẫu không bắt đầu bằng «{DRAFT_PREFIX}»", "Đặt mã khác, đổi cả tên tệp.")
    kinds: dict[str, MeetingKind] = {}
    fields: dict[str, tuple[FormField, ...]] = {}
    for path in data.paths("cuoc-hop"):
        own = read_yaml(path, f"data/cuoc-hop/{path.name}", problems)
        kind = own.parse(MeetingKind, own.data) if own.ok else None
        if kind is None:
            continue
        own.is_named(kind.id, path.stem)
        kinds[kind.id] = _Kind(own, kind, shared, documents, problems).whole()
        fields[kind.id] = tuple(_asked(own, kind, shared, problems))
        _check_kind(own, kinds[kind.id], fields[kind.id], documents, problems)
    return Meetings({kind.id: kind for kind in sorted(kinds.values(), key=lambda kind: (kind.order, kind.id))}, fields)


def _asked(file: YamlText, kind: MeetingKind, shared: SharedPapers, problems: Problems) -> Iterator[FormField]:
    """The fields of a kind in the order of ``hoi``; its own take the place of shared ones of the same id."""
    known = {field.id: field for field in (*shared.fields, *kind.fields)}
    for index, name in enumerate(kind.asked):
        if name in known:
            yield known[name]
        else:
            problems.unknown(file.place(("hoi", index)), "ô", name, known, f"Khai báo ô ở «truong» của tệp này hoặc của {SHARED}.")
    for index, field in enumerate(kind.fields):
        if field.id not in kind.asked:
            problems.error(file.place(("truong", index)), f"ô «{field.id}» không có trong «hoi»", "Thêm mã ô vào «hoi», hoặc bỏ ô.")


def _check_kind(file: YamlText, kind: MeetingKind, fields: Collection[FormField], documents: Documents, problems: Problems) -> None:
    bodies = {body.id for body in documents.authority.bodies}
    for name in kind.bodies:
        if name not in bodies:
            problems.unknown(file.place(("co_quan",)), "cơ quan ban hành", name, bodies, "Xem data/tham-quyen.yml.")
    numbers = {paper.number: FormField(id=paper.number, label=paper.template) for paper in kind.papers}
    known = {**documents.fields, **numbers, **{field.id: field for field in fields}}
    for name in [each.field for each in kind.periodic.fields] if kind.periodic else []:
        if name not in known:
            problems.unknown(file.place(("theo_ky",)), "ô", name, known, "Xem «hoi».")
    ExampleCheck(file, problems).values(("vi_du",), kind.example, known)
    names = [paper.template for paper in kind.papers]
    for name in {name for name in names if names.count(name) > 1}:
        problems.error(file.place(("giay",)), f"mẫu «{name}» đứng hai lần", "Giữ lại một.")


class _Kind:
    """One kind of meeting, whose papers are completed from the shared file."""

    def __init__(self, file: YamlText, kind: MeetingKind, shared: SharedPapers, documents: Documents, problems: Problems) -> None:
        self.file, self.kind, self.shared, self.documents, self.problems = file, kind, shared, documents, problems

    def whole(self) -> MeetingKind:
        usual = {paper.template: paper for paper in self.shared.papers}
        papers = []
        for index, paper in enumerate(self.kind.papers):
            mapping = _Mapping(self.file, ("giay", index), paper, self.documents, self.problems)
            template = mapping.check_names()
            shared = usual.get(paper.template)
            fields = {**(shared.fields if shared else {}), **paper.fields}
            if template:
                has = mapping.fields
                fields = {**{name: text for name, text in self.shared.every.items() if name in has}, **fields}
                mapping.check_whole(template, fields, self.kind.bodies)
            papers.append(paper.model_copy(update={"fields": fields}))
        return self.kind.model_copy(update={"papers": tuple(papers), "file": self.file.name})


class _Mapping:
    """Checks one paper against its template."""

    def __init__(self, file: YamlText, path: KeyPath, paper: Paper, documents: Documents, problems: Problems) -> None:
        self.file, self.path, self.paper, self.documents, self.problems = file, path, paper, documents, problems
        template = documents.templates.get(paper.template)
        own = {field.id: field for field in template.fields} if template else {}
        self.template = template
        self.fields: Mapping[str, FormField] = {**documents.fields, **own}

    def check_names(self) -> Template | None:
        """Whether template and fields exist and can hold what is mapped to them; the template, when it is a document."""
        if self.template is None:
            place = self.file.place((*self.path, "mau"))
            self.problems.unknown(place, "mẫu", self.paper.template, self.documents.templates, "Xem data/mau/.")
            return None
        if self.template.is_sheet:
            self._error(("mau",), f"mẫu «{self.template.id}» là bảng tính, cuộc họp không điền được", "Chọn một mẫu văn bản.")
            return None
        for name, source in self.paper.fields.items():
            field = self.fields.get(name)
            if field is None:
                place, what = self.file.place((*self.path, "o", name)), f"ô của mẫu «{self.template.id}»"
                self.problems.unknown(place, what, name, self.fields, f"Xem «truong» của {self.template.file}.")
            else:
                self._check_source(name, field, source)
        return self.template

    def _check_source(self, name: str, field: FormField, source: str | tuple[Rows, ...]) -> None:
        path = ("o", name)
        if field.kind == "co":
            self._error(path, f"ô «{name}» là ô đánh dấu, cuộc họp không điền được", "Bỏ dòng này.")
        elif isinstance(source, str):
            if field.kind == "bang":
                self._error(path, f"ô «{name}» là bảng", "Ghi {tu: …, cot: {…}}.")
        elif field.kind not in ("bang", "doan"):
            self._error(path, f"ô «{name}» là một dòng chữ", "Ghi lời văn trong dấu nháy.")
        else:
            columns = [column.id for column in field.columns]
            for rows in source:
                if field.kind == "bang" and (rows.written or not rows.columns):
                    self._error(path, f"ô «{name}» là bảng", "Ghi {tu: …, cot: {…}}.")
                if field.kind == "doan" and (rows.columns or not rows.written):
                    self._error(path, f"ô «{name}» là các đoạn văn", "Ghi {tu: …, viet: …}.")
                for column in rows.columns:
                    if field.kind == "bang" and column not in columns:
                        place = self.file.place((*self.path, *path))
                        self.problems.unknown(place, f"cột của bảng «{name}»", column, columns, "Xem «cot» của bảng.")

    def check_whole(self, template: Template, fields: Collection[str], bodies: Collection[str]) -> None:
        """Every field that the template must have comes from somewhere, and the body may issue the paper."""
        for field in template.fields:
            if field.required and not field.default and field.id not in fields:
                self._error(("o",), f"ô bắt buộc «{field.id}» của mẫu «{template.id}» chưa lấy từ đâu", "Thêm một dòng cho ô này.")
        for body in [self.paper.body] if self.paper.body else bodies:
            if body not in template.bodies:
                place = self.file.place((*self.path, "co_quan" if self.paper.body else "mau"))
                what, remedy = f"cơ quan ban hành của mẫu «{template.id}»", "Chọn mẫu khác, hoặc ghi «co_quan» của văn bản."
                self.problems.unknown(place, what, body, template.bodies, remedy)

    def _error(self, path: KeyPath, reason: str, remedy: str) -> None:
        self.problems.error(self.file.place((*self.path, *path)), reason, remedy)
