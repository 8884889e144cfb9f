"""Options that several verbs share, and the one place where they become the settings of a build."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from macros.commands import data_folder
from macros.load.page_folder import FOLDER
from macros.model.settings import BuildSettings

_MOST_PAGES = 5  # of an office's own that are named one by one


def _use_data(context: click.Context, option: click.Parameter, folder: Path | None) -> None:
    if folder is None or context.meta.get("so_tay_data") == folder.resolve():
        return
    context.meta["so_tay_data"] = folder.resolve()
    os.environ["SO_TAY_DATA"] = str(folder.resolve())
    # Said aloud, and beside the output: a folder that replaces nothing would give the sample under the office's name.
    data = data_folder()
    pages = [f"{FOLDER}/{path}" for path in data.pages.own_paths()]
    used = [*data.own_files(), *(pages if len(pages) <= _MOST_PAGES else [f"{len(pages)} trang"])]
    print(f"Dữ liệu riêng ở {folder}: {', '.join(used) or 'không có tệp nào của sổ tay'}", file=sys.stderr)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data FOLDER`` (or the setting ``SO_TAY_DATA``): an office's own folder, with its data, its pages, its name and colours."""
    return click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), expose_value=False, is_eager=True,
                        envvar="SO_TAY_DATA", callback=_use_data,
                        help="Thư mục của đơn vị: tệp nào có thì thay tệp cùng tên trong data/, trang ở trang/.")(command)


def unit_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--don-vi ID``: an edition preset for one unit."""
    return click.option("--don-vi", "unit", help="Mã đơn vị chọn sẵn: bản này nói theo đơn vị đó ngay từ lần mở đầu.")(command)


def warn_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--canh-bao``: what rests on a replaced source is marked for readers and does not stop the verb."""
    return click.option("--canh-bao", "warn_readers", is_flag=True,
                        help="Chỗ dựa vào văn bản đã thay thế: đánh dấu cho người đọc thay vì dừng (dùng trong những ngày đang sửa).",
                        )(command)


def replace_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--ghi-de``: what stands in the way and is not ours may be replaced; it is kept as ``<name>.truoc``."""
    return click.option("--ghi-de", "replace", is_flag=True,
                        help="Ghi đè tệp đã có; tệp cũ được giữ lại, tên thêm «.truoc».")(command)


def build_settings(
    edition: date | None = None, *, warn_readers: bool = False, unit: str | None = None, address: str | None = None, pdf: bool = False,
) -> dict[str, str]:
    """The environment of a build. One moment a day is its clock, so that two builds of a day are byte-identical."""
    day = edition or date.today()
    epoch = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    settings = BuildSettings(data_folder().over, unit, warn_readers, pdf, address, edition)
    return {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **os.environ, **settings.environment()}
