#!/usr/bin/env python3
"""The door: sets the project up on a machine that has only Python, then hands every verb to `python -m macros`.

    python3 run.py serve     build the site and serve it on http://127.0.0.1:8000
    python3 run.py test      run every check, in a real browser too

Standard library only; nothing here knows what the verbs do.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDS_CHECKS = {"test", "bench"}  # verbs that need tests/requirements.txt on top of requirements.txt


def say(command: list[str]) -> None:
    """Print a real command before it runs, so that anybody can run it by hand."""
    print("$", " ".join(f'"{part}"' if " " in part else part for part in command), flush=True)


def run(command: list[str], folder: Path = ROOT) -> int:
    """Run ``command`` in ``folder`` and return its exit code."""
    say(command)
    return subprocess.run(command, cwd=folder, check=False).returncode


def run_verb(arguments: list[str]) -> int:
    """Run the verb where the reader stands, so that the paths they type are theirs; returns its exit code."""
    here = Path.cwd()
    if here == ROOT:
        return run([str(PYTHON), "-m", "macros", *arguments])
    # -P: what happens to lie in that folder must not be taken for a part of the program.
    os.environ["PYTHONPATH"] = str(ROOT)
    return run([str(PYTHON), "-P", "-m", "macros", *arguments], here)


def make_venv() -> str | None:
    """Create ``.venv`` when it is missing; returns what is wrong, in one sentence, or None."""
    if sys.version_info < (3, 11):
        return f"Cần Python 3.11 trở lên, máy đang có {sys.version.split()[0]}: cài bản mới rồi chạy lại."
    if PYTHON.exists() and list(VENV.glob("installed-*")):  # without one it was cut off while it was being made
        return None
    try:
        import ensurepip  # noqa: F401  (Debian splits it off, and venv then fails half-way)
        import venv  # noqa: F401
    except ImportError:
        return "Python trên máy thiếu mô-đun venv: cài gói python3-venv rồi chạy lại."
    if run([sys.executable, "-m", "venv", str(VENV)]):
        return f"Không tạo được {VENV}: xem thông báo ở trên, kiểm tra quyền ghi và dung lượng đĩa."
    return None


def install(requirements: Path) -> str | None:
    """Install the pins in ``requirements`` unless exactly these are installed; returns what is wrong, or None."""
    pins = (ROOT / "requirements.txt").read_bytes() + requirements.read_bytes()
    stamp = VENV / f"installed-{requirements.parent.name if requirements.parent != ROOT else 'site'}"
    digest = hashlib.sha256(pins).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return None
    relative = str(requirements.relative_to(ROOT))
    if run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes", "-r", relative]):
        return f"Không cài được các gói trong {relative}: kiểm tra mạng rồi chạy lại lệnh này."
    stamp.write_text(digest, encoding="ascii")
    return None


def main() -> int:
    """Set up, then run the verb; returns its exit code."""
    arguments = sys.argv[1:]
    verb = arguments[0] if arguments else "--help"
    requirements = ROOT / ("tests/requirements.txt" if verb in NEEDS_CHECKS else "requirements.txt")
    if wrong := make_venv() or install(requirements):
        print(wrong, file=sys.stderr)
        return 1
    os.environ["PYTHONUTF8"] = "1"  # Windows: read and print Vietnamese whatever the code page
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    return run_verb(arguments or ["--help"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
