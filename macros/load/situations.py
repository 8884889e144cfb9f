"""The table of situations: each situation answers for each kind of work in exactly one way, and every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from macros.load.yaml_file import KeyPath, YamlText, read_yaml
from macros.model.base import Model
from macros.model.problems import Problems
from macros.model.situations import Cell, Situation, Situations, Work

NAME = "data/tinh-huong.yml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # no «--» in it: that parts the two ids in the anchor of a cell
_WAYS = "«dap», «khong_dat_ra: true», hoặc «chua_ro» kèm «hoi_ai»"
M = TypeVar("M", bound=Model)


def read_situations(path: Path, pages: Collection[str], problems: Problems) -> Situations:
    """The table of situations; ``pages`` are the paths under docs/ that a kind of work may name."""
    file = read_yaml(path, NAME, problems)
    if not file.ok:
        return Situations()
    if not isinstance(file.data, dict):
        problems.error(f"{NAME}:1", "tệp phải có hai phần «viec» và «tinh_huong»", "Chép lại tệp từ bản gốc của sổ tay rồi sửa.")
        return Situations()
    for key in (key for key in file.data if key not in ("viec", "tinh_huong")):
        problems.error(file.place((key,)), f"không có phần «{key}»", "Tệp chỉ có hai phần «viec» và «tinh_huong».")
    works = dict(_rows(file, "viec", Work, problems))
    situations = dict(_rows(file, "tinh_huong", Situation, problems))
    for name, work in works.items():
        for page in work.pages:
            if page.lstrip("/") not in pages:
                known = [f"/{path}" for path in pages]
                problems.unknown(file.place(("viec", name, "trang")), "trang", page, known, "Ghi như /quy-trinh/dang-phi.md.")
    for name, situation in situations.items():
        _check_cells(file, ("tinh_huong", name, "o"), situation, works, problems)
    return Situations(works=works, all=situations)


def _rows(file: YamlText, part: str, model: type[M], problems: Problems) -> Iterator[tuple[str, M]]:
    """The entries of one part of the file, each under its id."""
    data = file.data.get(part)
    if not isinstance(data, dict) or not data:
        problems.error(file.place((part,)), f"phần «{part}» chưa có mục nào", "Mỗi mục bắt đầu bằng mã của nó, như «du-bi:».")
        return
    for key, value in data.items():
        if not isinstance(key, str) or not _ID.fullmatch(key):
            problems.error(file.place((part, key)), f"mã «{key}» chỉ được gồm chữ thường không dấu, chữ số và gạch nối đơn", "Đặt mã khác.")
        row = file.parse(model, value, (part, key))
        if row is not None:
            yield str(key), row


def _check_cells(file: YamlText, path: KeyPath, situation: Situation, works: dict[str, Work], problems: Problems) -> None:
    for name, work in works.items():
        if name not in situation.cells:
            problems.error(file.place(path), f"thiếu ô «{name}» ({work.name})", f"Thêm ô này, ghi {_WAYS}.")
    for name, cell in situation.cells.items():
        if name not in works:
            problems.unknown(file.place((*path, name)), "loại việc", name, works, "Thêm loại việc này vào phần «viec», hoặc bỏ ô.")
        for reason, remedy in _faults(cell):
            problems.error(file.place((*path, name)), reason, remedy)


def _faults(cell: Cell) -> Iterator[tuple[str, str]]:
    """What is wrong with a cell by itself: (reason, remedy)."""
    ways = [bool(cell.answer and not cell.unchanged), cell.unchanged, bool(cell.question or cell.whom)]
    if not any(ways):
        yield "ô chưa trả lời", f"Ghi một trong ba: {_WAYS}."
    elif sum(ways) > 1:
        yield "ô trả lời hai cách một lúc", f"Giữ một trong ba: {_WAYS}."
    elif ways[2]:
        yield from _faults_of_unknown(cell)
    elif cell.answer and not cell.citations and not cell.practice:
        yield "chưa nêu căn cứ", "Thêm can_cu, hoặc ghi kinh_nghiem: true."


def _faults_of_unknown(cell: Cell) -> Iterator[tuple[str, str]]:
    if not cell.question:
        yield "có «hoi_ai» mà thiếu câu cần hỏi", "Thêm «chua_ro» với câu hỏi."
    if not cell.whom:
        yield "có «chua_ro» mà không nêu nơi trả lời", "Thêm «hoi_ai» với nơi trả lời được."
    if cell.citations or cell.practice:
        yield "ô ghi «chua_ro» thì chưa dựa vào đâu", "Bỏ can_cu, kinh_nghiem; nếu đã có nguồn thì đổi «chua_ro» thành «dap»."
