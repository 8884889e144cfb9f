"""What every model shares: frozen, strict, Vietnamese names outside and English names inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from macros.vietnamese import did_you_mean, nfc

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
            # Located text was composed when the YAML was read, and a new string would lose its place.
            return {k: nfc(v) if isinstance(v, str) and not isinstance(v, Located) else v for k, v in data.items()}
        return data


class Located(str):
    """Text that remembers where an editor wrote it: ``place`` is ``data/can-cu.yml:12``."""

    place: str

    def __new__(cls, text: str, place: str) -> Located:
        located = super().__new__(cls, text)
        located.place = place
        return located


class UnknownName(LookupError):
    """A name that the handbook does not know; says the nearest one that it does.

    ``str(error)`` is a whole Vietnamese sentence, fit to be shown to an editor.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name = what, name
        known = list(known)
        super().__init__(f"không có {what} «{name}». {nearest_or_all(name, known)}")


def nearest_or_all(name: str, known: Iterable[str]) -> str:
    """The remedy for an unknown name: the nearest one, else the first of those that there are."""
    known = list(known)
    names = ", ".join(f"«{each}»" for each in known[:12])
    return did_you_mean(name, known, f"Các tên có: {names}." if known else "Chưa có mục nào.")


# What is made new is short. What stands may be longer: nine units of the sample have 41 to 49 signs, and a code is part of addresses
# and of what readers' browsers keep, so that it is never renamed. With 60 the longest path of a copy stays below 150 signs.
LONGEST_NEW_CODE, LONGEST_CODE = 40, 60
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Names that Windows keeps for devices: no file can be called so there, whatever its ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def code_fault(code: str, longest: int = LONGEST_CODE) -> str | None:
    """What is wrong with ``code`` as the id of a unit, a page, a template…, as the end of a Vietnamese sentence; None when it will do.

    A code becomes a file name on every system and a part of addresses, so all of them keep one rule.
    """
    if not _CODE.fullmatch(code):
        return "chỉ được gồm chữ thường không dấu, chữ số và gạch nối, như «bao-cao-thang»"
    if len(code) > longest:
        return f"dài {len(code)} ký tự, nhiều nhất {longest}"
    if code in _DEVICES:
        return "là tên Windows giữ riêng, không đặt cho tệp được; thêm một chữ nữa"
    return None


def look_up(table: Mapping[str, T], name: str, what: str) -> T:
    """``table[name]``, or :class:`UnknownName` with the nearest name."""
    try:
        return table[name]
    except KeyError:
        raise UnknownName(what, name, table) from None


REPLACED = "(đã thay thế)"  # what editors put after a citation that knows its source to be replaced


class Citation(Model):
    """A place in a source: ``qd-399-2026`` or ``qd-399-2026, Điều 11`` in what editors write.

    ``place`` is the file and line that cites; ``about_past`` marks a citation that speaks of the past, or of a clause of a
    replaced source to be compared with its successor: ``qd-294-2025, điểm 4.1 (đã thay thế)``.
    """

    source: str
    article: str | None = None
    place: str = Field("", repr=False)
    about_past: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if isinstance(data, str):
            text = data.strip()
            source, _, article = text.removesuffix(REPLACED).partition(",")
            return {"source": source.strip(), "article": article.strip() or None, "place": getattr(data, "place", ""),
                    "about_past": text.endswith(REPLACED)}
        return data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Citation) and (self.source, self.article) == (other.source, other.article)

    def __hash__(self) -> int:
        return hash((self.source, self.article))

    def __str__(self) -> str:
        return f"{self.source}, {self.article}" if self.article else self.source


def device_fault(code: str) -> str:
    """Why ``code`` may be no id, when it is a name that Windows keeps; nothing when it is none."""
    return f"«{code}» là tên mà Windows giữ riêng, không dùng làm mã được; đặt mã khác" if code in _DEVICES else ""


def _no_device(code: str) -> str:
    if fault := device_fault(code):
        raise ValueError(fault)
    return code


CODE_SIGNS = r"^[a-z0-9][a-z0-9-]*$"
Code = Annotated[str, Field(pattern=CODE_SIGNS, max_length=LONGEST_CODE), AfterValidator(_no_device)]
"""What a row, a file or a page is told apart by, and what files are called."""


def _one_or_many(value: Any) -> Any:
    return value if value is None or isinstance(value, (list, tuple)) else [value]


Citations = Annotated[tuple[Citation, ...], BeforeValidator(_one_or_many)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
