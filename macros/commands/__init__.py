"""The verbs of ``run.py``, one module for each family. Adapters: they may read the clock and start processes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.load import DataFolder
    from macros.model import Handbook

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **options: object) -> int:
    """Print a real command, run it in the project's folder, and return its exit code."""
    shown = " ".join(f'"{part}"' if " " in part else part for part in command)
    print("$", shown, flush=True)
    return subprocess.run(command, **{"cwd": ROOT, "check": False, **options}).returncode  # type: ignore[call-overload,no-any-return]


def python(*arguments: str, **options: object) -> int:
    """Run this very Python with ``arguments``."""
    return run(sys.executable, *arguments, **options)


def data_folder() -> DataFolder:
    """The facts in use: ``data/``, under the folder of ``--data`` or of the setting ``SO_TAY_DATA`` when there is one."""
    from macros.load import DataFolder

    over = os.environ.get("SO_TAY_DATA")
    return DataFolder(ROOT / "data", Path(over) if over else None)


def handbook_or_exit(*, warn_readers: bool = False) -> Handbook:
    """The handbook as it stands, or every problem on the screen and exit code 1."""
    from macros.load import DataError, load_handbook

    data = data_folder()
    try:
        return load_handbook(data.base, ROOT / "docs", today=date.today(), over=data.over, warn_readers=warn_readers)
    except DataError as error:
        print(f"Dữ liệu có {error.stopping} chỗ phải sửa:\n{error}", file=sys.stderr)
        sys.exit(1)
