"""A text in the parts that an office may have worked on: keys and sections of a page, rows of a list, keys of another YAML file.

Joined again the parts are the text, byte for byte.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

import yaml

from macros.load.page_changes import Line, in_parts
from macros.model.plain_yaml import plain_values
from macros.model.problems import Problems

#: What an editor calls a part → its text, in the order of the file.
Parts = dict[str, str]

_ROW = re.compile(r"^(?=- )", re.MULTILINE)
_KEY = re.compile(r"^(?=[\w-]+:)", re.MULTILINE)
_NAMES = ("id", "hoi", "ten", "ngay")  # what a row is called by
_LONGEST = 110
_FENCE = "---\n"


def parts_of(name: str, text: str) -> Parts:
    """The parts of the file ``name`` (``docs/….md`` or ``data/….yml``)."""
    if name.endswith(".md"):
        return _page(text)
    if _ROW.search(text):
        return _named(_ROW.split(text), _row_name)
    return _named(_KEY.split(text), lambda block: f"trường «{block.partition(':')[0]}»" if _KEY.match(block) else "đầu tệp")


def joined(name: str, parts: Parts) -> str:
    """The text of ``parts``."""
    if not name.endswith(".md"):
        return "".join(parts.values())
    keys = [text for label, text in parts.items() if label.startswith("trường ")]
    rest = [text for label, text in parts.items() if not label.startswith("trường ")]
    return f"{_FENCE}{''.join(keys)}{_FENCE}{''.join(rest)}" if keys else "".join(rest)


def _page(text: str) -> Parts:
    found = in_parts(text, False, "", Problems())
    if found is None:
        return {"cả trang": text}
    keys = {f"trường «{'.'.join(map(str, path))}»": _joined(lines) for path, lines in found.keys.items()}
    return keys | {f"mục «{heading}»" if heading else "lời mở đầu": _joined(lines) for heading, lines in found.sections.items()}


def _joined(lines: list[Line]) -> str:
    return "".join(f"{text}\n" for text, *_ in lines)


def _named(blocks: list[str], name: Any) -> Parts:
    """``blocks`` by their names; two of a name are told apart by a number."""
    found: Parts = {}
    for block in filter(None, blocks):
        label, number = name(block), 1
        while (key := label if number == 1 else f"{label} ({number})") in found:
            number += 1
        found[key] = block
    return found


def _row_name(block: str) -> str:
    row = _value(block)
    row = row[0] if isinstance(row, list) and row else None
    if not block.startswith("- "):
        return "đầu tệp"
    if isinstance(row, Mapping):
        for key in _NAMES:
            if key in row:
                return f"dòng «{_short(str(row[key]))}»"
    return f"dòng «{_short(block[2:].splitlines()[0])}»"


def _value(text: str) -> Any:
    try:
        return plain_values(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def difference(old: str, new: str) -> str:
    """What has changed from ``old`` to ``new``, in words: values of a row where they tell, else how many paragraphs and the first."""
    told = _values_changed(_value(old), _value(new))
    if told:
        return told
    before, after = _paragraphs(old), _paragraphs(new)
    changed = [tag for tag in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if tag[0] != "equal"]
    many = sum(max(end - start, stop - begin) for _, start, end, begin, stop in changed)
    first = next((after[begin] for _, _, _, begin, stop in changed if stop > begin), "")
    return f"đổi {many} đoạn" + (f", nay viết «{_short(first)}»" if first else ", bỏ bớt lời")


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _values_changed(old: Any, new: Any) -> str:
    old, new = (value[0] if isinstance(value, list) and len(value) == 1 else value for value in (old, new))
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return ""
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    plain = [key for key in keys if not isinstance(old.get(key), (list, dict)) and not isinstance(new.get(key), (list, dict))]
    told = [f"{key}: {_short(str(old.get(key, 'chưa có')))} → {_short(str(new.get(key, 'đã bỏ')))}" for key in plain]
    told += [f"{key} đã đổi" for key in keys if key not in plain]
    return "; ".join(told)
