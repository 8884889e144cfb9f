"""Votes of a filled template: the numbers must hang together, the ratio must be theirs, and enough must be in favour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_COUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6}")
_PERCENT = re.compile("([0-9]{1,3})(?:,([0-9]{1,2}))? ?%")
# What one text that says it all may name, and under which name of a number.
_WORDS = (("phat_ra", "phát ra "), ("thu_ve", "thu về "), ("khong_hop_le", "không hợp lệ "))
_NEEDS = {"hai_phan_ba": "ít nhất hai phần ba", "qua_nua": "quá nửa"}
# A number that may not be greater than another, wherever both are known.
_AT_MOST = (
    ("co_mat", "tong", "số có mặt không lớn hơn tổng số"), ("phat_ra", "co_mat", "số phiếu phát ra không lớn hơn số có mặt"),
    ("thu_ve", "phat_ra", "số phiếu thu về không lớn hơn số phát ra"), ("hop_le", "thu_ve", "số phiếu hợp lệ không lớn hơn số thu về"),
    ("tan_thanh", "tong", "số tán thành không lớn hơn tổng số"), ("tan_thanh", "co_mat", "số tán thành không lớn hơn số có mặt"),
    ("tan_thanh", "hop_le", "số đồng ý không lớn hơn số phiếu hợp lệ"),
)  # fmt: skip


def votes_of(check: Mapping[str, Any], context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The slips of one group of votes, which ``check`` describes by the names of fields, or of the columns of a table."""
    if not check["bang"]:
        return _group(check, check["truong"], _numbers(check["truong"], context))
    rows = context.get(check["bang"]) or []
    found = []
    for row in rows:
        numbers = {**_numbers(check["ngoai"], context), **_numbers(check["truong"], row)}
        names = dict(check["ngoai"])
        for part in check["truong"]:
            names[part] = check["bang"]
        found.extend(_group(check, names, numbers))
    return found


def _numbers(names: Mapping[str, str], texts: Mapping[str, Any]) -> dict[str, Any]:
    """Part → the number that its text begins with; ``ty_le`` → the text. What is not filled in is left out."""
    found: dict[str, Any] = {}
    for part, name in names.items():
        text = texts.get(name)
        if not isinstance(text, str):
            continue
        match = _COUNT.match(text)
        if part == "ty_le":
            found["ty_le"] = text
        elif part == "ghi_chung":
            found = {**found, **_of_words(text)}
        elif match:
            found[part] = int(match[0].replace(".", ""))
    return found


def _of_words(text: str) -> dict[str, Any]:
    """What «12/13 đảng viên tán thành, bằng 92,3%» and «phát ra 12, thu về 12, hợp lệ 12, không hợp lệ 0» say."""
    found: dict[str, Any] = {}
    if parts := re.match("([0-9]{1,6})/([0-9]{1,6})(?:[^0-9/]|$)", text):
        found = {"tan_thanh": int(parts[1]), "tong": int(parts[2]), "ty_le": text}
    for part, words in _WORDS:
        match = _COUNT.match(text.partition(words)[2])
        if match:
            found[part] = int(match[0].replace(".", ""))
    match = _COUNT.match(text.replace("không hợp lệ", "").partition("hợp lệ ")[2])
    if match:
        found["hop_le"] = int(match[0].replace(".", ""))
    return found


def _group(check: Mapping[str, Any], names: Mapping[str, str], numbers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The slips of one set of numbers. ``names``: part → its field; what one text says all of stands in that text's field."""
    found = []

    def tell(parts: list[str], stands: str, right: str, clauses: list[str]) -> None:
        fields: list[str] = []
        for part in parts:
            name = names.get(part) or names.get("ghi_chung") or ""
            if name and name not in fields:
                fields.append(name)
        found.append({"o": fields, "co": stands, "dung": right, "can_cu": clauses})

    for small, large, right in _AT_MOST:
        if small in numbers and large in numbers and numbers[small] > numbers[large]:
            tell([small, large], f"{numbers[small]} và {numbers[large]}", right, [])
    parts = [part for part in ("tan_thanh", "khong_tan_thanh", "khong_y_kien") if part in numbers]
    given = [numbers[part] for part in parts]
    whole = next((numbers[part] for part in ("hop_le", "thu_ve", "co_mat", "tong") if part in numbers), None)
    if len(given) > 1 and whole is not None and sum(given) > whole and max(given) <= whole:
        stands = f"{' + '.join([str(n) for n in given])} = {sum(given)}, trong khi chỉ có {whole}"
        tell(parts, stands, "cộng các loại ý kiến không quá số người biểu quyết", [])
    if "hop_le" in numbers and "khong_hop_le" in numbers and "thu_ve" in numbers:
        both = numbers["hop_le"] + numbers["khong_hop_le"]
        if both != numbers["thu_ve"]:
            stands = f"hợp lệ và không hợp lệ cộng lại là {both}, thu về {numbers['thu_ve']}"
            tell(["hop_le", "khong_hop_le", "thu_ve"], stands, "phiếu hợp lệ và không hợp lệ cộng lại bằng số thu về", [])
    total, yes = numbers.get("tong"), numbers.get("tan_thanh")
    if total and yes is not None and yes <= total:
        if right := _other_ratio(str(numbers.get("ty_le") or ""), yes, total):
            tell(["ty_le"], str(numbers["ty_le"]), f"{yes}/{total} bằng {right}", [])
        enough = 3 * yes >= 2 * total if check["can"] == "hai_phan_ba" else 2 * yes > total
        if check["can"] and not enough:
            tell(["tan_thanh", "tong"], f"{yes}/{total} tán thành", f"{_NEEDS[check['can']]} tổng số mới thông qua", check["can_cu"])
    return found


def _other_ratio(text: str, yes: int, total: int) -> str:
    """The ratio of ``yes`` to ``total`` when ``text`` says another one; the last figure may be rounded or cut off."""
    match = _PERCENT.search(text)
    if not match:
        return ""
    decimals = match[2] or ""
    scale = 100 if len(decimals) == 2 else 10 if len(decimals) == 1 else 1
    told = int(match[1]) * scale + int(decimals or "0")
    exact = (yes * 200 * scale + total) // (2 * total)
    if told in (exact, yes * 100 * scale // total):
        return ""
    return ratio(yes, total)


def ratio(yes: int, total: int) -> str:
    """The share of ``yes`` in ``total`` as documents write it: «92,3%», «100%»."""
    tenths = (yes * 2000 + total) // (2 * total)
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
