"""The one writer of files: a file is the old one or the new one, never half of it, and nothing is left lying beside it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from macros.files.system_lock import take

_AHEAD, _BEHIND = ".so-tay-", ".tam"  # of a temporary file; short, whatever the name of the file itself
KEPT = ".truoc"  # what the old version is called when it was replaced on request

# Errors of the operating system that a person can mend → (reason, remedy).
_FAULTS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("đĩa đã đầy", "Xóa bớt tệp trên đĩa hoặc chọn nơi khác, rồi chạy lại"),
    errno.EDQUOT: ("đã hết phần đĩa được cấp", "Xóa bớt tệp hoặc chọn nơi khác, rồi chạy lại"),
    errno.EFBIG: ("tệp lớn hơn mức đĩa này nhận", "Chọn đĩa khác"),
    errno.EACCES: ("không được ghi: tệp đang mở ở chương trình khác (Word, Excel…), hoặc tài khoản không có quyền ghi ở đây",
                   "Đóng tệp đó hoặc chọn nơi khác, rồi chạy lại"),
    errno.EROFS: ("đĩa chỉ cho đọc", "Mở khóa chống ghi của USB hoặc chọn nơi khác"),
    errno.ENAMETOOLONG: ("tên hoặc đường dẫn dài quá mức máy nhận", "Đặt tên ngắn hơn hoặc chọn thư mục gần gốc đĩa"),
    errno.EISDIR: ("đây là thư mục, không phải tệp", "Ghi thêm tên tệp vào sau, hoặc chọn tên khác"),
    errno.ENOTDIR: ("một phần của đường dẫn là tệp, không phải thư mục", "Chọn nơi khác"),
    errno.ENOENT: ("không tới được nơi này", "Xem lại đường dẫn; trên Windows đường dẫn không dài quá 260 ký tự"),
    errno.EINVAL: ("tên có ký tự mà máy không nhận", "Đặt tên khác"),
    errno.EIO: ("đĩa hỏng hoặc đã bị rút ra", "Cắm lại đĩa hoặc chọn nơi khác"),
    errno.ENODEV: ("đĩa đã bị rút ra", "Cắm lại đĩa hoặc chọn nơi khác"),
    errno.ENOTEMPTY: ("thư mục này nay không còn trống", "Chọn thư mục khác, rồi chạy lại"),
    errno.ELOOP: ("đường dẫn qua quá nhiều liên kết", "Chọn nơi khác"),
}
_SAME = {errno.EPERM: errno.EACCES, errno.EBUSY: errno.EACCES, errno.EEXIST: errno.ENOTDIR, errno.ETXTBSY: errno.EACCES}


class WriteError(Exception):
    """Why something was not written; ``str()`` is a Vietnamese sentence: place, reason, remedy. The old file is whole."""

    def __init__(self, place: Path | str, reason: str, remedy: str) -> None:
        self.place, self.reason, self.remedy = place, reason, remedy
        super().__init__(f"{place}: {reason}. {remedy}.")


def write_fault(place: Path | str, error: OSError) -> WriteError:
    """What the operating system refused, in the words of the house."""
    number = error.errno or 0
    reason, remedy = _FAULTS.get(_SAME.get(number, number), (f"máy không ghi được (mã lỗi {number})", "Chọn nơi khác rồi chạy lại"))
    return WriteError(place, reason, remedy)


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` at ``path``, making its folder when it is missing. Raises :class:`WriteError`; the old file is whole then."""
    write_files(path.parent, [(path.name, content)])


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write every file (name, content) into ``folder``, each of them whole, and clear away what a killed command left there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
    except OSError as error:
        raise write_fault(folder, error) from None
    for name, content in files:
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        for _ in range(2):
            with contextlib.suppress(FileNotFoundError):  # another command cleared it away before it was locked
                _replace(path, content)
                return
        raise FileNotFoundError(errno.ENOENT, "")
    except OSError as error:
        raise write_fault(path, error) from None


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{_AHEAD}{secrets.token_hex(4)}{_BEHIND}")
    try:
        with aside.open("xb") as file:
            take(file.fileno())  # as long as it is locked no other command clears it away
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            with contextlib.suppress(OSError):
                aside.chmod(path.stat().st_mode & 0o777)
        os.replace(aside, path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _clear(folder: Path) -> None:
    """Remove the temporary files that killed commands left; one that is being written right now is locked, and stays."""
    with os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(_AHEAD) and entry.name.endswith(_BEHIND)]
    for path in left:
        with contextlib.suppress(OSError), open(path, "r+b") as file:
            if take(file.fileno()):
                if os.name == "nt":  # an open file cannot be removed there
                    file.close()
                os.unlink(path)


def overwrite(path: Path, content: bytes, *, replace: bool) -> None:
    """Write ``content`` at ``path``; what stands there with other content is replaced only when ``replace`` says so, and is then
    kept beside it as ``<name>.truoc``. Raises :class:`WriteError`."""
    if not path.is_file() or _same(path, content):
        write_file(path, content)
        return
    if not replace:
        raise WriteError(path, "đã có tệp này, nội dung khác", "Đặt tên khác bằng --out, hoặc thêm --ghi-de: tệp cũ được giữ lại, "
                                                                f"tên thêm «{KEPT}»")
    keep(path)
    write_file(path, content)


def keep(path: Path) -> None:
    """Copy the file at ``path`` to ``<name>.truoc``, whole; a copy kept earlier gets a number, so that none is lost."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise write_fault(path, error) from None
    kept, number = path.with_name(path.name + KEPT), 1
    while kept.exists() and not _same(kept, content):
        number += 1
        kept = path.with_name(f"{path.name}{KEPT}-{number}")
    write_file(kept, content)


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
