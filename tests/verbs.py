"""Every verb of the command line as it is typed in the tests of writing, run to its end or cut off, and what it leaves behind."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from macros.__main__ import main

UNIT = "so-xay-dung"

# The words that are typed; a second run of the first two writes something else into the same file.
VERBS: dict[str, list[str]] = {
    "edition": ["edition", "--data", "rieng", "--ngay", "2026-11-23", "--ghi", "a"],
    "new": ["new", "can-cu", "mot", "--data", "rieng"],
    "data new": ["data", "new", "--out", "ra.xlsx"],
    "data form": ["data", "form", "--data", "it", "--ky", "2026-Q4", "--out", "ra"],
    "data merge": ["data", "merge", "nhan", "--data", "it", "--ky", "2026-Q4", "--out", "ra.xlsx"],
    "packs": ["packs", "--don-vi", UNIT, "--out", "ra"],
    "plant": ["plant", "tot.docx", "luu-vt", "--out", "ra.docx"],
    "exam": ["exam", "--hat-giong", "1", "--de", "2", "--out", "ra"],
    "trainer-kit": ["trainer-kit", "--out", "ra"],
    "bank": ["bank", "--out", "ra"],
    "after-course": ["after-course", "kq.json", "--ngay", "15/06/2026", "--out", "ra.xlsx"],
    "sources settle": ["sources", "settle", "qd-21-2026", "--khong-hoi", "--data", "rieng", "--tra-loi", "tra-loi.yml", "--nguoi", "Ông A"],
    "bundle": ["bundle", "--site", "trang", "--out", "ra"],
    "mend": ["mend", "xau.docx", "--out", "ra.docx"],
    "book": ["book", "--site", "trang", "--out", "ra"],
    "portable": ["portable", "--python-zip", "kq.json", "--wheels", "nhan", "--out", "ra"],
    "office upgrade": ["office", "upgrade", "--dong-y", "--data", "phong"],
}
# What they write is one folder, which is made aside and takes its place at once.
FOLDERS: dict[str, list[str]] = {
    "build": ["build", "--out", "ra"],
    "publish": ["publish", "--site", "trang", "--dich", "ra"],
    "office new": ["office", "new", "ra"],
}
# What the other verbs write is nothing, or files of nobody's that they take away again (a trial build, the served copy).
READING = {"bench", "check", "data check", "data diff", "impact", "lint", "office check", "sbom", "serve", "sources", "test"}
ALL = VERBS | FOLDERS
KILLS = int(os.environ.get("SO_TAY_KILLS", "1"))
AT = int(os.environ.get("SO_TAY_FULL", "1"))  # as often the disk fills up at a moment of its own
SECOND = {"sources settle": [*VERBS["sources settle"][:-1], "Bà B"],
           "edition": ["edition", "--data", "rieng", "--ngay", "2026-11-24", "--ghi", "b"],
           "new": ["new", "can-cu", "hai", "--data", "rieng"]}
ONCE = {"office new", "office upgrade"}  # what they do the first time is what is tried
# What is locked while they write, where it is not what --out names.
LOCKED = {"sources settle": "rieng/can-cu.yml", "edition": "rieng/an-ban.yml", "new": "rieng/can-cu.rieng.yml",
           "portable": "ra/so-tay-windows.zip", "office upgrade": "phong"}


def run(*typed: str) -> Result:
    result = CliRunner().invoke(main, typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    os.environ.pop("SO_TAY_DATA", None)
    return result


def again(verb: str) -> list[str]:
    """What is typed the second time."""
    return SECOND.get(verb) or ([*ALL[verb], "--ghi-de"] if verb in VERBS.keys() - ONCE else ALL[verb])


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder`` hold ``files`` and nothing else."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def left_over(names: Iterable[str]) -> list[str]:
    """The temporary files and folders among ``names``, and locks."""
    return [name for name in names if name.endswith((".tam", "-khoa")) or name.startswith(".ra-")]


def killed(*words: str, nth: int) -> bool:
    """Run the verb in a process of its own that dies without a word at the ``nth`` moment a file or folder would take its place."""
    child = os.fork()
    if child == 0:
        calls = itertools.count(1)

        def deadly(real: Callable[..., None]) -> Callable[..., None]:
            def call(*given: Any) -> None:
                if next(calls) == nth:
                    os.kill(os.getpid(), signal.SIGKILL)
                real(*given)

            return call

        os.replace, os.rename = deadly(os.replace), deadly(os.rename)
        CliRunner().invoke(main, words)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def run_for(words: list[str], seconds: float) -> bool:
    """Run the verb in a process of its own that is killed after ``seconds``; whether it was still running then."""
    child = os.fork()
    if child == 0:
        CliRunner().invoke(main, words)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
