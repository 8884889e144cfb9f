"""While serving: what is saved is shown within three seconds, and the whole site is built again behind it.

A build of all pages takes a quarter of a minute. So after a save only the pages concerned are made anew: those that were
saved and those looked at last. When nobody has saved for a moment, a second process builds the whole site, as strictly as
always, and what differs is taken over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_VIEWED = 3  # open pages that are kept fresh
_REST = 2.0  # seconds without a save before the whole is built

Snapshot = dict[Path, tuple[int, int]]


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """Time and size of every file below ``folders``."""
    found: Snapshot = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                state = path.stat()
                found[path] = (state.st_mtime_ns, state.st_size)
    return found


def take_over(built: Path, site: Path) -> int:
    """Make ``site`` the same as ``built``, touching only what differs; how many files that were."""
    wanted = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    touched = 0
    for name in sorted(wanted):
        content, target = (built / name).read_bytes(), site / name
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(target.name + ".moi")
        aside.write_bytes(content)
        os.replace(aside, target)  # a reader gets the old file or the new one, never half of it
        touched += 1
    for path in [path for path in site.rglob("*") if path.is_file() and path.relative_to(site) not in wanted]:
        path.unlink()
        touched += 1
    return touched


class Refresh:
    """What the server calls after a save, in place of a whole build.

    ``some(saved, viewed)`` makes pages anew: ``saved`` are paths below ``docs``, ``viewed`` addresses within the site. It
    answers False when that will not do, and then ``whole()`` builds all, as it does when files came or went or when no page
    or datum but a program was saved. ``behind`` is the command of a whole build, to which the folder is added; ``after`` is
    called when it has been taken over into ``site``.
    """

    def __init__(self, *, docs: Path, data: Sequence[Path], site: Path, some: Callable[[set[str], set[str]], bool],
                 whole: Callable[[], None], behind: Sequence[str], after: Callable[[], None], rest: float = _REST) -> None:  # fmt: skip
        self._docs, self._data, self._site = docs, tuple(data), site
        self._some, self._whole, self._behind, self._after, self._rest = some, whole, tuple(behind), after, rest
        self._viewed: deque[str] = deque(maxlen=_VIEWED)
        self._last = snapshot((docs, *data))
        self._timer: threading.Timer | None = None
        self._process: subprocess.Popen[str] | None = None

    def seen(self, address: str) -> None:
        """A browser asked for this address within the site."""
        page = address.lstrip("/")
        page = page + "index.html" if not page or page.endswith("/") else page
        if page.endswith(".html"):
            if page in self._viewed:
                self._viewed.remove(page)
            self._viewed.append(page)

    def __call__(self) -> None:
        """Something below the watched folders was saved."""
        self.stop()
        started = time.monotonic()
        before, self._last = self._last, snapshot((self._docs, *self._data))
        saved = {path for path in before.keys() & self._last.keys() if before[path] != self._last[path]}
        prose = {path.relative_to(self._docs).as_posix() for path in saved if path.is_relative_to(self._docs)}
        known = bool(saved) and before.keys() == self._last.keys() and all(name.endswith(".md") for name in prose)
        # What fails must not raise: the server would answer nobody until the next save that succeeds.
        try:
            if not known or not self._some(prose, set(self._viewed)):
                self._all()
                return
        except (Exception, SystemExit) as error:
            print(f"{error}\nChưa dựng được, trang dựng lần trước vẫn hiện. Sửa chỗ trên rồi lưu lại.", flush=True)
            return
        print(f"Trang vừa sửa đã mới ({time.monotonic() - started:.1f} giây). Cả trang được dựng lại phía sau.", flush=True)
        self._timer = threading.Timer(self._rest, self._build)
        self._timer.daemon = True
        self._timer.start()

    def _all(self) -> None:
        """The whole, here and now; it begins by emptying the site, so the last good one is kept until it has succeeded."""
        with tempfile.TemporaryDirectory(prefix="so-tay-") as folder:
            kept = Path(folder, "site")
            shutil.copytree(self._site, kept)
            try:
                self._whole()
            except BaseException:
                take_over(kept, self._site)
                raise

    def stop(self) -> None:
        """Give up the whole build that waits or runs; the next save begins another."""
        if self._timer:
            self._timer.cancel()
        process, self._process = self._process, None
        if process and process.poll() is None:
            process.kill()

    def _build(self) -> None:
        with tempfile.TemporaryDirectory(prefix="so-tay-") as folder:
            process = self._process = subprocess.Popen([*self._behind, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                                       text=True, encoding="utf-8")  # fmt: skip
            told = process.communicate()[0]
            if self._process is not process:  # given up for a later save
                return
            if process.returncode:
                faults = [line for line in told.splitlines() if not line.startswith(("INFO", "DEBUG"))]
                print("\n".join(faults) + "\nCả trang chưa dựng được: sửa các chỗ trên rồi lưu lại.", flush=True)
                return
            take_over(Path(folder), self._site)
        self._after()
        print("Cả trang đã mới.", flush=True)
