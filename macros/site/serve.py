"""While serving: what is saved is shown within two seconds, and the whole site is built again behind it.

A build of all pages takes a quarter of a minute. So after a save only the pages concerned are made anew: those that were
saved and those looked at last. When nobody has saved for a moment, a second process builds the whole site, as strictly as
always, and what differs is taken over.

One object does all of it. Whatever writes into the site holds its lock, and every save begins a new generation: work that was
begun for an older one is thrown away when it is done.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from macros.load.page_folder import FOLDER
from macros.model.settings import BuildSettings
from macros.model.subject import MadeFile
from macros.site.last_good import LastGoodSite
from macros.site.single_pages import LastBuild

_VIEWED = 3  # open pages that are kept fresh
_REST = 2.0  # seconds without a save before the whole is built
_UP = 1.0  # seconds from the server's start to the work that no reader waits for

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


def _write(files: Iterable[MadeFile], site: Path) -> None:
    for path, content in files:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


class Serving:
    """What the server calls after a save in place of a whole build, and what is done when nobody waits.

    ``root``: the project's folder. ``settings.address``: where the last good build is shown until the first one is ready; without
    it nothing is put off. ``context``: MkDocs' maker of what a page's template is given.
    """

    def __init__(self, root: Path, settings: BuildSettings, context: Callable[..., Any], *, rest: float = _REST) -> None:
        self._root, self._settings, self._rest = root, settings, rest
        self.last = LastBuild(context)
        # An office's own data make another site: what is kept for the next start is the tree's own only.
        self._kept = root / ".site-served" if settings.address and not settings.data else None
        self._lock = threading.RLock()
        self._generation = 0
        self._viewed: deque[str] = deque(maxlen=_VIEWED)
        self._up = threading.Event()
        self._timer: threading.Timer | None = None
        self._process: subprocess.Popen[str] | None = None
        self._last_good: LastGoodSite | None = None
        if self._kept and settings.address:
            host, _, port = settings.address.rpartition(":")
            self._last_good = LastGoodSite(self._kept, host, int(port))

    def attach(self, server: Any, config: Any, builder: Callable[[], None], command: Sequence[str]) -> None:
        """The first build is ready: from now on :meth:`saved` answers ``server`` for ``builder``, and the last good site gives way.

        ``command`` builds the whole in another process; the option of its folder is added.
        """
        docs, site, own = Path(config.docs_dir), Path(config.site_dir), self._settings.data
        self.watch([docs, self._root / "data", self._root / "macros", *([own] if own else [])], docs, site)
        self._some, self._whole, self._behind = self.last.make_again, builder, (*command, "--site-dir")
        serve_request = server.serve_request

        def answer(environ: dict[str, Any], start: Any) -> Any:
            self.viewed(environ["PATH_INFO"])
            return serve_request(environ, start)

        server.builder = self.saved
        server.set_app(answer)
        if own:
            server.watch(str(own))
        if self._last_good:
            self._last_good.give_way()
        threading.Timer(_UP, self._up.set).start()

    def watch(self, folders: Sequence[Path], docs: Path, site: Path) -> None:
        """Remember the state of ``folders``, so that the next save is seen against it."""
        self._folders, self._site = tuple(folders), site
        self._prose = [docs, *([self._settings.data / FOLDER] if self._settings.data else [])]
        self._last = snapshot(folders)

    def finish(self, config: Any, warn: Callable[[str], None]) -> None:
        """A build has written its pages: make the search index and check the house style, at once or, while serving, later."""
        site, out = config.extra["so_tay"], Path(config.site_dir)
        if not self._settings.address:
            site.check(warn)
            _write(site.search_files(), out)
            _write(site.assets.trimmed(out), out)
            _write(site.web_files(out, config.site_name, config.site_description, config.theme["logo"]), out)
            gc.freeze()  # or all that the build has made would be looked through once more when its process ends: over a second
            return
        self.last.config = config  # only now: a build that failed halfway has pages without titles and text
        generation = self._generation

        def later() -> None:
            self._up.wait()
            site.check(warn)
            files = list(site.search_files())
            with self._lock:
                if generation == self._generation:  # nothing was saved meanwhile
                    _write(files, out)
                    self._keep(out)

        threading.Thread(target=later, daemon=True).start()

    def viewed(self, address: str) -> None:
        """A browser asked for this address within the site."""
        page = address.lstrip("/")
        page = page + "index.html" if not page or page.endswith("/") else page
        if page.endswith(".html"):
            if page in self._viewed:
                self._viewed.remove(page)
            self._viewed.append(page)

    def saved(self) -> None:
        """Something below the watched folders was saved."""
        self.stop()
        with self._lock:
            started = time.monotonic()
            before, self._last = self._last, snapshot(self._folders)
            saved = {path for path in before.keys() & self._last.keys() if before[path] != self._last[path]}
            prose = {path.relative_to(root).as_posix() for root in self._prose for path in saved if path.is_relative_to(root)}
            known = bool(saved) and before.keys() == self._last.keys() and all(name.endswith(".md") for name in prose)
            # What fails must not raise: the server would answer nobody until the next save that succeeds.
            try:
                if not known or not self._some(prose, set(self._viewed)):
                    self._all()
                    return
            except (Exception, SystemExit) as error:
                print(f"{error}\nChưa tạo được trang, trang cũ vẫn hiện. Sửa chỗ trên rồi lưu lại.", flush=True)
                return
            print(f"Trang vừa sửa đã mới ({time.monotonic() - started:.1f} giây). Các trang khác đang được tạo lại.", flush=True)
            self._timer = threading.Timer(self._rest, self._build, (self._generation,))
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Begin a new generation: the whole build that waits or runs is given up."""
        with self._lock:
            self._generation += 1
            if self._timer:
                self._timer.cancel()
            if self._process and self._process.poll() is None:
                self._process.kill()

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

    def _build(self, generation: int) -> None:
        with tempfile.TemporaryDirectory(prefix="so-tay-") as folder:
            with self._lock:
                if generation != self._generation:
                    return
                process = self._process = subprocess.Popen(
                    [*self._behind, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
                    env=os.environ | self._settings.with_(address=None, behind=True).environment(),
                )
            told = process.communicate()[0]
            with self._lock:
                if generation != self._generation:  # a later save has made this build useless
                    return
                if process.returncode:
                    faults = [line for line in told.splitlines() if not line.startswith(("INFO", "DEBUG"))]
                    print("\n".join(faults) + "\nChưa tạo lại được các trang khác: sửa các chỗ trên rồi lưu lại.", flush=True)
                    return
                take_over(Path(folder), self._site)
                self._keep(self._site)
        print("Cả trang đã mới.", flush=True)

    def _keep(self, site: Path) -> None:
        """Keep ``site`` for the next start; the old one stays until the new one is whole."""
        if self._kept is None:
            return
        aside = self._kept.with_name(self._kept.name + "-new")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(site, aside)
        shutil.rmtree(self._kept, ignore_errors=True)
        aside.rename(self._kept)
