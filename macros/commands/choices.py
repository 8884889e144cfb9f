"""Options that several verbs share: whose data, which unit. They speak to the build through the environment."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from macros.commands import ROOT


def overlay(folder: Path) -> Path:
    """``data/`` with the files of ``folder`` laid over it, as a folder of its own that goes when the command ends."""
    aside = Path(tempfile.mkdtemp(prefix="so-tay-"))
    atexit.register(shutil.rmtree, aside, ignore_errors=True)
    shutil.copytree(ROOT / "data", aside / "data")
    shutil.copytree(folder, aside / "data", dirs_exist_ok=True)
    return aside / "data"


def _use_data(context: click.Context, option: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        os.environ["SO_TAY_DATA"] = str(overlay(folder.resolve()))


def _use_unit(context: click.Context, option: click.Parameter, unit: str | None) -> None:
    if unit is not None:
        os.environ["SO_TAY_DON_VI"] = unit


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data FOLDER``: another office's files in place of ours, file by file."""
    return click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), expose_value=False, is_eager=True,
                        callback=_use_data, help="Thư mục dữ liệu riêng: tệp nào có thì thay tệp cùng tên trong data/.")(command)


def unit_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--don-vi ID``: an edition preset for one unit."""
    return click.option("--don-vi", "unit", expose_value=False, callback=_use_unit,
                        help="Mã đơn vị chọn sẵn: bản này nói theo đơn vị đó ngay từ lần mở đầu.")(command)
