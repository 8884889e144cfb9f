"""YAML that remembers its lines, refuses doubled keys and gives NFC text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from macros.load.files import read_text
from macros.model.base import Located
from macros.model.plain_yaml import Loader
from macros.model.problems import Problems, validation_problems
from macros.vietnamese import nfc

M = TypeVar("M", bound=BaseModel)
KeyPath = tuple[Any, ...]

# No file of the handbook needs more values or deeper nesting, and more of either would cost the parser its stack or all memory.
_DEEPEST = 40
_DEEPEST_TEXT = 1_000
_MOST_VALUES = 300_000
_FAULTS: Mapping[str, str] = {
    "mapping values are not allowed": "dấu hai chấm ở chỗ không được phép",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên trường",
    "did not find expected key": "dòng này không thẳng hàng với các trường khác, hoặc có chữ thừa sau giá trị",
    "expected <block end>": "dòng này không thẳng hàng với các trường khác, hoặc có chữ thừa sau giá trị",
    "expected node content": "thiếu giá trị, hoặc thiếu dấu đóng ngoặc",
    "did not find expected ','": "thiếu dấu phẩy hoặc dấu đóng ngoặc",
    "expected ','": "thiếu dấu phẩy hoặc dấu đóng ngoặc",
    "did not find expected '-'": "dòng này phải bắt đầu bằng dấu gạch «- » như các mục khác",
    "cannot start any token": "giá trị không được bắt đầu bằng dấu này",
    "tab character": "thụt dòng bằng phím Tab",
    "end of stream": "thiếu dấu đóng nháy hoặc đóng ngoặc",
    "undefined alias": "giá trị không được bắt đầu bằng dấu «*»",
    "another document": "tệp có hai phần cách nhau bằng «---»",
    "unknown escape": "dấu «\\» trong nháy kép",
    "constructor for the tag": "có dấu «!» hoặc «<<» mà sổ tay không dùng",
    "control characters": "có ký tự điều khiển lạ",
}
_REMEDY = "Xem lại thụt dòng, dấu hai chấm, các ngoặc; giá trị có dấu lạ thì đặt cả trong dấu nháy."
_TEXT = "tag:yaml.org,2002:str"
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_ID = re.compile(r"""(?:^|[-{,])\s*id:\s*["']?([\w-]+)""", re.MULTILINE)
_QUOTED = re.compile(r"""^\s*(?:- *)*[^\s:"']+:\s+["'|>]|^\s*(?:- +)?["']""")


class YamlText:
    """A parsed YAML text: ``data`` as plain values, ``line(path)`` where a key path begins (1-based)."""

    def __init__(self, text: str, name: str, problems: Problems, first_line: int = 1) -> None:
        self.name = name
        self.ok = True
        self.data: Any = None
        self.lines: dict[KeyPath, int] = {}
        self._first = first_line
        self._problems = problems
        self._text = text
        self._values = 0
        if _too_deep(text):
            self._fail(first_line, f"các ngoặc lồng nhau quá {_DEEPEST_TEXT} bậc", "Xem lại các dấu đóng ngoặc.")
            return
        loader = None
        try:
            loader = Loader(text)
            node = loader.get_single_node()
            if node is not None:
                self.data = self._walk(loader, node, ())
        except _Refused as error:
            self._fail(error.line, error.reason, error.remedy)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + self._first if mark else self._first
            told = f"không đọc được YAML: {_fault(str(error.problem))}", _REMEDY
            self._fail(line, *(self._bare_braces(line) or told))
        except (yaml.YAMLError, UnicodeError, RecursionError) as error:
            self._fail(self._first, f"không đọc được YAML: {_fault(str(error))}", "Gõ lại chỗ có ký tự lạ, lưu tệp theo mã UTF-8.")
        finally:
            if loader is not None:
                loader.dispose()

    def ids(self) -> set[str]:
        """The ids that the text gives to its rows, also where it is no YAML."""
        return set(_ID.findall(self._text))

    def is_named(self, key: object, stem: str) -> bool:
        """Whether the id ``key`` of the file's only row is the file's own name; another one is noted."""
        if key != stem:
            self._problems.error(self.place(("id",)), f"mã «{key}» khác tên tệp «{stem}»", "Đặt hai tên như nhau.")
        return key == stem

    def _bare_braces(self, line: int) -> tuple[str, str] | None:
        """Reason and remedy when the line has a «{{ … }}» without quotes, which YAML takes for its own brackets."""
        lines = self._text.splitlines()
        here = lines[line - self._first] if 0 <= line - self._first < len(lines) else ""
        found = None if _QUOTED.match(here) else _BRACES.search(here)
        return (f"«{found[0]}» chưa đặt trong dấu nháy", f'Đặt cả giá trị trong dấu nháy, như "{found[0]} …".') if found else None

    def _fail(self, line: int, reason: str, remedy: str) -> None:
        self.ok = False
        self._problems.error(f"{self.name}:{line}", reason, remedy)

    def _walk(self, loader: Any, node: yaml.Node, path: KeyPath) -> Any:
        line = self.lines[path] = node.start_mark.line + self._first
        self._values += 1
        # An alias repeats its node, so a node that holds its own alias would have no end.
        if len(path) > _DEEPEST or self._values > _MOST_VALUES:
            raise _Refused(line, "các giá trị lồng nhau quá sâu, hoặc dấu «&» và «*» làm chúng lặp lại không dứt",
                           "Bỏ các dấu «&», «*», viết thẳng giá trị ở từng chỗ.")
        if isinstance(node, yaml.MappingNode):
            result: dict[Any, Any] = {}
            for key_node, value_node in node.value:
                line = key_node.start_mark.line + self._first
                if not isinstance(key_node, yaml.ScalarNode):
                    raise _Refused(line, *(self._bare_braces(line) or ("tên trường phải là chữ", _REMEDY)))
                key = _scalar(loader, key_node)
                if key in result:
                    self._fail(line, f"trường «{key}» ghi hai lần", "Giữ lại một.")
                result[key] = self._walk(loader, value_node, (*path, key))
                self.lines[(*path, key)] = line
            return result
        if isinstance(node, yaml.SequenceNode):
            return [self._walk(loader, item, (*path, index)) for index, item in enumerate(node.value)]
        value = _scalar(loader, node)
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


class _Refused(Exception):
    """Well-formed YAML that is not read: where, why, and what to do."""

    def __init__(self, line: int, reason: str, remedy: str) -> None:
        self.line, self.reason, self.remedy = line, reason, remedy
        super().__init__(reason)


def _scalar(loader: Any, node: yaml.Node) -> Any:
    """The plain value of a scalar; what only looks like a number or a day stays text, which the model refuses with its place."""
    if node.tag == _TEXT:  # most are, and the parser would only hand back the words
        return node.value
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, AttributeError, OverflowError):
        return node.value


