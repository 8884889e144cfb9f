"""Options that several verbs share: whose data, which unit. They speak to the build through the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from macros.commands import data_folder


def _use_data(context: click.Context, option: click.Parameter, folder: Path | None) -> None:
    if folder is None or context.meta.get("so_tay_data") == folder.resolve():
        return
    context.meta["so_tay_data"] = folder.resolve()
    os.environ["SO_TAY_DATA"] = str(folder.resolve())
    # Said aloud, and beside the output: a folder that replaces nothing would give the sample under the office's name.
    used = data_folder().own_files()
    print(f"Dữ liệu riêng ở {folder}: {', '.join(used) or 'không có tệp nào của sổ tay'}", file=sys.stderr)


def _use_unit(context: click.Context, option: click.Parameter, unit: str | None) -> None:
    if unit is not None:
        os.environ["SO_TAY_DON_VI"] = unit


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data FOLDER`` (or the setting ``SO_TAY_DATA``): another office's files in place of ours, file by file."""
    return click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), expose_value=False, is_eager=True,
                        envvar="SO_TAY_DATA", callback=_use_data,
                        help="Thư mục dữ liệu riêng: tệp nào có thì thay tệp cùng tên trong data/.")(command)


def unit_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--don-vi ID``: an edition preset for one unit."""
    return click.option("--don-vi", "unit", expose_value=False, callback=_use_unit,
                        help="Mã đơn vị chọn sẵn: bản này nói theo đơn vị đó ngay từ lần mở đầu.")(command)
