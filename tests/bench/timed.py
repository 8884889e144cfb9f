"""The processor time and the memory of a child process: on a busy machine the clock on the wall says little."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Run:
    """``seconds`` of user and system time, ``megabytes`` at the most, the exit code and all that was said."""

    seconds: float
    megabytes: float
    code: int
    output: str


def timed(command: Sequence[str], *, longest: float | None = None, **options: Any) -> Run:
    """Run ``command`` to its end; after ``longest`` seconds on the wall it is killed with all that it started."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=longest is not None, **options)
        alarm = threading.Timer(longest or 0, _kill, [child.pid])
        if longest is not None:
            alarm.start()
        _, status, used = os.wait4(child.pid, 0)
        alarm.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read().decode(errors="replace")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, output)


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