def _too_deep(text: str) -> bool:
    """Whether brackets are nested so deep that the parser itself would not survive it."""
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if sign in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST_TEXT or bool(re.search(rf"(?:[-?:][ \t]+){{{_DEEPEST_TEXT}}}", text))


def _fault(problem: str) -> str:
    """What the parser says, in Vietnamese."""
    return next((words for sign, words in _FAULTS.items() if sign in problem), "sai cú pháp")


def read_yaml(path: Path, name: str, problems: Problems) -> YamlText:
    """The file at ``path``, called ``name`` in messages. A missing or undecodable file is a problem, not an exception."""
    return YamlText(read_text(path, name, problems) or "", name, problems)


def read_table(path: Path, name: str, model: type[M], problems: Problems) -> dict[str, M]:
    """A YAML list of rows with ``id`` as a mapping; a doubled id is a problem."""
    return read_tables([(path, name)], model, problems)


def read_tables(files: Iterable[tuple[Path, str]], model: type[M], problems: Problems) -> dict[str, M]:
    """Several such lists, each (path, name), as one."""
    rows: dict[str, M] = {}
    for path, name in files:
        _read_rows(read_yaml(path, name, problems), model, rows, problems)
    return rows


def _read_rows(file: YamlText, model: type[M], rows: dict[str, M], problems: Problems) -> None:
    if not file.ok:
        problems.could_not_read(file.ids())
    if not file.ok or file.data is None:
        return
    if not isinstance(file.data, list):
        problems.error(f"{file.name}:1", "tệp phải là một danh sách các mục", "Mỗi mục bắt đầu bằng «- id: …».")
        return
    for index, data in enumerate(file.data):
        row = file.parse(model, data, (index,))
        if row is None:
            problems.could_not_read(_ids_in(data))
            continue
        key: str = row.id  # type: ignore[attr-defined]
        if key in rows:
            problems.error(file.place((index, "id")), f"mã «{key}» đã dùng ở mục khác", "Đặt mã khác.")
        rows[key] = row


def _ids_in(data: Any) -> set[str]:
    """The ids of a row and of the rows within it."""
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    own = {data["id"]} if isinstance(data, dict) and isinstance(data.get("id"), str) else set()
    return own.union(*map(_ids_in, within))


def read_folder(paths: Iterable[Path], name: str, model: type[M], problems: Problems) -> dict[str, M]:
    """The YAML files of the folder ``name``, one row a file, whose ``id`` is the file's name."""
    rows: dict[str, M] = {}
    for path in paths:
        file = read_yaml(path, f"{name}/{path.name}", problems)
        row = file.parse(model, file.data) if file.ok else None
        if row is None:
            problems.could_not_read([path.stem])
            continue
        key: str = row.id  # type: ignore[attr-defined]
        file.is_named(key, path.stem)
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
