"""Problems in what editors wrote: collected all, told once, each with place, reason and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_origin

from pydantic import BaseModel, ValidationError

from macros.model.editions import DAY
from macros.model.organisation import PERIOD
from macros.vietnamese import did_you_mean, format_count

# Nobody mends more at one sitting; the rest is counted.
MOST_TOLD = 200
# Beyond this a file is not one with slips but another kind of file: readers stop looking for more.
MOST_NOTED = 100_000
_LONG_VALUE = re.compile(r"«([^«»]{80})[^«»]{20,}»")
_LONGEST = 600


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``place`` is what an editor can open: file › line or sheet › cell."""

    place: str
    reason: str
    remedy: str = ""
    severity: Literal["error", "warning", "outdated"] = "error"

    @property
    def text(self) -> str:
        """Reason and remedy, as sentences."""
        end = "" if self.reason.endswith((".", "?", "!")) else "."
        return f"{_short(self.reason)}{end} {_short(self.remedy)}".rstrip()

    def __str__(self) -> str:
        return f"{_short(self.place)}: {self.text}"


def _short(text: str) -> str:
    """``text`` with the values that it quotes cut: what a stranger wrote may be as long as a book."""
    text = _LONG_VALUE.sub(lambda found: f"«{found[1]}…»", text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def told(problems: Sequence[Problem]) -> list[str]:
    """``problems`` as lines to print: the first of them, and how many more there are."""
    rest = len(problems) - MOST_TOLD
    lines = [str(problem) for problem in problems[:MOST_TOLD]]
    return [*lines, f"… và {format_count(rest)} chỗ nữa; sửa những chỗ trên rồi kiểm tra lại."] if rest > 0 else lines


class DataError(Exception):
    """Everything that is wrong with the data, at once. ``problems`` holds errors and warnings in order; ``stopping`` counts the
    errors.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.stopping = sum(problem.severity != "warning" for problem in problems)
        super().__init__("\n".join(told(self.problems)))


class Problems(list[Problem]):
    """The collector that every reader is handed."""

    def error(self, place: str, reason: str, remedy: str = "") -> None:
        """Note something that stops the build."""
        self.append(Problem(place, reason, remedy))

    def unknown(self, place: str, what: str, name: str, known: Iterable[str], otherwise: str, *, more: str = "") -> None:
        """Note a name that nothing is called by, with the nearest of those ``known`` or ``otherwise`` as the remedy.

        The nearest is looked for only as long as somebody will read it: among many names that takes its time. ``more`` ends
        the reason. Nothing is noted of what could not be read.
        """
        if not self.is_unread(name):
            remedy = did_you_mean(name, known, otherwise) if len(self) < MOST_TOLD else otherwise
            self.error(place, f"không có {what} «{name}»{more}", remedy)

    def absent(self, place: str, what: str, name: str, remedy: str) -> None:
        """Note a name that nothing is called by, as :meth:`unknown` does, with a ``remedy`` of one's own."""
        if not self.is_unread(name):
            self.error(place, f"không có {what} «{name}»", remedy)

    def could_not_read(self, names: Iterable[str]) -> None:
        """Remember the ``names`` of what stands in the data but could not be read; why has been told."""

    def is_unread(self, name: str) -> bool:
        """Whether ``name`` was remembered so: who names it is not at fault."""
        return False

    @property
    def too_many(self) -> bool:
        """Whether readers should stop looking for more."""
        return len(self) >= MOST_NOTED

    def warn(self, place: str, reason: str, remedy: str = "") -> None:
        """Note something that an editor should know but that stops nothing."""
        self.append(Problem(place, reason, remedy, "warning"))

    def outdated(self, place: str, reason: str, remedy: str = "") -> None:
        """Note what rests on a replaced source: an error, unless the build was asked to warn readers instead."""
        self.append(Problem(place, reason, remedy, "outdated"))

    def stopping(self, *, warn_readers: bool = False) -> list[Problem]:
        """What stops the build. ``warn_readers``: what is outdated is shown to readers and stops nothing."""
        passing = {"warning", "outdated"} if warn_readers else {"warning"}
        return [problem for problem in self if problem.severity not in passing]


class ProblemsOfAll(Problems):
    """The collector of a whole load, in which files name what stands in other files."""

    def __init__(self) -> None:
        super().__init__()
        self._unread: set[str] = set()

    def could_not_read(self, names: Iterable[str]) -> None:
        self._unread.update(names)

    def is_unread(self, name: str) -> bool:
        path = name.removeprefix("/")
        return path in self._unread or path.rpartition("/")[2].removesuffix(".md") in self._unread  # a page that a row becomes, too


_NO_QUOTES = str.maketrans("", "", "'")
_REASONS: Mapping[str, str] = {
    "missing": "thiếu trường bắt buộc «{key}»",
    "string_type": "«{value}» phải là chữ",
    "string_pattern_mismatch": "«{value}» chỉ được gồm chữ thường không dấu, chữ số và gạch nối",
    "int_type": "«{value}» không phải số nguyên",
    "int_parsing": "«{value}» không phải số nguyên",
    "bool_parsing": "«{value}» phải là true hoặc false",
    "bool_type": "«{value}» phải là true hoặc false",
    "date_type": "«{value}» không phải ngày",
    "date_parsing": "«{value}» không phải ngày",
    "date_from_datetime_parsing": "«{value}» không phải ngày",
    "date_from_datetime_inexact": "«{value}» không phải ngày",
    "tuple_type": "«{value}» phải là một danh sách",
    "list_type": "«{value}» phải là một danh sách",
    "dict_type": "«{value}» phải gồm các trường và giá trị",
    "model_type": "«{value}» phải gồm các trường và giá trị",
    "string_too_long": "«{value}» dài quá {max_length} chữ",
    "string_too_short": "chưa ghi gì",
    "too_short": "cần ít nhất {min_length} mục, đang có {actual_length}",
    "too_long": "nhiều nhất {max_length} mục, đang có {actual_length}",
    "greater_than_equal": "«{value}» phải từ {ge} trở lên",
    "greater_than": "«{value}» phải lớn hơn {gt}",
    "less_than_equal": "«{value}» phải không quá {le}",
    "less_than": "«{value}» phải nhỏ hơn {lt}",
    "int_from_float": "«{value}» không phải số nguyên",
    "int_parsing_size": "«{value}» không phải số nguyên",
    "float_type": "«{value}» không phải số",
    "float_parsing": "«{value}» không phải số",
    "finite_number": "«{value}» không phải số",
    "string_unicode": "có chữ không đọc được",
    "model_attributes_type": "«{value}» phải gồm các trường và giá trị",
    "mapping_type": "«{value}» phải gồm các trường và giá trị",
}
# Patterns that are not those of an id: what a value is not, and how to write it.
_PATTERNS: Mapping[str, tuple[str, str]] = {
    PERIOD: ("không phải kỳ", "Ghi như 2026-10 (tháng), 2026-Q4 (quý), 2026-N2 (nửa năm), 2026 (năm)."),
    DAY: ("không phải ngày", "Ghi dạng 2026-11-22."),
}
_REMEDIES: Mapping[str, str] = {
    "missing": "Thêm trường này.",
    "date_type": "Ghi dạng 2026-11-22.",
    "date_parsing": "Ghi dạng 2026-11-22.",
    "date_from_datetime_parsing": "Ghi dạng 2026-11-22.",
    "string_type": "Đặt giá trị trong dấu nháy.",
}


def validation_problems(
    error: ValidationError, model: type[BaseModel], place: Callable[[tuple[Any, ...]], str], *, skip: Container[str] = ()
) -> Iterable[Problem]:
    """Pydantic's findings in Vietnamese. ``place`` turns a path of keys and indexes into something to open; ``skip``: keys
    whose fault has been told already.
    """
    seen: set[tuple[Any, ...]] = set()
    details = error.errors(include_url=False)
    for detail in details:
        path = tuple(detail["loc"])
        # A union reports each of its branches: tell the place once.
        if path in seen or (path and path[0] in skip):
            continue
        # Only sound items were counted: the list is too short because of a fault within it, which is told.
        if detail["type"] == "too_short" and any(other["loc"][: len(path)] == path != other["loc"] for other in details):
            continue
        seen.add(path)
        kind, value, context = detail["type"], detail.get("input"), detail.get("ctx", {})
        key = path[-1] if path else ""
        remedy = _REMEDIES.get(kind, "")
        if kind == "extra_forbidden":
            reason = f"không có trường «{key}»"
            if value is None and " " in str(key):  # within brackets the rest of a sentence after its comma is read as a key
                remedy = "Câu có dấu phẩy đứng trong ngoặc nhọn thì đặt cả câu trong dấu nháy."
            else:
                remedy = did_you_mean(str(key), _keys_at(model, path[:-1]), "Bỏ trường này.")
        elif kind == "literal_error":
            choices = context["expected"].replace(" or ", ", ").translate(_NO_QUOTES)
            reason, remedy = f"«{value}» không dùng được", f"Chọn một trong: {choices}."
        elif kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
            reason, remedy = f"«{value}» {_PATTERNS[context['pattern']][0]}", _PATTERNS[context["pattern"]][1]
        elif kind == "value_error":
            reason = str(context["error"])
            if isinstance(key, str) and key not in _keys_at(model, path[:-1]):
                path = path[:-1]  # of a default: it bears the field's name, which no editor knows
        else:
            reason = _REASONS.get(kind, "«{value}» không dùng được").format(key=key, value=_shown(value), **context)
        yield Problem(place(path), reason, remedy)


def _shown(value: Any) -> str:
    """A value that an editor wrote, in the words of an editor."""
    if value is None:
        return "để trống"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, float, date)):
        return f"{value}"
    return "danh sách" if isinstance(value, (list, tuple)) else "trường và giá trị"


def _keys_at(model: type[BaseModel], path: Sequence[Any]) -> list[str]:
    """The keys that an editor may write at ``path`` inside ``model``."""
    current: Any = model
    named = False  # whether the next step is a name that the editor gave, as a key of a mapping is
    for step in path:
        if isinstance(step, int) or named:
            named = False
            continue
        field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        inner = _inner_model(field.annotation) if field else None
        if inner is None:
            return []
        current = inner
        named = field is not None and get_origin(field.annotation) is Mapping
    return [field.alias or name for name, field in current.model_fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _inner_model(part):
            return found
    return None
