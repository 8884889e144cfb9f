"""The site on the web: into a folder that a web server shows, or onto a git branch that a host of pages shows.

A reader sees the old site or the new one, never half of it; the one before is kept, and one command brings it back.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from macros.files.folder import claim, making, swap
from macros.files.lock import hold
from macros.files.whole import WriteError, write_fault

BEFORE = "-lan-truoc"  # what the folder beside the published one is called, which holds the site that was shown before
_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".txt"}
_KEPT_ON_BRANCH = ("CNAME",)  # how GitHub Pages remembers a host's own name; it is nobody's page


class GitError(Exception):
    """What git refused, in a Vietnamese sentence: place, reason, remedy."""


def publish(site: Path, target: Path, *, keep_off: Iterable[Path] = (), sign: str = "") -> None:
    """Show ``site`` at ``target``; what was shown there is kept beside it. ``keep_off``, ``sign``: see
    :func:`macros.files.folder.claim`. Raises WriteError, and the old site stands as it was."""
    before = target.with_name(target.name + BEFORE)
    with hold(target), making(target) as new, making(before) as old:
        for folder in (target, before):
            claim(folder, keep_off=keep_off, sign=sign)
        _copy(site, new, target)
        _compress(new, target)
        if target.exists():
            _copy(target, old, before)
            swap(old, before)
        swap(new, target)


def bring_back(target: Path, *, sign: str = "") -> None:
    """Show again what ``target`` showed before; what it shows now is kept, so that the same command undoes itself. Raises WriteError."""
    before = target.with_name(target.name + BEFORE)
    with hold(target), making(target) as old, making(before) as now:
        for folder in (target, before):
            claim(folder, sign=sign)
        if not before.is_dir():
            raise WriteError(target, "không có bản trước để lùi về", "Lệnh publish giữ bản trước từ lần đăng thứ hai trở đi")
        _copy(before, old, target)
        _copy(target, now, before)
        swap(old, target)
        swap(now, before)


def _copy(folder: Path, place: Path, target: Path) -> None:
    """Copy ``folder`` to ``place``, on the disk of ``target``, ready to take its place."""
    try:
        place.mkdir(parents=True)
        for path in sorted(folder.rglob("*")):  # not copytree, which goes on and on when the disk is full
            copy = place / path.relative_to(folder)
            copy.mkdir() if path.is_dir() else shutil.copy2(path, copy)
    except OSError as error:
        raise write_fault(target, error) from None


def _compress(new: Path, target: Path) -> None:
    """Put beside every text below ``new`` its compressed copy, once for all readers: a server that finds one (nginx ``gzip_static``)
    sends it as it is, in a tenth of the time that compressing takes."""
    try:
        for path in sorted(path for path in new.rglob("*") if path.suffix in _TEXTS and path.is_file()):
            copy = path.with_name(path.name + ".gz")
            if not copy.exists():
                copy.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    except OSError as error:
        raise write_fault(target, error) from None


def publish_branch(site: Path, repository: Path, branch: str, remote: str, message: str) -> str:
    """Commit ``site`` as the whole of ``branch`` and push it to ``remote``; returns the commit. The branch that is checked out and
    its files are not touched. Raises GitError; when the push fails the host still shows the old site, and the branch here too."""
    _ready(repository, branch, remote)
    old = _tip(repository, branch, remote)
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        # Its own mark names files, and is no page; without .nojekyll GitHub leaves out what begins with a stroke.
        own = _git(repository, "rev-parse", "--absolute-git-dir")
        _git(site, "--git-dir", own, "--work-tree", ".", "add", "--all", "--force", ".", ":!.so-tay", environment=index)
        empty = _git(repository, "hash-object", "-w", "--stdin", text="")
        extra = [f"100644 {empty}\t.nojekyll"]
        extra += [line.replace(" blob ", " ") for name in _KEPT_ON_BRANCH if old for line in
                  _git(repository, "ls-tree", old, "--", name).splitlines()]
        _git(repository, "update-index", "--add", "--index-info", text="".join(f"{line}\n" for line in extra), environment=index)
        tree = _git(repository, "write-tree", environment=index)
    return _advance(repository, branch, remote, tree, old, message)


def bring_back_branch(repository: Path, branch: str, remote: str, message: str) -> str:
    """Let ``branch`` show again what it showed before its last commit, as a new commit that is pushed; returns it. Raises GitError."""
    _ready(repository, branch, remote)
    old = _tip(repository, branch, remote)
    try:
        tree = _git(repository, "rev-parse", "--verify", "--quiet", f"{old}~1^{{tree}}") if old else ""
    except GitError:
        tree = ""
    if not tree:
        raise GitError(f"Nhánh «{branch}» chưa có bản trước để lùi về. Lệnh publish giữ bản trước từ lần đăng thứ hai trở đi.")
    return _advance(repository, branch, remote, tree, old, message)


def _ready(repository: Path, branch: str, remote: str) -> None:
    try:
        now = _git(repository, "symbolic-ref", "--quiet", "--short", "HEAD", may_fail=True)
        _git(repository, "rev-parse", "--git-dir")
    except GitError:
        raise GitError(f"{repository}: không phải kho git. Chạy lệnh trong thư mục của kho, hoặc đăng vào thư mục bằng --dich.") from None
    if now == branch:
        raise GitError(f"Nhánh «{branch}» đang mở ở {repository}, đăng lên đó là thay hết tệp của nó. Chọn nhánh khác bằng --nhanh.")
    if remote not in _git(repository, "remote").split():
        raise GitError(f"Kho {repository} không có kho trên mạng (remote) «{remote}». Thêm bằng lệnh git remote add {remote} <địa chỉ>, "
                       "hoặc ghi kho khác bằng --kho.")


def _tip(repository: Path, branch: str, remote: str) -> str:
    """The commit that the host shows now, or nothing when it has no such branch."""
    if not _git(repository, "ls-remote", "--heads", remote, f"refs/heads/{branch}"):
        return ""
    _git(repository, "fetch", "--quiet", remote, f"refs/heads/{branch}")
    return _git(repository, "rev-parse", "FETCH_HEAD")


def _advance(repository: Path, branch: str, remote: str, tree: str, old: str, message: str) -> str:
    commit = _git(repository, "commit-tree", tree, *(["-p", old] if old else []), "-m", message)
    _git(repository, "push", "--quiet", remote, f"{commit}:refs/heads/{branch}")
    _git(repository, "update-ref", f"refs/heads/{branch}", commit)
    return commit


def _git(folder: Path, *words: str, text: str | None = None, environment: dict[str, str] | None = None, may_fail: bool = False) -> str:
    """What ``git words`` prints in ``folder``, without the line's end. Raises GitError with what git said."""
    try:
        done = subprocess.run(
            ["git", *words], cwd=folder, input=text, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
            env={**os.environ, **(environment or {}), "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError:
        raise GitError("Máy không có git. Cài git, hoặc đăng vào thư mục bằng --dich.") from None
    if done.returncode and not may_fail:
        verb = next(word for word in words if not word.startswith(("-", "/", ".")))
        raise GitError(f"git {verb} không làm được: {' '.join(done.stderr.split())[:300]}. Sửa theo lời git rồi chạy lại.")
    return done.stdout.strip()
