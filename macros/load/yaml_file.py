"""YAML that remembers its lines, refuses doubled keys and gives NFC text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from macros.model.base import Located
from macros.model.problems import Problems, validation_problems
from macros.vietnamese import nfc

M = TypeVar("M", bound=BaseModel)
KeyPath = tuple[Any, ...]

# libyaml parses ten times faster; where a platform's package lacks it, the Python parser says the same in other words.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlText:
    """A parsed YAML text: ``data`` as plain values, ``line(path)`` where a key path begins (1-based)."""

    def __init__(self, text: str, name: str, problems: Problems, first_line: int = 1) -> None:
        self.name = name
        self.ok = True
        self.data: Any = None
        self.lines: dict[KeyPath, int] = {}
        self._first = first_line
        self._problems = problems
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is not None:
                self.data = self._walk(loader, node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + self._first if mark else self._first
            self._fail(line, f"không đọc được YAML ({error.problem})", "Xem lại thụt dòng, dấu hai chấm và dấu nháy.")
        except yaml.YAMLError as error:
            self._fail(self._first, f"không đọc được YAML ({error})", "Lưu lại tệp theo mã UTF-8.")
        finally:
            loader.dispose()

    def _fail(self, line: int, reason: str, remedy: str) -> None:
        self.ok = False
        self._problems.error(f"{self.name}:{line}", reason, remedy)

    def _walk(self, loader: Any, node: yaml.Node, path: KeyPath) -> Any:
        self.lines[path] = node.start_mark.line + self._first
        if isinstance(node, yaml.MappingNode):
            result: dict[Any, Any] = {}
            for key_node, value_node in node.value:
                key = loader.construct_object(key_node, deep=True)
                line = key_node.start_mark.line + self._first
                if key in result:
                    self._fail(line, f"khóa «{key}» ghi hai lần", "Giữ lại một.")
                result[key] = self._walk(loader, value_node, (*path, key))
                self.lines[(*path, key)] = line
            return result
        if isinstance(node, yaml.SequenceNode):
            return [self._walk(loader, item, (*path, index)) for index, item in enumerate(node.value)]
        try:
            value = loader.construct_object(node, deep=True)
        except ValueError:  # a date such as 2026-13-40: left as text, which the model then refuses with its place
            value = node.value
        return Located(nfc(value), f"{self.name}:{self.lines[path]}") if isinstance(value, str) else value

    def line(self, path: KeyPath) -> int:
        """The line of ``path``, or of the nearest enclosing key that stands in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, self._first)

    def place(self, path: KeyPath) -> str:
        """``data/can-cu.yml:12 › hieu_luc``: what an error message begins with."""
        keys = " › ".join(f"mục {step + 1}" if isinstance(step, int) else str(step) for step in path)
        return f"{self.name}:{self.line(path)}" + (f" › {keys}" if keys else "")

    def parse(self, model: type[M], data: Any, path: KeyPath = ()) -> M | None:
        """``data`` (the part of the file at ``path``) as ``model``, or None with its problems noted."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self._problems.extend(validation_problems(error, model, lambda inner: self.place((*path, *inner))))
            return None


def read_yaml(path: Path, name: str, problems: Problems) -> YamlText:
    """The file at ``path``, called ``name`` in messages. A missing or undecodable file is a problem, not an exception."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.error(name, "không có tệp này", "Chép lại tệp từ bản gốc của sổ tay.")
        text = ""
    except UnicodeDecodeError:
        problems.error(name, "không phải chữ UTF-8", "Mở bằng trình soạn thảo và lưu lại với mã UTF-8.")
        text = ""
    return YamlText(text, name, problems)


def read_table(path: Path, name: str, model: type[M], problems: Problems) -> dict[str, M]:
    """A YAML list of rows with ``id`` as a mapping; a doubled id is a problem."""
    file = read_yaml(path, name, problems)
    rows: dict[str, M] = {}
    if not file.ok or file.data is None:
        return rows
    if not isinstance(file.data, list):
        problems.error(f"{name}:1", "tệp phải là một danh sách các mục", "Mỗi mục bắt đầu bằng «- id: …».")
        return rows
    for index, data in enumerate(file.data):
        row = file.parse(model, data, (index,))
        if row is None:
            continue
        key: str = row.id  # type: ignore[attr-defined]
        if key in rows:
            problems.error(file.place((index, "id")), f"mã «{key}» đã dùng ở mục trên", "Đặt mã khác.")
        rows[key] = row
    return rows


def read_folder(paths: Iterable[Path], name: str, model: type[M], problems: Problems) -> dict[str, M]:
    """The YAML files of the folder ``name``, one row a file, whose ``id`` is the file's name."""
    rows: dict[str, M] = {}
    for path in paths:
        file = read_yaml(path, f"{name}/{path.name}", problems)
        row = file.parse(model, file.data) if file.ok else None
        if row is None:
            continue
        key: str = row.id  # type: ignore[attr-defined]
        if key != path.stem:
            problems.error(file.place(("id",)), f"mã «{key}» khác tên tệp «{path.stem}»", "Đặt hai tên như nhau.")
        rows[key] = row
    return rows


def read_lists(paths: Iterable[Path], name: str, model: type[M], problems: Problems) -> list[M]:
    """The YAML files of the folder ``name``, each a list of rows without ids, in the order of the files."""
    rows: list[M] = []
    for path in paths:
        file = read_yaml(path, f"{name}/{path.name}", problems)
        if not file.ok:
            continue
        if not isinstance(file.data, list):
            problems.error(f"{file.name}:1", "tệp phải là một danh sách các mục", "Mỗi mục bắt đầu bằng dấu gạch «- ».")
            continue
        parsed = (file.parse(model, data, (index,)) for index, data in enumerate(file.data))
        rows += [row for row in parsed if row is not None]
    return rows
