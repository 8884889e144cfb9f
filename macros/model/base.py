"""What every model shares: frozen, strict, Vietnamese names outside and English names inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from macros.vietnamese import nearest, nfc

T = TypeVar("T")


class Model(BaseModel):
    """Base of all facts: immutable, unknown keys refused, text trimmed and in NFC.

    A field's alias is the key that editors write (Vietnamese without accents); its name is what programmers read.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _compose(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: nfc(value) if isinstance(value, str) else value for key, value in data.items()}
        return data


class UnknownName(LookupError):
    """A name that the handbook does not know; says the nearest one that it does.

    ``str(error)`` is a whole Vietnamese sentence, fit to be shown to an editor.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name = what, name
        known = list(known)
        guess = nearest(name, known)
        hint = f"Ý bạn là «{guess}»?" if guess else "Các tên có: " + ", ".join(f"«{k}»" for k in known[:12]) + "."
        super().__init__(f"không có {what} «{name}». {hint if known else 'Chưa có mục nào.'}")


def look_up(table: Mapping[str, T], name: str, what: str) -> T:
    """``table[name]``, or :class:`UnknownName` with the nearest name."""
    try:
        return table[name]
    except KeyError:
        raise UnknownName(what, name, table) from None


class Citation(Model):
    """A place in a source: ``qd-399-2026`` or ``qd-399-2026, Điều 11`` in what editors write."""

    source: str
    article: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if isinstance(data, str):
            source, _, article = data.partition(",")
            return {"source": source.strip(), "article": article.strip() or None}
        return data

    def __str__(self) -> str:
        return f"{self.source}, {self.article}" if self.article else self.source


def _one_or_many(value: Any) -> Any:
    return value if value is None or isinstance(value, (list, tuple)) else [value]


Citations = Annotated[tuple[Citation, ...], BeforeValidator(_one_or_many)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
