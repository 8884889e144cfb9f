"""One command at a time per target: a lock that the operating system takes back when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.files.system_lock import take
from macros.files.whole import WriteError, write_fault


class Busy(WriteError):
    """Another command is writing the same target."""


def lock_path(target: Path) -> Path:
    """The file that is locked while ``target`` is written; it stands beside the target and is gone when nobody writes."""
    return target.with_name(f".{target.name}-khoa")


@contextlib.contextmanager
def hold(target: Path) -> Iterator[None]:
    """Be the only one who writes ``target``. Raises :class:`Busy` at once when another command does, :class:`WriteError` when
    nothing can be written there. A lock file that a killed command left behind hinders nobody and goes with the next one."""
    path = lock_path(target)
    descriptor = _open(path, target)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(descriptor)  # an open file cannot be removed there
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            with contextlib.suppress(OSError):
                path.unlink()  # it goes while it is still locked, so that whoever waits for it sees that it is gone
            os.close(descriptor)


def _open(path: Path, target: Path) -> int:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise write_fault(target, error) from None
        if not take(descriptor):
            os.close(descriptor)
            raise Busy(target, "một lệnh khác đang ghi vào đây", "Đợi lệnh đó xong rồi chạy lại, hoặc chọn nơi khác bằng --out")
        try:
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)  # the file was removed between opening and locking, so nobody else sees the one that is locked
