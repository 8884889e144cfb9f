"""office new · check · upgrade: an office's own folder, from its first day through every new version of the handbook."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from macros.commands import ROOT, data_folder, handbook_or_exit, typed
from macros.commands.choices import data_option
from macros.commands.new import write_new
from macros.commands.office_check import check
from macros.commands.office_texts import base_of, changed_under, keep_base
from macros.files.folder import making, put
from macros.files.lock import hold
from macros.files.whole import KEPT, overwrite, write_file
from macros.load import DataFolder
from macros.load.folder import shown_path
from macros.office import EXAMPLES, Touched, starter_files
from macros.organisation import organisation_workbook, small_sample


@click.group()
@data_option
def office() -> None:
    """Thư mục của đơn vị: tạo, kiểm tra, theo bản mới của sổ tay."""


@office.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="TÊN")
def new(folder: Path) -> None:
    """Tạo thư mục TÊN của đơn vị, có ví dụ điền sẵn cho mọi loại nội dung và tệp «ĐỌC TÔI TRƯỚC»."""
    folder = folder.resolve()
    if folder == ROOT or folder.is_relative_to(ROOT / "docs") or folder.is_relative_to(ROOT / "data"):
        _stop(f"{folder}: đây là thư mục của chính sổ tay. Chọn thư mục khác, ở ngoài sổ tay.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        _stop(f"{folder}: đã có, và không trống. Chọn tên khác để không ghi đè nội dung đã có.")
    os.environ.pop("SO_TAY_DATA", None)  # the example is made from the handbook's own facts
    handbook = handbook_or_exit(warn_readers=True)
    with hold(folder), making(folder) as place:  # aside: a half-made one would be taken for somebody's work and refused
        for name, content in starter_files(date.today()):
            write_file(place / name, content)
        write_file(place / "to-chuc.xlsx", organisation_workbook(small_sample(handbook.organisation), handbook.tasks))
        data = DataFolder(ROOT / "data", place)
        for kind, (code, title) in EXAMPLES.items():
            write_new(data, kind, code, title, date.today())
        keep_base(data)
        put(place, folder)
    print(f"Đã tạo {shown_path(folder)}. Mở «ĐỌC TÔI TRƯỚC.txt» trong đó, rồi xem thử: run.py serve --data \"{shown_path(folder)}\"")


@office.command()
@data_option
@click.option("--dong-y", "agreed", is_flag=True, help="Đồng ý mọi điều lệnh hỏi.")
def upgrade(agreed: bool) -> None:
    """Sổ tay có bản mới: nêu phần của đơn vị bị ảnh hưởng; chỉ nhận phần người dùng đồng ý."""
    data = data_folder()
    if data.over is None:
        _stop("Chưa biết thư mục của đơn vị: thêm --data và tên thư mục.")
    if base_of(data) is None:
        print("Thư mục này chưa giữ nội dung của bản sổ tay cũ (tệp .ban-goc.zip) nên chưa so sánh được.")
    found = changed_under(data)
    for each in found:
        print(f"\n{each.file}", *each.told, sep="\n  - ")
    if base_of(data) is not None and not found:
        print("Không phần nào của đơn vị bị ảnh hưởng.")
    if not agreed and not sys.stdin.isatty():
        print("\nChưa có thay đổi nào. Để nhận phần nhận được và ghi nhận bản này, chạy lại ở cửa sổ lệnh, hoặc thêm --dong-y.")
        return
    with hold(data.over):
        _take_in(data, found, agreed)
        noted = agreed or click.confirm("\nGhi nhận đã xem bản mới này, lần sau chỉ nêu những thay đổi mới?", default=False)
        if noted:
            keep_base(data)
    if noted:
        print(f"Đã ghi nhận. Chạy «{typed('office check')}» để kiểm tra cả sổ tay.")


def _take_in(data: DataFolder, found: list[Touched], agreed: bool) -> None:
    """Bring each file up to date where the person agrees; the old one is kept beside it."""
    for each in found:
        if each.offered is None:
            continue
        if not agreed and not click.confirm(f"\nNhận {each.taken} chỗ đơn vị chưa sửa vào {each.file}?", default=False):
            continue
        path = data.own(each.file)
        with hold(path):
            overwrite(path, each.offered.encode(), replace=True)
        print(f"Đã nhận {each.taken} chỗ vào {shown_path(path)}; bản cũ ở {path.name}{KEPT}.")


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)


office.add_command(check)
COMMANDS = (office,)
