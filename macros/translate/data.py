"""What the build knows → JSON from which a page makes it again (``made`` in ``runtime/objects.js``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from macros.translate import patterns


def as_data(value: Any, without: frozenset[str] = frozenset()) -> Any:
    """``value`` with its classes by name, ready for JSON. Fields in ``without`` are left out wherever they stand."""
    names = getattr(type(value), "model_fields", None) or getattr(type(value), "__dataclass_fields__", None)
    if names:
        fields = {name: as_data(getattr(value, name), without) for name in names if name not in without}
        return {"lop": type(value).__name__, "co": fields}
    if isinstance(value, Mapping):
        return {"bang": [[key, as_data(each, without)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [as_data(each, without) for each in value]
    if isinstance(value, date):
        return {"ngay": [value.year, value.month, value.day]}
    if isinstance(value, re.Pattern):
        return {"mau": patterns.source(value.pattern)}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no data of {type(value).__name__}")
