"""The processor time and the memory of a child process: on a busy machine the clock on the wall says little."""

from __future__ import annotations

import os
import subprocess
import tempfile
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


def timed(command: Sequence[str], **options: Any) -> Run:
    """Run ``command`` to its end."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, **options)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read().decode(errors="replace")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, output)
