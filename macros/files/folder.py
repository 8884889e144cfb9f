"""Folders that we make: each carries a list of what we wrote there, so that nothing of anybody else's is ever replaced.

A folder of products (``dist``) gets files added to it: :func:`add`. A folder that is one product (``site``) is made aside and
then takes the place of the old one: :func:`claim`, :func:`making`, :func:`swap`. A command killed in the middle of a swap leaves
the old folder or the new one, whole; :func:`recover` puts it in its place. A folder that is somebody's from its first day on (an
office's own) is made aside too, and then only put where nothing is: :func:`put`.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from macros.files.whole import KEPT, WriteError, keep, write_fault, write_file, write_files

MARK = ".so-tay"
_HEAD = "# Do sổ tay viết ra. Mỗi dòng: mã SHA-256 và tên một tệp sổ tay đã ghi ở đây, để không bao giờ ghi đè tệp của người khác.\n"
_STRAY = {".DS_Store", "Thumbs.db", "desktop.ini"}  # Windows and macOS put these into any folder that is looked at
_SHOWN = 5
_BATCH = 100

Record = dict[str, frozenset[str]]  # name → SHA-256 of each version of it that we wrote


def aside(target: Path) -> Path:
    """Where the folder that is to replace ``target`` is made."""
    return target.with_name(f".{target.name}-moi")


def workplace(target: Path) -> Path:
    """A place beside ``target`` that no other command uses.

    When a command is killed, a program that it started may go on writing: it must not write into the next command's folder.
    """
    return target.with_name(f"{aside(target).name}-{secrets.token_hex(4)}")


def _before(target: Path) -> Path:
    return target.with_name(f".{target.name}-cu")


def recover(target: Path) -> None:
    """Finish or undo a swap that was cut off, and clear away what is left of it. Call it before anything is made at ``aside``."""
    new, old = aside(target), _before(target)
    try:
        if not os.path.lexists(target):
            if (new / MARK).is_file():  # the list is written last, so the new folder was whole
                new.rename(target)
            elif old.is_dir():
                old.rename(target)
    except OSError as error:
        raise write_fault(target, error) from None
    for left in (new, old, *_workplaces(target)):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def making(target: Path) -> Iterator[Path]:
    """A place to make what is to stand at ``target``. Before, what killed commands left there is put right, and whatever is not in its
    place when this ends, however it ends, is cleared away: a disk that is full must not stay full of a site that nobody sees."""
    recover(target)
    try:
        yield workplace(target)
    finally:
        recover(target)


def put(new: Path, target: Path) -> None:
    """Let ``new``, a whole folder on the same disk, stand at ``target``, where nothing is or an empty folder. Raises WriteError."""
    try:
        if target.is_dir():
            target.rmdir()
        new.rename(target)
    except OSError as error:
        raise write_fault(target, error) from None


def _workplaces(target: Path) -> list[Path]:
    start = f"{aside(target).name}-"
    try:
        return [path for path in target.parent.iterdir() if path.name.startswith(start)]
    except OSError:
        return []


def swap(new: Path, target: Path, *, keep_old: bool = False) -> None:
    """Let ``new``, a whole folder on the same disk, take the place of ``target``. What was at ``target`` is removed, or kept as
    ``<name>.truoc`` where ``keep_old`` says so: ask :func:`claim` before. Raises :class:`WriteError`, and the old folder stands as it
    was."""
    ready, old = aside(target), _before(target)
    try:
        if new != ready:
            shutil.rmtree(ready, ignore_errors=True)
            new.rename(ready)
        _record(ready, {name: _digest(ready / name) for name in _names(ready)})
        shutil.rmtree(old, ignore_errors=True)
        gone = _kept(target) if keep_old else old
        if target.exists():
            target.rename(gone)
        try:
            ready.rename(target)
        except OSError:
            if gone.exists():
                gone.rename(target)
            raise
    except OSError as error:
        raise write_fault(target, error) from None
    finally:  # where it could not take the place, it must not take it later
        shutil.rmtree(ready, ignore_errors=True)
    for left in (old, *_workplaces(target)):
        shutil.rmtree(left, ignore_errors=True)


def claim(target: Path, *, keep_off: Iterable[Path] = (), replace: bool = False, sign: str = "") -> bool:
    """May ``target`` be replaced as a whole? Raises :class:`WriteError` when it holds anything that we did not write. Returns whether
    it must be kept then: see :func:`swap`.

    ``keep_off``: folders that are never replaced, nor one that holds them. ``replace``: where we made the folder and somebody has
    changed it or put files in, it may be replaced and is kept. ``sign``: what the ``index.html`` of a folder holds that an
    earlier version made, without a list.
    """
    target = target.resolve()
    for folder in (path.resolve() for path in keep_off):
        if folder == target or folder.is_relative_to(target):
            raise WriteError(target, "đây là thư mục của chính sổ tay hoặc thư mục chứa nó, ghi vào đây là mất cả",
                             "Chọn một thư mục mới bằng --out")
    if not os.path.lexists(target):
        return False
    if not target.is_dir():
        raise WriteError(target, "đã có tệp mang tên này", "Chọn một thư mục mới bằng --out")
    try:
        return _claim_folder(target, replace=replace, sign=sign)
    except OSError as error:
        raise write_fault(target, error) from None


def _claim_folder(target: Path, *, replace: bool, sign: str) -> bool:
    names = _names(target)
    if (target / ".git").exists():
        raise WriteError(target, "trong thư mục này có kho git (.git), ghi vào đây là mất", "Chọn một thư mục mới bằng --out")
    known = _recorded(target)
    if known is None:
        index = target / "index.html"
        if not names or (sign and index.is_file() and sign.encode() in index.read_bytes()):
            return False
        raise WriteError(target, f"thư mục này không do sổ tay tạo và đang có {_listed(names)}; ghi vào đây là mất hết",
                         "Chọn một thư mục mới hoặc thư mục trống bằng --out")
    strange = [name for name in names if not _digest(target / name) & known.get(name, frozenset())]
    if not strange:
        return False
    if not replace:
        raise WriteError(target, f"trong thư mục này có tệp không phải do sổ tay ghi, hoặc đã bị sửa: {_listed(strange)}",
                         "Chuyển tệp đó đi nơi khác, hoặc chọn thư mục khác bằng --out, hoặc thêm --ghi-de: "
                         f"cả thư mục cũ được giữ lại, tên thêm «{KEPT}»")
    return True


def _kept(target: Path) -> Path:
    """Where the folder ``target`` is kept; one kept earlier stays, this one gets a number."""
    kept, number = target.with_name(target.name + KEPT), 1
    while os.path.lexists(kept):
        number += 1
        kept = target.with_name(f"{target.name}{KEPT}-{number}")
    return kept


def add(folder: Path, files: Iterable[tuple[str, bytes]], *, replace: bool = False, leave: bool = False) -> list[str]:
    """Write ``files`` (name, content) into ``folder``, beside what is there; returns the names of those that were left out.

    A file that stands there and is not byte for byte what we wrote is somebody's work. ``replace``: it is replaced and kept as
    ``<name>.truoc``. ``leave``: it stays, and the others are written. Otherwise nothing is written: raises :class:`WriteError`.
    """
    write_files(folder, ())
    known = _recorded(folder) or {}
    left: list[str] = []
    for batch in _batches(files):
        theirs = [name for name, content in batch
                  if (folder / name).is_file() and not _digest(folder / name) & (known.get(name, frozenset()) | _of(content))]
        if theirs and not (replace or leave):
            raise WriteError(folder, f"đã có tệp mang tên đó, nội dung không phải do sổ tay ghi: {_listed(theirs)}",
                             f"Chọn thư mục khác bằng --out, hoặc thêm --ghi-de: tệp cũ được giữ lại, tên thêm «{KEPT}»")
        for name in theirs if replace else ():
            keep(folder / name)
        left += [] if replace else theirs
        ours = {name: content for name, content in batch if replace or name not in theirs}
        # The list knows the old and the new until both are certain: a command killed in between leaves only files of ours.
        _record(folder, known | {name: known.get(name, frozenset()) | _of(content) for name, content in ours.items()})
        write_files(folder, ours.items())
        known |= {name: _of(content) for name, content in ours.items()}
    if known:
        _record(folder, known)
    return left


def _batches(files: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """``files`` in lots, so that ten thousand units need neither all memory nor as many lists."""
    waiting = iter(files)
    while batch := list(itertools.islice(waiting, _BATCH)):
        yield batch


def _names(folder: Path) -> list[str]:
    """Every file and link below ``folder``, but for our own list and what systems scatter."""
    found = []
    for top, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(top, name))]
        found += [Path(top, name).relative_to(folder).as_posix() for name in (*files, *links) if name not in _STRAY]
    return sorted(name for name in found if not name.startswith(MARK))


def _digest(path: Path) -> frozenset[str]:
    """The SHA-256 of the file at ``path``; none for what is no plain file."""
    if path.is_symlink() or not path.is_file():
        return frozenset()
    try:
        return _of(path.read_bytes())
    except OSError as error:
        raise write_fault(path, error) from None


def _of(content: bytes) -> frozenset[str]:
    return frozenset({hashlib.sha256(content).hexdigest()})


def _recorded(folder: Path) -> Record | None:
    """What we wrote into ``folder``, by its list; None when it has no list."""
    try:
        text = (folder / MARK).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise write_fault(folder / MARK, error) from None
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines()[1:]:
        digest, _, name = line.partition("  ")
        found[name] = found.get(name, frozenset()) | {digest}
    return found


def _record(folder: Path, known: Mapping[str, frozenset[str]]) -> None:
    lines = [f"{digest}  {name}\n" for name, digests in sorted(known.items()) for digest in sorted(digests)]
    write_file(folder / MARK, (_HEAD + "".join(lines)).encode())


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:_SHOWN])
    return f"{shown} và {len(names) - _SHOWN} tệp khác" if len(names) > _SHOWN else shown
