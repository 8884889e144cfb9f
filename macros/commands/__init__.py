"""The verbs of ``run.py``, one module for each family. Adapters: they may read the clock and start processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **options: object) -> int:
    """Print a real command, run it in the project's folder, and return its exit code."""
    shown = " ".join(f'"{part}"' if " " in part else part for part in command)
    print("$", shown, flush=True)
    return subprocess.run(command, **{"cwd": ROOT, "check": False, **options}).returncode  # type: ignore[call-overload,no-any-return]


def python(*arguments: str, **options: object) -> int:
    """Run this very Python with ``arguments``."""
    return run(sys.executable, *arguments, **options)
