"""Files that editors and units hand in, read within bounds: what is missing, locked, no file or no text is a problem, not an exception."""

from __future__ import annotations

from pathlib import Path

from macros.model.problems import Problems
from macros.vietnamese import format_count

# No file of the handbook comes near; whatever is bigger is something else.
MOST_BYTES = 100_000_000
MOST_TEXT = 5_000_000


def read_bytes(path: Path, name: str, problems: Problems, missing: str, most: int = MOST_BYTES) -> bytes | None:
    """The content of the file at ``path``, called ``name`` in messages, or None with what is wrong noted.

    ``missing``: the remedy when there is no such file.
    """
    try:
        if path.is_symlink() and not path.exists():
            problems.error(name, "đường dẫn tắt dẫn tới tệp không còn", missing)
        elif not path.exists():
            problems.error(name, "không có tệp này", missing)
        elif not path.is_file():
            problems.error(name, "không phải tệp", "Để ở đây một tệp thường, không phải thư mục hay thứ khác.")
        elif not too_heavy(name, path.stat().st_size, most, problems):
            return path.read_bytes()
    except OSError:
        problems.error(name, "không mở được tệp này", "Đóng tệp ở các chương trình khác, xem lại quyền đọc, rồi chạy lại.")
    return None


def too_heavy(name: str, size: int, most: int, problems: Problems) -> bool:
    """Whether a file of ``size`` bytes is larger than what is read, which is then noted."""
    if size <= most:
        return False
    problems.error(name, f"tệp nặng {format_count(size // 1_000_000)} MB, quá mức {format_count(most // 1_000_000)} MB",
                   "Xem lại có đúng tệp này không.")
    return True


def read_text(path: Path, name: str, problems: Problems, missing: str = "Chép lại tệp từ bản gốc của sổ tay.") -> str | None:
    """The text of the file at ``path`` (UTF-8, with or without the mark at its beginning), or None with what is wrong noted."""
    content = read_bytes(path, name, problems, missing, MOST_TEXT)
    if content is None:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # UTF-16 without its mark decodes, but every other sign is this one
        problems.error(name, "không phải chữ UTF-8", "Mở bằng trình soạn thảo và lưu lại với mã UTF-8.")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown_path(path: Path) -> str:
    """``path`` as messages name it: from where the reader stands when it lies there, else whole."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
