"""``data/viet-tat-don-vi.yml``: how parts of units' names are written short; no spelling may stand for two things."""

from __future__ import annotations

from pathlib import Path

from macros.load.yaml_file import read_yaml
from macros.model.organisation import Abbreviation
from macros.model.problems import Problems
from macros.vietnamese import fold

NAME = "data/viet-tat-don-vi.yml"


def read_abbreviations(path: Path, problems: Problems) -> tuple[Abbreviation, ...]:
    """The rows of the file; a part or a spelling that stands twice is a problem."""
    file = read_yaml(path, NAME, problems)
    if not file.ok or file.data is None:
        return ()
    if not isinstance(file.data, list):
        problems.error(f"{NAME}:1", "tệp phải là một danh sách các mục", "Mỗi mục ghi như «- {day_du: Bệnh viện, viet_tat: [BV]}».")
        return ()
    rows: list[Abbreviation] = []
    parts: dict[str, str] = {}
    shorts: dict[str, str] = {}
    for index, data in enumerate(file.data):
        row = file.parse(Abbreviation, data, (index,))
        if row is None:
            continue
        if other := parts.get(fold(row.full)):
            problems.error(file.place((index, "day_du")), f"«{row.full}» đã có ở mục trên ({other})", "Gộp hai mục làm một.")
        parts[fold(row.full)] = row.full
        for short in row.short:
            if other := shorts.get(fold(short)):
                problems.error(file.place((index, "viet_tat")), f"«{short}» đã là viết tắt của «{other}»", "Giữ cho một trong hai.")
            shorts[fold(short)] = row.full
        rows.append(row)
    return tuple(rows)
