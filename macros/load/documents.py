"""Reads the documents' facts: rulesets (with inheritance), authority, templates, common fields, example units, defects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.load.examples import ExampleCheck
from macros.load.folder import DataFolder
from macros.load.yaml_file import YamlText, read_table, read_yaml
from macros.model.authority import OWN_FORMS, Authority
from macros.model.documents import GROUPS, Defect, Documents, FormField, Template
from macros.model.problems import Problems
from macros.model.rulesets import Ruleset


def read_documents(data: DataFolder, problems: Problems) -> Documents:
    """Everything under ``data`` that the documents part owns. Problems are noted, never raised."""
    authority = _read_one(data.path("tham-quyen.yml"), "data/tham-quyen.yml", Authority, problems)
    fields = read_table(data.path("truong-chung.yml"), "data/truong-chung.yml", FormField, problems)
    documents = Documents(
        rulesets=read_rulesets(data.paths("the-thuc"), problems),
        authority=authority or Authority.model_construct(kinds=(), bodies=(), choosing=(), signing=()),
        templates=read_templates(data.paths("mau"), fields, problems),
        fields=fields,
        example_units=_read_examples(data.path("don-vi-vi-du.yml"), fields, problems),
        defects=read_table(data.path("loi.yml"), "data/loi.yml", Defect, problems),
    )
    if authority:
        check_names(documents, problems)
    return documents


def _read_one(path: Path, name: str, model: Any, problems: Problems) -> Any:
    file = read_yaml(path, name, problems)
    found = file.parse(model, file.data) if file.ok else None
    if found is None:
        problems.could_not_read(file.ids())
    return found


def _merge(base: Any, change: Any) -> Any:
    """``base`` with ``change`` laid over it: mappings key by key, lists of rows by their ``id``, anything else replaced."""
    if isinstance(base, Mapping) and isinstance(change, Mapping):
        return {**base, **{key: _merge(base.get(key), value) for key, value in change.items()}}
    if isinstance(base, list) and isinstance(change, list) and all(isinstance(row, dict) and "id" in row for row in base + change):
        changes = {row["id"]: row for row in change}
        known = [_merge(row, changes.pop(row["id"], {})) for row in base]
        return known + list(changes.values())
    return change


def read_rulesets(paths: Iterable[Path], problems: Problems) -> dict[str, Ruleset]:
    """Every ruleset, newest first. ``ke_thua`` names the one whose figures hold where a file says nothing else."""
    files: dict[str, YamlText] = {}
    for path in paths:
        file = read_yaml(path, f"data/the-thuc/{path.name}", problems)
        if not file.ok or not isinstance(file.data, dict):
            continue
        if file.is_named(file.data.get("id"), path.stem):
            files[path.stem] = file
    rulesets: dict[str, Ruleset] = {}
    for name, file in files.items():
        own = dict(file.data)
        parent = own.pop("ke_thua", None)
        if parent is not None and (not isinstance(parent, str) or parent not in files):
            problems.unknown(file.place(("ke_thua",)), "quy tắc", str(parent), files, "Bỏ trường này.")
            continue
        merged = own
        if parent is not None:
            inherited = {key: value for key, value in files[parent].data.items() if key not in ("den_ngay", "so_sanh")}
            merged = _merge(inherited, own)
        if (rules := file.parse(Ruleset, merged)) is not None:
            rulesets[name] = rules
    return dict(sorted(rulesets.items(), key=lambda item: item[1].since, reverse=True))


def read_templates(paths: Iterable[Path], common: Mapping[str, FormField], problems: Problems) -> dict[str, Template]:
    """Every template by id, with the lines of its text keys, so that an error inside the text names the line.

    ``common`` are the fields that every template has.
    """
    templates: dict[str, Template] = {}
    for path in paths:
        file = read_yaml(path, f"data/mau/{path.name}", problems)
        template = file.parse(Template, file.data) if file.ok else None
        if template is None:
            problems.could_not_read([path.stem])
            continue
        file.is_named(template.id, path.stem)
        lines = {
            ".".join(map(str, key)): line
            for key, line in file.lines.items()
            if key and key[0] in ("noi_dung", "trich_yeu", "tac_gia", "phu_luc", "kinh_gui", "noi_nhan")
        }
        templates[template.id] = template.model_copy(update={"file": file.name, "lines": lines})
        _check_fields(template, file, problems)
        _check_checks(template, file, common, problems)
        _check_periodic(template, file, common, problems)
        _check_reckoned(template, file, problems)
        ExampleCheck(file, problems).template(template, common)
    return templates


def _check_fields(template: Template, file: YamlText, problems: Problems) -> None:
    """No two fields of a template, and no two columns of a field, share an id."""
    if len({field.id for field in template.fields}) < len(template.fields):
        problems.error(file.place(("truong",)), "có hai trường trùng mã", "Đặt mã khác nhau.")
    for field in template.fields:
        if len({column.id for column in field.columns}) < len(field.columns):
            problems.error(file.place(("truong",)), f"trường «{field.id}» có hai cột trùng mã", "Đặt mã khác nhau.")


def _check_checks(template: Template, file: YamlText, common: Mapping[str, FormField], problems: Problems) -> None:
    """What is to be checked names fields of the template, and columns of its tables."""
    fields = {**common, **{field.id: field for field in template.fields}}
    place = file.place(("soat",))
    for votes in template.checks.votes:
        names = [*votes.outer.values(), *((votes.table,) if votes.table else votes.parts.values())]
        for name in names:
            if name not in fields:
                problems.unknown(place, "trường", name, fields, "Xem «truong».")
        if votes.table in fields:
            columns = [column.id for column in fields[votes.table].columns]
            for name in set(votes.parts.values()) - set(columns):
                problems.unknown(place, f"cột của bảng «{votes.table}»", name, columns, "Xem «cot» của bảng.")
    for days in template.checks.days:
        for name in (days.first, days.then):
            if name not in fields:
                problems.unknown(place, "trường", name, fields, "Xem «truong».")


def _check_periodic(template: Template, file: YamlText, common: Mapping[str, FormField], problems: Problems) -> None:
    """What follows the calendar names fields of the template; what is carried goes between fields of one kind."""
    if template.periodic is None:
        return
    fields = {**common, **{field.id: field for field in template.fields}}
    place = file.place(("theo_ky",))
    carried = template.periodic.carried
    plain = [name for each in carried if not each.table for name in (each.source, each.target)]
    tables = [each.table for each in carried if each.table]
    columns = {f"{field.id}.{column.id}" for field in template.fields for column in field.columns}
    for name in template.periodic.emptied:
        if name not in fields and name not in columns:
            problems.unknown(place, "trường hoặc cột", name, {*fields, *columns}, "Xem «truong»; cột ghi «bảng.cột».")
    for name in (*(each.field for each in template.periodic.fields), *plain, *tables):
        if name not in fields:
            problems.unknown(place, "trường", name, fields, "Xem «truong».")
    for each in template.periodic.fields:
        if each.field in fields and fields[each.field].kind != "chu":
            problems.error(place, f"ô «{each.field}» ghi kỳ mà không phải một dòng chữ", "Bỏ «loai» của ô, hoặc nêu ô khác.")
    for move in carried:
        if move.table in fields:
            known = [column.id for column in fields[move.table].columns]
            for name in {move.source, move.target} - set(known):
                problems.unknown(place, f"cột của bảng «{move.table}»", name, known, "Xem «cot» của bảng.")
        elif {move.source, move.target} <= set(fields) and not fields[move.source].kind == fields[move.target].kind == "doan":
            reason = f"chuyển «{move.source}» sang «{move.target}» mà hai ô không cùng là «loai: doan»"
            problems.error(place, reason, "Chỉ chuyển giữa hai ô nhiều đoạn, hoặc ghi «bang» để chuyển cột.")


def _check_reckoned(template: Template, file: YamlText, problems: Problems) -> None:
    """What the form works out, and what it knows of the unit, goes into fields and columns of the template."""
    tables = {field.id: [column.id for column in field.columns] for field in template.fields if field.kind == "bang"}
    plain = [field.id for field in template.fields if field.kind == "chu"]
    cells = [f"{table}.{column}" for table, columns in tables.items() for column in columns]
    places: list[tuple[str, list[str], str, Sequence[str], Sequence[str]]] = [
        ("tinh", [each.field] if each.field else [], each.table, each.columns, () if each.row else each.parts) for each in template.reckoned
    ] + [
        ("han_theo_lich", [], due.table, [due.task, due.day, *([due.month] if due.month else [])], ())
        for due in ([template.due_rows] if template.due_rows else [])
    ] + [
        ("so_don_vi", [] if each.row else [each.field], each.field if each.row else "", [each.column] if each.row else [], ())
        for each in template.figures
    ]  # fmt: skip
    texts = [field.id for field in template.fields if field.kind in ("chu", "doan")]
    for key, fields, table, columns, parts in places:
        place = file.place((key,))
        for name in fields:
            if name not in (plain if key == "tinh" else texts):
                problems.unknown(place, "trường", name, texts, "Xem «truong».")
        if table and table not in tables:
            problems.unknown(place, "bảng", table, tables, "Xem «truong».")
            continue
        for name in columns:
            if name not in tables.get(table, ()):
                problems.unknown(place, f"cột của bảng «{table}»", name, tables.get(table, ()), "Xem «cot» của bảng.")
        for name in parts:
            if name not in {*tables.get(table, ()), *plain, *cells}:
                problems.unknown(place, "cột hoặc trường", name, [*tables.get(table, ()), *plain], "Cột của bảng khác ghi «bảng.cột».")


def _read_examples(path: Path, common: Mapping[str, FormField], problems: Problems) -> dict[str, Mapping[str, Any]]:
    """Fictional facts for examples: ``chung`` for every body, and what differs under a body's id; ``ky`` is who signs."""
    file = read_yaml(path, "data/don-vi-vi-du.yml", problems)
    if not file.ok or not isinstance(file.data, dict):
        return {}
    check = ExampleCheck(file, problems)
    for name, facts in file.data.items():
        if not isinstance(facts, dict):
            problems.error(file.place((name,)), "cần các trường và giá trị", "Ghi như ở phần «chung».")
            return {}
        check.values((name,), {key: value for key, value in facts.items() if key != "ky"}, common)
        signers = facts.get("ky", {})
        if not isinstance(signers, dict):
            problems.error(file.place((name, "ky")), "cần các trường và giá trị", "Ghi như ở phần «chung».")
            return {}
        check.values((name, "ky"), signers, common)
    return {str(name): facts for name, facts in file.data.items()}


