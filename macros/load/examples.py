"""Worked examples: what an editor fills into ``vi_du`` must be what the template asks for.

YAML reads «3.500» as a fraction, and a comma or colon outside quotes tears a text apart without a word: both are told here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from macros.load.yaml_file import KeyPath, YamlText
from macros.model.documents import Column, FormField, Sheet, Template
from macros.model.problems import Problems
from macros.vietnamese import did_you_mean

_QUOTE = "Đặt cả câu trong dấu nháy, vì dấu phẩy hoặc dấu hai chấm để trần cắt câu làm hai."
_NUMBER = "Đặt trong dấu nháy, vì 3.500 sẽ bị hiểu là 3,5."


class ExampleCheck:
    """Notes every fault of the examples in one file, each at its own line."""

    def __init__(self, file: YamlText, problems: Problems) -> None:
        self._file, self._problems = file, problems

    def template(self, template: Template, common: Mapping[str, FormField]) -> None:
        """The example of a template, what differs for other bodies, and the rows of its sheets."""
        fields = {**common, **{field.id: field for field in template.fields}}
        self.values(("vi_du",), template.example, fields)
        for body, values in template.examples.items():
            path = ("vi_du_theo_co_quan", body)
            if body not in template.bodies:
                self._error(path, f"«{body}» không có trong «co_quan» của mẫu", did_you_mean(body, template.bodies, "Bỏ phần này."))
            elif body == template.bodies[0]:
                self._error(path, f"«{body}» đứng đầu «co_quan», ví dụ của mẫu đã viết cho nó", "Sửa thẳng trong vi_du.")
            self.values(path, values, fields)
        for field in template.fields:
            if field.required and not field.default and field.id not in template.example and not template.is_sheet:
                self._error(("vi_du",), f"ví dụ thiếu «{field.id}»", "Điền một giá trị hư cấu.")
        for number, sheet in enumerate(template.sheets):
            self._sheet(("trang_tinh", number, "vi_du"), sheet)

    def values(self, path: KeyPath, values: Mapping[str, Any], fields: Mapping[str, FormField]) -> None:
        """A mapping of field id → value; ``don_vi: {ten: …}`` stands for the field ``don_vi.ten``."""
        for key, value in _flat(values, fields):
            field = fields.get(".".join(key))
            where = (*path, *key)
            if field is None:
                self._unknown(where, "trường", value, fields)
            else:
                self._value(where, value, field)

    def _value(self, path: KeyPath, value: Any, field: FormField) -> None:
        kind = field.kind
        if kind == "bang":
            if self._is(value, list, path, "bảng: một danh sách các dòng «- {cột: giá trị}»"):
                for index, row in enumerate(value):
                    self._row((*path, index), row, field.columns)
        elif kind == "doan" and isinstance(value, list):
            for index, item in enumerate(value):
                self._text((*path, index), item)
        elif kind == "ngay":
            if not isinstance(value, date) or isinstance(value, datetime):
                self._error(path, f"«{_shown(value)}» không phải ngày", "Ghi dạng 2026-11-22, không đặt trong dấu nháy.")
        elif kind == "co":
            self._is(value, bool, path, "true hoặc false")
        elif self._text(path, value) and kind == "chon" and value not in field.choices:
            self._choice(path, value, field.choices)

    def _row(self, path: KeyPath, row: Any, columns: tuple[Column, ...]) -> None:
        if not self._is(row, Mapping, path, "một dòng «{cột: giá trị}»"):
            return
        names = [column.id for column in columns]
        for name, value in row.items():
            if name not in names:
                self._unknown((*path, name), "cột", value, names)
            else:
                self._text((*path, name), value)

    def _sheet(self, path: KeyPath, sheet: Sheet) -> None:
        choices = {column.id: column.choices for column in sheet.columns}
        for index, row in enumerate(sheet.example):
            self._row((*path, index), row, sheet.columns)
            for name, value in row.items():
                if value and isinstance(value, str) and choices.get(name) and value not in choices[name]:
                    self._choice((*path, index, name), value, choices[name])

    def _text(self, path: KeyPath, value: Any) -> bool:
        """Whether ``value`` is text; otherwise the fault is noted."""
        if isinstance(value, str):
            return True
        if value is None:
            self._error(path, "không có giá trị", _QUOTE + ' Muốn để trống thì ghi "".')
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            self._error(path, f"số «{value}» không đặt trong dấu nháy", _NUMBER)
        elif isinstance(value, Mapping):
            self._error(path, "bị hiểu là tên trường và giá trị chứ không phải lời văn", _QUOTE)
        else:
            self._error(path, f"«{_shown(value)}» không phải lời văn", "Đặt giá trị trong dấu nháy.")
        return False

    def _is(self, value: Any, kind: Any, path: KeyPath, wanted: str) -> bool:
        if isinstance(value, kind):
            return True
        self._error(path, f"«{_shown(value)}» sai kiểu", f"Ở đây cần {wanted}.")
        return False

    def _choice(self, path: KeyPath, value: str, choices: Collection[str]) -> None:
        known = [choice for choice in choices if choice]
        self._error(path, f"«{value}» không có trong các lựa chọn", did_you_mean(value, known, f"Chọn một trong: {', '.join(known)}."))

    def _unknown(self, path: KeyPath, what: str, value: Any, known: Collection[str]) -> None:
        remedy = _QUOTE if value is None else did_you_mean(str(path[-1]), known, "Bỏ trường này.")
        self._error(path, f"«{path[-1]}» không phải {what} nào của mẫu", remedy)

    def _error(self, path: KeyPath, reason: str, remedy: str) -> None:
        self._problems.error(self._file.place(path), reason, remedy)


def _flat(values: Mapping[str, Any], fields: Mapping[str, FormField]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Key and value of each field; groups such as ``don_vi`` are opened."""
    groups = {name.split(".")[0] for name in fields if "." in name}
    for key, value in values.items():
        if key in groups and isinstance(value, Mapping):
            yield from (((str(key), str(inner)), each) for inner, each in value.items())
        else:
            yield (str(key),), value


def _shown(value: Any) -> str:
    if isinstance(value, (str, int, float, date)):
        return f"{value}"
    return "danh sách" if isinstance(value, list) else "trường và giá trị" if isinstance(value, dict) else "trống"
