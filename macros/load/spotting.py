"""``data/dao-tao/bat-loi.yml``: what «Tìm lỗi văn bản» draws from; every name in it must be known."""

from __future__ import annotations

from pathlib import Path

from macros.load.yaml_file import read_yaml
from macros.model.documents import Documents
from macros.model.problems import Problems
from macros.model.spotting import Spotting

NAME = "data/dao-tao/bat-loi.yml"


def read_spotting(path: Path, documents: Documents, problems: Problems) -> Spotting:
    """The file, or nothing to draw from when it is missing."""
    if not path.exists():
        return Spotting()
    file = read_yaml(path, NAME, problems)
    found = file.parse(Spotting, file.data, ()) if file.ok else None
    if found is None:
        return Spotting()
    for index, name in enumerate(found.templates):
        template = documents.templates.get(name)
        if template is None:
            problems.unknown(file.place(("van_ban", index)), "mẫu", name, documents.templates, "Xem data/mau/.")
        elif template.is_sheet:
            problems.error(file.place(("van_ban", index)), f"mẫu «{name}» là bảng tính", "Chọn một mẫu văn bản.")
    for at, level in enumerate(found.levels):
        if level.count[0] > level.count[1]:
            place = file.place(("muc", at, "so_loi"))
            problems.error(place, f"«{list(level.count)}» ghi số lớn trước", "Ghi số ít nhất rồi số nhiều nhất.")
        for index, name in enumerate(level.defects):
            if name not in documents.defects:
                problems.unknown(file.place(("muc", at, "loi", index)), "lỗi", name, documents.defects, "Xem data/loi.yml.")
    for name in found.kept_out:
        if name not in found.templates:
            problems.unknown(file.place(("tru", name)), "mẫu của «van_ban»", name, found.templates, "Sửa tên hoặc bỏ dòng.")
    named: list[tuple[tuple[str | int, ...], str]] = [(("thieu", name), name) for name in found.missing]
    named += [(("tru", template, at), name) for template, names in found.kept_out.items() for at, name in enumerate(names)]
    for key, name in named:
        if name not in found.defects:
            problems.unknown(file.place(key), "lỗi của các mức", name, found.defects, "Thêm lỗi này vào một mức hoặc bỏ đi.")
    return found