def check_names(documents: Documents, problems: Problems) -> None:
    """Names that templates and bodies use of one another."""
    kinds = {kind.id for kind in documents.authority.kinds}
    for form in OWN_FORMS:
        if (count := sum(kind.own_form == form for kind in documents.authority.kinds)) != 1:
            reason = f"{count} thể loại ghi «hinh_thuc: {form}»"
            problems.error("data/tham-quyen.yml › the_loai", reason, "Chỉ ghi ở một thể loại: hệ thống dựa vào đó để trình bày, kiểm tra.")
    bodies = {body.id: body for body in documents.authority.bodies}
    common = set(documents.fields)
    for field in documents.fields.values():
        if field.group not in GROUPS:
            place = f"data/truong-chung.yml › {field.id} › nhom"
            problems.unknown(place, "nhóm", field.group, GROUPS, f"Chọn một trong: {', '.join(GROUPS)}.")
    for name in documents.example_units:
        if name != "chung" and name not in bodies:
            problems.unknown("data/don-vi-vi-du.yml", "cơ quan ban hành", name, bodies, "Bỏ.")
    for template in documents.templates.values():
        place = template.file
        for name, known, what in (
            (template.kind, kinds, "thể loại"),
            *((body, set(bodies), "cơ quan ban hành") for body in template.bodies),
        ):
            if name not in known:
                problems.unknown(place, what, name, known, "Xem data/tham-quyen.yml.")
        for name in template.bodies:
            body = bodies.get(name)
            if body and template.kind in body.never:
                problems.error(place, f"«{body.title}» không được ban hành loại «{template.kind}»", "Bỏ cơ quan này khỏi «co_quan».")
    for body in bodies.values():
        for name in body.fields:
            if name not in common:
                problems.error(
                    "data/tham-quyen.yml", f"cơ quan «{body.id}» cần trường «{name}» không có", "Thêm vào data/truong-chung.yml."
                )
        for name in (*(body.issues or ()), *body.never):
            if name not in kinds:
                problems.error("data/tham-quyen.yml", f"cơ quan «{body.id}» nêu thể loại «{name}» không có", "Xem mục the_loai.")
