"""The verbs of ``run.py``, one module for each family. Adapters: they may read the clock and start processes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.files.whole import WriteError, write_fault

if TYPE_CHECKING:
    from macros.load import DataFolder
    from macros.model import Handbook

ROOT = Path(__file__).resolve().parents[2]
# This very Python. UTF-8 is said aloud: one that brings its own list of paths, as on Windows, hears no setting of the environment.
PYTHON = (sys.executable, "-X", "utf8")


class Verbs(click.Group):
    """All verbs. What the machine refuses to read or write ends any of them with a sentence and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except WriteError as error:
            told = str(error)
        except OSError as error:
            if error.errno in (None, errno.EPIPE):
                raise
            told = str(write_fault(Path(error.filename or "Máy"), error))
        print(told, file=sys.stderr)
        sys.exit(1)


def told(command: Sequence[str]) -> None:
    """Print a real command before it runs, so that anybody can run it by hand."""
    print("$", " ".join(f'"{part}"' if " " in part else part for part in command), flush=True)


def run(*command: str, **options: object) -> int:
    """Print a real command, run it in the project's folder, and return its exit code."""
    told(command)
    return subprocess.run(command, **{"cwd": ROOT, "check": False, **options}).returncode  # type: ignore[call-overload,no-any-return]


def python(*arguments: str, **options: object) -> int:
    """Run this very Python with ``arguments``."""
    return run(*PYTHON, *arguments, **options)


def own_folder() -> Path | None:
    """The office's own folder, of ``--data`` or of the setting ``SO_TAY_DATA``; None for the handbook's own facts."""
    over = os.environ.get("SO_TAY_DATA")
    return Path(over) if over else None


def data_folder() -> DataFolder:
    """The facts in use: ``data/``, under the office's own folder when there is one."""
    from macros.load import DataFolder

    return DataFolder(ROOT / "data", own_folder())


def typed(verb: str) -> str:
    """``run.py verb`` as the reader types it next, for the same facts: without ``--data`` it would be about the handbook's own."""
    over = own_folder()
    if not over:
        return f"run.py {verb}"
    from macros.load.folder import shown_path

    folder = shown_path(over)
    return f"run.py {verb} --data " + (f'"{folder}"' if " " in folder else folder)


def handbook_or_exit(*, warn_readers: bool = False) -> Handbook:
    """The handbook as it stands, or every problem on the screen and exit code 1."""
    from macros.load import DataError, load_handbook

    data = data_folder()
    try:
        return load_handbook(data.base, ROOT / "docs", today=date.today(), over=data.over, warn_readers=warn_readers)
    except DataError as error:
        print(f"Dữ liệu có {error.stopping} chỗ phải sửa:\n{error}", file=sys.stderr)
        sys.exit(1)
