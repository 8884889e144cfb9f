"""Problems in what editors wrote: collected all, told once, each with place, reason and remedy."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_origin

from pydantic import BaseModel, ValidationError

from macros.model.editions import DAY
from macros.model.organisation import PERIOD
from macros.vietnamese import nearest


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``place`` is what an editor can open: file › line or sheet › cell."""

    place: str
    reason: str
    remedy: str = ""
    severity: Literal["error", "warning", "outdated"] = "error"

    def __str__(self) -> str:
        end = "" if self.reason.endswith((".", "?", "!")) else "."
        return f"{self.place}: {self.reason}{end} {self.remedy}".rstrip()


class DataError(Exception):
    """Everything that is wrong with the data, at once. ``problems`` holds errors and warnings in order; ``stopping`` counts the
    errors.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.stopping = sum(problem.severity != "warning" for problem in problems)
        super().__init__("\n".join(map(str, self.problems)))


class Problems(list[Problem]):
    """The collector that every reader is handed."""

    def error(self, place: str, reason: str, remedy: str = "") -> None:
        """Note something that stops the build."""
        self.append(Problem(place, reason, remedy))

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


_NO_QUOTES = str.maketrans("", "", "'")
_REASONS: Mapping[str, str] = {
    "missing": "thiếu khóa bắt buộc «{key}»",
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
    "dict_type": "«{value}» phải gồm các khóa và giá trị",
    "model_type": "«{value}» phải gồm các khóa và giá trị",
    "too_short": "cần ít nhất {min_length} mục, đang có {actual_length}",
    "too_long": "nhiều nhất {max_length} mục, đang có {actual_length}",
    "greater_than_equal": "«{value}» phải từ {ge} trở lên",
    "greater_than": "«{value}» phải lớn hơn {gt}",
    "less_than_equal": "«{value}» phải không quá {le}",
}
# Patterns that are not those of an id: what a value is not, and how to write it.
_PATTERNS: Mapping[str, tuple[str, str]] = {
    PERIOD: ("không phải kỳ", "Ghi như 2026-10 (tháng), 2026-Q4 (quý), 2026-N2 (nửa năm), 2026 (năm)."),
    DAY: ("không phải ngày", "Ghi dạng 2026-11-22."),
}
_REMEDIES: Mapping[str, str] = {
    "missing": "Thêm khóa này.",
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
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        # A union reports each of its branches: tell the place once.
        if path in seen or (path and path[0] in skip):
            continue
        seen.add(path)
        kind, value, context = detail["type"], detail.get("input"), detail.get("ctx", {})
        key = path[-1] if path else ""
        remedy = _REMEDIES.get(kind, "")
        if kind == "extra_forbidden":
            reason = f"không có khóa «{key}»"
            guess = nearest(str(key), _keys_at(model, path[:-1]))
            remedy = f"Ý bạn là «{guess}»?" if guess else "Bỏ khóa này."
        elif kind == "literal_error":
            choices = context["expected"].replace(" or ", ", ").translate(_NO_QUOTES)
            reason, remedy = f"«{value}» không dùng được", f"Chọn một trong: {choices}."
        elif kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
            reason, remedy = f"«{value}» {_PATTERNS[context['pattern']][0]}", _PATTERNS[context["pattern"]][1]
        elif kind == "value_error":
            reason = str(context["error"])
        else:
            shown = value if isinstance(value, (str, int, float, bool)) else type(value).__name__
            reason = _REASONS.get(kind, detail["msg"]).format(key=key, value=shown, **context)
        yield Problem(place(path), reason, remedy)


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
