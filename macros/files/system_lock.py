"""Locks of the operating system: a process that dies, however it dies, holds none any more."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def take(descriptor: int) -> bool:
        """Lock the open file ``descriptor`` until it is closed; False when another process has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def take(descriptor: int) -> bool:
        """Lock the open file ``descriptor`` until it is closed; False when another process has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # the file system knows no locks, and writing without one is better than not writing
            return True
        return True
