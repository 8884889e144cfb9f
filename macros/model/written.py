"""What an editor writes in one cell of the workbook → what it means, or what is wrong with it: a sentence without its end.

The page reads the same way (macros/translate).
"""

from __future__ import annotations

import re

EVERY_MONTH = "hằng tháng"
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
WEEKDAYS_SHOWN = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MONTHS = re.compile(r"([0-9]{1,2})(?:\s*[-–]\s*([0-9]{1,2}))?")
_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?")


def names_of(text: str) -> tuple[str, ...]:
    """«tên một; tên hai»."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def months_of(text: str) -> tuple[tuple[int, ...], str]:
    """«1-12», «3, 6, 9, 12», «hằng tháng» or a single number."""
    if text.strip().lower() in (EVERY_MONTH, "hàng tháng"):
        return tuple(range(1, 13)), ""
    months: set[int] = set()
    for part in text.replace(";", ",").split(","):
        match = _MONTHS.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match is not None else (0, 0)
        if not 1 <= first <= last <= 12:
            return (), f"«{text}» không phải các tháng; ghi như «{EVERY_MONTH}», «1-12» hoặc «3, 6, 9, 12»"
        months.update(range(first, last + 1))
    return tuple(sorted(months)), ""


def address_of(text: str) -> tuple[str, str]:
    """The address of a site, which ends with a slash, so that a path can follow."""
    if _ADDRESS.fullmatch(text) is None:
        return text, f"«{text}» không phải địa chỉ trang; ghi như https://so-tay.vi-du.vn/"
    return text.rstrip("/") + "/", ""
